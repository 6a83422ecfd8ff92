// Blocks that hold other blocks.

import { find, freshId, h } from "../elements.js";
import { begin } from "../workbook/beginning.js";
import { fold } from "./fold.js";
import * as reading from "./reading.js";

/** @import { Beginning, Block, Chips, Column, Drawer, Facing, Folded, Group, Row } from "../blocks.d.ts" */
/** @import { SideBySide, Slots, Spread } from "../blocks.d.ts" */
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
export function group(block, context) {
  const { label, hint, brief, side, folds, blocks } = block;
  const id = freshId();
  const className = ["bs-group", brief && "bs-brief", side && `bs-${side}`].filter(Boolean).join(" ");
  const named = { className, role: "group", "aria-labelledby": id };
  const about = hint && h("p", { className: "bs-hint" }, hint);
  const heading = h("h2", { id, dir: "auto" }, label);
  if (!folds) return holding(h("section", named, heading, about), blocks, context);
  const parts = blocks.map((each) => context.draw(each));
  const body = fold(block, heading, [about], parts, context);
  return { element: h("section", named, body.element), refresh: body.refresh };
}

/** If it begins with a box to write in, whoever unfolds it can type at once. @param {Folded} block @param {Context} context */
export function folded({ summary: label, private: isPrivate, blocks, level }, context) {
  const summary = h("summary", {}, level ? reading.heading({ kind: "heading", text: label, level }) : label);
  const details = h("details", { className: isPrivate ? "bs-private" : "" }, summary);
  const [first] = blocks;
  const key = first?.kind === "items" ? `add ${first.list}` : first?.kind === "words" ? first.path : undefined;
  summary.addEventListener("click", (event) => {
    const box = find(details, key);
    if (details.open || !box) return;
    event.preventDefault();
    details.open = true;
    box.focus();
  });
  return holding(details, blocks, context);
}

/** What is for the therapist. @param {Drawer} block @param {Context} context */
export const drawer = ({ blocks }, context) => holding(h("div", { className: "bs-drawer" }), blocks, context);

/** Blocks about an item that the first answer in them makes. @param {Beginning} block @param {Context} context */
export function beginning(block, context) {
  const { workbook } = context;
  /** @type {Context["write"]} */
  const write = (path, value, how) => {
    workbook.write(path, value, how);
    begin(workbook, block, path);
  };
  const element = h("div", { className: "bs-beginning" });
  return holding(element, block.blocks, { ...context, draw: (each) => context.draw(each, { write }) });
}

/** @param {SideBySide} block @param {Context} context */
export const side_by_side = ({ blocks }, context) =>
  holding(h("div", { className: "bs-side-by-side" }), blocks, context);

/** Boxes that face each other, or two pages, on each of which one half of them follow one another. @param {Spread} block @param {Context} context */
export function spread({ blocks, by_page }, context) {
  const element = h("div", { className: "bs-spread" });
  if (!by_page) return holding(element, blocks, context);
  const half = blocks.length / 2;
  const pages = [blocks.slice(0, half), blocks.slice(half)].map((page) =>
    holding(h("div", { className: "bs-page" }), page, context),
  );
  element.append(...pages.map((page) => page.element));
  return { element, refresh: () => pages.forEach((page) => page.refresh?.()) };
}

/** @param {Column} block @param {Context} context */
export const column = ({ blocks }, context) => holding(h("div", { className: "bs-column" }), blocks, context);

/** @param {Slots} block @param {Context} context */
export const slots = ({ blocks }, context) => holding(h("div", { className: "bs-slots" }), blocks, context);

/** @param {Facing} block @param {Context} context */
export const facing = ({ blocks }, context) => holding(h("div", { className: "bs-facing" }), blocks, context);

/** @param {Chips} block @param {Context} context */
export const chips = ({ blocks }, context) => holding(h("div", { className: "bs-chips" }), blocks, context);

/** @param {Row} block @param {Context} context */
export const row = ({ blocks }, context) => holding(h("div", { className: "bs-row" }), blocks, context);
