// A journal: each entry begins in the same box, and most of those that are there stay out of sight.

import { dayInWords, today } from "../days.js";
import { button, fill, h, once, onEnter } from "../elements.js";
import { more, Rows } from "../rows.js";
import { begin } from "../workbook/beginning.js";
import { items, neighbor } from "../workbook/items.js";
import { newId } from "../workbook/workbook.js";
import { ofItem } from "./about_each.js";
import { textBox } from "./words.js";

/** @import { Journal } from "../blocks.d.ts" */
/** @import { RowOf, Thing } from "../rows.js" */
/** @import { Context, Drawn } from "../sheet.js" */

const SHOWN_AT_FIRST = 10;
const SHOWN_MORE = 100;
const PROMPTS_AT_A_TIME = 3;

/** @param {Journal} block @param {Context} context @returns {Drawn} */
export function journal(block, context) {
  const { workbook, phrases, save, announce, draw, visits, unfolded, unkept } = context;
  const name = `${block.worksheet} ${block.list}`;
  const visit = visits.get(name) ?? { most: 0, begun: [newId()] };
  visits.set(name, visit);
  const rows = /** @type {Rows<Thing, RowOf<Thing> & { input: HTMLTextAreaElement }>} */ (new Rows(row));
  const [box, list] = [h("ol", { className: "bs-journal" }), h("ol", { className: "bs-journal" })];
  const message = h("p", { className: "bs-message", role: "status" });
  const further = button("", once(showMore), { className: "bs-quiet", "data-key": `more ${name}` });
  const prompts = offered(block, context, () => promptOf(inTheBox()), take);
  let seen = /** @type {Thing[]} */ ([]);
  list.addEventListener("focusout", () => setTimeout(refresh));

  /** @param {string} id @param {string} field */
  const path = (id, field) => `${block.worksheet}/${id}/${field}`;
  /** @param {string} id @param {string} field */
  const said = (id, field) => String(workbook.shown(path(id, field)) ?? "");
  /** What is in the box was begun last. */
  const inTheBox = () => visit.begun[visit.begun.length - 1];
  const beginAnother = () => visit.begun.push(newId());
  /** The prompt of an entry; in the box it is kept once something is written there. @param {string} id */
  const promptOf = (id) => unkept.get(path(id, "prompt")) ?? said(id, "prompt");

  /** All entries but the one in the box, the newest day first. @returns {Thing[]} */
  function entries() {
    const there = workbook.once(`by day ${name}`, () =>
      items(workbook, block.worksheet, block.list)
        .map(({ id, position }) => ({ id, position, day: said(id, "date") }))
        .sort((a, b) => (a.day === b.day ? b.position - a.position : a.day < b.day ? 1 : -1)),
    );
    return there.filter(({ id }) => id !== inTheBox() && (said(id, "text") || rows.get(id)));
  }

  /** Those of them that are seen; what is seen stays so for as long as the page does. @param {Thing[]} all */
  function inSight(all) {
    const brought = all.filter(({ id }) => workbook.shown(path(id, "bring")) === true).slice(0, SHOWN_AT_FIRST);
    const kept = new Set([...brought.map(({ id }) => id), ...visit.begun]);
    return all.filter(({ id }, at) => at < visit.most || kept.has(id) || rows.get(id));
  }

  function showMore() {
    const before = seen;
    visit.most += visit.most ? SHOWN_MORE : SHOWN_AT_FIRST;
    refresh();
    rows.get(seen.find((entry) => !before.some(({ id }) => id === entry.id))?.id)?.element.focus();
  }

  /** Take this prompt for what is in the box, or leave it if it was taken. @param {string} prompt */
  function take(prompt) {
    const id = inTheBox();
    const taken = prompt === promptOf(id) ? "" : prompt;
    if (said(id, "text")) workbook.write(path(id, "prompt"), taken);
    else unkept.set(path(id, "prompt"), taken);
    refresh();
    rows.get(id)?.input.focus();
  }

  /** With its first words, an entry takes its place, its day and its prompt. @param {string} id @returns {Context["write"]} */
  function writeIn(id) {
    const { worksheet, list: of } = block;
    return (at, value, how) => {
      workbook.write(at, value, how);
      begin(workbook, { worksheet, item: id, list: of, dated: "date" }, at);
      const [prompt, gesture] = [unkept.get(path(id, "prompt")), workbook.gestureOf(at)];
      if (!gesture) return;
      unkept.delete(path(id, "prompt"));
      if (prompt) workbook.write(path(id, "prompt"), prompt, { gesture });
    };
  }

  /** Keep what is in the box, and begin the next entry there. */
  function next() {
    const isHeld = rows.get(inTheBox())?.input.getAttribute("aria-invalid") === "true";
    const isAdded = said(inTheBox(), "text").trim() !== "" && !isHeld;
    if (isAdded) beginAnother();
    save();
    refresh();
    const count = entries().length;
    if (isAdded) announce(fill(phrases.added, { number: count, count }));
    rows.get(inTheBox())?.input.focus();
  }

  /** @param {string} id */
  function remove(id) {
    const beside = neighbor(seen, id);
    workbook.remove(`${block.worksheet}/${id}`);
    if (id === inTheBox()) beginAnother();
    refresh();
    (rows.get(beside)?.element ?? rows.get(inTheBox())?.input)?.focus();
    announce(phrases.removed);
  }

  /** @param {string} id */
  function row(id) {
    const at = `${block.worksheet}/${id}`;
    const words = textBox({ path: path(id, "text"), longest: block.longest }, { ...context, write: writeIn(id) });
    const when = h("p", { className: "bs-hint" });
    const prompt = h("p", { className: "bs-note", dir: "auto" });
    const [choose, bring] = ofItem([block.day, block.bring], id).map((each) => draw(each));
    const add = button(phrases.add, next, { "data-key": `${id} add` });
    const away = button(phrases.remove, () => remove(id), { className: "bs-quiet", "data-key": `${id} remove` });
    const panel = h("div", { className: "bs-tools" }, choose.element, away);
    const { handle, unfold } = more(panel, at, `${id} more`, unfolded);
    const written = h("div", { className: "bs-words" }, words.element);
    const tools = h("div", { className: "bs-row" }, bring.element, add);
    words.input.placeholder = block.invitation;
    onEnter(words.input, next);
    if (unfolded.has(at)) unfold(true);
    return {
      element: h("li", { tabIndex: -1 }, when, prompt, written, handle, tools, panel),
      input: words.input,
      refresh() {
        const isInTheBox = id === inTheBox();
        const date = said(id, "date") || (isInTheBox ? today() : "");
        const day = date ? dayInWords(date) : block.without_day;
        const text = fill(block.name, { date: day });
        when.textContent = day;
        prompt.textContent = promptOf(id);
        prompt.hidden = !prompt.textContent;
        words.input.dataset.key = isInTheBox ? block.worksheet : path(id, "text"); // A link leads to the box.
        words.input.ariaLabel = isInTheBox ? block.invitation : text;
        handle.setAttribute("aria-label", fill(phrases.more, { text }));
        away.setAttribute("aria-label", fill(phrases.remove_item, { text }));
        for (const each of [handle, tools]) each.hidden = isInTheBox && !said(id, "text");
        add.hidden = !isInTheBox;
        for (const part of [words, choose, bring]) part.refresh?.();
      },
    };
  }

  function refresh() {
    const all = entries();
    const id = inTheBox();
    const isFull = all.length >= block.most && !said(id, "place");
    // While a day is being typed, its first parts can make a day that nobody meant.
    if (!list.querySelector("input[type=date]:focus")) seen = inSight(all);
    rows.show({ list: box, things: isFull ? [] : [{ id }] }, { list, things: seen });
    message.textContent = isFull ? block.full : (workbook.refusals.get(path(id, "place")) ?? "");
    prompts.element.hidden = isFull;
    prompts.refresh();
    further.textContent = visit.most ? block.show_earlier : block.show_all;
    further.hidden = seen.length >= all.length;
  }

  return { element: h("div", {}, box, message, prompts.element, list, further), refresh };
}

