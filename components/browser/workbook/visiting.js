// Opening another page of this window: what is written on this one is saved first, or stays in the window.

import { address } from "../elements.js";
import { visit } from "../streamlit.js";
import { mine } from "./open_workbooks.js";

/** How long a page waits for the server before it goes. */
export const LONGEST_WAIT = 2000;
const UNTIL_DRAWN = 300;

let leaving = false;
let visitedAt = -Infinity;

/** Whether another page is about to open. */
export function isLeaving() {
  return leaving;
}

/** Whether another page may not be drawn yet: a run that this page asks for now would be drawn in place of it. */
export function isOpening() {
  return leaving || performance.now() - visitedAt < UNTIL_DRAWN;
}

/** Resolves once everything is saved, or cannot be for now. */
export function settled() {
  const saved = Promise.all(mine().map(({ sending }) => sending.flush()));
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  return Promise.race([saved, patience]);
}

/** Open another page once everything is settled. @param {import("../elements.js").Query} query */
export function go(query) {
  if (leaving) return;
  leaving = true;
  settled().then(() => {
    leaving = false;
    visitedAt = performance.now();
    visit(address(query));
  });
}
