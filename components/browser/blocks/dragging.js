// Moving a thing by hand, with a mouse, a pen or a finger, within its list and to another one.

import { h } from "../elements.js";
import { scrollBy } from "../streamlit.js";

const BEGINS = 6;
const UNTIL_HELD = 350;
const EDGE = 70;
const STEP = 14;

/**
 * Where something would be put: what it is dropped on, the order that this has, if any, and how many of the other things
 * in it stand before.
 * @typedef {{ target: HTMLElement, order: Element | null, at: number }} Place
 */

/** Whether a finger on this element cannot scroll the page. @param {unknown} element */
const doesNotScroll = (element) => element instanceof Element && getComputedStyle(element).touchAction === "none";

/**
 * Let this row be moved by its handle; a press that does not move stays a press. A finger that moves at once scrolls the
 * page, unless the style says that it does not; one that rests first takes hold of the row. It can be dropped on an
 * element that `onto` selects, or anywhere in the group around that: an `ol` in it shows where it would be put.
 * @param {HTMLElement} handle @param {HTMLElement} row @param {(list: string, at: number) => void} drop
 */
export function draggable(handle, row, drop, onto = ".bs-list") {
  const mark = h("li", { className: "bs-drop", "aria-hidden": "true" });
  /** Where the pointer was, and where in the row that is. @type {{ x: number, y: number, left: number, top: number } | null} */
  let from = null;
  /** @type {Place | null} */
  let place = null;
  let moved = { x: 0, y: 0 };
  let isMoving = false;
  let isHeld = false;
  let holding = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);

  handle.classList.add("bs-handle");
  handle.addEventListener("pointerdown", ({ button, clientX: x, clientY: y, pointerId, pointerType, target }) => {
    if (button) return;
    const { left, top } = row.getBoundingClientRect();
    end();
    from = { x, y, left: x - left, top: y - top };
    isHeld = pointerType !== "touch" || [target, handle].some(doesNotScroll);
    if (!isHeld) holding = setTimeout(hold, UNTIL_HELD);
    handle.setPointerCapture(pointerId);
    addEventListener("keydown", stopByKey);
  });
  handle.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (!from || !isHeld) return;
    isMoving ||= Math.hypot(x - from.x, y - from.y) > BEGINS;
    if (!isMoving) return;
    row.classList.add("bs-dragged");
    if (y < EDGE) scrollBy(-STEP);
    if (y > innerHeight - EDGE) scrollBy(STEP);
    follow(x - from.left, y - from.top);
    show(placeAt(x, y));
  });
  handle.addEventListener("touchmove", (event) => isHeld && event.preventDefault(), { passive: false });
  handle.addEventListener("contextmenu", (event) => from && event.preventDefault());
  handle.addEventListener("pointerup", () => {
    const to = place;
    if (row.matches(".bs-dragged")) leaveOutClick();
    show(null);
    if (isMoving && to?.target.dataset.list !== undefined) drop(to.target.dataset.list, to.at);
    end();
  });
  handle.addEventListener("pointercancel", end);
  handle.addEventListener("lostpointercapture", end);

  function hold() {
    isHeld = true;
    row.classList.add("bs-dragged");
  }

  /** @param {KeyboardEvent} event */
  function stopByKey({ key }) {
    if (key !== "Escape") return;
    handle.addEventListener("pointerup", leaveOutClick, { once: true });
    end();
  }

  function end() {
    removeEventListener("keydown", stopByKey);
    clearTimeout(holding);
    [from, isMoving, isHeld, moved] = [null, false, false, { x: 0, y: 0 }];
    show(null);
    row.classList.remove("bs-dragged");
    row.style.translate = "";
  }

  /** A drag ends with a click of its own, which means nothing. */
  function leaveOutClick() {
    const stop = (/** @type {Event} */ event) => event.stopImmediatePropagation();
    handle.addEventListener("click", stop, { capture: true });
    setTimeout(() => handle.removeEventListener("click", stop, { capture: true }));
  }

  /** Keep the corner of the row here, however far the page is scrolled. @param {number} x @param {number} y */
  function follow(x, y) {
    const { left, top } = row.getBoundingClientRect();
    moved = { x: moved.x + x - left, y: moved.y + y - top };
    row.style.translate = `${moved.x}px ${moved.y}px`;
  }

  /** @param {Place | null} to */
  function show(to) {
    place?.target.classList.remove("bs-over");
    to?.target.classList.add("bs-over");
    if (to?.order) to.order.insertBefore(mark, others(to.order)[to.at] ?? null);
    else mark.remove();
    place = to;
  }

  /** @param {Element} list */
  const others = (list) => [...list.children].filter((child) => child !== row && child !== mark);

  /** @param {number} x @param {number} y @returns {Place | null} */
  function placeAt(x, y) {
    const below = document.elementsFromPoint(x, y).find((each) => !row.contains(each));
    const target = below?.closest(onto) ?? below?.closest(".bs-group")?.querySelector(`:scope > :is(${onto})`);
    if (!(target instanceof HTMLElement)) return null;
    const middle = (/** @type {Element} */ child) => {
      const { top, height } = child.getBoundingClientRect();
      return top + height / 2;
    };
    const order = target.querySelector(":scope > ol");
    return { target, order, at: order ? others(order).filter((child) => middle(child) < y).length : 0 };
  }
}
