// A scale: eleven numbers or a few words for them, none chosen at first, and what follows the chosen one.

import { button, fill, freshId, h } from "../elements.js";
import { newGesture } from "../workbook/workbook.js";
import { conflict } from "./conflict.js";
import { quote } from "./reading.js";

/** @import { Scale } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Value } from "../workbook/workbook.js" */

/**
 * Which of these stops a number stands at: a word stands for its own number and for the one below.
 * @param {{ value: string | number }[]} stops @param {number} number @param {boolean} areWords
 */
export function stopAmong(stops, number, areWords) {
  return Math.max(
    0,
    stops.findLastIndex(({ value }) => Number(value) - Number(areWords) <= number),
  );
}

const UNTIL_ANOTHER_NUMBER = 1000;

/** @param {Scale} block @param {Context} context @returns {Drawn} */
export function scale(block, context) {
  const { path, label, question, lowest, highest, questions, follow_ups, others, settled, carried, words, box } = block;
  const { workbook, write, draw, phrases } = context;
  const group = `${freshId()}-scale`;
  const inWords = `${path}_in_words`;
  const numbered = Array.from({ length: 11 }, (_, number) => ({ value: number, label: String(number) }));
  const stops = words.length ? words.map((word) => ({ ...word, value: Number(word.value) })) : numbered;
  const inputs = stops.map(({ value }) => {
    const input = h("input", { type: "radio", name: group, value: String(value), "data-key": `${path} ${value}` });
    input.addEventListener("change", () => choose(value));
    return input;
  });
  const radios = inputs.map((input, at) =>
    h("label", { className: "bs-number" }, input, h("span", {}, stops[at].label)),
  );
  const asked = h("p", { className: "bs-question", id: `${group}-question`, dir: "auto" }, question);
  const told = block.last_told && h("p", { className: "bs-hint bs-last-told", id: `${group}-last` }, block.last_told);
  const asNumber = h("p", { className: "bs-hint", hidden: true });
  const ends = [h("span", { dir: "auto" }), h("span", { dir: "auto" })];
  ends.forEach((end, at) => {
    end.id = `${group}-end-${at}`;
    inputs.at(-at)?.setAttribute("aria-describedby", end.id);
  });
  const below = h("div", { className: "bs-ends", id: `${group}-ends`, "aria-hidden": "true" }, ...ends);
  const described = [asked, below, told].flatMap((each) => (each ? each.id : [])).join(" ");
  const named = { role: "radiogroup", "aria-label": label, "aria-describedby": described };
  const [follow, before] = [h("div", { className: "bs-follow" }), h("div", { className: "bs-follow" })];
  const after = h("div", { className: "bs-following" }, follow, before);
  const own = block.ends.length
    ? draw({ kind: "folded", summary: phrases.own_ends, blocks: block.ends, private: false, level: null })
    : null;
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => inputs.find(({ checked }) => checked) ?? inputs[0],
    said: (number) => (typeof number === "number" ? stops[stopOf(number)].label : phrases.not_answered),
    settle,
  });
  const forget = () => {
    choose(null);
    inputs[0].focus();
  };
  const clear = button(phrases.clear, forget, { className: "bs-quiet", "data-key": `${path} clear` });
  clear.ariaLabel = fill(phrases.about, { label: phrases.clear, text: label });
  let following = /** @type {Drawn[]} */ ([]);
  let drawnFor = /** @type {unknown} */ (undefined);
  let drawnBefore = "";
  let typed = { key: "", timeStamp: 0 };

  if (block.last !== null) radios[stopOf(block.last)].classList.add("bs-last");

  /** Where on the line a number stands. @param {number} number */
  function stopOf(number) {
    return stopAmong(stops, number, words.length > 0);
  }

  /**
   * Choose a number; what belongs to the one before moves to a place that says so. That comes second, so that an undo
   * brings it back second, too: it belongs to a number that was there before it.
   * @param {number | null} number
   */
  function choose(number) {
    const gesture = newGesture();
    const isInWords = number !== null && words.length > 0;
    write(path, number, { gesture });
    if (Boolean(workbook.shown(inWords)) !== isInWords) write(inWords, isInWords || null, { gesture });
    for (const [at, end] of number === null ? [] : Object.entries(carried))
      if (!workbook.shown(at)) write(at, end, { gesture });
    for (const [from, to] of Object.entries(settled)) {
      const value = workbook.shown(from);
      if (!value || workbook.shown(to)) continue;
      write(to, value, { gesture });
      write(from, typeof value === "string" ? "" : null, { gesture });
    }
  }

  /** Choose the number that is typed: a 0 soon after a 1 makes it a 10. @param {KeyboardEvent} event */
  function type(event) {
    const { key, timeStamp, altKey, ctrlKey, metaKey } = event;
    if (!/^\d$/.test(key) || altKey || ctrlKey || metaKey) return;
    const isTen = key === "0" && typed.key === "1" && timeStamp - typed.timeStamp < UNTIL_ANOTHER_NUMBER;
    typed = event;
    const input = inputs[isTen ? 10 : Number(key)];
    input.focus();
    input.click();
  }

  /** Keep one of the answers that were given at the same time, as a number or as the word that is read here. @param {Value} number */
  function settle(number) {
    const gesture = newGesture();
    const [kept, isOther] = [workbook.shown(inWords), number !== workbook.shown(path)];
    const isInWords = isOther ? (number !== null && words.length > 0) || null : kept;
    workbook.settle(path, number, gesture);
    if (isInWords !== kept || workbook.others(inWords).length) workbook.settle(inWords, isInWords, gesture);
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
      const said = !asks.includes(name) && workbook.shown(beneath(name));
      return said ? [{ before: answered, texts: [String(said)] }] : [];
    });
    if (JSON.stringify(written) === drawnBefore) return;
    drawnBefore = JSON.stringify(written);
    const quotes = written.map((each) => quote({ kind: "quote", ...each }));
    before.replaceChildren(...(quotes.length ? [h("p", { className: "bs-hint" }, others), ...quotes] : []));
  }

  /** What the two ends mean: what is written in their boxes, if there are any. */
  function showEnds() {
    [lowest, highest].forEach((published, at) => {
      const end = (block.ends[at] && workbook.shown(block.ends[at].path)) || published;
      ends[at].textContent = words.length ? String(end) : fill(phrases.end, { number: at * 10, meaning: end });
    });
  }

  const className = words.length ? "bs-numbers bs-in-words" : "bs-numbers";
  const numbers = h("div", { className, ...named }, ...radios);
  // In some browsers, the arrow to the left leads back even where the line runs to the left.
  numbers.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    const isOther = event.altKey || event.ctrlKey || event.metaKey;
    if (!step || isOther || getComputedStyle(numbers).direction === "ltr") return;
    event.preventDefault();
    const at = inputs.findIndex((input) => input === event.target) + step;
    const next = inputs[(at + inputs.length) % inputs.length];
    next.focus();
    next.click();
  });
  if (!words.length) numbers.addEventListener("keydown", type);
  return {
    element: h(
      "div",
      { className: "bs-scale" },
      asked,
      numbers,
      below,
      told,
      asNumber,
      h("div", { className: "bs-row" }, own?.element, clear),
      beside.element,
      after,
    ),
    refresh() {
      const number = workbook.shown(path);
      // A number that somebody said is not put into words for them.
      const isNoWord = words.length > 0 && number !== null && !workbook.shown(inWords);
      const chosen = typeof number === "number" && !isNoWord ? stopOf(number) : -1;
      inputs.forEach((input, at) => (input.checked = at === chosen));
      asNumber.hidden = !isNoWord;
      asNumber.textContent = isNoWord ? fill(phrases.as_number, { number: String(number) }) : "";
      clear.hidden = number === null;
      showEnds();
      own?.refresh?.();
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
