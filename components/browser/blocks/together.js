// Two numbers as one point, importance against confidence, painted as soon as they are chosen; and all as a table.

import { fill, h } from "../elements.js";
import { heading, table } from "./reading.js";
import { stopAmong } from "./scale.js";

/** @import { Together } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const NUMBERS = [0, 2, 4, 6, 8, 10].map((number) => ({ value: number, label: String(number) }));
const SIZE = 340;
const ROOM = 46;
const ROOM_FOR_WORDS = 104;
const BEYOND = 0.5; // So that nothing at an end is cut off.

/** @param {Together} block @param {Context} context @returns {Drawn} */
export function together(block, context) {
  const { workbook } = context;
  const { words, unanswered } = block;
  const hint = h("p", { className: "bs-hint" }, block.hint);
  const figure = h("figure", { role: "figure" });
  const rows = h("div");
  const twin = h("details", {}, h("summary", {}, heading({ kind: "heading", text: block.twin, level: 3 })), rows);
  const element = h("section", { className: "bs-together" });
  element.append(h("div", {}, heading({ kind: "heading", text: block.title, level: 2 }), hint, figure, twin));
  let drawn = "";

  /** What somebody reads of a number: a word, if that is how it was said. @param {string} path */
  function told(path) {
    const number = workbook.shown(path);
    if (typeof number !== "number") return unanswered;
    const isWord = workbook.shown(`${path}_in_words`) && words.length > 0;
    return isWord ? words[stopAmong(words, number, true)].label : String(number);
  }

  return {
    element,
    refresh() {
      const paths = block.numbers.map(({ value }) => String(value));
      const [x, y] = paths.map((path) => workbook.shown(path));
      const said = block.numbers.map(({ label }, at) => [label, told(paths[at])]);
      if (JSON.stringify([x, y, said]) === drawn) return;
      drawn = JSON.stringify([x, y, said]);
      rows.replaceChildren(table({ ...block.table, rows: said }));
      const isThere = typeof x === "number" && typeof y === "number";
      hint.hidden = isThere;
      figure.hidden = !isThere;
      if (!isThere) return;
      figure.setAttribute("aria-label", fill(block.name, { first: said[0][1], second: said[1][1] }));
      figure.replaceChildren(drawing(block, x, y));
    },
  };
}

/** @param {Together} block @param {number} x @param {number} y */
function drawing({ numbers, words }, x, y) {
  const stops = words.length ? words.map(({ value, label }) => ({ value: Number(value), label })) : NUMBERS;
  const left = words.length ? ROOM_FOR_WORDS : ROOM;
  const step = (SIZE - left) / (10 + 2 * BEYOND);
  const isMirrored = document.documentElement.dir === "rtl";
  /** @param {number} fromLeft */
  const mirrored = (fromLeft) => (isMirrored ? SIZE - fromLeft : fromLeft);
  /** @param {number} number */
  const along = (number) => mirrored(left + (number + BEYOND) * step);
  /** @param {number} number */
  const up = (number) => (10 + BEYOND - number) * step;
  const bottom = up(-BEYOND);
  /** Where a stop is named: a word at the end ends there. @param {number} number */
  const below = (number) =>
    words.length && number === stops[stops.length - 1].value
      ? { x: mirrored(SIZE), class: "bs-beside" }
      : { x: along(number), class: "bs-below" };
  const lines = stops.flatMap(({ value }) => [
    svg("line", { x1: along(value), x2: along(value), y1: 0, y2: bottom }),
    svg("line", { x1: mirrored(left), x2: mirrored(SIZE), y1: up(value), y2: up(value) }),
  ]);
  const labels = stops.flatMap(({ value, label }, at) => [
    svg("text", { ...below(value), y: bottom + (words.length && at % 2 ? 36 : 18) }, label),
    svg("text", { x: mirrored(left - 8), y: up(value) + 4, class: "bs-beside" }, label),
  ]);
  const middle = mirrored((left + SIZE) / 2);
  const turned = `rotate(-90) translate(${-bottom / 2} ${isMirrored ? SIZE - 4 : 12})`;
  const height = bottom + (words.length ? 62 : 44);
  return svg(
    "svg",
    { viewBox: `0 0 ${SIZE} ${height}`, "aria-hidden": "true" },
    ...lines,
    ...labels,
    svg("text", { x: middle, y: height - 6, class: "bs-below bs-axis" }, numbers[0].label),
    svg("text", { transform: turned, class: "bs-below bs-axis" }, numbers[1].label),
    svg("circle", { cx: along(x), cy: up(y), r: 10 }),
  );
}

/** @param {string} tag @param {Record<string, unknown>} attributes @param {(Node | string)[]} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
