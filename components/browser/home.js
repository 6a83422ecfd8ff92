// The home page: start, search, and the list of workbooks.

import { afterComposing, arrive, component, fill, h, pageLink } from "./elements.js";
import { Opening } from "./files.js";
import { go } from "./saving.js";

export default component((parent) => new Home(parent));

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
    this.act = (act) => trigger("act", act);
    this.afterComposing(() => this.redraw(data));
  }

  redraw(data) {
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
    const { words } = data;
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
      data.undo ? h("p", { className: "bs-bar-note" }, h("span", { dir: "auto" }, data.message), this.button(words.undo, { do: "undo" }, "undo")) : null,
      data.searchable ? this.search : null,
      lines.length ? h("ul", { className: "bs-workbooks" }, ...lines) : h("p", { className: "bs-empty" }, data.empty),
      data.more ? this.button(words.more, { do: "more" }, "more") : null,
      data.other_shelf ? this.button(data.other_shelf, { do: "shelf" }, "shelf", "bs-quiet") : null,
      h("p", { className: "bs-note" }, data.privacy),
      this.announcer,
    );
  }

  line(workbook, { words, archived }) {
    const { id, change, about, ratings, example, query, rename } = workbook;
    const named = (text) => fill(text, { change });
    const open = pageLink({ className: "bs-open", dir: "auto", "data-key": `${id} open` }, query, go, change);
    const tools = [
      archived ? [words.restore, words.restore_it, "restore"] : [words.archive, words.archive_it, "archive"],
      [words.remove, words.remove_it, "remove"],
    ].map(([label, name, act]) => {
      const button = this.button(label, { do: act, id }, `${id} ${act}`, "bs-quiet");
      button.setAttribute("aria-label", named(name));
      return button;
    });
    const renaming = h("button", { type: "button", className: "bs-quiet", "aria-label": named(words.rename_it) }, words.rename);
    renaming.addEventListener("click", () => go(rename));
    return h(
      "li",
      { className: "bs-workbook" },
      h("div", { className: "bs-workbook-top" }, open, example ? h("span", { className: "bs-mark" }, words.example_mark) : null),
      h("p", { className: "bs-hint", dir: "auto" }, about),
      ratings.length ? h("ul", { className: "bs-ratings" }, ...ratings.map((text) => h("li", {}, text))) : null,
      h("div", { className: "bs-tools" }, renaming, ...tools),
    );
  }

  button(label, act, key, className = "bs-button") {
    const element = h("button", { type: "button", className, "data-key": key }, label);
    // The second click of a double click is no second wish.
    element.addEventListener("click", ({ detail }) => detail > 1 || this.act(act));
    return element;
  }
}