/**
 * Questions to start from, a few at a time, for those who ask; the one that was `taken` is pressed.
 * @param {Journal} block @param {Context} context @param {() => string} taken @param {(prompt: string) => void} take
 */
function offered({ worksheet, prompts, offer, other_prompts: others }, { offered: from }, taken, take) {
  const list = h("ul", { className: "bs-ideas" });
  const other = button(others, showOthers, { className: "bs-quiet", "data-key": `other ${worksheet}` });
  const first = () => from.get(worksheet) ?? 0;
  let buttons = /** @type {HTMLButtonElement[]} */ ([]);

  function showOthers() {
    const next = first() + PROMPTS_AT_A_TIME;
    from.set(worksheet, next < prompts.length ? next : 0);
    show();
    refresh();
  }

  function show() {
    buttons = prompts
      .slice(first(), first() + PROMPTS_AT_A_TIME)
      .map((prompt) => button(prompt, () => take(prompt), { dir: "auto", "data-key": `prompt ${prompt}` }));
    list.replaceChildren(...buttons.map((each) => h("li", {}, each)));
  }

  function refresh() {
    for (const each of buttons) each.setAttribute("aria-pressed", String(each.textContent === taken()));
  }

  show();
  other.hidden = prompts.length <= PROMPTS_AT_A_TIME;
  return { element: h("details", {}, h("summary", {}, offer), list, other), refresh };
}
