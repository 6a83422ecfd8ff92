// A sheet: blocks to read and to write in, drawn from what the page sends, with Undo and Redo.

import { hush, offerToRead } from "./aloud.js";
import { announce } from "./announcing.js";
import { about_each } from "./blocks/about_each.js";
import * as buttons from "./blocks/buttons.js";
import { cards } from "./blocks/cards.js";
import { choice, pick, tick } from "./blocks/choice.js";
import { circles } from "./blocks/circles.js";
import { day } from "./blocks/day.js";
import { download } from "./blocks/download.js";
import * as groups from "./blocks/groups.js";
import { hand_in } from "./blocks/hand_in.js";
import { ideas } from "./blocks/ideas.js";
import { items } from "./blocks/items.js";
import { journal } from "./blocks/journal.js";
import { questions } from "./blocks/questions.js";
import { ranking } from "./blocks/ranking.js";
import { read_aloud } from "./blocks/read_aloud.js";
import * as reading from "./blocks/reading.js";
import { scale } from "./blocks/scale.js";
import { take } from "./blocks/take.js";
import { together } from "./blocks/together.js";
import { words } from "./blocks/words.js";
import { afterComposing, arrive, button, find, h } from "./elements.js";
import { areThere, phrases } from "./phrases.js";
import { component, isCovered } from "./streamlit.js";
import { openWorkbook } from "./workbook/open_workbooks.js";
import { go, isLeaving, isOpening } from "./workbook/visiting.js";
import { Workbook } from "./workbook/workbook.js";

/** @import { Block, Sheet as Data } from "./blocks.d.ts" */
/** @import { Trigger } from "./streamlit.js" */
/** @import { Sending } from "./workbook/sending.js" */

/** What a block draws: an element, and how to bring it up to date. @typedef {{ element: HTMLElement, refresh?: () => void }} Drawn */
/** What a block is drawn with. @typedef {ReturnType<Sheet["context"]>} Context */

const UNTIL_ASKED_AGAIN = 3000;
const UNTIL_OPENED = 100;
const NEVER = -1;
/** What was handed in is kept nowhere: the page that follows has it drawn anew. */
const HANDS_IN = /"kind":"hand_in"/;

const WRITING = {
  about_each,
  cards,
  choice,
  circles,
  day,
  download,
  hand_in,
  ideas,
  items,
  journal,
  pick,
  questions,
  ranking,
  read_aloud,
  scale,
  take,
  tick,
  together,
  words,
};

/** How each kind of block is drawn. @type {{ [Kind in Block["kind"]]: (block: any, context: Context) => Drawn | HTMLElement }} */
const DRAW = { ...buttons, ...groups, ...reading, ...WRITING };

const drawSheet = component((parent) => new Sheet(parent));

/** @param {Parameters<typeof drawSheet>[0]} call */
export default async function (call) {
  await areThere;
  return drawSheet(call);
}

