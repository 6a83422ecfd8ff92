// A button by which an item of a list takes words that stand elsewhere, so that nobody types them twice.

import { button, find, h } from "../elements.js";
import { items, nextPosition } from "../workbook/items.js";
import { newGesture } from "../workbook/workbook.js";

/** @import { Take } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** @param {Take} block @param {Context} context @returns {Drawn} */
export function take({ label, words, worksheet, item, list, field, then, most, full, taken }, { workbook, write }) {
  const act = button(label, takeOver, { "data-key": `take ${item}` });
  const message = h("p", { className: "bs-hint", role: "status", tabIndex: -1 });
  /** @param {string} name */
  const at = (name) => `${worksheet}/${item}/${name}`;
  const inList = () => items(workbook, worksheet, list).filter(({ isEmpty }) => !isEmpty);
  const isTaken = () => inList().some(({ id }) => id === item);

  function takeOver() {
    const there = inList();
    message.textContent = there.length >= most ? full : "";
    if (message.textContent) return;
    const gesture = newGesture();
    write(at(field), workbook.shown(words), { gesture });
    write(at("place"), [list, nextPosition(there)], { gesture });
    if (workbook.shown(at("removed"))) write(at("removed"), false, { gesture });
    (find(document, at(then)) ?? message).focus();
  }

  function refresh() {
    act.hidden = !workbook.shown(words) || isTaken();
    if (isTaken()) message.textContent = taken;
    else if (message.textContent === taken) message.textContent = "";
  }

  return { element: h("div", { className: "bs-go" }, act, message), refresh };
}
