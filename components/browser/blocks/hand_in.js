// A button that hands in what is typed above it, and keeps none of it.

import { dayAhead } from "../days.js";
import { button as makeButton, field, fill, form, h, isRepeated, secretBox, ticksAndLists } from "../elements.js";
import { again as drawAgain } from "../streamlit.js";
import { post } from "../workbook/server.js";
import { go } from "../workbook/visiting.js";

/** @import { DayBox, HandIn } from "../blocks.d.ts" */
/** @import { Context } from "../sheet.js" */

let codeToKeep = ""; // Shown until somebody has said that it is written down, even when the page is drawn anew.

/**
 * A form whose boxes are handed in; then the page is drawn anew, or shows the code in the answer once, or another page
 * opens.
 * @param {HandIn} block @param {Context} context
 */
export function hand_in(block, { phrases, announce }) {
  const { label, request, boxes, ticks, choices, twice, day, about_code, query, name, to, meanwhile, done } = block;
  const message = h("p", { role: "alert" });
  const className = boxes.length ? "bs-button bs-main" : "bs-button";
  const full = name && fill(phrases.about, { label, text: name });
  const named = { "data-key": full || label, "aria-label": full || null };
  const button = h("button", { type: "submit", className, ...named }, label);
  const typed = boxes.map((box) => ({ name: box.name, ...secretBox(box.label, box.known) }));
  if (day) typed.push({ name: day.name, ...dayBox(day) });
  const last = typed.at(-1);
  const beside = ticksAndLists(ticks, choices);
  const again = twice ? secretBox(phrases.again, boxes.at(-1)?.known) : null;
  const element = form(
    send,
    ...typed.map((box) => box.element),
    again?.element,
    ...beside.lists,
    ...beside.ticks,
    button,
    message,
  );
  /** @param {string} text */
  const say = (text, look = "bs-message") => Object.assign(message, { textContent: text, className: look });

  async function send() {
    if (button.disabled || !isRepeated(last, again, phrases.differ)) return;
    button.disabled = true;
    say(meanwhile, "bs-hint");
    const said = Object.fromEntries(typed.map((box) => [box.name, box.input.value]));
    const { response, answer } = await post(to, JSON.stringify({ ...request, ...said, ...beside.said() }));
    button.disabled = false;
    if (!response?.ok) {
      const why = answer?.message ?? phrases.no_connection;
      say(last ? "" : why);
      return last?.refuse(why);
    }
    say("");
    if (about_code) {
      codeToKeep = answer.code;
      showCode();
    } else if (query) {
      go(query);
    } else {
      announce(done);
      drawAgain();
    }
  }

  function showCode() {
    const title = h("h2", { tabIndex: -1 }, phrases.write_down);
    const goOn = () => {
      codeToKeep = "";
      go(query ?? {});
    };
    const written = makeButton(phrases.written_down, goOn, { className: "bs-button bs-main", "data-key": undefined });
    element.replaceChildren(title, h("p", {}, about_code), h("p", { className: "bs-code" }, codeToKeep), written);
    title.focus();
  }

  if (about_code && codeToKeep) showCode();
  return element;
}

/** A day of the calendar after the one that it is when the box is used. @param {DayBox} box */
function dayBox({ name, label, day }) {
  const input = h("input", { type: "date", className: "bs-input", value: day, required: true, "data-key": name });
  const limit = () => (input.min = dayAhead(1));
  input.addEventListener("focus", limit);
  limit();
  return field(label, input);
}
