// Files: a button that takes one away, and one that opens one again.

import { freshId, h } from "../elements.js";
import { go } from "./workbook.js";
import { post, secretBox } from "./secrets.js";

const UNTIL_SAVED = 2000;
const UNTIL_FETCHED = 60_000;
const UNTIL_LOOKED_AT_AGAIN = 50;
const LONGEST_HELD_BACK = 30_000;

const buttons = new Map(); // By label, as they were drawn last: a page may be drawn anew after one was pressed.

/** A form that asks the server for a file, with what is ticked, chosen and typed in it. */
export function download({ label, request, ticks, choices, seal, chosen, language }, { sheet, words }) {
  const message = h("p", { className: "bs-hint", role: "status" });
  const className = chosen ? "bs-button bs-main" : "bs-button";
  const button = h("button", { type: "submit", className, "data-key": label }, label);
  buttons.set(label, { button, message, request, chosen });
  const say = (text) => (buttons.get(label).message.textContent = text);
  const boxes = ticks.map(({ name, label: text }) => [name, ...tickBox(text)]);
  const lists = choices.map(({ name, label: text, options }) => [name, ...list(text, options)]);
  const [once, again] = seal ? [seal.label, seal.again.label].map((text) => secretBox(text)) : [];
  const secrets = once ? [h("p", { className: "bs-hint" }, seal.hint), once.element, again.element] : [];
  const form = h(
    "form",
    { className: "bs-download" },
    ...boxes.map(([, element]) => element),
    ...lists.map(([, element]) => element),
    ...secrets,
    button,
    message,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (once && once.input.value !== again.input.value) {
      say(seal.again.differ);
      again.input.focus();
      return;
    }
    say(words.making);
    await Promise.race([sheet?.flush(), new Promise((resolve) => setTimeout(resolve, UNTIL_SAVED))]);
    const wanted = await followed(label);
    if (!wanted) return say("");
    const said = {
      token: sheet?.token,
      language,
      ...wanted,
      ...Object.fromEntries(boxes.map(([name, , input]) => [name, input.checked])),
      ...Object.fromEntries(lists.map(([name, , select]) => [name, select.value])),
      ...(once ? { passphrase: once.input.value } : {}),
    };
    const { response, answer } = await post("live/take-away", JSON.stringify(said));
    if (response?.ok) save(await response.blob(), response.headers.get("content-disposition"));
    return say(response?.ok ? words.made : (answer?.message ?? words.no_file));
  });
  return { element: form };
}

/** What this button asks for once the page has followed what is `chosen` beside it; null where that does not come. */
async function followed(label) {
  const page = location.search;
  const since = Date.now();
  while (location.search === page && Date.now() - since < LONGEST_HELD_BACK) {
    const { button, request, chosen } = buttons.get(label);
    if (!chosen || isChosen(chosen, button.closest('[data-testid="stColumn"]'))) return request;
    await new Promise((resolve) => setTimeout(resolve, UNTIL_LOOKED_AT_AGAIN));
  }
  return null;
}

function isChosen(chosen, column) {
  const inputs = column?.querySelectorAll('[data-testid="stRadio"] input, [data-testid="stCheckbox"] input') ?? [];
  return JSON.stringify([...inputs].map(({ checked }) => checked)) === JSON.stringify(chosen);
}

/** The button that opens a file, and below it what the file asks for or why it is refused. */
export class Opening {
  constructor() {
    this.input = h("input", { type: "file", hidden: true });
    this.input.addEventListener("change", () => {
      this.file = this.input.files[0];
      this.input.value = "";
      this.secret?.remove();
      this.secret = null;
      if (this.file) this.open("");
    });
    this.button = h("button", { type: "button", className: "bs-button", "data-key": "open-file" });
    this.button.addEventListener("click", () => this.input.click());
    this.message = h("p", { className: "bs-message", role: "status" });
    this.element = h("div", { className: "bs-opening" }, this.input, this.message);
  }

  update({ phrases, ...opening }) {
    this.words = phrases;
    this.opening = opening;
    this.button.textContent = phrases.open;
  }

  async open(passphrase) {
    const { token, language, largest, query } = this.opening;
    if (this.file.size > largest) return this.say(this.words.too_large);
    this.say(this.words.opening);
    const head = JSON.stringify({ token, language, passphrase });
    const { response, answer } = await post("live/open-file", new Blob([head, "\n", this.file]));
    if (response?.ok) {
      this.say("");
      this.secret?.remove();
      go(query);
      return undefined;
    }
    this.say(answer?.message ?? this.words.no_connection);
    if (answer?.sealed) this.askForPassphrase();
    return undefined;
  }

  askForPassphrase() {
    if (!this.secret) {
      const box = secretBox(this.words.passphrase);
      const button = h("button", { type: "submit", className: "bs-button bs-main" }, this.words.unseal);
      this.secret = h("form", { className: "bs-download" }, box.element, button);
      this.secret.addEventListener("submit", (event) => {
        event.preventDefault();
        this.open(box.input.value);
      });
      this.element.append(this.secret);
    }
    this.secret.querySelector("input").focus();
  }

  say(text) {
    this.message.textContent = text;
  }
}

function tickBox(text) {
  const input = h("input", { type: "checkbox" });
  return [h("label", { className: "bs-tick" }, input, h("span", {}, text)), input];
}

function list(text, options) {
  const id = freshId();
  const select = h("select", { id, className: "bs-input" }, ...options.map(({ value, label }) => h("option", { value }, label)));
  return [h("div", { className: "bs-words" }, h("label", { className: "bs-label", for: id }, text), select), select];
}

function save(file, disposition) {
  const href = URL.createObjectURL(file);
  h("a", { href, download: /filename="(.*)"/.exec(disposition)[1] }).click();
  setTimeout(() => URL.revokeObjectURL(href), UNTIL_FETCHED);
}
