// A button that downloads a file.

import { today } from "../days.js";
import { form, h, isRepeated, secretBox, ticksAndLists } from "../elements.js";
import { chosenBeside } from "../streamlit.js";
import { post } from "../workbook/server.js";

/** @import { Download } from "../blocks.d.ts" */
/** @import { Context } from "../sheet.js" */

const UNTIL_SAVED = 2000;
const UNTIL_FETCHED = 60_000;
const UNTIL_LOOKED_AT_AGAIN = 50;
const LONGEST_HELD_BACK = 30_000;
const UNTIL_ASKED_AGAIN = 3000;

/** The buttons as they were drawn last, by label: a page may be drawn anew after one was pressed. */
const drawn = /** @type {Map<string, { block: Download, button: HTMLElement, message: HTMLElement }>} */ (new Map());

/** A form that asks the server for a file, with what is ticked, chosen and typed in it. @param {Download} block @param {Context} context */
export function download(block, { sending, save, askThePage, phrases }) {
  const { label, ticks, choices, seal, about_seal, chosen } = block;
  const message = h("p", { className: "bs-hint", role: "status" });
  const className = chosen ? "bs-button bs-main" : "bs-button";
  const button = h("button", { type: "submit", className, "data-key": label }, label);
  drawn.set(label, { block, button, message });
  /** @param {string} text */
  const say = (text) => {
    const shown = drawn.get(label)?.message;
    if (shown) shown.textContent = text;
  };
  const beside = ticksAndLists(ticks, choices);
  const once = seal ? secretBox(seal) : null;
  const again = seal ? secretBox(phrases.again) : null;

  async function takeAway() {
    if (!isRepeated(once, again, phrases.differ)) return;
    say(phrases.making);
    await Promise.race([save(), waited(UNTIL_SAVED)]);
    const wanted = await followed(label, askThePage);
    if (!wanted) return say(phrases.no_file);
    const said = {
      token: sending?.token,
      ...wanted.request,
      day: today(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...beside.said(),
      ...(once && { passphrase: once.input.value }),
    };
    const { response, answer } = await post("live/take-away", JSON.stringify(said));
    if (response?.ok) keep(await response.blob(), response.headers.get("content-disposition"));
    say(response?.ok ? phrases.made : (answer?.message ?? phrases.no_file));
  }

  return form(
    takeAway,
    ...beside.ticks,
    ...beside.lists,
    seal && h("p", { className: "bs-hint" }, about_seal),
    once?.element,
    again?.element,
    button,
    message,
  );
}

/**
 * What this button asks for, once the page has caught up with what is `chosen` beside it; null if it never does. A choice
 * that Streamlit lost while it was busy reaches the page once that is asked to run again.
 * @param {string} label @param {() => void} askThePage
 */
async function followed(label, askThePage) {
  const page = location.search;
  const since = Date.now();
  let askedAt = since;
  while (location.search === page && Date.now() - since < LONGEST_HELD_BACK) {
    const now = drawn.get(label);
    if (!now) return null;
    const { block, button } = now;
    if (!block.chosen || String(chosenBeside(button)) === String(block.chosen)) return block;
    if (Date.now() - askedAt > UNTIL_ASKED_AGAIN) {
      askedAt = Date.now();
      askThePage();
    }
    await waited(UNTIL_LOOKED_AT_AGAIN);
  }
  return null;
}

/** @param {number} milliseconds */
const waited = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Put a file among the downloads. @param {Blob} file @param {string | null} disposition */
function keep(file, disposition) {
  const href = URL.createObjectURL(file);
  const name = /filename\*=UTF-8''(.*)/.exec(disposition ?? "")?.[1] ?? "";
  h("a", { href, download: decodeURIComponent(name) }).click();
  setTimeout(() => URL.revokeObjectURL(href), UNTIL_FETCHED);
}
