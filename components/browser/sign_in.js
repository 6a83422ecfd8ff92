// The page of who is not signed in: what is not saved stays in this window, unseen, until the same person is back.

import { address, arrive, component, h } from "./elements.js";
import { windows } from "./workbook/lock.js";
import { unsaved, watchStatus } from "./workbook/workbook.js";
import { post } from "./workbook/secrets.js";

const BETWEEN_QUESTIONS = 5000;

export default component((parent) => new SignIn(parent));

class SignIn {
  constructor(parent) {
    this.parent = parent;
    this.isBack = false;
    this.heading = h("h1", { tabIndex: -1 });
    this.kept = h("p", { className: "bs-note" });
    this.button = h("button", { type: "button", className: "bs-button bs-main" });
    this.button.addEventListener("click", () => this.go());
    this.stop = watchStatus(() => this.refresh());
    this.onTold = ({ data }) => data.token && this.comeBack(data.token);
    windows.addEventListener("message", this.onTold);
    this.asking = setInterval(() => this.ask(), BETWEEN_QUESTIONS);
  }

  update(data, trigger) {
    this.data = data;
    this.trigger = trigger;
    const notes = data.notes.map((text) => h("p", { className: "bs-note", dir: "auto" }, text));
    this.parent.replaceChildren(
      h("div", { className: "bs-sheet" }, this.heading, ...notes, this.kept, h("div", { className: "bs-go" }, this.button)),
    );
    this.refresh();
    arrive(this.parent, data.page);
  }

  close() {
    this.stop();
    windows.removeEventListener("message", this.onTold);
    clearInterval(this.asking);
  }

  refresh() {
    const keeps = unsaved().length > 0;
    const { heading, label } = this.isBack && !keeps ? this.data.back : this.data.way_in;
    this.heading.textContent = heading;
    this.kept.textContent = keeps ? this.data.kept : "";
    this.button.textContent = label;
  }

  /** To sign in here would end this window, and what is not saved with it. */
  go() {
    if (unsaved().length) open(address(this.data.query), "_blank", "noopener");
    else if (this.isBack) location.reload();
    else this.trigger("enter", true);
  }

  ask() {
    if (unsaved().length) windows.postMessage({ asks: true });
  }

  /** Save what is not saved here, if it was written by the person who is signed in by this token. */
  async comeBack(token) {
    for (const sheet of unsaved()) {
      const { response } = await post("lock", JSON.stringify({ do: "return", token, before: sheet.token }));
      const answer = response?.ok ? await response.json() : null;
      if (!answer?.token) continue;
      sheet.token = answer.token;
      this.isBack = true;
      sheet.send();
    }
  }
}
