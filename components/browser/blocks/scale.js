// A scale: eleven numbers, none chosen at first, and what follows the chosen one.

import { button, freshId, h } from "../elements.js";
import { newGesture } from "../workbook/workbook.js";
import { conflict } from "./conflict.js";
import { quote } from "./reading.js";

/** @import { Scale } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** @param {Scale} block @param {Context} context @returns {Drawn} */
export function scale(block, context) {
  const { path, label, question, lowest, highest, questions, follow_ups, others, settled, box } = block;
  const { workbook, write, draw, phrases } = context;
  const group = `${freshId()}-scale`;
  const inputs = Array.from({ length: 11 }, (_, number) => {
    const input = h("input", { type: "radio", name: group, value: String(number), "data-key": `${path} ${number}` });
    input.addEventListener("change", () => choose(number));
    return input;
  });
  const radios = inputs.map((input) => h("label", { className: "bs-number" }, input, h("span", {}, input.value)));
  const asked = h("p", { className: "bs-question", id: `${group}-question`, dir: "auto" }, question);
  const named = { role: "radiogroup", "aria-label": label, "aria-describedby": asked.id };
  const ends = [`0 · ${lowest}`, `10 · ${highest}`].map((text) => h("span", {}, text));
  const [follow, before] = [h("div", { className: "bs-follow" }), h("div", { className: "bs-follow" })];
  const after = h("div", { className: "bs-follow" }, follow, before);
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => inputs.find(({ checked }) => checked) ?? inputs[0],
  });
  const forget = () => {
    choose(null);
    inputs[0].focus();
  };
  const clear = button(phrases.clear, forget, { className: "bs-quiet", "data-key": `${path} clear` });
  let following = /** @type {Drawn[]} */ ([]);
  let drawnFor = /** @type {unknown} */ (undefined);
  let drawnBefore = "";

  /**
   * Choose a number; what belongs to the one before moves to a place that says so. That comes second, so that an undo
   * brings it back second, too: it belongs to a number that was there before it.
   * @param {number | null} number
   */
  function choose(number) {
    const gesture = newGesture();
    write(path, number, { gesture });
    for (const [from, to] of Object.entries(settled)) {
      const value = workbook.shown(from);
      if (!value || workbook.shown(to)) continue;
      write(to, value, { gesture });
      write(from, typeof value === "string" ? "" : null, { gesture });
    }
  }

  /** @param {string} name */
  const beneath = (name) => `${path.slice(0, path.lastIndexOf("/"))}/${name}`;
  /** @param {unknown} number */
  const asksFor = (number) => follow_ups[String(number)] ?? [];

  /** The boxes at a number; what other numbers ask is in one, too, if it is written and not to be read elsewhere. @param {unknown} number */
  function boxes(number) {
    const asks = asksFor(number);
    const names = others || number === null ? asks : Object.keys(questions);
    return names.map((name) =>
      draw({ ...box, path: beneath(name), label: questions[name], if_written: !asks.includes(name) }),
    );
  }

  /** What was written at other numbers, each with the question that it answered. @param {unknown} number */
  function showBefore(number) {
    const asks = asksFor(number);
    const written = Object.entries(others ? questions : {}).flatMap(([name, answered]) => {
      const words = !asks.includes(name) && workbook.shown(beneath(name));
      return words ? [{ before: answered, texts: [String(words)] }] : [];
    });
    if (JSON.stringify(written) === drawnBefore) return;
    drawnBefore = JSON.stringify(written);
    const quotes = written.map((each) => quote({ kind: "quote", ...each }));
    before.replaceChildren(...(quotes.length ? [h("p", { className: "bs-hint" }, others), ...quotes] : []));
  }

  const numbers = h("div", { className: "bs-numbers", ...named }, ...radios);
  const below = h("div", { className: "bs-ends", "aria-hidden": "true" }, ...ends);
  return {
    element: h("div", { className: "bs-scale" }, asked, numbers, below, clear, beside.element, after),
    refresh() {
      const number = workbook.shown(path);
      inputs.forEach((input, value) => (input.checked = value === number));
      clear.hidden = number === null;
      if (number !== drawnFor) {
        drawnFor = number;
        following = boxes(number);
        follow.replaceChildren(...following.map(({ element }) => element));
      }
      for (const part of following) part.refresh?.();
      showBefore(number);
      beside.refresh();
    },
  };
}
