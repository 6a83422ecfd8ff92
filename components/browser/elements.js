// Making elements. Text only ever becomes text: nothing here parses markup.

import { scrollToTop } from "./streamlit.js";

/** @import { Box, Place } from "./blocks.d.ts" */
/** @typedef {Record<string, any>} Properties */
/** What becomes a child of an element; what is not there is left out. @typedef {Node | string | false | null | undefined} Child */
/** The names and values of a page's query string. @typedef {Record<string, string>} Query */

const BOXES = ["input", "textarea", "select"];
/** A browser keeps nothing that stands in a box, not even to restore it, and sends it nowhere to have it looked at. */
const OURS_ALONE = Object.entries({ autocomplete: "off", spellcheck: "false", writingsuggestions: "false" });

/**
 * An element with these properties, attributes (aria-*, data-*, role, for) and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Properties} properties @param {Child[]} children @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  if (BOXES.includes(tag)) for (const [name, value] of OURS_ALONE) element.setAttribute(name, value);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else Object.assign(element, { [name]: value });
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * A button that acts on each click.
 * @param {string} label @param {(event: MouseEvent) => void} act @param {Properties} properties
 */
export function button(label, act, properties = {}) {
  const element = h("button", { type: "button", className: "bs-button", "data-key": label, ...properties }, label);
  element.addEventListener("click", act);
  return element;
}

/**
 * Acts on a click, but not on the second one of a double click, by which nobody asks for more.
 * @param {() => void} act @returns {(event: MouseEvent) => void}
 */
export const once = (act) => (event) => event.detail < 2 && act();

/** A form whose button makes it `act`. @param {() => void} act @param {Child[]} children */
export function form(act, ...children) {
  const element = h("form", { className: "bs-download" }, ...children);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
  return element;
}

let count = 0;

/** An id that no other element of this page has. */
export function freshId() {
  count += 1;
  return `bs-${count}`;
}

/**
 * A box whose letters are not shown, for what is handed in at once and kept nowhere; `known` says what a password manager
 * may put there, such as "new-password".
 * @param {string} label @param {string} known
 */
export function secretBox(label, known = "off") {
  return field(label, h("input", { type: "password", className: "bs-input", autocomplete: known, "data-key": label }));
}

/**
 * Whether the same was typed in both boxes; if not, the second says that they `differ`.
 * @param {Field | null | undefined} first @param {Field | null} again @param {string} differ
 */
export function isRepeated(first, again, differ) {
  const isSame = !again || again.input.value === first?.input.value;
  again?.refuse(isSame ? "" : differ);
  return isSame;
}

/**
 * A box with its label above it, and below it why what is in it is refused: then the focus goes there.
 * @typedef {ReturnType<typeof field>} Field
 * @param {string} label @param {HTMLInputElement | HTMLSelectElement} input
 */
export function field(label, input) {
  input.id ||= freshId();
  const message = h("p", { className: "bs-message", id: `${input.id}-message`, hidden: true });
  input.setAttribute("aria-describedby", message.id);
  const named = h("label", { className: "bs-label", for: input.id }, label);
  return {
    element: h("div", { className: "bs-words" }, named, input, message),
    input,
    /** @param {string} why "" if it is not refused. */
    refuse(why) {
      message.role = document.activeElement === input ? "alert" : null; // Whoever comes to the box hears it there.
      message.textContent = why;
      message.hidden = !why;
      input.setAttribute("aria-invalid", String(why !== ""));
      if (why) input.focus();
    },
  };
}

/**
 * Boxes to tick and lists to choose from, and what is `said` in them.
 * @param {Box[]} ticks @param {Box[]} choices
 */
export function ticksAndLists(ticks, choices) {
  const boxes = ticks.map(({ name }) => h("input", { type: "checkbox", name }));
  const lists = choices.map(({ name, options }) => {
    const entries = options.map((option) => h("option", { value: String(option.value) }, option.label));
    return h("select", { name, className: "bs-input" }, ...entries);
  });
  return {
    ticks: boxes.map((box, at) => h("label", { className: "bs-tick" }, box, h("span", {}, ticks[at].label))),
    lists: lists.map((list, at) => field(choices[at].label, list).element),
    said: () => ({
      ...Object.fromEntries(boxes.map(({ name, checked }) => [name, checked])),
      ...Object.fromEntries(lists.map(({ name, value }) => [name, value])),
    }),
  };
}

/** `words` with its {names} filled in. @param {string} words @param {Record<string, unknown>} values */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** These words beside one another, each in its own direction. @param {string[]} texts @returns {Child[]} */
export const besideOneAnother = (texts) =>
  texts.flatMap((text, at) => [at > 0 && " · ", h("span", { dir: "auto" }, text)]);

/**
 * Call `act` on Enter in this box, which then starts no new line; not on the Enter that ends a composed word.
 * @param {HTMLElement} box @param {() => void} act
 */
