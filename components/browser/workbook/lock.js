// The lock, as a window sees it: the button that locks or signs out, the warning before, and whether somebody is here.

import { hush } from "../aloud.js";
import { h } from "../elements.js";
import { again, cover, isCovered, uncover, uncoverOnceDrawn } from "../streamlit.js";
import { Idle } from "./idle.js";
import { Locking } from "./locking.js";
import { forget, unsaved } from "./open_workbooks.js";
import { post } from "./server.js";
import { LONGEST_WAIT, settled } from "./visiting.js";

/** @import { Lock as Data } from "../blocks.d.ts" */

const BETWEEN_LOOKS = 5000;
const TICK = 1000;
const SOON = 60;

const idle = new Idle();
let isHere = false;
const noteSign = () => {
  isHere = true;
  idle.here();
};
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) {
  addEventListener(sign, noteSign, { capture: true, passive: true });
}

/**
 * What the windows of one browser say to each other: one `asks`, and another has the `token` of who is signed in;
 * somebody is `here`; and when one `locks`, all do.
 */
export const windows = new BroadcastChannel("both-sides");
/** What the page said last. */
const told = { lock: /** @type {Data | null} */ (null), hidden: "" };
const tell = () => told.lock?.token && windows.postMessage({ token: told.lock.token });
let hasShown = false; // Whether this document has shown what only those who are let in may see.
let leads = false; // Whether the button was pressed in this window.

/** This window goes: from here on it neither hides nor shows a page by itself. */
export function letGo() {
  locking.isUnderWay = true;
  hasShown = false;
}

/**
 * Have the server lock, or sign out, while this page goes; resolves to where that leads, once the server has answered or
 * cannot be waited for.
 * @returns {Promise<string>}
 */
export async function lockBehind() {
  if (!told.lock?.label) return "";
  const asked = locking.page.ask({ do: "lock" });
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT, {}));
  const { answer } = await Promise.race([asked, patience]);
  return answer?.leave ?? "";
}

const heading = h("h1", { tabIndex: -1 });
const why = h("p", { role: "status" });
const inPlace = h("main", { className: "bs-cover" }, heading, why);

const locking = new Locking({
  hide() {
    if (isCovered()) return;
    heading.textContent = told.hidden;
    why.textContent = "";
    cover(inPlace);
    hush();
    heading.focus();
  },
  show: uncover,
  say: () => (why.textContent = told.lock?.unheard ?? ""),
  settled,
  forget,
  ask: (what) => post("lock", JSON.stringify({ ...what, token: told.lock?.token })),
  go(answer) {
    const follows = leads && answer?.leave;
    leads = false;
    if (unsaved().length) again();
    else if (follows) location.assign(new URL(answer.leave, document.baseURI));
    else location.reload(); // A new document knows nothing of this one.
  },
});

/** @type {Set<() => void>} */
const looks = new Set();
const lookNow = () => looks.forEach((look) => look());
addEventListener("focus", lookNow);
document.addEventListener("visibilitychange", () => document.hidden || lookNow());
windows.addEventListener("message", ({ data: said }) => {
  if (said.asks) tell();
  if (said.here) idle.here();
  if (said.locks && hasShown) locking.lock();
});
// A browser may keep a page that was left, and show it again when somebody goes back.
addEventListener("pagehide", ({ persisted }) => persisted && locking.page.hide());
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  locking.page.hide();
  if (!unsaved().length) location.reload();
  else if (hasShown) locking.expire();
  else uncover();
});

/** What the frame shows of the lock. */
export class Lock {
  constructor() {
    this.looking = /** @type {ReturnType<typeof setInterval>[]} */ ([]);
    this.button = h("button", { type: "button", className: "bs-lock", "data-key": "lock" });
    this.button.addEventListener("click", () => this.leave());
    this.warning = h("p", { className: "bs-locking", role: "alert" });
    this.onReturn = () => {
      this.count();
      this.look();
    };
  }

  /**
   * `lock` is null if there is nothing to lock; `isOut` says that the page is that of somebody who may see nothing, and
   * `hidden` what stands in place of a page that is hidden.
   * @param {Data | null} lock @param {boolean} isOut @param {string} hidden
   */
  update(lock, isOut, hidden) {
    Object.assign(told, { lock, hidden });
    tell();
    this.button.hidden = !lock?.label;
    this.button.textContent = lock?.label ?? "";
    idle.allow(lock?.label ? lock.idle : Infinity);
    if (!lock) this.close();
    else if (!this.looking.length) {
      this.looking = [setInterval(() => this.look(), BETWEEN_LOOKS), setInterval(() => this.count(), TICK)];
      looks.add(this.onReturn);
    }
    if (isOut) this.leaveNothing();
    else {
      hasShown = true;
      locking.drawn();
    }
  }

  /** Only what is not saved stays of what this document has shown, and if all is saved, not even the document. */
  leaveNothing() {
    if (!hasShown) return;
    hasShown = false;
    locking.end();
    forget();
    if (unsaved().length) return uncoverOnceDrawn();
    locking.page.hide();
    location.reload();
  }

  close() {
    this.looking.splice(0).forEach(clearInterval);
    looks.delete(this.onReturn);
    this.warning.textContent = "";
  }

  /** Lock, or warn of it, by this window's own count. */
  async count() {
    const { lock } = told;
    if (locking.isUnderWay || isCovered() || !lock?.label) return;
    const text = idle.left < SOON ? lock.soon : "";
    if (this.warning.textContent !== text) this.warning.textContent = text;
    const answer = idle.left <= 0 && (await locking.expire());
    if (answer) idle.told(answer.seconds ?? Infinity);
  }

  async look() {
    if (locking.isUnderWay || !told.lock) return;
    const active = isHere;
    isHere = false;
    if (active) windows.postMessage({ here: true });
    const { response, answer } = await locking.page.ask({ do: "look", active });
    if (response?.status === 403) again(); // A backup was put back since this page was drawn, or another account signed in.
    if (!response?.ok || !answer || !told.lock) return;
    const canLock = !answer.locked && answer.seconds !== null;
    if (answer.locked) locking.follow(answer);
    else if (canLock !== Boolean(told.lock.label))
      again(); // Somebody has chosen a passphrase.
    else if (canLock && !isHere) idle.told(answer.seconds);
  }

  leave() {
    leads = true;
    windows.postMessage({ locks: true });
    return locking.lock();
  }
}
