// The home page: start, search, and the list of workbooks.

import { announce } from "./announcing.js";
import { limitedBox } from "./blocks/words.js";
import { writtenBook } from "./book.js";
import {
  afterComposing,
  arrive,
  besideOneAnother,
  button,
  fill,
  find,
  fitHeight,
  freshId,
  h,
  onEnter,
  once,
  pageLink,
} from "./elements.js";
import { keep } from "./keeping.js";
import { phrases as said } from "./phrases.js";
import { component } from "./streamlit.js";
import { Opening } from "./workbook/files.js";
import { openWorkbook } from "./workbook/open_workbooks.js";
import { go } from "./workbook/visiting.js";
import { CHANGE } from "./workbook/workbook.js";

/** @import { Home as Data, ListedRating, ListedWorkbook } from "./blocks.d.ts" */
/** @import { Trigger } from "./streamlit.js" */
/** @import { Open } from "./workbook/open_workbooks.js" */

/** A button for a workbook, by its name. @typedef {"journal" | "rename" | "archive" | "restore" | "remove" | "put_back" | "erase"} Tool */

const TOOLS = /** @type {Record<string, Tool[]>} */ ({
  OPEN: ["journal", "rename", "archive", "remove"],
  ARCHIVED: ["rename", "restore", "remove"],
  REMOVED: ["put_back", "erase"],
});

const UNTIL_THE_NEXT_KEY = 100;

export default component((parent) => new Home(parent));

