// One window's copy of the workbooks it shows: what is known, what is being typed, and what still has to be saved.

import { again, visit } from "../elements.js";

const PAUSE = 400;
const LONGEST_WAIT = 2000;
const RETRY = 1000;
const LOOK_AROUND = 5000;
const ONE_GESTURE = 2000;
const MOST_EDITS = 100;
const LARGEST_BATCH = 200_000;
const LARGEST_TO_HAND_OVER = 60_000; // In bytes.

const sheets = new Map();
const statusWatchers = new Set();
let author = null; // Whose pages are shown: what somebody else has not saved stays here, unseen.

/** The window's copy of the workbook that the page has sent; it outlives the page's parts. */
export function sheetOf(workbook, words) {
  author = workbook.author;
  const name = `${author} ${workbook.id}`;
  if (!sheets.has(name)) sheets.set(name, new Sheet(author));
  const sheet = sheets.get(name);
  if (sheet.restored !== workbook.restored) sheet.forget();
  sheet.restored = workbook.restored;
  sheet.words = words;
  sheet.token = workbook.token;
  sheet.learn(workbook);
  return sheet;
}

/** Call `tell` whenever the status line may have to change; returns how to stop. */
export function watchStatus(tell) {
  statusWatchers.add(tell);
  return () => statusWatchers.delete(tell);
}

/** What the status line says: {state: "" | "saving" | "saved" | "problem", time, message}. */
export function status() {
  const all = mine();
  const message = all.map((sheet) => sheet.problem).find(Boolean);
  if (message) return { state: "problem", message };
  if (all.some((sheet) => sheet.unsaved)) return { state: "saving" };
  const times = all.map((sheet) => sheet.savedAt).filter(Boolean);
  return times.length ? { state: "saved", time: Math.max(...times) } : { state: "" };
}

/** The workbooks of which something is not saved, whoever wrote it. */
export function unsaved() {
  return [...sheets.values()].filter((sheet) => sheet.unsaved);
}

function mine() {
  return [...sheets.values()].filter((sheet) => sheet.author === author);
}

let leaving = false;

/** Whether another page is about to be opened: what is asked of this one would be drawn in its place. */
export function isLeaving() {
  return leaving;
}

/** Resolves once everything is saved, or cannot be for now. */
export function settled() {
  const saved = Promise.all(mine().map((sheet) => sheet.flush()));
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  return Promise.race([saved, patience]);
}

/** Open another page once everything is settled: what is not saved stays in this window. */
export function go(query) {
  leaving = true;
  settled().then(() => {
    leaving = false;
    visit(query);
  });
}

/** An identifier that sorts by time of making. */
export function newId() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return `${Date.now().toString(36)}-${[...random].map((byte) => (byte % 36).toString(36)).join("")}`;
}

class Sheet {
  constructor(author) {
    this.author = author;
    this.revision = 0;
    this.heads = new Map();
    this.undoes = [];
    this.can = [false, false];
    this.waiting = [];
    this.sending = null;
    this.takingBack = null;
    this.own = new Set();
    this.refusals = new Map();
    this.problem = null;
    this.savedAt = null;
    this.watchers = new Set();
    this.waiters = [];
    this.placedItems = new Map();
    this.putOff = new Map(); // What was put off in a worksheet is not kept, but outlives the page's parts.
    this.typedAt = 0;
    this.typing = { path: null, gesture: null, at: 0 };
  }

  get unsent() {
    return [...(this.sending ?? []), ...this.waiting];
  }

  /** Whether a closing tab would lose something: what is unsaved and cannot be saved, or is too much to hand over. */
  get atRisk() {
    return this.unsaved && (this.problem !== null || new Blob([this.body(this.unsent, null)]).size > LARGEST_TO_HAND_OVER);
  }

  get unsaved() {
    return this.waiting.length > 0 || this.sending !== null;
  }

