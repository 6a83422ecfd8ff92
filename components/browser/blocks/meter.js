// How much something matters: a bar of ten pieces to click, and one ordinary choice of a number for everybody else.

import { h } from "../elements.js";
import { picker } from "./choice.js";

/** @import { Field } from "../blocks.d.ts" */
/** @import { Context } from "../sheet.js" */

const MOST = 10;

/** @param {Field} field @param {string} path @param {Context} context */
export function meter(field, path, context) {
  const { workbook, write } = context;
  const list = picker(field, path, context);
  const bar = h("span", { className: "bs-pieces" });
  const number = h("b");
  const seen = h("span", { className: "bs-weight", "aria-hidden": "true" }, bar, number);
  const select = /** @type {HTMLSelectElement} */ (list.element.querySelector("select"));
  let pointer = "";

  select.addEventListener("pointerdown", (event) => (pointer = event.pointerType));
  select.addEventListener("mousedown", (event) => {
    const { left, right, width } = bar.getBoundingClientRect();
    const isOnBar = event.clientX >= left && event.clientX <= right;
    if (pointer !== "mouse" || event.button || !isOnBar) return;
    event.preventDefault();
    select.focus();
    const isMirrored = getComputedStyle(bar).direction === "rtl";
    const along = (isMirrored ? right - event.clientX : event.clientX - left) / width;
    write(path, Math.max(1, Math.ceil(along * MOST)));
  });

  return {
    element: h("span", { className: "bs-meter" }, seen, list.element),
    beside: list.beside,
    /** @param {string} text */
    refresh(text) {
      const value = workbook.shown(path);
      bar.style.setProperty("--filled", String(Number(value ?? 0) / MOST));
      number.textContent = typeof value === "number" ? String(value) : field.unanswered;
      list.refresh(text);
    },
  };
}
