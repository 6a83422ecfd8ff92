// The lock, as a window sees it: the button that locks or signs out, the warning before, and whether somebody is here.

import { h } from "../elements.js";
import { again } from "../streamlit.js";
import { post } from "./server.js";
import { settled } from "./visiting.js";

/** @import { Lock as Data } from "../blocks.d.ts" */

const BETWEEN_LOOKS = 5000;
const SOON = 60;

let isHere = false;
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) {
  addEventListener(sign, () => (isHere = true), { capture: true, passive: true });
}

/** What the windows of one browser say to each other: one `asks`, and another has the `token` of who is signed in. */
export const windows = new BroadcastChannel("both-sides");
/** @type {string | null | undefined} */
let token = null;
const tell = () => token && windows.postMessage({ token });
windows.addEventListener("message", ({ data }) => data.asks && tell());

/** @type {Set<() => void>} */
const looks = new Set();
addEventListener("focus", () => looks.forEach((look) => look()));
document.addEventListener("visibilitychange", () => document.hidden || looks.forEach((look) => look()));

/** What the frame shows of the lock; `update` with null if there is none. */
export class Lock {
  constructor() {
    this.lock = /** @type {Data | null} */ (null);
    this.looking = /** @type {ReturnType<typeof setInterval> | undefined} */ (undefined);
    this.button = h("button", { type: "button", className: "bs-lock", "data-key": "lock" });
    this.button.addEventListener("click", () => this.leave());
    this.warning = h("p", { className: "bs-locking", role: "alert" });
    this.onReturn = () => this.look();
  }

  /** @param {Data | null} lock */
  update(lock) {
    this.lock = lock;
    token = lock?.token;
    tell();
    this.button.hidden = !lock;
    this.button.textContent = lock?.label ?? "";
    if (!lock) this.close();
    else if (!this.looking) {
      this.looking = setInterval(this.onReturn, BETWEEN_LOOKS);
      looks.add(this.onReturn);
    }
  }

  close() {
    clearInterval(this.looking);
    looks.delete(this.onReturn);
    this.looking = undefined;
    this.warning.textContent = "";
  }

  look() {
    const active = isHere;
    isHere = false;
    return this.ask({ do: "look", active });
  }

  async leave() {
    await settled();
    return this.ask({ do: "lock" });
  }

  /** @param {object} what */
  async ask(what) {
    const { response, answer } = await post("lock", JSON.stringify({ ...what, token: this.lock?.token }));
    if (response?.status === 403) again(); // A backup was put back since this page was drawn, or another account signed in.
    if (!response?.ok || !answer || !this.lock) return;
    const text = !answer.locked && answer.seconds < SOON ? this.lock.soon : "";
    if (this.warning.textContent !== text) this.warning.textContent = text;
    if (answer.leave) location.assign(new URL(answer.leave, document.baseURI));
    else if (answer.locked) again();
  }
}
