// A button that downloads a file.

import { h, labelled } from "../elements.js";
import { chosenBeside } from "../streamlit.js";
import { isRepeated, secretBox } from "../workbook/secrets.js";
import { post } from "../workbook/server.js";

/** @import { Download } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const UNTIL_SAVED = 2000;
const UNTIL_FETCHED = 60_000;
const UNTIL_LOOKED_AT_AGAIN = 50;
const LONGEST_HELD_BACK = 30_000;

/** The buttons as they were drawn last, by label: a page may be drawn anew after one was pressed. */
const drawn = /** @type {Map<string, { block: Download, button: HTMLElement, message: HTMLElement }>} */ (new Map());

/** A form that asks the server for a file, with what is ticked, chosen and typed in it. @param {Download} block @param {Context} context @returns {Drawn} */
export function download(block, { sending, save, phrases }) {
  const { label, ticks, choices, seal, chosen } = block;
  const message = h("p", { className: "bs-hint", role: "status" });
  const className = chosen ? "bs-button bs-main" : "bs-button";
  const button = h("button", { type: "submit", className, "data-key": label }, label);
  drawn.set(label, { block, button, message });
  /** @param {string} text */
  const say = (text) => {
    const shown = drawn.get(label)?.message;
    if (shown) shown.textContent = text;
  };
  const boxes = ticks.map(({ name }) => h("input", { type: "checkbox", name }));
  const lists = choices.map(({ name, options }) => {
    const entries = options.map((option) => h("option", { value: String(option.value) }, option.label));
    return h("select", { name, className: "bs-input" }, ...entries);
  });
  const once = seal && secretBox(seal.label);
  const again = seal && secretBox(seal.again.label);
  const form = h(
    "form",
    { className: "bs-download" },
    ...boxes.map((box, at) => h("label", { className: "bs-tick" }, box, h("span", {}, ticks[at].label))),
    ...lists.map((list, at) => labelled(choices[at].label, list)),
    seal && h("p", { className: "bs-hint" }, seal.hint),
    once?.element,
    again?.element,
    button,
    message,
  );

  async function takeAway() {
    if (!isRepeated(once?.input, again, seal?.again.differ ?? "", say)) return;
    say(phrases.making);
    await Promise.race([save(), waited(UNTIL_SAVED)]);
    const wanted = await followed(label);
    if (!wanted) {
      say("");
      return;
    }
    const said = {
      token: sending?.token,
      language: wanted.language,
      ...wanted.request,
      ...Object.fromEntries(boxes.map(({ name, checked }) => [name, checked])),
      ...Object.fromEntries(lists.map(({ name, value }) => [name, value])),
      ...(once && { passphrase: once.input.value }),
    };
    const { response, answer } = await post("live/take-away", JSON.stringify(said));
    if (response?.ok) keep(await response.blob(), response.headers.get("content-disposition"));
    say(response?.ok ? phrases.made : (answer?.message ?? phrases.no_file));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    takeAway();
  });
  return { element: form };
}

/** What this button asks for, once the page has caught up with what is `chosen` beside it; null if it never does. @param {string} label */
async function followed(label) {
  const page = location.search;
  const since = Date.now();
  while (location.search === page && Date.now() - since < LONGEST_HELD_BACK) {
    const now = drawn.get(label);
    if (!now) return null;
    const { block, button } = now;
    if (!block.chosen || JSON.stringify(chosenBeside(button)) === JSON.stringify(block.chosen)) return block;
    await waited(UNTIL_LOOKED_AT_AGAIN);
  }
  return null;
}

/** @param {number} milliseconds */
function waited(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Put a file among the downloads. @param {Blob} file @param {string | null} disposition */
function keep(file, disposition) {
  const href = URL.createObjectURL(file);
  h("a", { href, download: /filename="(.*)"/.exec(disposition ?? "")?.[1] ?? "" }).click();
  setTimeout(() => URL.revokeObjectURL(href), UNTIL_FETCHED);
}
