// Opening a file as a new workbook.

import { button, form, h, secretBox } from "../elements.js";
import { post } from "./server.js";
import { go } from "./visiting.js";

/** @import { Opening as Data } from "../blocks.d.ts" */
/** @import { Field } from "../elements.js" */

/** The button that opens a file, and below it what the file asks for or why it is refused. */
export class Opening {
  constructor() {
    this.data = /** @type {Data | null} */ (null);
    this.file = /** @type {File | null} */ (null);
    this.secret = /** @type {{ element: HTMLElement, box: Field } | null} */ (null);
    this.input = h("input", { type: "file", hidden: true });
    this.input.addEventListener("change", () => {
      this.file = this.input.files?.[0] ?? null;
      this.input.value = "";
      this.forgetPassphrase();
      this.open("");
    });
    this.button = button("", () => this.input.click(), { className: "bs-quiet", "data-key": "open-file" });
    this.message = h("p", { role: "status" });
    this.choice = h("div", { className: "bs-row", role: "group" });
    this.element = h("div", { className: "bs-opening" }, this.input, this.message, this.choice);
  }

  /** @param {Data} data */
  update(data) {
    this.data = data;
    this.button.textContent = data.phrases.open;
  }

  /** Open the file; with `again`, even if all of it is here already. @param {string} passphrase @param {boolean} again */
  async open(passphrase, again = false) {
    if (!this.file || !this.data) return;
    this.choice.replaceChildren();
    const { token, largest, query, phrases } = this.data;
    if (this.file.size > largest) {
      this.say(phrases.too_large);
      return;
    }
    this.say(phrases.opening, "bs-hint");
    const head = JSON.stringify({ token, passphrase, again });
    const { response, answer } = await post("live/open-file", new Blob([head, "\n", this.file]), token);
    if (response?.ok) {
      this.say("");
      this.forgetPassphrase();
      go(query);
    } else {
      const why = answer?.message ?? phrases.no_connection;
      this.say(answer?.sealed && this.secret ? "" : why);
      if (answer?.sealed) this.askForPassphrase(phrases, why);
      if (answer?.there) this.offer(answer.there, () => this.open(passphrase, true), phrases);
    }
  }

  /** @param {import("../elements.js").Query} there @param {() => void} openAgain @param {Data["phrases"]} phrases */
  offer(there, openAgain, phrases) {
    this.forgetPassphrase();
    const goThere = button(phrases.open_there, () => go(there), { className: "bs-button bs-main" });
    this.choice.replaceChildren(goThere, button(phrases.open_again, openAgain));
    goThere.focus();
  }

  /** Ask for it, or say `why` the one that was typed is refused. @param {Data["phrases"]} phrases @param {string} why */
  askForPassphrase(phrases, why) {
    if (this.secret) return this.secret.box.refuse(why);
    const box = secretBox(phrases.passphrase);
    const unseal = h("button", { type: "submit", className: "bs-button bs-main" }, phrases.unseal);
    this.secret = { box, element: form(() => this.open(box.input.value), box.element, unseal) };
    this.element.append(this.secret.element);
    box.input.focus();
  }

  forgetPassphrase() {
    this.secret?.element.remove();
    this.secret = null;
  }

  /** @param {string} text */
  say(text, className = "bs-message") {
    Object.assign(this.message, { textContent: text, className });
  }
}