class Home {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.data = /** @type {Data | null} */ (null);
    this.trigger = /** @type {Trigger} */ (() => {});
    this.asking = ""; // The workbook that the page asks whether to erase.
    this.opening = new Opening();
    this.told = "";
    this.search = h("input", { type: "search", className: "bs-input" });
    /** What the person is thinking about; it becomes a worksheet when they begin. */
    this.box = /** @type {ReturnType<Home["changeBox"]> | null} */ (null);
    this.afterComposing = afterComposing(parent);
    this.pause = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
    this.search.addEventListener("input", () => {
      clearTimeout(this.pause);
      const searched = () => this.act({ do: this.data?.hidden ? "find" : "search", words: this.search.value });
      this.pause = setTimeout(searched, UNTIL_THE_NEXT_KEY);
    });
  }

  /** @param {Data} data @param {Trigger} trigger */
  update(data, trigger) {
    this.trigger = trigger;
    this.box ??= this.changeBox(data);
    this.afterComposing(() => this.redraw(data));
  }

  /** The box for the change, which is kept from its first word on. @param {Data} first What the page was told then. */
  changeBox({ longest, next, begin }) {
    let noticed = "";
    /** @param {string} _where @param {string} what @param {string} text */
    const notice = (_where, what, text) => {
      if (what && what !== noticed) announce(text);
      noticed = what;
    };
    const context = { phrases: said, unkept: new Map(), notice };
    const box = limitedBox({ key: "change", longest }, context, () => "");
    let opened = /** @type {Open | null} */ (null);
    box.input.addEventListener("input", () => {
      if (box.kept().trim()) opened ??= openWorkbook(next);
      opened?.workbook.write(CHANGE, box.kept(), { typed: true });
      fitHeight(box.input);
      box.warn();
    });
    /** Begin a worksheet about what is in the box, or about nothing yet. */
    const start = () => {
      box.warn();
      if (box.fits()) go(begin);
      else box.input.focus();
    };
    onEnter(box.input, start);
    return { ...box, start };
  }

  /** @param {object} act */
  act(act) {
    this.asking = "";
    this.trigger("act", act);
  }

  /** @param {Data} data */
  redraw(data) {
    this.data = data;
    const focused = document.activeElement;
    const hadFocus = focused instanceof HTMLElement && this.parent.contains(focused);
    this.opening.update(data.opening);
    this.parent.replaceChildren(this.draw(data));
    if (!arrive(this.parent, data.place) && hadFocus) this.goBackTo(focused, data);
    if (data.message && data.message !== this.told) announce(data.message);
    this.told = data.message;
  }

  /** Have the focus where it was before the page was drawn anew, or beside it. @param {HTMLElement} focused @param {Data} data */
  goBackTo(focused, { workbooks }) {
    if (focused === this.search || focused === this.box?.input) return focused.focus();
    const first = `${workbooks[0]?.id} open`;
    const keys = [focused.dataset.key === "show" ? first : focused.dataset.key, "undo", "show"];
    const found = [...keys, "start"].map((key) => find(this.parent, key));
    found.find(Boolean)?.focus();
  }

  /** @param {Data} data */
  draw(data) {
    const { phrases, message, hidden } = data;
    const undo = data.undo && this.button(phrases.undo, { do: "undo" }, "undo");
    const searched = hidden ? phrases.find : phrases.search;
    this.search.setAttribute("aria-label", searched);
    this.search.placeholder = searched;
    if (document.activeElement !== this.search) this.search.value = data.searched;
    const lines = data.workbooks.map((workbook) => this.line(workbook, data));
    return h(
      "div",
      { className: "bs-sheet bs-homepage" },
      ...(data.shelf === "OPEN" ? this.invitation(data) : []),
      h(data.shelf === "OPEN" ? "h2" : "h1", { tabIndex: -1 }, phrases.heading),
      message && h("p", { className: "bs-bar-note" }, h("span", { dir: "auto" }, message), undo),
      phrases.about && h("p", { className: "bs-note" }, phrases.about),
      hidden && h("p", { className: "bs-note" }, phrases.hidden),
      hidden && h("div", { className: "bs-toolbar" }, this.button(phrases.show, { do: "show" }, "show")),
      data.searchable && this.search,
      lines.length > 0 && h("ul", { className: "bs-workbooks" }, ...lines),
      !lines.length && data.empty && h("p", { className: "bs-empty" }, data.empty),
      data.more && this.button(phrases.more, { do: "more" }, "more"),
      ...data.other_shelves.map(({ value: shelf, label }) =>
        this.button(label, { do: "shelf", shelf }, `shelf ${shelf}`, "bs-quiet"),
      ),
      ...data.hiding.map(({ value, label }) => {
        const choose = () => {
          if (value !== "hide") keep(data.cookie, value);
          this.act({ do: value });
        };
        return button(label, once(choose), { className: "bs-quiet", "data-key": `hiding ${value}` });
      }),
    );
  }

  /** The question, and a box to answer it, and the way `to` a page for several topics. @param {Data} data */
  invitation({ phrases, topics: to }) {
    if (!this.box) return [];
    const { input, message, start: begin } = this.box;
    const start = button(phrases.start, once(begin), { className: "bs-button bs-main", "data-key": "start" });
    const example = this.button(phrases.example, { do: "example" }, "example", "bs-quiet");
    const several = once(() => go(to));
    const topics = button(phrases.topics, several, { className: "bs-quiet", "data-key": "topics" });
    input.setAttribute("aria-label", phrases.question);
    input.placeholder = phrases.such_as;
    const asking = h(
      "div",
      { className: "bs-asking" },
      h("h1", { tabIndex: -1 }, phrases.question),
      h("p", { className: "bs-note" }, phrases.promise),
      h("div", { className: "bs-asked" }, input, start),
      message,
      h("div", { className: "bs-row" }, example, this.opening.button, topics),
      this.opening.element,
    );
    return [h("section", { className: "bs-invitation" }, asking, writtenBook())];
  }

  /** @param {ListedWorkbook} workbook @param {Data} data */
  line(workbook, { phrases, shelf }) {
    const { id, change, about, ratings, keeping, held, example, query, journal, rename } = workbook;
    const open = pageLink({ className: "bs-open", dir: "auto", "data-key": `${id} open` }, query, go, change);
    /** @param {Tool | "erase_yes" | "erase_no"} name @param {() => void} act */
    const tool = (name, act) => {
      const names = { "data-key": `${id} ${name}`, "aria-label": fill(phrases[`${name}_it`], { change }) };
      return button(phrases[name], once(act), { className: "bs-quiet", ...names });
    };
    /** @param {Tool} name */
    const act = (name) => {
      if (name === "journal" && journal) go(journal);
      else if (name === "rename") go(rename);
      else if (name === "erase") this.ask(id, `${id} erase_no`);
      else this.act({ do: name, id });
    };
    const question = () => {
      const why = h("p", { id: freshId() }, phrases.erase_asks);
      const no = tool("erase_no", () => this.ask("", `${id} erase`));
      no.setAttribute("aria-describedby", why.id);
      const yes = tool("erase_yes", () => this.act({ do: "erase", id }));
      const name = fill(phrases.erase_it, { change });
      return h("div", { role: "group", "aria-label": name }, why, h("div", { className: "bs-tools" }, no, yes));
    };
    const names = TOOLS[shelf].filter((name) => !(held && name === "erase") && !(name === "journal" && !journal));
    const tools = () => h("div", { className: "bs-tools" }, ...names.map((name) => tool(name, () => act(name))));
    const mark = example && h("span", { className: "bs-mark" }, phrases.example_mark);
    return h(
      "li",
      { className: "bs-workbook" },
      h("div", { className: "bs-workbook-top" }, open, mark),
      h("p", { className: "bs-hint" }, ...besideOneAnother(about)),
      ratings.length > 0 && h("ul", { className: "bs-ratings" }, ...ratings.map(rating)),
      keeping && h("p", { className: "bs-hint" }, keeping),
      this.asking === id ? question() : tools(),
    );
  }

  /** Ask whether to erase this workbook, or no longer ask, and move the focus to the button with this key. @param {string} id @param {string} key */
  ask(id, key) {
    this.asking = id;
    if (this.data) this.redraw(this.data);
    find(this.parent, key)?.focus();
  }

  /** @param {string} label @param {object} act @param {string} key @param {string} className */
  button(label, act, key, className = "bs-button") {
    const actOnce = once(() => this.act(act));
    return button(label, actOnce, { className, "data-key": key });
  }
}

/** A number on a small ruler. @param {ListedRating} rating */
function rating({ label, number, shown, said: spoken }) {
  const dot = h("i", { style: `inset-inline-start: ${number * 10}%` });
  const line = h("span", { className: "bs-track" }, dot);
  const drawn = h(
    "span",
    { className: "bs-rating", "aria-hidden": "true" },
    h("span", {}, label),
    line,
    h("b", { dir: "auto" }, shown),
  );
  return h("li", {}, drawn, h("span", { className: "bs-unseen" }, spoken));
}
