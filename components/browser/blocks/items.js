// A list that people add to: Enter adds and stays, every item is edited in place, moved, tagged and removed.

import { limitedBox, picker, textBox } from "./answers.js";
import { fill, fitHeight, h, nameTool, onEnter, tool } from "../elements.js";
import { newId } from "../workbook/workbook.js";

/** The list that `block` describes; `adding` remembers across redraws which item is being written in the add box. */
export function items(block, context) {
  const { sheet, words: say, adding, announce } = context;
  const rows = new Map();
  const list = h("ol", { className: "bs-items" });
  const { input: box, message, warn, fits, kept } = limitedBox({ key: `add ${block.list}`, longest: block.longest }, context, refusal);
  const add = h("button", { type: "button", className: "bs-button" }, say.add);
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;
  const text = (item) => String(sheet.shown(path(item, "text")) ?? "");

  box.setAttribute("aria-label", fill(say.add_to, { heading: block.name }));
  box.addEventListener("input", () => {
    fitHeight(box);
    if (draft() || begin()) sheet.write(path(draft().item, "text"), kept(), { gesture: draft().gesture, typed: true });
    warn();
  });
  onEnter(box, finish);
  box.addEventListener("blur", () => sheet.flush());
  add.addEventListener("click", () => {
    finish();
    box.focus();
  });

  function draft() {
    return adding.get(block.list);
  }

  /** Start an item with the first word in the box; the words come first, so that no window shows an empty item. */
  function begin() {
    const order = inList();
    if (!box.value.trim() || order.length >= block.most) return false;
    const [item, gesture] = [newId(), newId()];
    const place = [block.list, Math.max(0, ...order.map(({ position }) => position)) + 1];
    adding.set(block.list, { item, gesture });
    sheet.write(path(item, "text"), kept(), { gesture, typed: true });
    sheet.write(path(item, "place"), place, { gesture, typed: true });
    return true;
  }

  function finish() {
    if (!box.value.trim() || !fits()) return;
    if (!(draft() || begin()) || refusal()) {
      warn();
      return;
    }
    adding.delete(block.list);
    box.value = "";
    fitHeight(box);
    sheet.flush();
    refresh();
  }

  function refusal() {
    if (draft()) return sheet.refusals.get(path(draft().item, "place"));
    return box.value.trim() && inList().length >= block.most ? block.full : "";
  }

  /** The items of this list in their order, without the one in the add box. */
  function inList() {
    const beingWritten = draft()?.item;
    return sheet
      .placed(block.worksheet)
      .filter(([item, in_]) => in_ === block.list && item !== beingWritten && !sheet.isRemoved(`${block.worksheet}/${item}`) && isThere(item))
      .map(([item, , position]) => ({ item, position }))
      .sort((a, b) => a.position - b.position || (a.item < b.item ? -1 : 1));
  }

  function isThere(item) {
    return text(item).trim() !== "" || rows.get(item)?.contains(document.activeElement);
  }

  function remove(item) {
    const order = inList().map((each) => each.item);
    const next = order[order.indexOf(item) + 1] ?? order[order.indexOf(item) - 1];
    sheet.remove(`${block.worksheet}/${item}`);
    refresh();
    (rows.get(next)?.input ?? box).focus();
    announce(say.removed);
  }

  function move(item, steps) {
    const order = inList();
    const from = order.findIndex((each) => each.item === item);
    const to = from + steps;
    if (to < 0 || to >= order.length) return;
    const [before, after] = steps < 0 ? [order[to - 1], order[to]] : [order[to], order[to + 1]];
    const low = before?.position ?? after.position - 2;
    const high = after?.position ?? before.position + 2;
    const between = (low + high) / 2;
    const gesture = newId();
    if (low < between && between < high) sheet.write(path(item, "place"), [block.list, between], { gesture });
    else {
      order.splice(to, 0, ...order.splice(from, 1));
      order.forEach((each, place) => sheet.write(path(each.item, "place"), [block.list, place + 1], { gesture }));
    }
    refresh();
  }

  function row(item) {
    const words = textBox({ path: path(item, "text"), longest: block.longest }, context);
    const pickers = block.fields.map((field) => picker(field, path(item, field.path), context));
    const up = tool(say.move_up, "↑", `${item} up`, () => move(item, -1));
    const down = tool(say.move_down, "↓", `${item} down`, () => move(item, 1));
    const away = tool(say.remove, "✕", `${item} remove`, () => remove(item));
    onEnter(words.input, () => (rows.get(inList()[Number(element.dataset.number)]?.item)?.input ?? box).focus());
    words.input.addEventListener("blur", () => setTimeout(refresh));
    const [below, beside] = [true, false].map((is) => pickers.flatMap(({ element }, at) => (Boolean(block.fields[at].below) === is ? [element] : [])));
    const tools = h("div", { className: "bs-tools" }, ...beside, h("span", { className: "bs-moves" }, up, down, away));
    const element = h("li", { className: "bs-item" }, words.element, ...pickers.map((each) => each.beside), tools, ...below);
    element.input = words.input;
    let drawn = "";
    element.refresh = (number, last) => {
      const now = JSON.stringify([number, last, sheet.seen(path(item, "text")), ...block.fields.map((field) => sheet.seen(path(item, field.path)))]);
      if (now === drawn) return;
      drawn = now;
      element.dataset.number = number;
      const name = text(item);
      words.input.setAttribute("aria-label", fill(say.item, { heading: block.name, number }));
      nameTool(up, fill(say.move_up_item, { text: name }), number === 1);
      nameTool(down, fill(say.move_down_item, { text: name }), number === last);
      nameTool(away, fill(say.remove_item, { text: name }), false);
      words.refresh();
      for (const each of pickers) each.refresh(name);
    };
    return element;
  }

  function refresh() {
    const order = inList().map(({ item }) => item);
    for (const [item, element] of rows) {
      if (order.includes(item)) continue;
      element.remove();
      rows.delete(item);
    }
    const focused = document.activeElement;
    order.forEach((item, place) => {
      if (!rows.has(item)) rows.set(item, row(item));
      const element = rows.get(item);
      if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
      element.refresh(place + 1, order.length);
    });
    if (focused !== document.activeElement && list.contains(focused)) focused.focus();
    const written = draft() ? text(draft().item) : "";
    if (draft() && box.value !== written && !sheet.isOwn(path(draft().item, "text"))) {
      box.value = written;
      if (!written) adding.delete(block.list);
    } else if (draft() && !box.value) box.value = written;
    if (box.isConnected) fitHeight(box);
    warn();
  }

  const element = h("div", {}, list, h("div", { className: "bs-add" }, box, add), message);
  return { element, refresh };
}
