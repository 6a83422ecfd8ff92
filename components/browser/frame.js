// The frame of every page: where we are, the steps, what is saved, and help.

import { timeInWords } from "./days.js";
import { button, fill, find, freshId, h, pageLink } from "./elements.js";
import { keep } from "./keeping.js";
import { phrases, tell } from "./phrases.js";
import {
  component,
  followTheLight,
  followTheWidth,
  hideDrawings,
  keepTyping,
  NAMES,
  passTheMainRegion,
} from "./streamlit.js";
import { leave } from "./workbook/leaving.js";
import { Lock } from "./workbook/lock.js";
import { openWorkbook, status, watchStatus } from "./workbook/open_workbooks.js";
import { go } from "./workbook/visiting.js";
import { CHANGE } from "./workbook/workbook.js";

/** @import { Frame as Data, PageLink, StepLink } from "./blocks.d.ts" */
/** @import { Child } from "./elements.js" */
/** @import { Trigger } from "./streamlit.js" */
/** @import { Status } from "./workbook/open_workbooks.js" */
/** @import { Workbook } from "./workbook/workbook.js" */

export default component((parent) => new Frame(parent));

const FRAME = "bs-frame";

followTheLight();
followTheWidth();
hideDrawings();
// Streamlit has the frame in its main region, and nothing else can scroll: a screen reader hears it before that.
document.getElementById(NAMES.root)?.prepend(h("div", { role: "banner", "aria-owns": FRAME }));

