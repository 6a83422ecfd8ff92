// The home page: start, search, and the list of workbooks.

import { afterComposing, arrive, component, fill, freshId, h, pageLink } from "./elements.js";
import { Opening } from "./workbook/files.js";
import { go } from "./workbook/workbook.js";

export default component((parent) => new Home(parent));

const TOOLS = {
  OPEN: ["rename", "archive", "remove"],
  ARCHIVED: ["rename", "restore", "remove"],
  REMOVED: ["put_back", "erase"],
};

class Home {
  constructor(parent) {
    this.parent = parent;
    this.opening = new Opening();
    this.announcer = h("p", { className: "bs-unseen", role: "status" });
    this.search = h("input", { type: "search", className: "bs-input" });
    this.afterComposing = afterComposing(parent);
    this.search.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.act({ do: "search", words: this.search.value }), 250);
    });
  }

  update(data, trigger) {
    this.act = (act) => {
      this.asking = null;
      trigger("act", act);
    };
    this.afterComposing(() => this.redraw(data));
  }

  redraw(data) {
    this.data = data;
    const focused = this.parent.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.dataset.key;
    const searching = focused === this.search;
    this.opening.update(data.opening);
    this.parent.replaceChildren(this.draw(data));
    if (searching) this.search.focus();
    else if (focused) (this.find(key) ?? this.find("undo") ?? this.find("start")).focus();
    arrive(this.parent, data.page);
    if (this.announcer.textContent !== data.message) this.announcer.textContent = data.message;
  }

  find(key) {
    return key ? this.parent.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  }

  draw(data) {
    const words = data.phrases;
    this.search.setAttribute("aria-label", words.search);
    this.search.placeholder = words.search;
    if (document.activeElement !== this.search) this.search.value = data.searched;
    const lines = data.workbooks.map((workbook) => this.line(workbook, data));
    return h(
      "div",
      { className: "bs-sheet bs-homepage" },
      h("h1", { tabIndex: -1 }, words.heading),
      h(
        "div",
        { className: "bs-toolbar" },
        this.button(words.start, { do: "start" }, "start", "bs-button bs-main"),
        this.button(words.example, { do: "example" }, "example"),
        this.opening.button,
      ),
      this.opening.element,
      data.message ? h("p", { className: "bs-bar-note" }, h("span", { dir: "auto" }, data.message), data.undo ? this.button(words.undo, { do: "undo" }, "undo") : null) : null,
      words.about ? h("p", { className: "bs-note" }, words.about) : null,
      data.searchable ? this.search : null,
      lines.length ? h("ul", { className: "bs-workbooks" }, ...lines) : h("p", { className: "bs-empty" }, data.empty),
      data.more ? this.button(words.more, { do: "more" }, "more") : null,
      ...data.other_shelves.map(({ shelf, label }) => this.button(label, { do: "shelf", shelf }, `shelf ${shelf}`, "bs-quiet")),
      h("p", { className: "bs-note" }, data.privacy),
      this.announcer,
    );
  }

  line(workbook, { phrases: words, shelf }) {
    const { id, change, about, ratings, keeping, held, example, query, rename } = workbook;
    const named = (text) => fill(text, { change });
    const open = pageLink({ className: "bs-open", dir: "auto", "data-key": `${id} open` }, query, go, change);
    const tool = (name, act) => {
      const button = h("button", { type: "button", className: "bs-quiet", "data-key": `${id} ${name}`, "aria-label": named(words[`${name}_it`]) }, words[name]);
      // The second click of a double click is no second wish.
      button.addEventListener("click", ({ detail }) => detail > 1 || act());
      return button;
    };
    const acts = { rename: () => go(rename), erase: () => this.ask(id, `${id} erase_no`) };
    const names = TOOLS[shelf].filter((name) => !(held && name === "erase"));
    const tools = names.map((name) => tool(name, acts[name] ?? (() => this.act({ do: name, id }))));
    return h(
      "li",
      { className: "bs-workbook" },
      h("div", { className: "bs-workbook-top" }, open, example ? h("span", { className: "bs-mark" }, words.example_mark) : null),
      h("p", { className: "bs-hint", dir: "auto" }, about),
      ratings.length ? h("ul", { className: "bs-ratings" }, ...ratings.map((text) => h("li", {}, text))) : null,
      keeping ? h("p", { className: "bs-hint" }, keeping) : null,
      this.asking === id ? this.question(workbook, words, tool) : h("div", { className: "bs-tools" }, ...tools),
    );
  }

  /** Whether to erase this workbook, in the place of its tools. */
  question({ id, change }, words, tool) {
    const why = h("p", { id: freshId() }, words.erase_asks);
    const no = tool("erase_no", () => this.ask(null, `${id} erase`));
    no.setAttribute("aria-describedby", why.id);
    const yes = tool("erase_yes", () => this.act({ do: "erase", id }));
    return h("div", { role: "group", "aria-label": fill(words.erase_it, { change }) }, why, h("div", { className: "bs-tools" }, no, yes));
  }

  /** Ask whether to erase this workbook, or none, and go on at the button with this key. */
  ask(id, key) {
    this.asking = id;
    this.redraw(this.data);
    this.find(key)?.focus();
  }

  button(label, act, key, className = "bs-button") {
    const element = h("button", { type: "button", className, "data-key": key }, label);
    // The second click of a double click is no second wish.
    element.addEventListener("click", ({ detail }) => detail > 1 || this.act(act));
    return element;
  }
}