class Sheet {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.data = /** @type {Data | null} */ (null);
    this.trigger = /** @type {Trigger} */ (() => {});
    this.workbook = new Workbook(); // Stays empty in a sheet that is only read.
    this.sending = /** @type {Sending | null} */ (null);
    /** What outlives a redraw. */
    this.kept = {
      /** What is being written in the add boxes, by list. @type {Map<string, { item: string, gesture: string }>} */
      drafts: new Map(),
      /** The empty items, by list. @type {Map<string, string[]>} */
      begun: new Map(),
      /** How many ideas were offered, by list. @type {Map<string, number>} */
      offered: new Map(),
      /** The further questions that are asked, by path. @type {Set<string>} */
      asked: new Set(),
      /** How much of a journal was asked for at this visit to the page, and what was begun. @type {Map<string, { most: number, begun: string[] }>} */
      visits: new Map(),
      /** The worksheets whose ranking was found full. @type {Set<string>} */
      full: new Set(),
      /** Whether a group that folds is open, by its label. @type {Map<string, boolean>} */
      open: new Map(),
      /** The items of which everything is shown. @type {Set<string>} */
      unfolded: new Set(),
      /** What a button asks for before it goes on, by path. @type {Map<string, string>} */
      missing: new Map(),
      /** Words that are not kept. @type {Map<string, string>} */
      unkept: new Map(),
    };
    this.noticed = /** @type {Map<string, string>} */ (new Map());
    this.drawing = "";
    this.language = "";
    this.isDrawn = false; // Whether what the page sent last is.
    this.isArriving = false; // Whether somebody comes to the top of the page, and sees what is there first.
    this.drawnFrom = this.workbook;
    this.root = h("div", { className: "bs-sheet" });
    this.parts = /** @type {Drawn[]} */ ([]);
    /** What is drawn, by its block: what stays as it was is not drawn anew. @type {Map<string, Drawn[]>} */
    this.drawn = new Map();
    this.canUndo = false;
    this.isTakingBack = false; // The page may open elsewhere then: it is not asked for news of this one before.
    this.drawnRevision = 0;
    this.askedFor = 0;
    this.askedAt = 0;
    this.asking = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
    this.isClosed = false;
    this.unwatch = () => {};
    /** @param {KeyboardEvent} event */
    this.onKey = (event) => {
      if (isCovered() || this.parent.hidden) return;
      this.takeBackByKey(event);
      this.goOnByKey(event);
    };
    addEventListener("keydown", this.onKey);
    this.onVoices = () => this.refresh(); // They come a while after the page.
    globalThis.speechSynthesis?.addEventListener("voiceschanged", this.onVoices);
    this.afterComposing = afterComposing(parent);
  }

  /** @param {Data} data @param {Trigger} trigger */
  update(data, trigger) {
    const isElsewhere = data.place.visit !== this.data?.place.visit;
    if (isElsewhere) {
      this.isArriving = true;
      this.kept.visits.clear();
      this.drawn.clear();
      hush();
    }
    const blocks = data.blocks ?? (data.drawing === this.data?.drawing ? this.data.blocks : null);
    this.data = { ...data, blocks };
    this.trigger = trigger;
    this.isDrawn = false;
    if (data.workbook) this.follow(data.workbook, this.data);
    if (isElsewhere) this.draw();
    else this.afterComposing(() => this.draw());
  }

  close() {
    this.isClosed = true;
    removeEventListener("keydown", this.onKey);
    globalThis.speechSynthesis?.removeEventListener("voiceschanged", this.onVoices);
    this.unwatch();
    clearTimeout(this.asking);
    this.sending?.within.delete(this);
    this.sending?.flush();
  }

  /** @param {NonNullable<Data["workbook"]>} told @param {Data} data */
  follow(told, { blocks, undo, can }) {
    const { workbook, sending } = openWorkbook(told);
    sending.within.set(this, undo);
    if (can && told.revision >= workbook.revision) workbook.can.set(String(undo), can);
    if (!this.sending) this.unwatch = workbook.watch(() => this.onChange());
    this.workbook = workbook;
    this.sending = sending;
    this.drawnRevision = blocks ? told.revision : NEVER;
    if (!blocks) this.askedFor = NEVER; // The page took it that other blocks were here: it is asked again, at once.
    this.askForNews();
  }

  onChange() {
    this.refresh();
    if (!this.isDrawn) this.afterComposing(() => this.draw());
    this.askForNews();
  }

  /** Ask the page to run again while what it drew is older than what is saved; not between two keystrokes. */
  askForNews() {
    clearTimeout(this.asking);
    const { revision, untilTyped } = this.workbook;
    if (this.isTakingBack || revision <= this.drawnRevision) return;
    const sinceAsking = this.askedFor === revision ? Date.now() - this.askedAt : Infinity;
    const wait = Math.max(untilTyped, UNTIL_ASKED_AGAIN - sinceAsking, isOpening() ? UNTIL_OPENED : 0);
    if (wait <= 0) {
      this.askedFor = revision;
      this.askedAt = Date.now();
      this.askThePage();
    }
    this.asking = setTimeout(() => this.askForNews(), wait > 0 ? wait : UNTIL_ASKED_AGAIN);
  }

  /** Have the page run again, and send what is other than what was drawn. */
  askThePage() {
    this.trigger("saved", { revision: this.workbook.revision, drawing: this.data?.blocks ? this.data.drawing : null });
  }

  /** Draw what the page sent, once the answers behind it are known: until then every box would look unanswered. */
  draw() {
    if (this.isClosed || !this.data?.blocks || (this.sending && !this.sending.isKnown)) return;
    const { blocks, drawing, undo, place } = this.data;
    if (drawing !== this.drawing) this.redraw(blocks, undo.length > 0, place.language);
    else this.refresh();
    arrive(this.parent, place);
    this.isArriving = false;
    this.drawing = drawing;
    this.isDrawn = true;
  }

  /** @param {Block[]} blocks @param {boolean} canUndo @param {string} language */
  redraw(blocks, canUndo, language) {
    const { parent, root } = this;
    const isTranslated = language !== this.language;
    const focus = remember(parent);
    this.isArriving &&= !focus.box && !this.data?.place.at;
    root.querySelector(".bs-toolbar")?.remove();
    const before = !isTranslated && this.drawnFrom === this.workbook ? this.drawn : new Map();
    [this.drawn, this.drawnFrom] = [new Map(), this.workbook];
    const { draw } = this.context();
    const parts = blocks.map((block) => {
      const key = JSON.stringify(block);
      const drawn = (HANDS_IN.test(key) ? undefined : before.get(key)?.shift()) ?? draw(block);
      this.drawn.set(key, [...(this.drawn.get(key) ?? []), drawn]);
      return drawn;
    });
    this.canUndo = canUndo;
    this.parts = canUndo ? [this.undoAndRedo(), ...parts] : parts;
    const elements = this.parts.map(({ element }) => element);
    putInto(root, elements);
    if (canUndo) root.querySelector(".bs-top, .bs-group")?.append(elements[0]);
    if (!root.parentElement) parent.replaceChildren(root);
    this.refresh();
    restore(parent, focus, isTranslated);
    this.language = language;
  }

  context() {
    const { workbook, sending } = this;
    const context = {
      workbook,
      sending,
      phrases,
      ...this.kept,
      /** @type {Workbook["write"]} */
      write: (...written) => workbook.write(...written),
      save: async () => sending?.flush(),
      askThePage: () => this.askThePage(),
      refresh: () => this.refresh(),
      isArriving: () => this.isArriving,
      /** What a button asks for at this path, until it is there. @param {string} path */
      lacks: (path) => {
        if (String(workbook.shown(path) ?? "").trim()) this.kept.missing.delete(path);
        return this.kept.missing.get(path) ?? "";
      },
      announce,
      /**
       * Announce `text` when `what` begins to be true of `where`: not when its words change, nor when it is drawn anew.
       * @param {string} where @param {string} what @param {string} text
       */
      notice: (where, what, text) => {
        if (what && what !== this.noticed.get(where)) announce(text);
        this.noticed.set(where, what);
      },
      /**
       * In this block, and in all that it holds, `write` may be another one.
       * @param {Block} block @param {{ write?: Workbook["write"] }} [more] @returns {Drawn}
       */
      draw(block, more) {
        /** @param {Block} each @param {typeof more} [other] */
        const draw = (each, other) => context.draw(each, { ...more, ...other });
        const drawn = DRAW[block.kind](block, { ...context, ...more, draw });
        return drawn instanceof HTMLElement ? { element: drawn } : drawn;
      },
    };
    return context;
  }

  refresh() {
    for (const part of this.parts) part.refresh?.();
    offerToRead(this.parent);
  }

  /** @returns {Drawn} */
  undoAndRedo() {
    const undo = round("↶", phrases.undo, () => this.takeBack(false));
    const redo = round("↷", phrases.redo, () => this.takeBack(true));
    const refresh = () => {
      const { workbook, data } = this;
      const within = data?.undo ?? [];
      undo.setAttribute("aria-disabled", String(!workbook.canTakeBack(false, within) && !workbook.isUnsaved));
      redo.setAttribute("aria-disabled", String(!workbook.canTakeBack(true, within)));
    };
    return { element: h("div", { className: "bs-toolbar" }, undo, redo), refresh };
  }

  /** @param {boolean} again */
  async takeBack(again) {
    if (!this.sending || !this.data) return;
    const { undone_at, undo } = this.data;
    this.isTakingBack = true;
    const isDone = await this.sending.takeBack(again, undo);
    this.isTakingBack = false;
    if (again) announce(isDone ? phrases.redone : phrases.nothing_to_redo);
    else announce(isDone ? phrases.undone : phrases.nothing_to_undo);
    if (isDone && undone_at && !this.isClosed && !isLeaving()) go(undone_at);
    else this.askForNews();
  }

  /** @param {KeyboardEvent} event */
  takeBackByKey(event) {
    const letter = event.key.toLowerCase();
    const key = /^[a-z]$/.test(letter) ? letter : event.code.slice(-1).toLowerCase();
    const focused = document.activeElement;
    const isElsewhere = focused?.matches("input, textarea, select") && !this.parent.contains(focused);
    const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y");
    if (isElsewhere || !this.canUndo || !isMeant || event.defaultPrevented) return; // Another sheet may have taken it.
    event.preventDefault();
    this.takeBack(key === "y" || event.shiftKey);
  }

  /** From anywhere on the page, as with the button that leads on. @param {KeyboardEvent} event */
  goOnByKey(event) {
    const isMeant = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && !event.repeat;
    /** @type {HTMLElement | null} */
    const on = this.parent.querySelector('[aria-keyshortcuts="Control+Enter"]');
    if (!on || !isMeant || event.defaultPrevented) return;
    event.preventDefault(); // Another sheet may have such a button, too.
    on.click();
  }
}