class Frame {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.said = h("span");
    this.saving = h("span", { "aria-hidden": "true" });
    this.status = h("p", { className: "bs-status", role: "status" }, this.said, this.saving);
    this.title = h("p", { className: "bs-about", dir: "auto" });
    this.what = h("div", { className: "bs-what" });
    this.lock = new Lock();
    this.workbook = /** @type {Workbook | null} */ (null);
    this.links = /** @type {{ element: HTMLElement, step: StepLink }[]} */ ([]);
    this.drawing = "";
    this.speak = /** @type {(language: string) => void} */ (() => {});
    this.unwatch = () => {};
    this.writing = new Writing(parent);
    this.stop = watchStatus(() => this.refresh());
    this.measuring = new ResizeObserver(() => measure(parent));
    this.measuring.observe(parent);
    const href = new URL("css/page.css", import.meta.url).href;
    if (!document.getElementById("bs-style"))
      document.head.append(h("link", { id: "bs-style", rel: "stylesheet", href }));
    keepTyping();
    passTheMainRegion();
  }

  close() {
    this.stop();
    this.measuring.disconnect();
    this.unwatch();
    this.writing.close();
    this.lock.close();
  }

  /** @param {Data} data @param {Trigger} trigger */
  update(data, trigger) {
    const { workbook, lock, out, ...drawing } = data;
    tell(data.phrases);
    Object.assign(document.documentElement, { lang: data.language, dir: data.direction });
    this.speak = (/** @type {string} */ language) => trigger("language", language);
    document.documentElement.classList.toggle("bs-large", data.large);
    this.unwatch();
    this.workbook = workbook && openWorkbook(workbook).workbook;
    this.unwatch = this.workbook?.watch(() => this.refresh()) ?? (() => {});
    const now = JSON.stringify(drawing);
    if (now !== this.drawing) this.draw(data);
    this.drawing = now;
    this.refresh();
    this.lock.update(lock, out, phrases.hidden);
  }

  /** @param {Data} data */
  draw({ home, help, stance, steps, other, languages, language }) {
    /** @param {string} className @param {PageLink | StepLink} link @param {Child[]} children */
    const link = (className, { query, name, current }, ...children) =>
      pageLink({ className, "aria-label": name, "aria-current": current ? "page" : null }, query, go, ...children);
    this.links = steps.map((step) => ({ element: link("bs-step", step, step.label), step }));
    const sides = h("span", { className: "bs-sides", "aria-hidden": "true" }, h("span"), h("span"));
    const way = link("bs-home", home, sides, !this.workbook && h("span", {}, home.label));
    this.what.replaceChildren(this.title, ...(stance ? [link("bs-stance", stance, stance.label)] : []));
    const elements = this.links.map(({ element }) => element);
    const nav = elements.length > 0 && h("nav", { className: "bs-steps", "aria-label": phrases.steps }, ...elements);
    const { button: lock, warning } = this.lock;
    const skip = button(phrases.skip, () => document.querySelector("h1")?.focus(), { className: "bs-button bs-skip" });
    const name = {
      className: "bs-leave",
      "aria-label": phrases.leave,
      title: phrases.leave_by_key,
      "data-key": "leave",
    };
    const leaves = button("✕", leave, name);
    leaves.append(h("span", {}, phrases.leave));
    const bar = h(
      "div",
      { className: "bs-bar" },
      skip,
      way,
      this.what,
      this.status,
      nav,
      ...other.map((each) => link("bs-look", each, each.label)),
      lock,
      ...this.languages(languages, language),
      link("bs-help", help, help.label),
      leaves,
    );
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && this.parent.contains(focused) ? focused.dataset.key : undefined;
    this.parent.replaceChildren(h("div", { className: "bs-frame", id: FRAME }, bar, warning));
    find(this.parent, key)?.focus();
  }

  /**
   * A list of languages, if there is more than one; whoever chooses goes on where they were writing.
   * @param {Data["languages"]} languages @param {string} language
   */
  languages({ label, options, cookie }, language) {
    if (options.length < 2) return [];
    const entries = options.map(({ value, label: name }) => {
      const choose = () => {
        keep(cookie, value);
        list.hidePopover();
        this.speak(String(value));
        this.writing.goOn();
      };
      const current = value === language ? "true" : null;
      const properties = {
        className: "bs-quiet",
        lang: value,
        "aria-current": current,
        "data-key": `${cookie} ${value}`,
      };
      return h("li", {}, button(name, choose, properties));
    });
    const list = h("ul", { id: freshId(), className: "bs-languages", popover: "auto" }, ...entries);
    const spoken = options.find(({ value }) => value === language)?.label ?? language;
    const opens = h(
      "button",
      { type: "button", className: "bs-language", popoverTargetElement: list, title: label, "data-key": cookie },
      h("span", { className: "bs-globe", "aria-hidden": "true" }),
      h("span", {}, spoken),
      h("span", { className: "bs-unseen" }, label),
    );
    return [opens, list];
  }

  refresh() {
    this.what.title = this.title.textContent = String(this.workbook?.shown(CHANGE) ?? "");
    for (const { element, step } of this.links) {
      const isBegun = step.worksheets.some((worksheet) => this.workbook?.isBegun(worksheet));
      element.classList.toggle("bs-begun", isBegun);
      element.setAttribute("aria-label", isBegun ? fill(phrases.begun_step, { step: step.name }) : step.name);
    }
    const now = status();
    const isSaving = now.state === "saving";
    this.status.className = `bs-status bs-${now.state}`;
    if (!isSaving && this.said.textContent !== this.inWords(now)) this.said.textContent = this.inWords(now);
    // Seen, not spoken: a screen reader would say it, and what follows it, at every pause.
    this.said.className = isSaving ? "bs-unseen" : "";
    this.saving.textContent = isSaving ? phrases.saving : "";
  }

  /** @param {Status} now */
  inWords({ message = "", time }) {
    return time ? fill(phrases.saved, { time: timeInWords(time) }) : message;
  }
}

/** Say how high the frame is: what gets the focus is not scrolled below it. @param {HTMLElement} parent */
function measure(parent) {
  document.documentElement.style.setProperty("--frame-height", `${parent.offsetHeight}px`);
}

/** Where somebody was writing before they came to the frame. */
class Writing {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.box = /** @type {HTMLElement | null} */ (null);
    /** @param {Event} event */
    this.note = ({ target }) => {
      if (target instanceof HTMLElement && !frame.contains(target)) this.box = target;
    };
    /** With a mouse, straight from a box; with a keyboard, past others in which nothing was written. @param {FocusEvent} event */
    this.leave = ({ target, relatedTarget }) => {
      const isToTheFrame = relatedTarget instanceof Node && frame.contains(relatedTarget);
      if (isToTheFrame && target instanceof HTMLElement && target.matches("input, textarea, select")) this.box = target;
    };
    addEventListener("input", this.note);
    addEventListener("focusout", this.leave);
  }

  close() {
    removeEventListener("input", this.note);
    removeEventListener("focusout", this.leave);
  }

  goOn() {
    const box = this.box?.isConnected ? this.box : find(document, this.box?.dataset.key);
    box?.focus();
  }
}
