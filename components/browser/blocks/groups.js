// Blocks that hold other blocks.

import { freshId, h } from "../elements.js";

/** @import { Block, Folded, Group, Row, SideBySide } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/**
 * What `around` makes of the elements of these blocks.
 * @param {Block[]} blocks
 * @param {Context} context
 * @param {(...elements: HTMLElement[]) => HTMLElement} around
 * @returns {Drawn}
 */
function holding(blocks, { draw }, around) {
  const parts = blocks.map((block) => draw(block));
  const element = around(...parts.map((part) => part.element));
  return { element, refresh: () => parts.forEach((part) => part.refresh?.()) };
}

/** @param {Group} block @param {Context} context */
export function group({ label, hint, brief, blocks }, context) {
  const id = freshId();
  const named = { className: brief ? "bs-group bs-brief" : "bs-group", role: "group", "aria-labelledby": id };
  const about = hint ? h("p", { className: "bs-hint" }, hint) : null;
  return holding(blocks, context, (...inside) =>
    h("section", named, h("h2", { id, dir: "auto" }, label), about, ...inside),
  );
}

/** @param {Folded} block @param {Context} context */
export function folded({ summary, private: isPrivate, blocks }, context) {
  const className = isPrivate ? "bs-private" : "";
  return holding(blocks, context, (...inside) => h("details", { className }, h("summary", {}, summary), ...inside));
}

/** @param {SideBySide} block @param {Context} context */
export function sideBySide({ blocks }, context) {
  return holding(blocks, context, (...inside) => h("div", { className: "bs-side-by-side" }, ...inside));
}

/** @param {Row} block @param {Context} context */
export function row({ blocks }, context) {
  return holding(blocks, context, (...inside) => h("div", { className: "bs-row" }, ...inside));
}
