// The frame of every page: where we are, the steps, what is saved, and help.

import { fill, h, pageLink } from "./elements.js";
import { component, keepTyping } from "./streamlit.js";
import { Lock } from "./workbook/lock.js";
import { openWorkbook, status, watchStatus } from "./workbook/open_workbooks.js";
import { go } from "./workbook/visiting.js";

/** @import { Frame as Data, PageLink } from "./blocks.d.ts" */
/** @import { Workbook } from "./workbook/workbook.js" */

export default component((parent) => new Frame(parent));

class Frame {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.said = h("span");
    this.saving = h("span", { "aria-hidden": "true" });
    this.status = h("p", { className: "bs-status", role: "status" }, this.said, this.saving);
    this.title = h("p", { className: "bs-about", dir: "auto" });
    this.lock = new Lock();
    this.workbook = /** @type {Workbook | null} */ (null);
    this.drawing = "";
    this.phrases = /** @type {Record<string, string>} */ ({});
    this.unwatch = () => {};
    this.stop = watchStatus(() => this.refresh());
    addStyle();
    keepTyping();
  }

  close() {
    this.stop();
    this.unwatch();
    this.lock.close();
  }

  /** @param {Data} data */
  update(data) {
    const { workbook, lock, ...drawing } = data;
    this.phrases = data.phrases;
    document.documentElement.lang = data.language;
    document.documentElement.dir = data.direction;
    document.documentElement.classList.toggle("bs-large", data.large);
    document.title = data.title;
    this.unwatch();
    this.workbook = workbook && openWorkbook(workbook, data.phrases).workbook;
    this.unwatch = this.workbook?.watch(() => this.refresh()) ?? (() => {});
    const now = JSON.stringify(drawing);
    if (now !== this.drawing) this.draw(data);
    this.drawing = now;
    this.refresh();
    this.lock.update(lock);
  }

  /** @param {Data} data */
  draw({ home, help, stance, steps, phrases }) {
    const links = steps.map(({ label, query, current }) =>
      pageLink({ className: "bs-step", "aria-current": current ? "page" : undefined }, query, go, label),
    );
    /** @param {string} className @param {PageLink} link */
    const link = (className, { label, query, name }) => pageLink({ className, "aria-label": name }, query, go, label);
    this.parent.replaceChildren(
      h(
        "div",
        { className: "bs-frame" },
        h(
          "div",
          { className: "bs-bar" },
          link("bs-home", home),
          this.title,
          stance && link("bs-stance", stance),
          this.status,
          this.lock.button,
          link("bs-help", help),
        ),
        this.lock.warning,
        links.length ? h("nav", { className: "bs-steps", "aria-label": phrases.steps }, ...links) : null,
      ),
    );
    links.find((each) => each.ariaCurrent)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  refresh() {
    this.title.textContent = String(this.workbook?.shown("workbook/change") ?? "");
    const now = status();
    this.status.className = `bs-status bs-${now.state}`;
    if (now.state === "") this.say("");
    if (now.state === "problem") this.say(now.message);
    if (now.state === "saved") this.say(fill(this.phrases.saved, { time: clock(now.time) }));
    // Seen, not spoken: a screen reader would say it, and what follows it, at every pause.
    this.said.className = now.state === "saving" ? "bs-unseen" : "";
    this.saving.textContent = now.state === "saving" ? this.phrases.saving : "";
  }

  /** @param {string} text */
  say(text) {
    if (this.said.textContent !== text) this.said.textContent = text;
  }
}

/** @param {number} time */
function clock(time) {
  return new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function addStyle() {
  if (document.getElementById("bs-style")) return;
  const href = new URL("css/page.css", import.meta.url).href;
  document.head.append(h("link", { id: "bs-style", rel: "stylesheet", href }));
}
