// The page for somebody who is not signed in: what is unsaved stays in this window, unseen, until they are back.

import { address, arrive, h } from "./elements.js";
import { component } from "./streamlit.js";
import { windows } from "./workbook/lock.js";
import { unsaved, watchStatus } from "./workbook/open_workbooks.js";
import { post } from "./workbook/server.js";

/** @import { SignIn as Data } from "./blocks.d.ts" */
/** @import { Trigger } from "./streamlit.js" */

const BETWEEN_QUESTIONS = 5000;

export default component((parent) => new SignIn(parent));

class SignIn {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.data = /** @type {Data | null} */ (null);
    this.trigger = /** @type {Trigger} */ (() => {});
    this.isBack = false;
    this.heading = h("h1", { tabIndex: -1 });
    this.kept = h("p", { className: "bs-note" });
    this.button = h("button", { type: "button", className: "bs-button bs-main" });
    this.button.addEventListener("click", () => this.go());
    this.stop = watchStatus(() => this.refresh());
    /** @param {MessageEvent} message */
    this.onTold = ({ data }) => data.token && this.comeBack(data.token);
    windows.addEventListener("message", this.onTold);
    this.asking = setInterval(() => this.ask(), BETWEEN_QUESTIONS);
  }

  /** @param {Data} data @param {Trigger} trigger */
  update(data, trigger) {
    this.data = data;
    this.trigger = trigger;
    const notes = data.notes.map((text) => h("p", { className: "bs-note", dir: "auto" }, text));
    const way = h("div", { className: "bs-go" }, this.button);
    this.parent.replaceChildren(h("div", { className: "bs-sheet" }, this.heading, ...notes, this.kept, way));
    this.refresh();
    arrive(this.parent, data.place);
  }

  close() {
    this.stop();
    windows.removeEventListener("message", this.onTold);
    clearInterval(this.asking);
  }

  refresh() {
    if (!this.data) return;
    const keeps = unsaved().length > 0;
    const { heading, label } = this.isBack && !keeps ? this.data.back : this.data.way_in;
    this.heading.textContent = heading;
    this.kept.textContent = keeps ? this.data.kept : "";
    this.button.textContent = label;
  }

  /** Signing in here would leave this page, and lose what is unsaved. */
  go() {
    if (unsaved().length) open(address(this.data?.query ?? {}), "_blank", "noopener");
    else if (this.isBack) location.reload();
    else this.trigger("enter", true);
  }

  ask() {
    if (unsaved().length) windows.postMessage({ asks: true });
  }

  /** Save what is not saved here, if it was written by the person who is signed in by this token. @param {string} token */
  async comeBack(token) {
    for (const { sending } of unsaved()) {
      const { answer } = await post("lock", JSON.stringify({ do: "return", token, before: sending.token }));
      if (!answer?.token) continue;
      sending.token = answer.token;
      this.isBack = true;
      sending.send();
    }
  }
}
