// Ideas for a list: a few at a time, with room for something else among them; a tap puts one in the list.

import { button, find, h, once } from "../elements.js";
import { items, nextPosition } from "../workbook/items.js";
import { newGesture, newId } from "../workbook/workbook.js";

/** @import { Ideas } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const AT_A_TIME = 2;

/** @param {Ideas} block @param {Context} context @returns {Drawn} */
export function ideas(block, { workbook, write, phrases, announce, offered }) {
  const list = h("ul", { className: "bs-ideas" });
  const message = h("p", { className: "bs-hint" });
  const quiet = { className: "bs-quiet", dir: "auto", "data-key": `other ${block.list}` };
  const other = button(phrases.other_ideas, showOthers, quiet);
  const idea = { dir: "auto", "data-key": `else ${block.list}` };
  const empty = button(phrases.something_else, () => find(document, `add ${block.list}`)?.focus(), idea);
  const from = () => offered.get(block.list) ?? 0;
  let drawn = "";

  /** @param {string} item @param {string} field */
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;
  /** @param {string} item */
  const text = (item) => workbook.shown(path(item, "text"));
  const inList = () => items(workbook, block.worksheet, block.list).filter(({ id }) => text(id));

  function notWritten() {
    const written = inList().map(({ id }) => text(id));
    return block.phrases.filter((phrase) => !written.includes(phrase));
  }

  function showOthers() {
    offered.set(block.list, from() + AT_A_TIME);
    message.textContent = "";
    refresh();
  }

  /** @param {string} phrase */
  function put(phrase) {
    const there = inList();
    const isFull = there.length >= block.most;
    message.textContent = isFull ? block.full : phrases.idea_added;
    announce(message.textContent);
    if (isFull) return;
    const [item, gesture] = [newId(), newGesture()];
    write(path(item, "text"), phrase, { gesture });
    write(path(item, "place"), [block.list, nextPosition(there)], { gesture });
    (list.querySelector("button") ?? other).focus();
  }

  function refresh() {
    const left = notWritten();
    if (from() >= left.length) offered.set(block.list, 0);
    const shown = left.slice(from(), from() + AT_A_TIME);
    other.hidden = left.length <= AT_A_TIME;
    if (JSON.stringify(shown) === drawn) return;
    drawn = JSON.stringify(shown);
    const buttons = shown.map((phrase) => {
      const act = once(() => put(phrase));
      return button(phrase, act, { dir: "auto", "data-key": `idea ${block.list} ${phrase}` });
    });
    buttons.splice(1, 0, empty);
    list.replaceChildren(...buttons.map((each) => h("li", {}, each)));
  }

  return { element: h("div", {}, list, other, message), refresh };
}
