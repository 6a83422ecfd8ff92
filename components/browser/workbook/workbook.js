// What a window knows of a workbook, what it still has to save, and what it shows of both. Nothing is sent from here.

const PAUSE = 400;
const BETWEEN_KEYS = 250;
const LONGEST_WAIT = 2000;
const ONE_GESTURE = 2000;
const MOST_EDITS = 100;
const LARGEST_BATCH = 200_000;

import { WINDOW } from "./this_window.js";

/** @import { Can, Changes, Head } from "../blocks.d.ts" */

/** One answer; null is unanswered. @typedef {Head["value"]} Value */
/**
 * A change of an answer; `base` has the ids of what this window showed when it was made, and edits of one `gesture` are
 * undone together.
 * @typedef {{ id: string, path: string, value: Value, base: string[], gesture: string }} Edit
 */
/** What a request to undo, or to redo with `again`, asks for. @typedef {{ gesture: string, again: boolean, within: string[] }} TakingBack */

/** The path of the change that a workbook is about. */
export const CHANGE = "workbook/change";

/** An identifier that sorts by when it was made. */
export function newId() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return `${Date.now().toString(36)}-${[...random].map((byte) => (byte % 36).toString(36)).join("")}`;
}

/** A name for one act in this window, by which this window takes it back, and no other. */
export const newGesture = () => `${newId()}@${WINDOW}`;

export class Workbook {
  /** @param {() => void} always is told of each change, whether or not a page shows it. */
  constructor(always = () => {}) {
    this.always = always;
    this.revision = 0;
    /** What stands at each path: the answer last, and what was written at the same time before it. */
    this.heads = /** @type {Map<string, Head[]>} */ (new Map());
    this.waiting = /** @type {Edit[]} */ ([]);
    this.sending = /** @type {Edit[]} */ ([]);
    this.refusals = /** @type {Map<string, string>} */ (new Map());
    /** What can be undone and redone, by the paths within which a sheet undoes. @type {Map<string, Can>} */
    this.can = new Map();
    /** The cards that were put off, by worksheet: they are not saved, but outlast a redraw. */
    this.putOff = /** @type {Map<string, string[]>} */ (new Map());
    this.typedAt = 0;
    this.own = /** @type {Set<string>} */ (new Set());
    this.handedOver = /** @type {Set<string>} */ (new Set());
    this.typing = { path: "", gesture: "", at: 0 };
    this.waitingSince = 0;
    this.atOnce = false;
    this.isActing = false;
    this.watchers = /** @type {Set<() => void>} */ (new Set());
    this.kept = /** @type {Map<string, unknown>} */ (new Map());
  }

