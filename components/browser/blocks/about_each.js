// A list whose items hold several answers each.

import { button, fill, h } from "../elements.js";
import { more, moves, Rows } from "../rows.js";
import { items, moved, neighbor, nextPosition } from "../workbook/items.js";
import { newGesture, newId } from "../workbook/workbook.js";

/** @import { AboutEach, Block } from "../blocks.d.ts" */
/** @import { Thing } from "../rows.js" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Workbook } from "../workbook/workbook.js" */

/** @param {AboutEach} block @param {Context} context @returns {Drawn} */
export function about_each(block, context) {
  const { workbook, phrases, announce, draw, begun, unfolded } = context;
  const name = `${block.worksheet} ${block.list}`;
  const rows = new Rows(row);
  const list = h("div");
  const message = h("p", { className: "bs-message", role: "status" });
  const add = button(block.add, addOne, { "data-key": `add ${name}` });
  const empty = () => begun.get(name) ?? [];
  /** @param {string} item @param {string} field */
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;

  function addOne() {
    message.textContent = inList().length >= block.most ? block.full : "";
    if (message.textContent) return;
    const id = newId();
    begun.set(name, [...empty(), id]);
    refresh();
    focusOn(id);
    announce(fill(phrases.added, { number: inList().length, count: inList().length }));
  }

  /** The items that are kept; one that is being emptied here is there until the focus leaves it. */
  function keptItems() {
    return items(workbook, block.worksheet, block.list).filter(({ id, isEmpty }) => !isEmpty || rows.hasFocus(id));
  }

  /** The items that are kept, and then those that were begun and are still empty. @returns {Thing[]} */
  function inList() {
    const notKept = empty().filter((id) => !workbook.shown(path(id, "place")));
    return [...keptItems(), ...notKept.map((id) => ({ id }))];
  }

  /** With its first answer, an item takes its place in the list. @param {string} id @returns {Workbook["write"]} */
  function writeIn(id) {
    return (at, value, how) => {
      workbook.write(at, value, how);
      const gesture = workbook.gestureOf(at);
      if (gesture && !workbook.shown(path(id, "place"))) place(id, nextPosition(keptItems()), gesture);
    };
  }

  /** @param {string} id @param {number} position @param {string} gesture */
  function place(id, position, gesture) {
    workbook.write(path(id, "place"), [block.list, position], { gesture });
  }

  /** @param {string | undefined} id */
  function focusOn(id) {
    const box = rows.get(id)?.element.querySelector("textarea, input, select");
    (box instanceof HTMLElement ? box : add).focus();
  }

  /** @param {string} id @param {number} steps */
  function move(id, steps) {
    const gesture = newGesture();
    const order = moved(keptItems(), id, steps);
    order?.forEach((item, at) => place(item.id, at + 1, gesture));
    refresh();
    if (order)
      announce(fill(phrases.moved, { number: order.findIndex((item) => item.id === id) + 1, count: order.length }));
  }

  /** @param {string} id */
  function remove(id) {
    const next = neighbor(inList(), id);
    const others = empty().filter((each) => each !== id);
    begun.set(name, others);
    if (workbook.shown(path(id, "place"))) workbook.remove(`${block.worksheet}/${id}`);
    refresh();
    focusOn(next);
    announce(phrases.removed);
  }

  /** @param {string} id */
  function row(id) {
    const [parts, rare] = [block.asked, block.more].map((blocks) =>
      ofItem(blocks, id).map((each) => draw(each, { write: writeIn(id) })),
    );
    const [first, ...others] = parts.map((part) => part.element);
    const rarely = rare.length > 0 && h("div", { className: "bs-rarely" }, ...rare.map((part) => part.element));
    const seen = h("p", { className: "bs-each-number", "aria-hidden": "true", hidden: block.in_rows });
    const tools = moves(id, phrases, move, remove);
    const panel = h("div", { className: "bs-tools" }, tools.element);
    const at = `${block.worksheet}/${id}`;
    const { handle, unfold } = more(panel, at, `${id} more`, unfolded);
    const className = block.in_rows ? "bs-each bs-in-row" : "bs-each";
    const element = h("div", { className, role: "group" }, seen, first, handle, panel, rarely, ...others);
    if (unfolded.has(at)) unfold(true);
    return {
      element,
      /** @param {Thing} _item @param {number} number @param {number} count */
      refresh(_item, number, count) {
        const text = fill(phrases.item, { heading: block.name, number });
        seen.textContent = String(number);
        element.setAttribute("aria-label", text);
        handle.setAttribute("aria-label", fill(phrases.more, { text }));
        tools.refresh(text, number, count);
        for (const part of [...parts, ...rare]) part.refresh?.();
      },
    };
  }

  function refresh() {
    if (!inList().length) begun.set(name, [newId()]);
    rows.show({ list, things: inList() });
  }

  return { element: h("div", {}, list, add, message), refresh };
}

/** These blocks about one item, which `*` stands for in their paths. @param {Block[]} blocks @param {string} id */
export function ofItem(blocks, id) {
  return /** @type {Block[]} */ (JSON.parse(JSON.stringify(blocks).replaceAll(/\/\*(?=[/"])/g, `/${id}`)));
}
