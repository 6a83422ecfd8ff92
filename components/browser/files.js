// Files: a button that takes one away, and one that opens one again.

import { freshId, h } from "./elements.js";
import { go } from "./saving.js";
import { post, secretBox } from "./secrets.js";

const UNTIL_SAVED = 2000;
const UNTIL_FETCHED = 60_000;
const UNTIL_LOOKED_AT_AGAIN = 50;
const LONGEST_HELD_BACK = 30_000;

/** A form that asks the server for a file, with what is ticked, chosen and typed in it. */
export function download({ label, request, ticks, choices, passphrase }, { sheet, words }) {
  const message = h("p", { className: "bs-hint", role: "status" });
  const button = h("button", { type: "submit", className: "bs-button", "data-key": label }, label);
  const boxes = ticks.map(([name, text]) => [name, ...tickBox(text)]);
  const lists = choices.map(([name, text, options]) => [name, ...list(text, options)]);
  const [once, again] = passphrase ? [passphrase.label, passphrase.again].map((text) => secretBox(text)) : [];
  const secrets = once ? [h("p", { className: "bs-hint" }, passphrase.hint), once.element, again.element] : [];
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
      message.textContent = passphrase.differ;
      again.input.focus();
      return;
    }
    message.textContent = words.making;
    await Promise.race([sheet?.flush(), new Promise((resolve) => setTimeout(resolve, UNTIL_SAVED))]);
    const said = {
      token: sheet?.token,
      ...request,
      ...Object.fromEntries(boxes.map(([name, , input]) => [name, input.checked])),
      ...Object.fromEntries(lists.map(([name, , select]) => [name, select.value])),
      ...(once ? { passphrase: once.input.value } : {}),
    };
    const { response, answer } = await post("live/take-away", JSON.stringify(said));
    if (response?.ok) save(await response.blob(), response.headers.get("content-disposition"));
    message.textContent = response?.ok ? words.made : (answer?.message ?? words.no_file);
  });
  return { element: form };
}

const DOWNLOAD = '[data-testid="stDownloadButton"] button';
let followed = null;
let holding = false;

/** Says which choices the page has followed, as whether each is chosen: until then, "Download PDF" is held back. */
export function following({ chosen }, { words }) {
  followed = JSON.stringify(chosen);
  return { element: h("p", { className: "bs-hint bs-held", role: "status", "data-words": words.making }) };
}

/** The page that was there before a choice was made may hold what the choice leaves out. */
addEventListener("click", (event) => holdBack(event), { capture: true });

async function holdBack(event) {
  const button = event.target.closest(DOWNLOAD);
  if (!button || hasFollowed(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (holding) return;
  holding = true;
  const page = location.search;
  const since = Date.now();
  const isOver = () => location.search !== page || Date.now() - since > LONGEST_HELD_BACK;
  for (let there = button; there && !isOver(); there = document.querySelector(DOWNLOAD)) {
    if (hasFollowed(there)) {
      there.click();
      break;
    }
    for (const line of document.querySelectorAll(".bs-held")) line.textContent = line.dataset.words;
    await new Promise((resolve) => setTimeout(resolve, UNTIL_LOOKED_AT_AGAIN));
  }
  for (const line of document.querySelectorAll(".bs-held")) line.textContent = "";
  holding = false;
}

function hasFollowed(button) {
  const inputs = button.closest('[data-testid="stColumn"]').querySelectorAll('[data-testid="stRadio"] input, [data-testid="stCheckbox"] input');
  return JSON.stringify([...inputs].map(({ checked }) => checked)) === followed;
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

  update({ words, ...opening }) {
    this.words = words;
    this.opening = opening;
    this.button.textContent = words.open;
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
  const select = h("select", { id, className: "bs-input" }, ...options.map(([value, label]) => h("option", { value }, label)));
  return [h("div", { className: "bs-words" }, h("label", { className: "bs-label", for: id }, text), select), select];
}

function save(file, disposition) {
  const href = URL.createObjectURL(file);
  h("a", { href, download: /filename="(.*)"/.exec(disposition)[1] }).click();
  setTimeout(() => URL.revokeObjectURL(href), UNTIL_FETCHED);
}
