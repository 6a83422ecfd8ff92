// A sheet: blocks to read and to write in, drawn from what the page sends, with Undo and Redo.

import { choice, day, scale, tick, words } from "./blocks/answers.js";
import { cards, ranking } from "./blocks/cards.js";
import { afterComposing, arrive, component, freshId, h, pageLink } from "./elements.js";
import { begin, entries } from "./blocks/entries.js";
import { download } from "./workbook/files.js";
import { ideas, pick } from "./blocks/ideas.js";
import { items } from "./blocks/items.js";
import { links } from "./blocks/links.js";
import { go, isLeaving, sheetOf } from "./workbook/workbook.js";
import { handIn } from "./workbook/secrets.js";

const BETWEEN_KEYS = 250;
const UNTIL_ASKED_AGAIN = 3000;

export default component((parent) => new View(parent));

class View {
  constructor(parent) {
    this.parent = parent;
    this.adding = new Map();
    this.unkept = new Map();
    this.noticed = new Map();
    this.announcer = h("p", { className: "bs-unseen", role: "status" });
    this.onKey = (event) => this.takeBackByKey(event);
    addEventListener("keydown", this.onKey);
    this.afterComposing = afterComposing(parent);
  }

  update(data, trigger) {
    this.trigger = trigger;
    this.words = data.phrases;
    this.undoneAt = data.undone_at;
    if (data.workbook) this.follow(data.workbook, data.undo);
    this.afterComposing(() => this.draw(data));
  }

  close() {
    this.closed = true;
    removeEventListener("keydown", this.onKey);
    this.unwatch?.();
    clearTimeout(this.asking);
    this.sheet?.flush();
  }

  follow(workbook, undo) {
    this.sheet = sheetOf(workbook, this.words);
    if (undo.length) this.sheet.undoes = undo;
    this.drawnRevision = workbook.revision;
    this.unwatch ??= this.sheet.watch(() => {
      this.refresh();
      this.askForNews();
    });
    this.askForNews();
  }

  /** Ask the page to run again while what it drew is older than what is saved; not between two keystrokes. */
  askForNews() {
    clearTimeout(this.asking);
    if (isLeaving() || this.sheet.revision <= this.drawnRevision) return;
    const sinceTyping = Date.now() - this.sheet.typedAt;
    const sinceAsking = this.askedFor === this.sheet.revision ? Date.now() - this.askedAt : Infinity;
    const wait = Math.max(BETWEEN_KEYS - sinceTyping, UNTIL_ASKED_AGAIN - sinceAsking);
    if (wait > 0) {
      this.asking = setTimeout(() => this.askForNews(), wait);
      return;
    }
    this.askedFor = this.sheet.revision;
    this.askedAt = Date.now();
    this.trigger("saved", this.askedFor);
    this.asking = setTimeout(() => this.askForNews(), UNTIL_ASKED_AGAIN);
  }

  draw({ blocks, undo, page }) {
    const drawing = JSON.stringify([blocks, undo]);
    if (drawing !== this.drawing) this.redraw(blocks, undo.length > 0);
    else this.refresh();
    arrive(this.parent, page);
    this.drawing = drawing;
  }

  redraw(blocks, canUndo) {
    const contextOf = (sheet) => ({
      sheet,
      words: this.words,
      adding: this.adding,
      unkept: this.unkept,
      announce: (text) => this.announce(text),
      notice: (...noticed) => this.notice(...noticed),
      draw: (block, seen = sheet) => DRAW[block.kind](block, contextOf(seen)),
    });
    const { draw } = contextOf(this.sheet);
    this.parts = blocks.map((block) => draw(block));
    this.toolbar = canUndo ? this.undoAndRedo() : null;
    const elements = this.parts.map(({ element }) => element);
    const root = h("div", { className: "bs-sheet" }, this.toolbar?.element, ...elements, this.announcer);
    const before = remember(this.parent);
    this.parent.replaceChildren(root);
    this.refresh();
    restore(this.parent, before);
  }

  announce(text) {
    this.announcer.textContent = text;
  }

  /** Announce `text` when `what` begins to be true of `where`: not when its words change, nor when it is drawn anew. */
  notice(where, what, text) {
    if (what && what !== this.noticed.get(where)) this.announce(text);
    this.noticed.set(where, what);
  }

  refresh() {
    for (const part of this.parts ?? []) part.refresh?.();
    this.toolbar?.refresh();
  }

  undoAndRedo() {
    const button = (label, again) => {
      const element = h("button", { type: "button", className: "bs-button", "data-key": label }, label);
      element.addEventListener("click", () => this.takeBack(again));
      return element;
    };
    const undo = button(this.words.undo, false);
    const redo = button(this.words.redo, true);
    const refresh = () => {
      undo.setAttribute("aria-disabled", String(!this.sheet.canTakeBack(false) && !this.sheet.unsaved));
      redo.setAttribute("aria-disabled", String(!this.sheet.canTakeBack(true)));
    };
    return { element: h("div", { className: "bs-toolbar" }, undo, redo), refresh };
  }

  async takeBack(again) {
    const done = await this.sheet.takeBack(again);
    const [yes, no] = again ? [this.words.redone, this.words.nothing_to_redo] : [this.words.undone, this.words.nothing_to_undo];
    this.announce(done ? yes : no);
    if (done && this.undoneAt && !this.closed && !isLeaving()) go(this.undoneAt);
  }

  takeBackByKey(event) {
    const letter = event.key.toLowerCase();
    const key = /^[a-z]$/.test(letter) ? letter : event.code.slice(-1).toLowerCase();
    const elsewhere = document.activeElement?.matches("input, textarea, select") && !this.parent.contains(document.activeElement);
    if (elsewhere || !this.toolbar || !(event.ctrlKey || event.metaKey) || event.altKey || !(key === "z" || key === "y")) return;
    event.preventDefault();
    this.takeBack(key === "y" || event.shiftKey);
  }
}

