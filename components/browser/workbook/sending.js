// When and how a window sends what waits, and asks for what is new: one request at a time, again and again until saved.

import { fill } from "../elements.js";
import { newGesture } from "./workbook.js";

/** @import { Edit, TakingBack, Workbook } from "./workbook.js" */
/** @import { Outcome } from "./server.js" */

/** @typedef {{ send: (request: { token: string }) => Promise<Outcome>, handOver: (request: object) => void }} Keeper */

const RETRY = 1000;
const LARGEST_TO_HAND_OVER = 60_000; // In bytes.

export class Sending {
  /**
   * `refused` is called when the page may not ask any more, or shows what is gone, and nothing would be lost with it.
   * @param {Workbook} workbook @param {Keeper} keeper @param {() => void} refused
   */
  constructor(workbook, keeper, refused) {
    this.workbook = workbook;
    this.keeper = keeper;
    this.refused = refused;
    this.token = "";
    this.phrases = /** @type {Record<string, string>} */ ({});
    /** The paths within which each sheet undoes. @type {Map<object, string[]>} */
    this.within = new Map();
    /** The revision that the page was drawn from: until it is known here, there is nothing to write in. */
    this.drawn = 0;
    /** The revision that the page was drawn from when something was asked last. */
    this.asked = 0;
    /** Whether the next request hands nothing in: what was handed in failed, and the page waits for its answers. */
    this.onlyAsks = false;
    this.problem = "";
    this.savedAt = 0;
    this.triedAt = 0;
    this.takingBack = /** @type {TakingBack | null} */ (null);
    this.turn = /** @type {Promise<unknown>} */ (Promise.resolve());
    this.isBusy = false;
    this.timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
    this.waiters = /** @type {(() => void)[]} */ ([]);
  }

  /** Whether everything that the page was drawn from is known here. */
  get isKnown() {
    return this.workbook.revision >= this.drawn;
  }

  /** Whether everything that somebody did here is saved. */
  get isSettled() {
    return !this.workbook.isUnsaved && !this.takingBack;
  }

  get isDone() {
    return this.isSettled && (this.isKnown || !this.workbook.isShown);
  }

  /** Whether a closing tab would lose something: what is unsaved and cannot be saved, or is too much to hand over. */
  get isAtRisk() {
    const size = () => new Blob([JSON.stringify(this.request(this.workbook.unsent, null))]).size;
    return this.workbook.isUnsaved && (this.problem !== "" || size() > LARGEST_TO_HAND_OVER);
  }

  /** Send what is left to send once its time has come; to be called whenever the workbook has changed. */
  schedule() {
    if (this.isDone) return;
    const isUrgent = this.waiters.length > 0 || this.takingBack || this.drawn > this.asked;
    const due = this.problem ? null : isUrgent ? 0 : this.workbook.due;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, (due ?? this.triedAt + RETRY) - Date.now()));
  }

  /** Send what waits: its typing is over. Resolves when nothing is left unsaved. @returns {Promise<void>} */
  flush() {
    this.workbook.endTyping();
    if (this.isSettled) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.send();
    });
  }

  /**
   * Undo (or redo, with `again`) the last effect within these paths, after whatever was asked before; resolves to
   * whether there was one.
   * @param {boolean} again @param {string[]} within @returns {Promise<boolean>}
   */
  takeBack(again, within) {
    const done = this.turn.then(async () => {
      await this.flush();
      if (!this.workbook.canTakeBack(again, within)) return false;
      this.workbook.endGesture();
      this.takingBack = { gesture: newGesture(), again, within };
      await this.flush();
      return true;
    });
    this.turn = done;
    return done;
  }

  /** Hand everything unsaved to the browser, which sends it even when the page is gone. */
  handOver() {
    if (!this.workbook.isUnsaved) return;
    this.workbook.handOver();
    this.keeper.handOver(this.request(this.workbook.unsent, null));
  }

  /** Ask what is new, if a page shows it and nothing has to be sent anyway. */
  lookAround() {
    if (this.isDone && this.workbook.isShown) this.send(true);
  }

  /**
   * Send what is left to send, or ask what is new when `looking`. Taking back goes alone and first: it must not
   * take back what was written after it was asked for.
   */
  async send(looking = false) {
    if (this.isBusy) return;
    const { workbook, drawn, onlyAsks } = this;
    const takingBack = onlyAsks ? null : this.takingBack;
    if (this.isDone && !looking) {
      if (!this.problem) return;
      this.problem = ""; // It was that of a page that has been left.
      workbook.tell();
      return;
    }
    this.isBusy = true;
    clearTimeout(this.timer);
    this.asked = drawn;
    const edits = takingBack || onlyAsks ? [] : workbook.batch();
    const since = workbook.revision;
    const request = this.request(edits, takingBack);
    const { saved, why, status } = await this.keeper.send(request);
    this.isBusy = false;
    this.triedAt = Date.now();
    if (saved) {
      workbook.learn(
        saved,
        since,
        request.within.map((each, at) => [String(each), saved.can[at]]),
      );
      if (takingBack) this.takingBack = null;
      else if (!onlyAsks) workbook.confirm(saved.refused);
      if (edits.some(({ id }) => !(id in saved.refused))) this.savedAt = Date.now();
    }
    if (!onlyAsks) this.problem = saved || this.isDone ? "" : this.inWords(why);
    this.onlyAsks = !saved && !onlyAsks && !this.isKnown && !this.isSettled;
    if (this.isSettled) for (const resolve of this.waiters.splice(0)) resolve();
    const isGone = saved !== undefined && saved.revision < drawn && !this.isKnown;
    if (this.isSettled && (status === 403 || isGone)) this.refused();
    workbook.tell();
  }

  /** @param {Edit[]} edits @param {TakingBack | null} takingBack */
  request(edits, takingBack) {
    const within = [...this.within.values()].filter(({ length }) => length);
    return { token: this.token, since: this.workbook.revision, edits, within, take_back: takingBack };
  }

  /** What the status line says when nothing was saved: `why` is the server's reason, if it gave one. @param {string} [why] */
  inWords(why) {
    const { offline, not_saved, not_shown, no_connection } = this.phrases;
    if (this.isSettled) return fill(not_shown, { why: why || no_connection });
    return why ? fill(not_saved, { why }) : offline;
  }
}
