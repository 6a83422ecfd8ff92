// A list that people add to: Enter adds and stays, every item is edited in place, moved, tagged and removed.

import { button, fill, fitHeight, h, onEnter } from "../elements.js";
import { moves, Rows } from "../rows.js";
import { items as itemsOf, moved, neighbour, nextPosition } from "../workbook/items.js";
import { newGesture, newId } from "../workbook/workbook.js";
import { picker } from "./choice.js";
import { limitedBox, textBox } from "./words.js";

/** @import { Items } from "../blocks.d.ts" */
/** @import { RowOf } from "../rows.js" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Item } from "../workbook/items.js" */

/** @typedef {RowOf<Item> & { input: HTMLTextAreaElement, number: number }} Row */

const BULLET = /^\s*(?:[•◦▪▫‣⁃∙·●○■□◆–—*-]\s+|[•◦▪▫‣⁃∙●○■□◆]|o\t\s*|\d{1,3}[.)]\s+|\[[ xX]?\]\s+|☐\s*|☑\s*)/u;

/** The things that a pasted list names: a line each, without its bullet. @param {string} text */
const things = (text) =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(BULLET, "").trim())
    .filter(Boolean);

/** @param {Items} block @param {Context} context @returns {Drawn} */
export function items(block, context) {
  const { workbook, write, save, phrases, announce, drafts } = context;
  const list = h("ol", { className: "bs-items" });
  const add = { key: `add ${block.list}`, longest: block.longest };
  const { input: box, message, warn, fits, kept } = limitedBox(add, context, refusal);
  const rows = /** @type {Rows<Item, Row>} */ (new Rows(row));
  /** @param {string} item @param {string} field */
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;
  /** @param {string} item */
  const text = (item) => String(workbook.shown(path(item, "text")) ?? "");
  const draft = () => drafts.get(block.list);

  box.setAttribute("aria-label", fill(phrases.add_to, { heading: block.name }));
  box.addEventListener("input", (event) => {
    const isPut = event instanceof InputEvent && /^insertFrom(Paste|Drop)/.test(event.inputType);
    if (isPut && things(box.value).length > 1) addAll(things(box.value));
    fitHeight(box);
    const { item, gesture } = draft() ?? begin() ?? {};
    if (item) write(path(item, "text"), kept(), { gesture, typed: true });
    warn();
  });
  onEnter(box, finish);
  box.addEventListener("blur", save);

  /** Start an item with the first word in the box; the words come first, so that no window shows an empty item. */
  function begin() {
    const there = inList();
    if (!box.value.trim() || there.length >= block.most) return null;
    const begun = { item: newId(), gesture: newGesture() };
    const how = { gesture: begun.gesture, typed: true };
    drafts.set(block.list, begun);
    write(path(begun.item, "text"), kept(), how);
    write(path(begun.item, "place"), [block.list, nextPosition(there)], how);
    return begun;
  }

  function finish() {
    if (!box.value.trim() || !fits()) return;
    if (!(draft() ?? begin()) || refusal()) return warn();
    drafts.delete(block.list);
    box.value = "";
    fitHeight(box);
    save();
    refresh();
  }

  /** Add these one by one, as one act; what does not fit stays in the box. @param {string[]} lines */
  function addAll(lines) {
    const begun = draft();
    const gesture = begun?.gesture ?? newGesture();
    const room = Math.max(block.most - inList().length, 0);
    const added = lines.filter((line) => [...line].length <= block.longest).slice(0, room);
    drafts.delete(block.list);
    added.forEach((line, at) => {
      const item = (at === 0 && begun?.item) || newId();
      write(path(item, "text"), line, { gesture });
      if (item !== begun?.item) write(path(item, "place"), [block.list, nextPosition(inList())], { gesture });
    });
    box.value = lines.filter((line) => !added.includes(line)).join("\n");
    announce(fill(phrases.pasted, { count: added.length }));
    save();
    refresh();
  }

  function refusal() {
    const begun = draft();
    if (begun) return workbook.refusals.get(path(begun.item, "place"));
    return box.value.trim() && inList().length >= block.most ? block.full : "";
  }

  /** The items of this list, without the one in the add box; one that is being emptied is there until the focus leaves it. */
  function inList() {
    const beingWritten = draft()?.item;
    return itemsOf(workbook, block.worksheet, block.list).filter(({ id }) => {
      const isThere = text(id).trim() !== "" || rows.get(id)?.element.contains(document.activeElement);
      return id !== beingWritten && isThere;
    });
  }

  /** @param {string} id */
  function remove(id) {
    const next = neighbour(inList(), id);
    workbook.remove(`${block.worksheet}/${id}`);
    refresh();
    (rows.get(next)?.input ?? box).focus();
    announce(phrases.removed);
  }

  /** Move an item between two others, or number all of them anew if no number is left between those two. @param {string} id @param {number} steps */
  function move(id, steps) {
    const order = moved(inList(), id, steps);
    if (!order) return;
    const at = order.findIndex((item) => item.id === id);
    const [before, after] = [order[at - 1], order[at + 1]];
    const low = before?.position ?? after.position - 2;
    const high = after?.position ?? before.position + 2;
    const between = (low + high) / 2;
    const gesture = newGesture();
    if (low < between && between < high) write(path(id, "place"), [block.list, between], { gesture });
    else order.forEach((item, place) => write(path(item.id, "place"), [block.list, place + 1], { gesture }));
    refresh();
  }

  /** @param {string} id @returns {Row} */
  function row(id) {
    const words = textBox({ path: path(id, "text"), longest: block.longest }, context);
    const pickers = block.fields.map((field) => picker(field, path(id, field.path), context));
    const tools = moves(id, phrases, move, remove);
    const isBelow = block.fields.map(({ below }) => below);
    const elements = pickers.map((each) => each.element);
    const beside = h("div", { className: "bs-tools" }, ...elements.filter((_, at) => !isBelow[at]), tools.element);
    const below = elements.filter((_, at) => isBelow[at]);
    const conflicts = pickers.map((each) => each.beside);
    const element = h("li", { className: "bs-item" }, words.element, ...conflicts, beside, ...below);
    let drawn = "";
    onEnter(words.input, () => (rows.get(inList()[self.number]?.id)?.input ?? box).focus());
    words.input.addEventListener("blur", () => setTimeout(refresh));
    const self = {
      element,
      input: words.input,
      number: 0,
      /** @param {Item} _item @param {number} number @param {number} count */
      refresh(_item, number, count) {
        const fields = ["text", ...block.fields.map((field) => field.path)];
        const now = JSON.stringify([number, count, ...fields.map((field) => workbook.seen(path(id, field)))]);
        if (now === drawn) return;
        drawn = now;
        self.number = number;
        const name = text(id);
        words.input.setAttribute("aria-label", fill(phrases.item, { heading: block.name, number }));
        tools.refresh(name, number, count);
        words.refresh();
        for (const each of pickers) each.refresh(name);
      },
    };
    return self;
  }

  function refresh() {
    rows.show({ list, things: inList() });
    const begun = draft();
    if (begun) {
      const written = text(begun.item);
      if (box.value !== written && !workbook.isOwn(path(begun.item, "text"))) {
        box.value = written;
        if (!written) drafts.delete(block.list);
      } else if (!box.value) box.value = written;
    }
    if (box.isConnected) fitHeight(box);
    warn();
  }

  const addAndStay = () => {
    finish();
    box.focus();
  };
  const adding = h("div", { className: "bs-add" }, box, button(phrases.add, addAndStay, { "data-key": undefined }));
  return { element: h("div", {}, list, adding, message), refresh };
}