/** What a redraw may not disturb: the focus and its selection, and what is folded out. */
function remember(parent) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  return {
    focused,
    focus: focused?.dataset.key,
    selection: focused?.tagName === "TEXTAREA" ? [focused.selectionStart, focused.selectionEnd] : null,
    open: [...parent.querySelectorAll("details[open] > summary")].map(nameOfFold),
  };
}

function restore(parent, { focused: before, focus, selection, open }) {
  for (const summary of parent.querySelectorAll("summary")) summary.parentElement.open ||= open.includes(nameOfFold(summary));
  const focused = focus ? parent.querySelector(`[data-key="${CSS.escape(focus)}"]`) : null;
  if (before) (focused ?? parent.querySelector("h1"))?.focus({ preventScroll: !focused });
  if (selection) focused?.setSelectionRange(...selection);
}

/** What tells a fold from others with the same summary: the group it stands in. */
function nameOfFold(summary) {
  return `${summary.closest(".bs-group")?.querySelector("h2").textContent ?? ""} ${summary.textContent}`;
}

const DRAW = {
  words,
  scale,
  choice,
  tick,
  day,
  items,
  entries,
  ideas,
  pick,
  begin,
  download,
  cards,
  ranking,
  links,
  hand_in: handIn,

  heading: ({ text, level }) => ({ element: h(`h${level}`, { dir: "auto", tabIndex: level === 1 ? -1 : undefined }, text) }),

  note: ({ text }) => ({ element: h("p", { className: "bs-note", dir: "auto" }, text) }),
  small: ({ text }) => ({ element: h("p", { className: "bs-hint" }, text) }),

  link: ({ before, text, query }) => ({
    element: h("p", { className: "bs-note" }, `${before} `, pageLink({}, query, go, text)),
  }),

  quote: ({ before, texts }) => ({
    element: h("figure", { className: "bs-quote" }, h("figcaption", {}, before), ...texts.map((text) => h("blockquote", { dir: "auto" }, text))),
  }),

  folded({ summary, private: isPrivate, blocks }, { draw }) {
    const parts = blocks.map((block) => draw(block));
    return { element: h("details", { className: isPrivate ? "bs-private" : "" }, h("summary", {}, summary), ...parts.map(({ element }) => element)), refresh: all(parts) };
  },

  group({ label, hint, brief, blocks }, { draw }) {
    const id = freshId();
    const parts = blocks.map((block) => draw(block));
    const element = h(
      "section",
      { className: brief ? "bs-group bs-brief" : "bs-group", role: "group", "aria-labelledby": id },
      h("h2", { id, dir: "auto" }, label),
      hint ? h("p", { className: "bs-hint" }, hint) : null,
      ...parts.map((part) => part.element),
    );
    return { element, refresh: all(parts) };
  },

  side_by_side({ blocks }, { draw }) {
    const parts = blocks.map((block) => draw(block));
    return { element: h("div", { className: "bs-side-by-side" }, ...parts.map(({ element }) => element)), refresh: all(parts) };
  },

  row({ blocks }, { draw }) {
    const parts = blocks.map((block) => draw(block));
    return { element: h("div", { className: "bs-row" }, ...parts.map(({ element }) => element)), refresh: all(parts) };
  },

  points: ({ label, lines }) => ({
    element: h("div", { className: "bs-points" }, h("p", { className: "bs-label" }, label), h("ul", {}, ...lines.map((line) => h("li", {}, line)))),
  }),

  turn({ label, path, value, query }, { sheet }) {
    const button = h("button", { type: "button", className: "bs-quiet", "data-key": label }, label);
    button.addEventListener("click", () => {
      if (path) sheet.write(path, value);
      go(query);
    });
    return { element: button };
  },

  go({ label, query, needs, without_it }, { sheet }) {
    const button = h("button", { type: "button", className: "bs-button bs-main" }, label);
    const message = h("p", { className: "bs-message", role: "alert" });
    button.addEventListener("click", (event) => {
      const missing = needs && !String(sheet.shown(needs) ?? "").trim();
      message.textContent = missing ? without_it : "";
      if (!missing) go(query);
      else event.target.getRootNode().querySelector(`[data-key="${CSS.escape(needs)}"]`)?.focus();
    });
    return { element: h("div", { className: "bs-go" }, button, message) };
  },

  table({ caption, head, rows }) {
    const cells = (tag, texts, scope) => texts.map((text) => h(tag, { dir: "auto", scope }, text));
    const body = rows.map(([first, ...rest]) => h("tr", {}, ...cells("th", [first], "row"), ...cells("td", rest)));
    const table = h(
      "table",
      { className: "bs-table" },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...cells("th", head, "col"))),
      h("tbody", {}, ...body),
    );
    return { element: h("div", { className: "bs-wide", role: "region", "aria-label": caption, tabIndex: 0 }, table) };
  },

  contacts: ({ lines }) => ({
    element: h(
      "ul",
      { className: "bs-contacts" },
      ...lines.map(({ name, number, note }) =>
        h("li", {}, h("span", { dir: "auto" }, name), h("a", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, number), h("span", { className: "bs-hint" }, note)),
      ),
    ),
  }),

  pictures: ({ label, pictures }) => ({
    element: h(
      "div",
      { className: "bs-pictures", role: "region", "aria-label": label, tabIndex: 0 },
      ...pictures.map(({ source, description }) => h("img", { src: source, alt: description })),
    ),
  }),
};

function all(parts) {
  return () => parts.forEach((part) => part.refresh?.());
}
