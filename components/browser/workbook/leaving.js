// Leaving at once, or for somebody else: first nothing is seen, then all is saved, and the way back shows nothing.

import { hush } from "../aloud.js";
import { address } from "../elements.js";
import { forgetKept, keepForNow, kept } from "../keeping.js";
import { letGo, lockBehind, windows } from "./lock.js";
import { mine } from "./open_workbooks.js";
import { settled } from "./visiting.js";

/** Neither an address nor a word of ours, with or without a connection. */
const NOWHERE = "about:blank";
const HOME = address({});
/** The list of worksheets is hidden, and no page of before is shown again: `components/screens/hiding.py` knows it. */
const LEFT = "both_sides_left";

const TIMES = 3;
const WITHIN = 1500;

let isUnderWay = false;

/** Show an empty page at once, in every window of this browser. */
export const leave = () => everywhere("leave");

/** Leave nothing of anybody in this browser, and come to the first page. */
export const startAnew = () => everywhere("start_anew");

/** @param {"leave" | "start_anew"} how */
function everywhere(how) {
  windows.postMessage({ [how]: true });
  depart(how);
}

/**
 * What cannot be saved yet stays in a window that shows nothing, until it is.
 * @param {"leave" | "start_anew"} how
 */
async function depart(how) {
  if (isUnderWay) return;
  isUnderWay = true;
  letGo();
  showNothing();
  if (how === "start_anew") forgetKept();
  keepForNow(LEFT, 1);
  while (mine().some(({ sending }) => !sending.isSettled)) await settled();
  const wayOut = await lockBehind();
  // eslint-disable-next-line no-restricted-properties -- It is only emptied: Streamlit finds its session by it.
  window.sessionStorage.clear();
  window.name = "";
  location.replace(how === "leave" ? NOWHERE : new URL(wayOut || HOME, document.baseURI));
}

function showNothing() {
  hush();
  document.body.replaceChildren();
  document.title = "";
}

/** Somebody goes back to a page of before: the first page is in place of it. */
function turnAway() {
  if (!kept(LEFT) || !location.search) return;
  showNothing();
  location.replace(HOME);
}

const [arrived] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (arrived?.type === "back_forward") turnAway();
addEventListener("pageshow", ({ persisted }) => persisted && turnAway());

windows.addEventListener("message", ({ data: said }) => {
  if (said.leave) depart("leave");
  if (said.start_anew) depart("start_anew");
});

let pressed = /** @type {number[]} */ ([]);
// The first and the second close whatever Esc closes.
addEventListener(
  "keydown",
  ({ key, repeat, isComposing, timeStamp: now }) => {
    if (key !== "Escape" || repeat || isComposing) return;
    pressed = [...pressed.filter((before) => now - before < WITHIN), now];
    if (pressed.length >= TIMES) leave();
  },
  { capture: true },
);