/** Have these be in an element, in this order, and nothing else; what is there already stays. @param {Element} parent @param {Element[]} elements */
function putInto(parent, elements) {
  for (const child of [...parent.children]) if (!elements.includes(child)) child.remove();
  elements.forEach((element, at) => {
    if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
  });
}

/** A round button with a sign on it. @param {string} sign @param {string} name @param {() => void} act */
function round(sign, name, act) {
  const element = button("", act, { className: "bs-round", "aria-label": name, title: name, "data-key": name });
  element.append(h("span", { "aria-hidden": "true" }, sign));
  return element;
}

/**
 * What a redraw must not disturb: the focus, the selection, and what is unfolded; in another language, it is found by
 * its place instead of its words.
 * @param {HTMLElement} parent
 */
function remember(parent) {
  const focused = document.activeElement;
  const box = focused instanceof HTMLElement && parent.contains(focused) ? focused : null;
  const [start, end] = box instanceof HTMLTextAreaElement ? [box.selectionStart, box.selectionEnd] : [null, null];
  const open = [...parent.querySelectorAll("details[open] > summary")].map(nameOfFold);
  const folds = [...parent.querySelectorAll("details")].map((details) => details.open);
  const at = box ? [...parent.querySelectorAll("[data-key]")].indexOf(box) : -1;
  return { box, name: box && nameOf(box), key: box?.dataset.key, at, start, end, open, folds };
}

