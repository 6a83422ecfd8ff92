// A button that hands in what is typed above it, and keeps none of it.

import { button as makeButton, h, labelled } from "../elements.js";
import { again as drawAgain } from "../streamlit.js";
import { isRepeated, secretBox } from "../workbook/secrets.js";
import { post } from "../workbook/server.js";
import { go } from "../workbook/visiting.js";

/** @import { DayBox, HandIn, ShownOnce } from "../blocks.d.ts" */
/** @import { Query } from "../elements.js" */
/** @import { Context, Drawn } from "../sheet.js" */

let codeToKeep = ""; // Shown until somebody has said that it is written down, even when the page is drawn anew.

/** A form whose boxes are handed in; then the page is drawn anew, or shows the code in the answer once, or another page opens. @param {HandIn} block @param {Context} context @returns {Drawn} */
export function handIn(block, { phrases, announce }) {
  const { label, request, boxes, again, day, shows, query, name, to, meanwhile, done, language } = block;
  const message = h("p", { className: "bs-message", role: "alert" });
  const className = boxes.length ? "bs-button bs-main" : "bs-button";
  const named = { "data-key": name || label, "aria-label": name || null };
  const button = h("button", { type: "submit", className, ...named }, label);
  const typed = [
    ...boxes.map((box) => ({ name: box.name, ...secretBox(box.label) })),
    ...(day ? [{ name: day.name, ...dayBox(day) }] : []),
  ];
  const last = typed.at(-1)?.input;
  const twice = again && secretBox(again.label);
  const elements = typed.map(({ element }) => element);
  const form = h("form", { className: "bs-download" }, ...elements, twice?.element, button, message);
  /** @param {string} text */
  const say = (text) => (message.textContent = text);

  async function send() {
    if (button.disabled || !isRepeated(last, twice, again?.differ ?? "", say)) return;
    button.disabled = true;
    say(meanwhile);
    const said = Object.fromEntries(typed.map((box) => [box.name, box.input.value]));
    const { response, answer } = await post(to, JSON.stringify({ language, ...request, ...said }));
    button.disabled = false;
    if (!response?.ok) {
      say(answer?.message ?? phrases.no_connection);
      last?.focus();
    } else if (shows) {
      codeToKeep = answer.code;
      show(form, shows, query);
    } else if (query) {
      say("");
      go(query);
    } else {
      say("");
      announce(done);
      drawAgain();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  if (shows && codeToKeep) show(form, shows, query);
  return { element: form };
}

/** A day of the calendar, not before the first that can be chosen. @param {DayBox} box */
function dayBox({ name, label, day, first }) {
  const properties = { type: "date", className: "bs-input", value: day, min: first, required: true, "data-key": name };
  const input = h("input", properties);
  return { element: labelled(label, input), input };
}

/** @param {HTMLElement} form @param {ShownOnce} texts @param {Query | null} query */
function show(form, { heading, hint, done }, query) {
  const title = h("h2", { tabIndex: -1 }, heading);
  const goOn = () => {
    codeToKeep = "";
    go(query ?? {});
  };
  const button = makeButton(done, goOn, { className: "bs-button bs-main", "data-key": undefined });
  form.replaceChildren(title, h("p", {}, hint), h("p", { className: "bs-code" }, codeToKeep), button);
  title.focus();
}
