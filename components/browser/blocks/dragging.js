// Moving a thing by hand, with a mouse, a pen or a finger, within its list and to another one.

import { h } from "../elements.js";
import { scrollBy } from "../streamlit.js";

const BEGINS = 6;
const EDGE = 70;
const STEP = 14;

/** Where something would be put: the list, and how many of its other things stand before. @typedef {{ list: HTMLElement, at: number }} Place */

/**
 * Let this row be moved by its handle; a press that does not move stays a press.
 * @param {HTMLElement} handle @param {HTMLElement} row @param {(list: string, at: number) => void} drop
 */
export function draggable(handle, row, drop) {
  const mark = h("li", { className: "bs-drop", "aria-hidden": "true" });
  /** @type {{ x: number, y: number } | null} */
  let from = null;
  /** @type {Place | null} */
  let place = null;
  let isMoving = false;

  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = { x: event.clientX, y: event.clientY };
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (!from) return;
    isMoving ||= Math.hypot(x - from.x, y - from.y) > BEGINS;
    if (!isMoving) return;
    row.classList.add("bs-dragged");
    if (y < EDGE) scrollBy(-STEP);
    if (y > innerHeight - EDGE) scrollBy(STEP);
    place = placeAt(x, y);
    if (place) place.list.insertBefore(mark, others(place.list)[place.at] ?? null);
    else mark.remove();
  });
  handle.addEventListener("pointerup", () => {
    if (isMoving)
      handle.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
    const to = place?.list.parentElement?.dataset.list;
    const at = place?.at ?? 0;
    const isToBeMoved = isMoving && to !== undefined;
    end();
    if (isToBeMoved) drop(to, at);
  });
  handle.addEventListener("pointercancel", end);
  handle.addEventListener("keydown", ({ key }) => key === "Escape" && end());

  function end() {
    [from, place, isMoving] = [null, null, false];
    mark.remove();
    row.classList.remove("bs-dragged");
  }

  /** @param {Element} list */
  const others = (list) => [...list.children].filter((child) => child !== row && child !== mark);

  /** @param {number} x @param {number} y @returns {Place | null} */
  function placeAt(x, y) {
    const group = document.elementFromPoint(x, y)?.closest(".bs-group");
    const list = group?.querySelector(":scope > .bs-list > .bs-items");
    if (!(list instanceof HTMLElement)) return null;
    const middle = (/** @type {Element} */ child) => {
      const { top, height } = child.getBoundingClientRect();
      return top + height / 2;
    };
    return { list, at: others(list).filter((child) => middle(child) < y).length };
  }
}