  /** Call `tell` after each change; returns how to stop. */
  watch(tell) {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  /** The answer at this path as this window shows it, or null. */
  shown(path) {
    const unsent = this.lastUnsent(path);
    return unsent ? unsent.value : (this.heads.get(path)?.at(-1)[1] ?? null);
  }

  /** When the answer at this path changed last, as a number that grows with time. */
  age(path) {
    const unsent = this.unsent.findLastIndex((edit) => edit.path === path);
    return unsent >= 0 ? 1e12 + unsent : (this.heads.get(path)?.at(-1)[2] ?? 0);
  }

  /** What was written at the same time as the answer at this path, as [[value, whether the same person wrote it]]. */
  others(path) {
    if (this.lastUnsent(path)) return [];
    return (this.heads.get(path) ?? []).slice(0, -1).map(([, value, , mine]) => [value, mine]);
  }

  /** Everything that a window shows of a path, for telling whether it has changed. */
  seen(path) {
    return [this.shown(path), this.others(path), this.refusals.get(path), this.isOwn(path)];
  }

  /** Whether what stands at this path came from this window. */
  isOwn(path) {
    return Boolean(this.lastUnsent(path)) || this.own.has(this.heads.get(path)?.at(-1)[0]);
  }

  /** Every path below this one, answered or once answered. */
  pathsBelow(path) {
    const paths = new Set([...this.heads.keys(), ...this.unsent.map((edit) => edit.path)]);
    return [...paths].filter((each) => each.startsWith(`${path}/`));
  }

  /** The gesture of what was written last at this path and is not saved yet. */
  gestureOf(path) {
    return this.lastUnsent(path)?.gesture;
  }

  /** Every item of a worksheet that has a place, as [item, list, position]. */
  placed(worksheet) {
    if (!this.placedItems.has(worksheet)) {
      const places = this.pathsBelow(worksheet).filter((path) => path.endsWith("/place"));
      const items = places.map((path) => [path.slice(worksheet.length + 1, -"/place".length), ...(this.shown(path) ?? [])]);
      this.placedItems.set(worksheet, items);
    }
    return this.placedItems.get(worksheet);
  }

  /** Change an answer: at once, or with `typed` after a pause. Edits with one `gesture` are undone together. */
  write(path, value, { gesture = null, typed = false } = {}) {
    if (JSON.stringify(this.shown(path)) === JSON.stringify(value)) return;
    if (typed) this.typedAt = Date.now();
    const act = gesture ?? (typed ? this.typingGesture(path) : newId());
    const last = this.waiting.findLast((edit) => edit.path === path);
    if (last && last.gesture === act && !last.handedOver) last.value = value;
    else this.add(path, value, act, this.displayed(path));
    this.schedule(typed);
  }

  /** Whether the item at this path is removed, and nothing in it has changed since. */
  isRemoved(item) {
    if (this.shown(`${item}/removed`) !== true) return false;
    const age = this.age(`${item}/removed`);
    return this.pathsBelow(item).every((path) => /\/(place|removed)$/.test(path) || this.age(path) < age);
  }

  /** Remove the item at this path, also one that is back because somebody wrote in it after it was removed. */
  remove(item) {
    this.settle(`${item}/removed`, true);
  }

  /** Choose between answers that were written at the same time. */
  settle(path, value) {
    const heads = (this.heads.get(path) ?? []).map(([id]) => id);
    this.add(path, value, newId(), heads);
    this.schedule(false);
  }

  /** Whether there is something to undo (or to redo, with `again`) within the paths in `undoes`. */
  canTakeBack(again) {
    return this.can[again ? 1 : 0];
  }

  /** Undo (or redo, with `again`) the last step within `undoes`, after what was asked before; whether there was one. */
  takeBack(again) {
    this.turn = (this.turn ?? Promise.resolve()).then(async () => {
      await this.flush();
      if (!this.canTakeBack(again)) return false;
      this.typing.path = null;
      this.takingBack = { gesture: newId(), again };
      await this.flush();
      return true;
    });
    return this.turn;
  }

  /** Send what waits; resolves when nothing is left unsaved. */
  flush() {
    if (!this.unsaved && !this.takingBack) return Promise.resolve();
    const done = new Promise((resolve) => this.waiters.push(resolve));
    this.send();
    return done;
  }

  /** Forget what the server knew before a backup took its place; what is not saved yet stays. */
  forget() {
    this.revision = 0;
    this.heads.clear();
  }

  /** Learn what the server knows, unless something newer is known here. */
  learn({ revision, heads, can }) {
    if (revision < this.revision) return;
    const changed = revision > this.revision || Object.keys(heads).length > 0;
    this.revision = revision;
    for (const [path, standing] of Object.entries(heads)) this.heads.set(path, standing);
    this.can = can ?? this.can;
    if (changed) this.tell();
  }

  /** Hand everything unsaved to the browser, which sends it even when the page is gone. */
  handOver() {
    if (!this.unsaved) return;
    for (const edit of this.waiting) edit.handedOver = true;
    navigator.sendBeacon(this.url, this.body(this.unsent, null));
  }

  /** Ask what others have changed. */
  lookAround() {
    if (!this.unsaved && this.watchers.size && document.visibilityState === "visible") this.send(true);
  }

  get url() {
    return new URL("live/edits", document.baseURI);
  }

  lastUnsent(path) {
    return this.waiting.findLast((edit) => edit.path === path) ?? this.sending?.findLast((edit) => edit.path === path);
  }

  displayed(path) {
    const unsent = this.lastUnsent(path);
    if (unsent) return [unsent.id];
    const head = this.heads.get(path)?.at(-1);
    return head ? [head[0]] : [];
  }

  add(path, value, gesture, base) {
    this.placedItems.clear();
    const edit = { id: newId(), path, value, base, gesture };
    this.own.add(edit.id);
    this.waiting.push(edit);
  }

  typingGesture(path) {
    const now = Date.now();
    if (this.typing.path !== path || now - this.typing.at > ONE_GESTURE) this.typing = { path, gesture: newId() };
    this.typing.at = now;
    return this.typing.gesture;
  }

  schedule(typed) {
    const now = Date.now();
    this.waitingSince ??= now;
    this.atOnce ||= !typed;
    this.sendIn(this.atOnce ? 0 : Math.min(PAUSE, Math.max(0, this.waitingSince + LONGEST_WAIT - now)));
    this.tell();
  }

  sendIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  body(edits, takeBack) {
    return JSON.stringify({ token: this.token, since: this.revision, edits, undo: this.undoes, take_back: takeBack });
  }

  /** Taking back goes alone and first: what was written after it may not be what it takes back. */
  async send(looking = false) {
    if (this.busy || !(this.unsaved || this.takingBack || looking)) return;
    this.busy = true;
    clearTimeout(this.timer);
    const takeBack = this.takingBack;
    if (!takeBack) this.sending ??= this.nextBatch();
    const sent = takeBack ? [] : (this.sending ?? []);
    const { answer, problem, isRefused } = await this.exchange(sent, takeBack);
    this.busy = false;
    if (answer) {
      if (takeBack) this.takingBack = null;
      else this.sending = null;
      this.learn(answer);
      this.settleUp(sent, answer.refused);
    }
    const more = this.unsaved || this.takingBack;
    if (isRefused && !more) again(); // A backup was put back: what this page shows is not what is there.
    this.problem = more ? (problem ?? null) : null;
    if (problem) this.sendIn(RETRY);
    else if (more) this.sendIn(this.atOnce || this.takingBack ? 0 : PAUSE);
    else for (const resolve of this.waiters.splice(0)) resolve();
    this.tell();
  }

  /** As much of what waits as one request may hold, or null. */
  nextBatch() {
    let [count, size] = [0, 0];
    for (const edit of this.waiting) {
      size += JSON.stringify(edit).length;
      if (count && (count >= MOST_EDITS || size > LARGEST_BATCH)) break;
      count += 1;
    }
    const batch = this.waiting.splice(0, count);
    this.waitingSince = null;
    this.atOnce = this.waiting.length > 0;
    return batch.length ? batch : null;
  }

  /** One exchange with the server: its answer, or the problem in words, and whether this page may not ask that any more. */
  async exchange(edits, takeBack) {
    let response;
    let answer;
    try {
      const body = this.body(edits, takeBack);
      response = await fetch(this.url, { method: "POST", body, headers: { "Content-Type": "application/json" } });
      answer = await response.json();
    } catch {
      if (!response || response.ok) return { problem: this.words.offline };
    }
    if (response.ok && Number.isInteger(answer?.revision)) return { answer };
    const problem = [this.words.not_saved, answer?.message, this.words.text_is_here].filter(Boolean).join(" ");
    return { problem, isRefused: response.status === 403 };
  }

  settleUp(sent, refused) {
    if (sent.some(({ id }) => !(id in refused))) this.savedAt = Date.now();
    for (const edit of sent) this.refusals.delete(edit.path);
    for (const edit of sent.filter(({ id }) => id in refused)) this.refuse(edit, refused[edit.id]);
  }

  refuse({ id, path }, why) {
    this.refusals.set(path, why);
    const standing = this.heads.get(path)?.at(-1)[0];
    for (const edit of this.waiting.filter(({ base }) => base.includes(id))) edit.base = standing ? [standing] : [];
  }

  tell() {
    this.placedItems.clear();
    for (const watcher of [...this.watchers, ...statusWatchers]) {
      try {
        watcher();
      } catch (error) {
        reportError(error);
      }
    }
  }
}

addEventListener("pagehide", () => sheets.forEach((sheet) => sheet.handOver()));
document.addEventListener("visibilitychange", () => {
  sheets.forEach((sheet) => (document.hidden ? sheet.handOver() : sheet.lookAround()));
});
addEventListener("focus", () => sheets.forEach((sheet) => sheet.lookAround()));
addEventListener("online", () => sheets.forEach((sheet) => sheet.send()));
addEventListener("beforeunload", (event) => {
  if (unsaved().some((sheet) => sheet.atRisk)) event.preventDefault();
});
setInterval(() => sheets.forEach((sheet) => sheet.lookAround()), LOOK_AROUND);
