// The workbooks that this window has open: they outlive the pages that show them, and so does what is not saved yet.

import { phrases } from "../phrases.js";
import { again } from "../streamlit.js";
import { Sending } from "./sending.js";
import { keeper } from "./server.js";
import { Workbook } from "./workbook.js";

const LOOK_AROUND = 5000;

/** @import { WindowsWorkbook } from "../blocks.d.ts" */

/** @typedef {{ author: string, restored: string, workbook: Workbook, sending: Sending }} Open */
/** What the status line says. @typedef {{ state: "" | "saving" | "saved" | "problem", time?: number, message?: string }} Status */

const open = /** @type {Map<string, Open>} */ (new Map());
const statusWatchers = /** @type {Set<() => void>} */ (new Set());
let author = ""; // Whose pages are shown: what somebody else has not saved stays here, unseen.

/**
 * This window's copy of the workbook that the page shows; it asks for what it does not know.
 * @param {WindowsWorkbook} told
 */
export function openWorkbook(told) {
  author = told.author;
  const name = `${author} ${told.id}`;
  const opened = open.get(name) ?? begin(told);
  open.set(name, opened);
  const { workbook, sending } = opened;
  if (opened.restored !== told.restored) {
    workbook.forget(told.revision);
    sending.problem = "";
  }
  opened.restored = told.restored;
  Object.assign(sending, { token: told.token, drawn: told.revision, phrases });
  if (!sending.isKnown && !sending.problem) sending.send(true);
  return opened;
}

/** @param {WindowsWorkbook} told @returns {Open} */
function begin({ author: whose, restored }) {
  const workbook = new Workbook(() => {
    sending.schedule();
    statusWatchers.forEach((tell) => tell());
  });
  const sending = new Sending(workbook, keeper, again);
  return { author: whose, restored, workbook, sending };
}

/** Call `tell` whenever the status line may have to change; returns how to stop. @param {() => void} tell */
export function watchStatus(tell) {
  statusWatchers.add(tell);
  return () => statusWatchers.delete(tell);
}

/** What the status line says. @returns {Status} */
export function status() {
  const all = mine();
  const message = all.map(({ sending }) => sending.problem).find(Boolean);
  if (message) return { state: "problem", message };
  if (all.some(({ workbook }) => workbook.isUnsaved)) return { state: "saving" };
  const time = Math.max(...all.map(({ sending }) => sending.savedAt), 0);
  return time ? { state: "saved", time } : { state: "" };
}

/** The open workbooks with something unsaved in them, whoever wrote it. */
export function unsaved() {
  return [...open.values()].filter(({ workbook }) => workbook.isUnsaved);
}

/** The open workbooks of the person who is here now. */
export function mine() {
  return [...open.values()].filter((opened) => opened.author === author);
}

/** Forget all that is saved, as somebody must who may no longer see it; what is not saved stays, unseen. */
export function forget() {
  for (const [name, { workbook }] of open) {
    workbook.forgetAnswers();
    if (!workbook.isUnsaved) open.delete(name);
  }
}

const lookAround = () => document.hidden || open.forEach(({ sending }) => sending.lookAround());

addEventListener("pagehide", () => open.forEach(({ sending }) => sending.handOver()));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) open.forEach(({ sending }) => sending.handOver());
  else lookAround();
});
addEventListener("focus", lookAround);
addEventListener("online", () => open.forEach(({ sending }) => sending.send()));
addEventListener("beforeunload", (event) => {
  if (unsaved().some(({ sending }) => sending.isAtRisk)) event.preventDefault();
});
setInterval(lookAround, LOOK_AROUND);
