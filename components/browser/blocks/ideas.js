// Ideas for a list: a few at a time, with room for something else among them; a tap puts one in the list.

import { picker } from "./answers.js";
import { h } from "../elements.js";
import { newId } from "../workbook/workbook.js";

const AT_A_TIME = 2;

/** The ideas that `block` describes, without those that are in the list; `adding` remembers which ones are shown. */
export function ideas(block, { sheet, words: say, adding, announce }) {
  const shownFrom = `ideas ${block.list}`;
  const list = h("ul", { className: "bs-ideas" });
  const message = h("p", { className: "bs-hint" });
  const other = button(say.other_ideas, `other ${block.list}`, () => {
    adding.set(shownFrom, adding.get(shownFrom) + AT_A_TIME);
    message.textContent = "";
    refresh();
  }, "bs-quiet");
  const empty = button(say.something_else, `else ${block.list}`, () => {
    empty.getRootNode().querySelector(`[data-key="${CSS.escape(`add ${block.list}`)}"]`)?.focus();
  });
  const path = (item, field) => `${block.worksheet}/${item}/${field}`;
  let drawn = "";

  function inList() {
    const placed = sheet.placed(block.worksheet).filter(([item, in_]) => in_ === block.list && !sheet.isRemoved(`${block.worksheet}/${item}`));
    return placed.map(([item, , position]) => ({ text: sheet.shown(path(item, "text")), position })).filter(({ text }) => text);
  }

  function notWritten() {
    const written = inList().map(({ text }) => text);
    return block.phrases.filter((phrase) => !written.includes(phrase));
  }

  function put(phrase) {
    const there = inList();
    const isFull = there.length >= block.most;
    message.textContent = isFull ? block.full : say.idea_added;
    announce(message.textContent);
    if (isFull) return;
    const [item, gesture] = [newId(), newId()];
    const last = Math.max(0, ...there.map(({ position }) => position));
    sheet.write(path(item, "text"), phrase, { gesture });
    sheet.write(path(item, "place"), [block.list, last + 1], { gesture });
    (list.querySelector("button") ?? other).focus();
  }

  function refresh() {
    const left = notWritten();
    if (!(adding.get(shownFrom) < left.length)) adding.set(shownFrom, 0);
    const from = adding.get(shownFrom);
    const shown = left.slice(from, from + AT_A_TIME);
    other.hidden = left.length <= AT_A_TIME;
    if (JSON.stringify(shown) === drawn) return;
    drawn = JSON.stringify(shown);
    const buttons = shown.map((phrase) => button(phrase, `idea ${block.list} ${phrase}`, ({ detail }) => detail > 1 || put(phrase)));
    list.replaceChildren(...[...buttons.slice(0, 1), empty, ...buttons.slice(1)].map((each) => h("li", {}, each)));
  }

  return { element: h("div", {}, list, other, message), refresh };
}

/** A labelled small list to pick one answer from. */
export function pick(block, context) {
  const { label, options, unanswered, path } = block;
  const { element, beside, refresh } = picker({ options, full_name: label, unanswered, before: label }, path, context);
  return { element: h("div", { className: "bs-pick" }, element, beside), refresh: () => refresh("") };
}

function button(text, key, act, className = "bs-button") {
  const element = h("button", { type: "button", className, dir: "auto", "data-key": key }, text);
  element.addEventListener("click", act);
  return element;
}
