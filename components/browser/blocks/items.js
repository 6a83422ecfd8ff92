// A list that people add to: Enter adds and stays; every item is edited in place, weighed, moved and removed.

import { button, fill, find, fitHeight, h, onEnter } from "../elements.js";
import { inPieces, Rows } from "../rows.js";
import { items as itemsOf, neighbor, nextPosition, positionAt } from "../workbook/items.js";
import { newGesture, newId } from "../workbook/workbook.js";
import { draggable } from "./dragging.js";
import { item as itemRow } from "./item.js";
import { limitedBox } from "./words.js";

/** @import { Items } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Item } from "../workbook/items.js" */
/** @import { ItemRow } from "./item.js" */

const LOWEST_ROW = 40; // In pixels.
const ROWS_AT_ONCE = 8;

const BULLET = /^\s*(?:[•◦▪▫‣⁃∙·●○■□◆–—*-]\s+|[•◦▪▫‣⁃∙·●○■□◆]|o\t\s*|\d{1,3}[.)]\s+|\[[ xX]?\]\s+|☐\s*|☑\s*)/u;

/** The things that a pasted list names: a line each, without its bullet. @param {string} text */
const things = (text) =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(BULLET, "").trim())
    .filter(Boolean);

/** @param {Items} block @param {Context} context @returns {Drawn} */
export function items(block, context) {
  const { workbook, write, save, phrases, announce, drafts, isArriving } = context;
  const list = h("ol", { className: "bs-items" });
  const add = { key: `add ${block.list}`, longest: block.longest };
  const { input: box, message, warn, fits, kept } = limitedBox(add, context, refusal);
  const rows = /** @type {Rows<Item, ItemRow>} */ (new Rows(row));
  /** @param {string} item @param {string} field */
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;
  /** @param {string} item */
  const text = (item) => String(workbook.shown(path(item, "text")) ?? "");
  const draft = () => drafts.get(block.list);
  /** How many things are drawn: whoever comes to the page sees no more of them, and the others follow. */
  let most = Infinity;
  if (isArriving()) {
    most = Math.ceil(innerHeight / LOWEST_ROW);
    inPieces(drawMore);
  }

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
    // Out from under a keyboard on the screen, once the page is laid out anyway.
    if (document.activeElement === box) requestAnimationFrame(() => box.scrollIntoView({ block: "nearest" }));
    const count = inList().length;
    announce(fill(phrases.added, { number: count, count }));
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

  /**
   * The items of a list, without the one in its add box; one that is being emptied here is there until the focus leaves it.
   * @param {string} [of]
   */
  function inList(of = block.list) {
    const beingWritten = drafts.get(of)?.item;
    return itemsOf(workbook, block.worksheet, of).filter(({ id }) => {
      const isThere = text(id).trim() !== "" || rows.hasFocus(id);
      return id !== beingWritten && isThere;
    });
  }

  /** @param {string} id */
  function remove(id) {
    const next = neighbor(inList(), id);
    workbook.remove(`${block.worksheet}/${id}`);
    refresh();
    (rows.get(next)?.input ?? box).focus();
    announce(phrases.removed);
  }

  /**
   * Put an item at this place of a list, this one or another, and number all of them anew if no number is left there.
   * @param {string} id @param {string} to @param {number} at
   */
  function place(id, to, at) {
    const seen = inList(to);
    const there = seen.filter((item) => item.id !== id);
    if (to === block.list && seen.findIndex((item) => item.id === id) === Math.min(at, there.length)) return;
    if (to !== block.list && there.length >= block.most) {
      message.textContent = block.full;
      message.hidden = false;
      announce(block.full);
      return;
    }
    const next = neighbor(inList(), id);
    const position = positionAt(there, at);
    const gesture = newGesture();
    const order = there.toSpliced(at, 0, { id, list: to, position: 0, isEmpty: false });
    if (position !== null) write(path(id, "place"), [to, position], { gesture });
    else order.forEach((item, number) => write(path(item.id, "place"), [to, number + 1], { gesture }));
    refresh();
    const heading = block.others.find(({ value }) => value === to)?.label;
    if (!heading) {
      const number = inList().findIndex((item) => item.id === id) + 1;
      return announce(fill(phrases.moved, { number, count: inList().length }));
    }
    announce(fill(phrases.moved_to, { heading }));
    (find(document, `${path(id, "text")} more`) ?? rows.get(next)?.input ?? box).focus();
  }

  /** @param {string} id @param {number} steps */
  function move(id, steps) {
    const to = inList().findIndex((item) => item.id === id) + steps;
    if (to >= 0 && to < inList().length) place(id, block.list, to);
  }

  /** @param {string} id */
  function row(id) {
    const moving = {
      move: (/** @type {number} */ steps) => move(id, steps),
      moveTo: (/** @type {string} */ to) => place(id, to, Infinity),
      remove: () => remove(id),
      next: () => (rows.get(inList()[made.number]?.id)?.input ?? box).focus(),
      refresh,
    };
    const made = itemRow(block, `${block.worksheet}/${id}`, context, moving);
    draggable(made.handle, made.element, (to, at) => place(id, to, at));
    return made;
  }

  /** Draw a few more things, or `all`; returns whether none is left, or the list itself is gone. @param {boolean} all */
  function drawMore(all) {
    const isLast = all || !list.isConnected || most >= inList().length;
    most = isLast ? Infinity : most + ROWS_AT_ONCE;
    if (list.isConnected) refresh();
    return isLast;
  }

  function refresh() {
    const there = inList();
    rows.show({ list, things: there, most });
    const begun = draft();
    if (begun) {
      const written = text(begun.item);
      if (box.value !== written && !workbook.isOwn(path(begun.item, "text"))) {
        box.value = written;
        if (!written) drafts.delete(block.list);
      } else if (!box.value) box.value = written;
    }
    box.placeholder = there.length ? phrases.add_another : block.invitation || phrases.add_another;
    if (box.isConnected) fitHeight(box);
    warn();
  }

  const addAndStay = () => {
    finish();
    box.focus();
  };
  const plus = h("span", { className: "bs-plus", "aria-hidden": "true" }, "+");
  const adding = h(
    "div",
    { className: "bs-add" },
    plus,
    box,
    button(phrases.add, addAndStay, { "data-key": undefined, "aria-label": box.ariaLabel }),
  );
  const element = h("div", { className: "bs-list", "data-list": block.list }, list, adding, message);
  return { element, refresh };
}
