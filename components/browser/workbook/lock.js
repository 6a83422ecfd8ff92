// The lock, as a window sees it: the button that locks or signs out, a warning before, and whether somebody is here.

import { again, h } from "../elements.js";
import { settled } from "./workbook.js";
import { post } from "./secrets.js";

const BETWEEN_LOOKS = 5000;
const SOON = 60;

let isHere = false;
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) {
  addEventListener(sign, () => (isHere = true), { capture: true, passive: true });
}

/** What the windows of one browser say to each other: one `asks`, and another has the `token` of who is signed in. */
export const windows = new BroadcastChannel("both-sides");
let token = null;
const tell = () => token && windows.postMessage({ token });
windows.addEventListener("message", ({ data }) => data.asks && tell());

const looks = new Set();
addEventListener("focus", () => looks.forEach((look) => look()));
document.addEventListener("visibilitychange", () => document.hidden || looks.forEach((look) => look()));

/** What the frame shows of the lock; `update` with null where there is none. */
export class Lock {
  constructor() {
    this.button = h("button", { type: "button", className: "bs-lock", "data-key": "lock" });
    this.button.addEventListener("click", () => this.leave());
    this.warning = h("p", { className: "bs-locking", role: "alert" });
  }

  update(lock) {
    this.lock = lock;
    token = lock?.token;
    tell();
    this.button.hidden = !lock;
    this.button.textContent = lock?.label ?? "";
    if (lock && !this.looking) {
      this.looking = setInterval(() => this.look(), BETWEEN_LOOKS);
      this.onReturn = () => this.look();
      looks.add(this.onReturn);
    }
    if (!lock) this.close();
  }

  close() {
    clearInterval(this.looking);
    looks.delete(this.onReturn);
    this.looking = null;
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

  async ask(what) {
    const { response } = await post("lock", JSON.stringify({ ...what, token: this.lock.token }));
    if (response?.status === 403) again(); // This page was drawn before a backup was put back, or another account came.
    if (!response?.ok || !this.lock) return;
    const { locked, seconds, leave } = await response.json();
    const text = !locked && seconds < SOON ? this.lock.soon : "";
    if (this.warning.textContent !== text) this.warning.textContent = text;
    if (leave) location.assign(new URL(leave, document.baseURI));
    else if (locked) again();
  }
}
