// The frame of every page: where we are, the steps, what is saved, and help.

import { component, fill, h, pageLink } from "./elements.js";
import { Lock } from "./workbook/lock.js";
import { go, sheetOf, status, watchStatus } from "./workbook/workbook.js";

export default component((parent) => new Frame(parent));

class Frame {
  constructor(parent) {
    this.parent = parent;
    this.said = h("span");
    this.saving = h("span", { "aria-hidden": "true" });
    this.status = h("p", { className: "bs-status", role: "status" }, this.said, this.saving);
    this.title = h("p", { className: "bs-about", dir: "auto" });
    this.lock = new Lock();
    this.stop = watchStatus(() => this.refresh());
    addStyle();
    keepTyping();
  }

  close() {
    this.stop();
    this.unwatch?.();
    this.lock.close();
  }

  update(data) {
    this.words = data.phrases;
    document.documentElement.lang = data.language;
    document.documentElement.dir = data.direction;
    document.documentElement.classList.toggle("bs-large", data.large);
    document.title = data.title;
    this.unwatch?.();
    this.unwatch = null;
    this.sheet = data.workbook ? sheetOf(data.workbook, data.phrases) : null;
    if (this.sheet) this.unwatch = this.sheet.watch(() => this.refresh());
    const { workbook: _workbook, ...drawing } = data;
    if (JSON.stringify(drawing) !== this.drawing) this.draw(data);
    this.drawing = JSON.stringify(drawing);
    this.refresh();
    this.lock.update(data.lock);
  }

  draw(data) {
    const steps = data.steps.map(({ label, query, current }) =>
      pageLink({ className: "bs-step", "aria-current": current ? "page" : undefined }, query, go, label),
    );
    const stance = data.stance ? pageLink({ className: "bs-stance" }, data.stance.query, go, data.stance.label) : null;
    this.parent.replaceChildren(
      h(
        "div",
        { className: "bs-frame" },
        h(
          "div",
          { className: "bs-bar" },
          pageLink({ className: "bs-home", "aria-label": data.home.name }, data.home.query, go, data.home.label),
          this.title,
          stance,
          this.status,
          this.lock.button,
          pageLink({ className: "bs-help" }, data.help.query, go, data.help.label),
        ),
        this.lock.warning,
        steps.length ? h("nav", { className: "bs-steps", "aria-label": data.phrases.steps }, ...steps) : null,
      ),
    );
    steps.find((step) => step.ariaCurrent)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  refresh() {
    this.title.textContent = String(this.sheet?.shown("workbook/change") ?? "");
    const { state, time, message } = status();
    this.status.className = `bs-status bs-${state}`;
    if (state === "") this.say("");
    if (state === "problem") this.say(message);
    if (state === "saved") this.say(fill(this.words.saved, { time: clock(time) }));
    // Seen, not spoken: a screen reader would say it, and what follows it, at every pause.
    this.said.className = state === "saving" ? "bs-unseen" : "";
    this.saving.textContent = state === "saving" ? this.words.saving : "";
  }

  say(text) {
    if (this.said.textContent !== text) this.said.textContent = text;
  }
}

function clock(time) {
  return new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function addStyle() {
  if (document.getElementById("bs-style")) return;
  const href = new URL("browser/page.css", document.baseURI).href;
  document.head.append(h("link", { id: "bs-style", rel: "stylesheet", href }));
}

let keeping = false;

/**
 * Streamlit announces a lost connection in a dialog that takes the focus, and the page, from somebody who is typing.
 * The status line says it instead, and this closes the dialog before it is drawn.
 */
function keepTyping() {
  if (keeping) return;
  keeping = true;
  let focused = null;
  addEventListener("focusin", ({ target }) => {
    if (!target.closest('[role="dialog"]')) focused = target;
  });
  new MutationObserver(() => {
    const dialog = document.querySelector('[data-testid="stDialog"]');
    if (dialog?.querySelector("h2")?.textContent !== "Connection error") return;
    dialog.style.display = "none";
    document.getElementById("root").inert = false;
    dialog.querySelector('[aria-label="Close"]').click();
    if (document.activeElement !== focused) focused?.focus();
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert"] });
}
