// A day of the calendar, with days to choose by one tap.

import { dayAhead, dayInWords, today } from "../days.js";
import { button, freshId, h } from "../elements.js";
import { conflict } from "./conflict.js";

/** @import { Day } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Value } from "../workbook/workbook.js" */

const LIMITS = { min: "1900-01-01", max: "2199-12-31" };

/** @param {Day} block @param {Context} context @returns {Drawn} */
export function day({ path, label, hint, suggestions, past, usually_today }, context) {
  const { workbook, write, phrases } = context;
  const id = freshId();
  const input = h("input", { type: "date", id, className: "bs-input", ...LIMITS, "data-key": path });
  const message = h("p", { id: `${id}-message`, role: "status" });
  const about = hint && h("p", { id: `${id}-hint`, className: "bs-hint" }, hint);
  const beside = conflict(path, context, {
    name: () => label,
    answer: () => input,
    said: (date) => (date ? dayInWords(String(date)) : phrases.not_answered),
  });
  input.setAttribute("aria-describedby", about ? `${about.id} ${message.id}` : message.id);
  /** @type {Value} */
  let before = null;
  const standing = () => workbook.shown(path) ?? (usually_today ? today() : null);
  input.addEventListener("focus", () => (before = standing()));
  input.addEventListener("input", keep);
  input.addEventListener("blur", () => input.validity.valid || keep()); // No event tells of a day that does not exist.

  /** While a day is being typed, its first parts can make a day that nobody meant. */
  function keep() {
    warn();
    write(path, input.validity.valid ? input.value || null : before, { typed: true });
  }

  function warn() {
    const { valid } = input.validity;
    const said = input.value && input.value < today() ? past : "";
    message.textContent = valid ? said : phrases.no_such_day;
    message.className = valid ? "bs-hint" : "bs-message";
    input.setAttribute("aria-invalid", String(!valid));
  }

  const buttons = suggestions.map(({ days, label: name }) => {
    const choose = () => {
      input.value = dayAhead(days);
      warn();
      write(path, input.value);
    };
    return button(name, choose, { "data-key": `${path} ${days}` });
  });
  const named = h("label", { for: id, className: "bs-label" }, label);
  const choosing = h("div", { className: "bs-row" }, input, ...buttons);
  const element = h("div", { className: "bs-words" }, named, about, choosing, message, beside.element);
  return {
    element,
    refresh() {
      const chosen = String(standing() ?? "");
      if (input.value !== chosen && input.validity.valid) input.value = chosen;
      if (input.validity.valid) warn();
      if (document.activeElement !== input) element.classList.toggle("bs-written", chosen !== "");
      beside.refresh();
    },
  };
}