  /** Call `tell` after each change; returns how to stop. @param {() => void} tell */
  watch(tell) {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  /** Whether a page shows it. */
  get isShown() {
    return this.watchers.size > 0;
  }

  /** Have everything that shows this workbook drawn anew. */
  tell() {
    this.kept.clear();
    if (this.isActing) return;
    for (const watcher of [...this.watchers, this.always]) {
      try {
        watcher();
      } catch (error) {
        reportError(error);
      }
    }
  }

  /**
   * What `make` makes of the answers, made once for each change of them.
   * @template Made
   * @param {string} name @param {() => Made} make @returns {Made}
   */
  once(name, make) {
    if (!this.kept.has(name)) this.kept.set(name, make());
    return /** @type {Made} */ (this.kept.get(name));
  }

  get unsent() {
    return [...this.sending, ...this.waiting];
  }

  get isUnsaved() {
    return this.waiting.length > 0 || this.sending.length > 0;
  }

  /** The answer at this path as this window shows it, or null. @param {string} path @returns {Value} */
  shown(path) {
    const unsent = this.lastUnsent(path);
    return unsent ? unsent.value : (this.standing(path)?.value ?? null);
  }

  /** The revision at which the path changed last, 0 if never; what is not saved yet will come later. @param {string} path */
  revisionOf(path) {
    const unsent = this.unsent.findLastIndex((edit) => edit.path === path);
    return unsent < 0 ? (this.standing(path)?.revision ?? 0) : this.revision + 1 + unsent;
  }

  /** What was written at the same time as the answer at this path. @param {string} path */
  others(path) {
    return this.lastUnsent(path) ? [] : (this.heads.get(path) ?? []).slice(0, -1);
  }

  /** Everything that a window shows of a path, to tell whether it has changed. @param {string} path */
  seen(path) {
    return [this.shown(path), this.others(path), this.refusals.get(path), this.isOwn(path)];
  }

  /** Whether what stands at this path came from this window. @param {string} path */
  isOwn(path) {
    return Boolean(this.lastUnsent(path)) || this.own.has(this.standing(path)?.id ?? "");
  }

  /** Every path below this one, answered or once answered. @param {string} path */
  pathsBelow(path) {
    const paths = new Set([...this.heads.keys(), ...this.unsent.map((edit) => edit.path)]);
    return [...paths].filter((each) => each.startsWith(`${path}/`));
  }

  /** Whether something stands in this worksheet that was written or chosen there, and not removed. @param {string} worksheet */
  isBegun(worksheet) {
    return this.once(`begun ${worksheet}`, () =>
      this.pathsBelow(worksheet).some((path) => {
        const [, item, field] = path.split("/");
        const isRemoved = field !== undefined && this.shown(`${worksheet}/${item}/removed`) === true;
        const value = this.shown(path) ?? "";
        return !isRemoved && !["place", "removed"].includes(field) && value !== "" && value !== false;
      }),
    );
  }

  /** The gesture of what was written last at this path and is not saved yet. @param {string} path */
  gestureOf(path) {
    return this.lastUnsent(path)?.gesture;
  }

  /**
   * Change an answer; with `typed`, more changes may follow before it is saved.
   * @param {string} path @param {Value} value @param {{ gesture?: string, typed?: boolean }} how
   */
  write(path, value, { gesture, typed = false } = {}) {
    if (JSON.stringify(this.shown(path)) === JSON.stringify(value)) return;
    const act = gesture ?? (typed ? this.typingGesture(path) : newGesture());
    const last = this.waiting.findLast((edit) => edit.path === path);
    if (last && last.gesture === act && !this.handedOver.has(last.id)) this.changed(() => (last.value = value), typed);
    else this.add(path, value, act, this.displayed(path), typed);
  }

  /** Choose between answers that were written at the same time. @param {string} path @param {Value} value @param {string} [gesture] */
  settle(path, value, gesture = newGesture()) {
    const standing = (this.heads.get(path) ?? []).map(({ id }) => id);
    this.add(path, value, gesture, standing, false);
  }

  /** Remove the item at this path, even one that is back because somebody wrote in it after it was removed. @param {string} item */
  remove(item, gesture = newGesture()) {
    this.settle(`${item}/removed`, true, gesture);
  }

  /** Do all of this before anything is drawn anew: it may be hundreds of changes. @param {() => void} act */
  together(act) {
    this.isActing = true;
    try {
      act();
    } finally {
      this.isActing = false;
      this.tell();
    }
  }

  /** When what waits should be sent; null if nothing waits. */
  get due() {
    if (!this.waiting.length) return null;
    return this.atOnce ? 0 : Math.min(this.typedAt + PAUSE, this.waitingSince + LONGEST_WAIT);
  }

  /** How long to wait for another key before the page is drawn anew; a tap, or what ends the typing, waits for none. */
  get untilTyped() {
    return Math.max(0, this.typedAt + BETWEEN_KEYS - Date.now());
  }

  /** What is to be sent now: what was sent before and not answered, or as much of what waits as one request may hold. */
  batch() {
    if (this.sending.length) return this.sending;
    let [count, size] = [0, 0];
    for (const edit of this.waiting) {
      size += JSON.stringify(edit).length;
      if (count && (count >= MOST_EDITS || size > LARGEST_BATCH)) break;
      count += 1;
    }
    this.sending = this.waiting.splice(0, count);
    this.atOnce = this.waiting.length > 0;
    this.waitingSince = 0;
    return this.sending;
  }

  /**
   * Take in the server's answer to the last batch: its edits are saved, except those `refused`, each with the reason.
   * @param {Record<string, string>} refused
   */
  confirm(refused) {
    const sent = this.sending;
    this.sending = [];
    for (const { id, path } of sent) {
      this.handedOver.delete(id);
      this.refusals.delete(path);
    }
    for (const { id, path } of sent.filter((edit) => edit.id in refused)) {
      this.refusals.set(path, refused[id]);
      const standing = this.standing(path);
      for (const edit of this.waiting.filter(({ base }) => base.includes(id)))
        edit.base = standing ? [standing.id] : [];
    }
  }

  /** What is unsaved is sent without an answer: it may arrive as it is now, so no later change may go into it. */
  handOver() {
    for (const { id } of this.waiting) this.handedOver.add(id);
  }

  /** Whether this window has something to undo or, with `again`, to redo. @param {boolean} again @param {string[]} within */
  canTakeBack(again, within) {
    return this.can.get(String(within))?.[again ? "redo" : "undo"].includes(WINDOW) ?? false;
  }

  /** No key is awaited any more: Enter was pressed, or the focus has left the box. */
  endTyping() {
    this.typedAt = 0;
  }

  /** Let what is written next be a gesture of its own. */
  endGesture() {
    this.typing.path = "";
  }

  /**
   * Learn what the server answered when it was asked what had changed `since` a revision. An answer that is older than
   * what is known here, or that leaves a gap after it, is ignored. It `can` say what can be undone within which paths.
   * @param {Pick<Changes, "revision" | "heads">} changes @param {number} since @param {[string, Can][]} can
   */
  learn({ revision, heads }, since, can = []) {
    if (revision < this.revision || since > this.revision) return;
    if (since === 0) this.heads.clear();
    for (const [path, standing] of Object.entries(heads)) this.heads.set(path, standing);
    this.revision = revision;
    for (const [within, each] of can) this.can.set(within, each);
  }

  /**
   * Ask anew for all that is saved, because a backup took its place; until then it is shown as it was, unless the page
   * has `found` nothing to ask for.
   * @param {number} found
   */
  forget(found) {
    this.revision = 0;
    if (found === 0) this.heads.clear();
  }

  /** Forget every answer but those that are not saved; they are asked for anew when somebody may see them. */
  forgetAnswers() {
    this.forget(0);
    this.kept.clear();
    this.refusals.clear();
    this.putOff.clear();
    this.can.clear();
  }

  /** @param {string} path */
  standing(path) {
    return this.heads.get(path)?.at(-1);
  }

  /** @param {string} path */
  lastUnsent(path) {
    return this.unsent.findLast((edit) => edit.path === path);
  }

  /** @param {string} path */
  displayed(path) {
    const last = this.lastUnsent(path) ?? this.standing(path);
    return last ? [last.id] : [];
  }

  /** @param {string} path @param {Value} value @param {string} gesture @param {string[]} base @param {boolean} typed */
  add(path, value, gesture, base, typed) {
    const edit = { id: newId(), path, value, base, gesture };
    this.own.add(edit.id);
    this.changed(() => this.waiting.push(edit), typed);
  }

  /** @param {() => void} change @param {boolean} typed */
  changed(change, typed) {
    const now = Date.now();
    this.typedAt = typed ? now : 0;
    this.atOnce ||= !typed;
    this.waitingSince ||= now;
    change();
    this.tell();
  }

  /** @param {string} path */
  typingGesture(path) {
    const now = Date.now();
    const isSame = this.typing.path === path && now - this.typing.at <= ONE_GESTURE;
    this.typing = { path, gesture: isSame ? this.typing.gesture : newGesture(), at: now };
    return this.typing.gesture;
  }
}
