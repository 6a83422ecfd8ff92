// One of a few answers: all of them in sight, in a drop-down list, or a box to tick.

import { book } from "../book.js";
import { fill, freshId, h } from "../elements.js";
import { newGesture } from "../workbook/workbook.js";
import { conflict } from "./conflict.js";

/** @import { Choice, Option, Pick, Tick } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** One of a few options, each with its meaning. @param {Choice} block @param {Context} context @returns {Drawn} */
export function choice({ path, label, options, unanswered, books, told_apart, along }, context) {
  const { workbook, write, phrases, lacks } = context;
  const group = freshId();
  const message = h("p", { className: "bs-message", id: `${group}-message`, hidden: true });
  /** @param {number} at */
  const variant = (at) => String(along[at]?.[told_apart] ?? "");
  const inputs = options.map(({ value }, at) => {
    const key = `${path} ${value} ${variant(at)}`.trimEnd();
    const input = h("input", { type: "radio", name: group, id: `${group}-${at}`, "data-key": key });
    input.addEventListener("change", () => choose(at));
    return input;
  });

  /** @param {number} at */
  function choose(at) {
    const gesture = newGesture();
    write(path, options[at].value, { gesture });
    for (const [other, value] of Object.entries(along[at] ?? {})) {
      if ((workbook.shown(other) || "") !== (value || "")) write(other, value, { gesture });
    }
  }

  const rows = options.map(({ label: name, meaning }, at) => {
    const input = inputs[at];
    const text = h("label", { for: input.id, dir: "auto" }, name);
    if (!meaning) return h("div", { className: "bs-option" }, input, text);
    const more = h("p", { id: `${input.id}-meaning`, className: "bs-hint" }, meaning);
    input.setAttribute("aria-describedby", more.id);
    const option = h("div", { className: "bs-option" }, input, h("div", {}, text, more));
    if (books.length) option.prepend(book(books[at]));
    return option;
  });
  const heading = h("p", { className: "bs-label", id: group }, label);
  const className = books.length ? "bs-choice bs-books" : "bs-choice";
  const radios = h("div", { className, role: "radiogroup", "aria-labelledby": group }, heading, message, ...rows);
  radios.setAttribute("aria-describedby", message.id);
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => inputs.find(({ checked }) => checked) ?? inputs[0],
    said: (chosen) => options.find(({ value }) => value === (chosen ?? unanswered))?.label ?? phrases.not_answered,
  });
  return {
    element: h("div", {}, radios, beside.element),
    refresh() {
      const chosen = workbook.shown(path) ?? unanswered;
      const apart = told_apart ? String(workbook.shown(told_apart) ?? "") : "";
      options.forEach(({ value }, at) => (inputs[at].checked = value === chosen && variant(at) === apart));
      message.textContent = lacks(path);
      message.hidden = !message.textContent;
      radios.setAttribute("aria-invalid", String(!message.hidden));
      beside.refresh();
    },
  };
}

/** A labeled drop-down list to pick one answer from. @param {Pick} block @param {Context} context @returns {Drawn} */
export function pick({ path, label, options, unanswered }, context) {
  const list = picker({ options, full_name: label, unanswered, before: label }, path, context);
  const element = h("div", { className: "bs-pick" }, list.element, list.beside);
  return { element, refresh: () => list.refresh("") };
}

/**
 * A drop-down list to pick from, for use beside an item; its first entry is "not answered".
 * @param {{ options: Option[], full_name: string, unanswered: string, before?: string }} list
 * @param {string} path @param {Context} context
 */
export function picker({ options, full_name, unanswered, before }, path, context) {
  const { workbook, write, phrases } = context;
  const entries = options.map(({ label }, at) => h("option", { value: String(at) }, label));
  const properties = { className: "bs-picker", "data-key": path };
  const select = h("select", properties, h("option", { value: "" }, unanswered), ...entries);
  const beside = conflict(path, context, {
    name: () => select.ariaLabel,
    answer: () => select,
    said: (picked) => options.find(({ value }) => value === picked)?.label ?? phrases.not_answered,
  });
  select.addEventListener("change", () => write(path, options[select.selectedIndex - 1]?.value ?? null));
  const said = before && h("span", { className: "bs-hint", "aria-hidden": "true" }, before);
  return {
    element: h("span", { className: "bs-picking" }, said, select),
    beside: beside.element,
    /** @param {string} text */
    refresh(text) {
      select.setAttribute("aria-label", fill(full_name, { text }));
      const at = options.findIndex(({ value }) => value === workbook.shown(path));
      select.value = at < 0 ? "" : String(at);
      select.classList.toggle("bs-answered", at >= 0);
      beside.refresh();
    },
  };
}

/** A check box. @param {Tick} block @param {Context} context @returns {Drawn} */
export function tick({ path, label, about }, context) {
  const { workbook, write, phrases } = context;
  const input = h("input", { type: "checkbox", "data-key": path });
  input.addEventListener("change", () => write(path, input.checked));
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => input,
    said: (ticked) => (ticked ? phrases.ticked : phrases.not_ticked),
  });
  const name = h("span", { id: freshId(), dir: "auto" }, label);
  const more = about && h("span", { id: freshId(), className: "bs-hint", dir: "auto" }, about);
  const named = h("label", { className: "bs-tick" }, input, h("span", {}, name, more));
  if (more) {
    input.setAttribute("aria-labelledby", name.id);
    input.setAttribute("aria-describedby", more.id);
  }
  return {
    element: h("div", {}, named, beside.element),
    refresh() {
      input.checked = workbook.shown(path) === true;
      beside.refresh();
    },
  };
}