/** @param {HTMLElement} parent @param {ReturnType<typeof remember>} before @param {boolean} isTranslated */
function restore(parent, { box, name, key, at, start, end, open, folds }, isTranslated) {
  for (const [place, details] of parent.querySelectorAll("details").entries()) {
    const summary = details.querySelector("summary");
    details.open ||= isTranslated ? folds[place] : summary !== null && open.includes(nameOfFold(summary));
  }
  if (box && document.activeElement === box) return;
  const others = [...parent.querySelectorAll(isTranslated ? "[data-key]" : "a, button, summary")];
  const there = isTranslated ? others[at] : key ? undefined : others.find((each) => nameOf(each) === name);
  const focused = find(parent, key) ?? /** @type {HTMLElement | undefined} */ (there);
  if (name !== null) (focused ?? parent.querySelector("h1"))?.focus({ preventScroll: !focused });
  if (start !== null && focused instanceof HTMLTextAreaElement) focused.setSelectionRange(start, end);
}

/** What tells something without a key from other things to press. @param {Element} element */
const nameOf = (element) => element.getAttribute("aria-label") ?? nameOfFold(element);

/** What tells a fold from others with the same summary: the group it stands in. @param {Element} summary */
function nameOfFold(summary) {
  return `${summary.closest(".bs-group")?.querySelector("h2")?.textContent ?? ""} ${summary.textContent}`;
}
