// What is handed in at once and is no answer of the workbook: passphrases, codes, and until when it is kept.

import { again, freshId, h } from "../elements.js";
import { go } from "./workbook.js";

/** A box whose letters are not shown. */
export function secretBox(text, name = text) {
  const id = freshId();
  const input = h("input", { id, type: "password", className: "bs-input", autocomplete: "off", "data-key": name });
  return { element: h("div", { className: "bs-words" }, h("label", { className: "bs-label", for: id }, text), input), input };
}

/** A day of the calendar, from the first that can be chosen on. */
function dayBox({ name, label: text, day: value, first: min }) {
  const id = freshId();
  const input = h("input", { id, type: "date", className: "bs-input", value, min, required: true, "data-key": name });
  return { element: h("div", { className: "bs-words" }, h("label", { className: "bs-label", for: id }, text), input), input };
}

/** What the server answers: the response, and its words where it is a refusal; neither without a connection. */
export async function post(path, body) {
  try {
    const response = await fetch(new URL(path, document.baseURI), { method: "POST", body });
    return { response, answer: response.ok ? null : await response.json() };
  } catch {
    return {};
  }
}

let codeToKeep = null; // Shown until somebody has said that it is written down, also when the page is drawn anew.

/** A form whose boxes are handed in; then the page is drawn anew, or shows once what is answered, or another opens. */
export function handIn(block, { words, announce }) {
  const { label, request, boxes, again: repeated, day, shows, query, name, to, meanwhile, done, language } = block;
  const message = h("p", { className: "bs-message", role: "alert" });
  const className = boxes.length ? "bs-button bs-main" : "bs-button";
  const button = h("button", { type: "submit", className, "data-key": name || label, "aria-label": name || null }, label);
  const typed = [...boxes.map((box) => [box.name, secretBox(box.label)]), ...(day ? [[day.name, dayBox(day)]] : [])];
  const twice = repeated ? secretBox(repeated.label) : null;
  const elements = [...typed.map(([, { element }]) => element), ...(twice ? [twice.element] : [])];
  const form = h("form", { className: "bs-download" }, ...elements, button, message);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    const [, last] = typed.at(-1) ?? [];
    if (twice && twice.input.value !== last.input.value) {
      message.textContent = repeated.differ;
      twice.input.focus();
      return;
    }
    button.disabled = true;
    message.textContent = meanwhile;
    const said = { language, ...request, ...Object.fromEntries(typed.map(([name, { input }]) => [name, input.value])) };
    const { response, answer } = await post(to, JSON.stringify(said));
    button.disabled = false;
    if (!response?.ok) {
      message.textContent = answer?.message ?? words.no_connection;
      typed.at(-1)?.[1].input.focus();
    } else if (shows) {
      codeToKeep = (await response.json()).code;
      show(form, shows, query);
    } else {
      message.textContent = "";
      if (query) return go(query);
      announce(done);
      again();
    }
  });
  if (shows && codeToKeep) show(form, shows, query);
  return { element: form };
}

function show(form, { heading, hint, done }, query) {
  const title = h("h2", { tabIndex: -1 }, heading);
  const button = h("button", { type: "button", className: "bs-button bs-main" }, done);
  button.addEventListener("click", () => {
    codeToKeep = null;
    go(query);
  });
  form.replaceChildren(title, h("p", {}, hint), h("p", { className: "bs-code" }, codeToKeep), button);
  title.focus();
}
