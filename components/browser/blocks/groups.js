// Blocks that hold other blocks.

import { freshId, h } from "../elements.js";

/** @import { Block, Folded, Group, Row, SideBySide } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/**
 * This element, with these blocks in it.
 * @param {HTMLElement} element @param {Block[]} blocks @param {Context} context @returns {Drawn}
 */
function holding(element, blocks, { draw }) {
  const parts = blocks.map((block) => draw(block));
  element.append(...parts.map((part) => part.element));
  return { element, refresh: () => parts.forEach((part) => part.refresh?.()) };
}

/** @param {Group} block @param {Context} context */
export function group({ label, hint, brief, blocks }, context) {
  const id = freshId();
  const named = { className: brief ? "bs-group bs-brief" : "bs-group", role: "group", "aria-labelledby": id };
  const about = hint && h("p", { className: "bs-hint" }, hint);
  return holding(h("section", named, h("h2", { id, dir: "auto" }, label), about), blocks, context);
}

/** @param {Folded} block @param {Context} context */
export function folded({ summary, private: isPrivate, blocks }, context) {
  const className = isPrivate ? "bs-private" : "";
  return holding(h("details", { className }, h("summary", {}, summary)), blocks, context);
}

/** @param {SideBySide} block @param {Context} context */
export const side_by_side = ({ blocks }, context) =>
  holding(h("div", { className: "bs-side-by-side" }), blocks, context);

/** @param {Row} block @param {Context} context */
export const row = ({ blocks }, context) => holding(h("div", { className: "bs-row" }), blocks, context);
