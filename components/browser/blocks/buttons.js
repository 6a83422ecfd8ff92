// Buttons that open another page.

import { address, button, find, freshId, h, once } from "../elements.js";
import { windowNow } from "../streamlit.js";
import { items } from "../workbook/items.js";
import { startAnew } from "../workbook/leaving.js";
import { go as goTo } from "../workbook/visiting.js";
import { CHANGE, newGesture, newId } from "../workbook/workbook.js";

/** @import { Act, Begin, Foot, Go, StartAnew, Top, Turn } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const MAIN = "bs-button bs-main";

/** A box on this page with words that are not kept: the line below it says why. @returns {HTMLElement | null} */
const notKept = () => document.querySelector('textarea.bs-input[aria-invalid="true"]');

/**
 * A button to another page; while an answer is missing, or words on this page are not kept, it goes to what says so.
 * @param {Go} block @param {Context} context
 */
export function go({ label, query, needs, path, value, second }, { workbook, write, missing, refresh, announce }) {
  const goOn = () => {
    const held = notKept();
    const first = Object.keys(needs).find((needed) => !String(workbook.shown(needed) ?? "").trim());
    const field = first ? (find(document, first) ?? document.querySelector(`[data-key^="${first} "]`)) : null;
    if (held && held !== field) return held.focus();
    if (first) {
      missing.set(first, needs[first]);
      refresh();
      if (field === document.activeElement) announce(needs[first]); // Whoever comes to it hears it there.
      return /** @type {HTMLElement | null} */ (field)?.focus();
    }
    if (path && workbook.shown(path) !== value) write(path, value);
    goTo(query);
  };
  const main = { className: MAIN, "aria-keyshortcuts": "Control+Enter" };
  const properties = { ...(second ? { className: "bs-button" } : main), "data-key": `${label} ${address(query)}` };
  return h("div", { className: "bs-go" }, button(label, goOn, properties));
}

/** The foot of a step, with a dot for each question. @param {Foot} block @param {Context} context @returns {Drawn} */
export function foot({ back, on, number, count, where }, { draw }) {
  const parts = [back, on].flatMap((each) => (each ? [draw(each)] : []));
  const elements = parts.map(({ element }) => element);
  const dots = Array.from({ length: count }, (_, at) => h("i", { className: at + 1 === number ? "bs-now" : "" }));
  const place = h("p", { className: "bs-dots" }, h("span", { className: "bs-unseen" }, where), ...dots);
  const ends = back ? elements : [h("span"), ...elements];
  return {
    element: h("div", { className: "bs-foot" }, ends[0], place, ends[1]),
    refresh: () => parts.forEach((part) => part.refresh?.()),
  };
}

/**
 * The heading of a step, and beside it how to answer and how to look at it; above it, where the frame has no room for
 * that, the change.
 * @param {Top} block @param {Context} context @returns {Drawn}
 */
export function top({ title, looks, answering }, context) {
  /** Where there is little room, longer words have more of it. @param {Turn} each */
  const inProportion = (each) => {
    const element = turn(each, context);
    element.style.flexGrow = String(each.label.length);
    return element;
  };
  /** @param {string} className @param {Turn[]} turns */
  const row = (className, turns) => turns.length > 0 && h("div", { className }, ...turns.map(inProportion));
  const change = h("p", { className: "bs-change", dir: "auto" });
  const heading = h("h1", { dir: "auto", tabIndex: -1 }, title);
  const rows = [row("bs-turns bs-answering", answering), row("bs-turns", looks)];
  return {
    element: h("header", { className: "bs-top" }, change, heading, ...rows),
    refresh: () => (change.textContent = String(context.workbook.shown(CHANGE) ?? "")),
  };
}

/** A quiet button to another look at the page. @param {Turn} block @param {Context} context */
export function turn({ label, path, value, query, current }, { write }) {
  const turnTo = () => {
    if (current) return;
    const held = notKept();
    if (held) return held.focus();
    if (path) write(path, value);
    goTo("picture" in query ? { ...query, picture: windowNow() } : query);
  };
  return button(label, turnTo, { className: "bs-quiet", "aria-current": current ? "true" : null });
}

/**
 * A quiet button that gives answers, and takes away things and all that is in some lists, as one act.
 * @param {Act} block @param {Context} context
 */
export function act({ label, answers, removes, worksheet, lists, done }, { workbook, write, announce }) {
  const carryOut = () => {
    const gesture = newGesture();
    const inLists = items(workbook, worksheet).filter(({ list }) => lists.includes(list));
    workbook.together(() => {
      for (const { id } of inLists) workbook.remove(`${worksheet}/${id}`, gesture);
      for (const [path, value] of Object.entries(answers)) write(path, value, { gesture });
      for (const path of removes) workbook.remove(path, gesture);
    });
    announce(done);
  };
  return button(label, once(carryOut), { className: "bs-quiet", dir: "auto", "data-key": `act ${label}` });
}

/** A button to the page of a new item, if there is room for one more. @param {Begin} block @param {Context} context */
export function begin({ label, worksheet, query, most, full, is_main }, { workbook }) {
  const message = h("p", { className: "bs-message", role: "alert" });
  const beginOne = () => {
    message.textContent = items(workbook, worksheet).length >= most ? full : "";
    if (!message.textContent) goTo({ ...query, entry: newId() });
  };
  return h(
    "div",
    { className: "bs-go" },
    button(label, once(beginOne), { className: is_main ? MAIN : "bs-button" }),
    message,
  );
}

/** A button for whoever has this browser next. @param {StartAnew} block */
export function start_anew({ label, about }) {
  const hint = h("p", { id: freshId(), className: "bs-hint" }, about);
  const element = button(label, once(startAnew), { className: "bs-quiet", "aria-describedby": hint.id });
  return h("div", { className: "bs-download" }, element, hint);
}
