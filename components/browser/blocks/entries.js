// A list whose items hold several answers each, and the button that begins such an item on a page of its own.

import { fill, h, nameTool, tool } from "../elements.js";
import { go, newId } from "../workbook/workbook.js";

/** The list that `block` describes; `adding` remembers across redraws which items were begun and are still empty. */
export function entries(block, { sheet, words: say, adding, announce, draw }) {
  const begun = `${block.worksheet} ${block.list}`;
  const rows = new Map();
  const list = h("div", { className: "bs-entries" });
  const add = h("button", { type: "button", className: "bs-button", "data-key": `add ${begun}` }, block.add);
  const message = h("p", { className: "bs-message", role: "status" });
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;

  add.addEventListener("click", () => {
    message.textContent = inList().length >= block.most ? block.full : "";
    if (message.textContent) return;
    const item = newId();
    adding.set(begun, [...(adding.get(begun) ?? []), item]);
    refresh();
    firstBox(item)?.focus();
  });

  function inList() {
    const kept = sheet
      .placed(block.worksheet)
      .filter(([item, in_]) => in_ === block.list && !sheet.isRemoved(`${block.worksheet}/${item}`) && (rows.has(item) || isWritten(item)))
      .map(([item, , position]) => ({ item, position }))
      .sort((a, b) => a.position - b.position || (a.item < b.item ? -1 : 1));
    const empty = (adding.get(begun) ?? []).filter((item) => !sheet.shown(path(item, "place")));
    return [...kept, ...empty.map((item) => ({ item, position: null }))];
  }

  function written(item) {
    const fields = sheet.pathsBelow(`${block.worksheet}/${item}`);
    return fields.filter((each) => each !== path(item, "place") && each !== path(item, "removed"));
  }

  function isWritten(item) {
    return written(item).some((each) => (sheet.shown(each) ?? "") !== "");
  }

  /** The sheet as an item sees it: with its first answer, an item takes its place in the list. */
  function sheetOfItem(item) {
    const write = (at, value, options) => {
      sheet.write(at, value, options);
      const gesture = sheet.gestureOf(at);
      if (gesture && !sheet.shown(path(item, "place"))) place(item, last() + 1, gesture);
    };
    const of = (name) => (typeof sheet[name] === "function" ? sheet[name].bind(sheet) : sheet[name]);
    return new Proxy(sheet, { get: (_sheet, name) => (name === "write" ? write : of(name)) });
  }

  function last() {
    return Math.max(0, ...inList().map(({ position }) => position ?? 0));
  }

  function place(item, position, gesture) {
    sheet.write(path(item, "place"), [block.list, position], { gesture });
  }

  function firstBox(item) {
    return rows.get(item)?.element.querySelector("textarea, input, select");
  }

  function move(item, steps) {
    const order = inList().filter(({ position }) => position !== null);
    const from = order.findIndex((each) => each.item === item);
    const to = from + steps;
    if (from < 0 || to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    const gesture = newId();
    order.forEach((each, at) => place(each.item, at + 1, gesture));
    refresh();
  }

  function remove(item) {
    const order = inList().map((each) => each.item);
    const next = order[order.indexOf(item) + 1] ?? order[order.indexOf(item) - 1];
    adding.set(begun, (adding.get(begun) ?? []).filter((each) => each !== item));
    if (sheet.shown(path(item, "place"))) sheet.remove(`${block.worksheet}/${item}`);
    refresh();
    (firstBox(next) ?? add).focus();
    announce(say.removed);
  }

  function row(item) {
    const blocks = JSON.parse(JSON.stringify(block.template).replaceAll("/*/", `/${item}/`));
    const parts = blocks.map((each) => draw(each, sheetOfItem(item)));
    const name = h("p", { className: "bs-entry-name", "aria-hidden": "true" });
    const up = tool(say.move_up, "↑", `${item} up`, () => move(item, -1));
    const down = tool(say.move_down, "↓", `${item} down`, () => move(item, 1));
    const away = tool(say.remove, "✕", `${item} remove`, () => remove(item));
    const head = h("div", { className: "bs-tools" }, name, h("span", { className: "bs-moves" }, up, down, away));
    const element = h("div", { className: "bs-entry", role: "group" }, head, ...parts.map((part) => part.element));
    return {
      element,
      refresh(number, count) {
        name.textContent = fill(say.item, { heading: block.name, number });
        element.setAttribute("aria-label", name.textContent);
        nameTool(up, fill(say.move_up_item, { text: name.textContent }), number === 1);
        nameTool(down, fill(say.move_down_item, { text: name.textContent }), number === count);
        nameTool(away, fill(say.remove_item, { text: name.textContent }), false);
        for (const part of parts) part.refresh?.();
      },
    };
  }

  function refresh() {
    if (!inList().length) adding.set(begun, [newId()]);
    const order = inList().map(({ item }) => item);
    for (const [item, { element }] of rows) {
      if (order.includes(item)) continue;
      element.remove();
      rows.delete(item);
    }
    const focused = document.activeElement;
    order.forEach((item, at) => {
      if (!rows.has(item)) rows.set(item, row(item));
      const { element, refresh: again } = rows.get(item);
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
      again(at + 1, order.length);
    });
    if (focused !== document.activeElement && list.contains(focused)) focused.focus();
  }

  return { element: h("div", {}, list, add, message), refresh };
}

/** A button that makes an item and opens the page on which it is filled in. */
export function begin(block, { sheet }) {
  const button = h("button", { type: "button", className: "bs-button bs-main", "data-key": `begin ${block.list}` }, block.label);
  button.addEventListener("click", ({ detail }) => {
    if (detail > 1) return;
    const [entry, gesture] = [newId(), newId()];
    const positions = sheet.placed(block.worksheet).map(([, , position]) => position ?? 0);
    sheet.write(`${block.worksheet}/${entry}/place`, [block.list, Math.max(0, ...positions) + 1], { gesture });
    for (const [field, value] of Object.entries(block.answers)) sheet.write(`${block.worksheet}/${entry}/${field}`, value, { gesture });
    go({ ...block.query, entry });
  });
  return { element: h("div", { className: "bs-go" }, button) };
}