export function onEnter(box, act) {
  box.addEventListener("keydown", (event) => {
    // Safari ends the composition before this Enter, and only this code gives it away.
    const isOther = event.shiftKey || event.ctrlKey || event.metaKey;
    if (event.key !== "Enter" || isOther || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    act();
  });
}

const UNTIL_A_CLICK_IS_OVER = 250;
const PRESSED = "button, a, label, summary, .bs-handle"; // No select: it does not tell when it is let go.

/**
 * Returns a function that has something drawn in `parent`: at once, or after what it would interrupt: a word being
 * composed; a day being typed, which would start over; or a press, which would not become a click on a new button, or a
 * drag.
 * @param {Element} parent
 */
export function afterComposing(parent) {
  let composing = false;
  let pressing = false;
  /** @type {(() => void) | null} */
  let later = null;
  /** @param {unknown} element */
  const isDay = (element) => element instanceof HTMLInputElement && element.type === "date";
  const isTypingADay = () => isDay(document.activeElement) && parent.contains(document.activeElement);
  /** @param {() => void} what */
  const draw = (what) => {
    later = composing || pressing || isTypingADay() ? what : null;
    if (!later) what();
  };
  const catchUp = () => later && draw(later);
  parent.addEventListener("compositionstart", () => (composing = true));
  parent.addEventListener("compositionend", () => {
    composing = false;
    catchUp();
  });
  const letGo = () => {
    pressing = false;
    setTimeout(catchUp);
  };
  parent.addEventListener("pointerdown", ({ target }) => {
    pressing = target instanceof Element && Boolean(target.closest(PRESSED));
    for (const end of pressing ? ["pointerup", "pointercancel"] : []) addEventListener(end, letGo, { once: true });
  });
  parent.addEventListener("focusout", ({ target }) => isDay(target) && setTimeout(catchUp, UNTIL_A_CLICK_IS_OVER));
  return draw;
}

/** Have an element come from where it was to where it now is: quickly, or at once. @param {HTMLElement} element @param {DOMRect} from */
export function slide(element, from) {
  element.style.translate = "";
  const { left, top } = element.getBoundingClientRect();
  if (left === from.left && top === from.top) return;
  const duration = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--quick"));
  element.animate({ translate: [`${from.left - left}px ${from.top - top}px`, "0"] }, { duration, easing: "ease-out" });
}

/** Make a text box as high as its text, if the browser does not do so by itself. @param {HTMLElement} box */
export function fitHeight(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

/** The element with this `data-key` below `root`. @param {ParentNode} root @param {string | undefined} key */
export function find(root, key) {
  return key ? /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${CSS.escape(key)}"]`)) : null;
}

/** Open all that is folded around this element, but nothing that is private. @param {Element} element */
export function unfoldAround(element) {
  for (let around = element.parentElement; around; around = around.parentElement)
    if (around instanceof HTMLDetailsElement && !around.matches(".bs-private")) around.open = true;
}

const at = { page: "", heading: "", visit: "", language: "" };
const left = /** @type {Set<string>} */ (new Set());
/** What had the focus when the page was asked for. */
let before = /** @type {Element | null} */ (null);

/**
 * If this is another page than before, move to its top and have a screen reader say its heading, or that of the next
 * question; or go to the box that somebody came to write in. Returns whether it did: not if it is the first page, nor
 * the same in another language, nor if somebody has moved on by themselves. A page that was left may be drawn late: nobody
 * arrives there, and no sheet of it is seen or hears a key until Streamlit takes it away.
 * @param {HTMLElement} root @param {Place} place
 */
export function arrive(root, { page, visit, at: key, language }) {
  const heading = root.querySelector("h1");
  root.dataset.visit = visit;
  root.hidden = left.has(visit) || isBefore(visit, at.visit);
  if (!heading || root.hidden) return false;
  const was = { ...at };
  if (visit !== at.visit) leave(at.visit);
  Object.assign(at, { page, heading: heading.textContent, visit, language });
  if (!was.page) addEventListener("popstate", () => (before = document.activeElement));
  const isSameStep = was.heading === at.heading;
  const isNoOther = !was.page || (was.page === page && isSameStep) || was.language !== language;
  if (isNoOther || hasMovedOn(heading)) return false;
  scrollToTop();
  const there = find(root, key);
  if (there) unfoldAround(there);
  const question = isSameStep ? questionOf(root) : null;
  (there ?? question ?? heading).focus({ preventScroll: !there });
  return true;
}

/** Whether a visit of this window was before another one: each ends in its number. @param {string} visit @param {string} other */
function isBefore(visit, other) {
  const [[window, number], [same, later]] = [visit.split(" "), other.split(" ")];
  return window === same && Number(number) < Number(later);
}

/** @param {string} visit */
function leave(visit) {
  left.add(visit);
  for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-visit="${visit}"]`)))
    root.hidden = true;
}

/** Whether somebody went to something else while this page was still to come. @param {Element} heading */
function hasMovedOn(heading) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const key = /** @type {HTMLElement | null} */ (before)?.dataset.key;
  return ![before, document.body, heading].includes(focused) && !(key && key === focused.dataset.key);
}

/** The heading of the one question on a page, if it asks one at a time. @param {Element} root */
function questionOf(root) {
  const heading = root.querySelector(".bs-foot .bs-now") && root.querySelector("h2");
  if (heading) heading.tabIndex = -1;
  return heading;
}

/** The address of the page with this query string. @param {Query} query */
export function address(query) {
  const text = new URLSearchParams(query).toString();
  return text ? `?${text}` : "?";
}

/**
 * A link that `go`es to another page; it opens in another window or tab as any link does.
 * @param {Properties} properties @param {Query} query @param {(query: Query) => void} go @param {Child[]} children
 */
export function pageLink(properties, query, go, ...children) {
  const link = h("a", { ...properties, href: address(query) }, ...children);
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(query);
  });
  return link;
}
