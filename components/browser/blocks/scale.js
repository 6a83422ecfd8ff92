// A scale: eleven numbers, none chosen at first, and what follows the chosen one.

import { button, freshId, h } from "../elements.js";
import { conflict } from "./conflict.js";

/** @import { Scale } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** @param {Scale} block @param {Context} context @returns {Drawn} */
export function scale({ path, label, question, lowest, highest, follow_ups }, context) {
  const { workbook, write, draw, phrases } = context;
  const group = `${freshId()}-scale`;
  const inputs = Array.from({ length: 11 }, (_, number) => {
    const input = h("input", { type: "radio", name: group, value: String(number), "data-key": `${path} ${number}` });
    input.addEventListener("change", () => write(path, number));
    return input;
  });
  const radios = inputs.map((input) => h("label", { className: "bs-number" }, input, h("span", {}, input.value)));
  const asked = h("p", { className: "bs-question", id: `${group}-question`, dir: "auto" }, question);
  const named = { role: "radiogroup", "aria-label": label, "aria-describedby": asked.id };
  const ends = [`0 · ${lowest}`, `10 · ${highest}`].map((text) => h("span", {}, text));
  const follow = h("div", { className: "bs-follow" });
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => inputs.find(({ checked }) => checked) ?? inputs[0],
  });
  const forget = () => {
    write(path, null);
    inputs[0].focus();
  };
  const clear = button(phrases.clear, forget, { className: "bs-quiet", "data-key": `${path} clear` });
  let following = /** @type {Drawn[]} */ ([]);
  let drawnFor = /** @type {unknown} */ (undefined);

  const numbers = h("div", { className: "bs-numbers", ...named }, ...radios);
  const below = h("div", { className: "bs-ends", "aria-hidden": "true" }, ...ends);
  return {
    element: h("div", { className: "bs-scale" }, asked, numbers, below, clear, beside.element, follow),
    refresh() {
      const number = workbook.shown(path);
      inputs.forEach((input, value) => (input.checked = value === number));
      clear.hidden = number === null;
      if (number !== drawnFor) {
        drawnFor = number;
        following = (follow_ups[String(number)] ?? []).map((each) => draw(each));
        follow.replaceChildren(...following.map(({ element }) => element));
      }
      for (const part of following) part.refresh?.();
      beside.refresh();
    },
  };
}
