// A deck of cards to sort into piles: by dragging, by tapping, or with the keys 1, 2 and 3.

import { button, fill, freshId, h, slide } from "../elements.js";
import { Rows } from "../rows.js";
import { picker } from "./choice.js";
import { deckOf } from "./deck.js";
import { draggable } from "./dragging.js";

/** @import { Card, Cards, Option } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const ONTO = ".bs-pile, .bs-onto";

/** The card on top with a button for each pile, and the piles. @param {Cards} block @param {Context} context @returns {Drawn} */
export function cards(block, context) {
  const { workbook, phrases, announce } = context;
  const deck = deckOf(block, block.piles[0].value, context);
  const name = h("p", { className: "bs-card-name", id: freshId(), dir: "auto" });
  const about = h("div", { id: freshId() });
  const named = { role: "group", "aria-labelledby": name.id, "aria-describedby": about.id };
  const card = h(
    "div",
    { className: "bs-card", tabIndex: 0, "data-key": `${block.worksheet} card`, ...named },
    name,
    about,
  );
  const stack = h("div", { className: "bs-stack" }, card);
  const choices = block.piles.map(({ value, label }, at) => {
    const number = String(at + 1);
    const key = { "data-key": `${block.worksheet} ${value}`, "data-list": value, "aria-keyshortcuts": number };
    const choice = button(label, () => sort(value), { className: "bs-button bs-onto", ...key });
    choice.prepend(h("kbd", { "aria-hidden": "true" }, number));
    return choice;
  });
  const later = button(block.later, putItOff, { className: "bs-quiet", "data-key": `${block.worksheet} later` });
  const table = h("div", { className: "bs-deck" }, stack, h("div", { className: "bs-choices" }, ...choices));
  const left = h("p", { className: "bs-hint", tabIndex: -1 });
  const below = h("div", { className: "bs-row" }, left, later);
  const piles = block.piles.map(pile);
  const rows = /** @type {Rows<Card>} */ (new Rows(row));
  const putOff = () => workbook.putOff.get(block.worksheet) ?? [];
  let turnedUp = "";

  let held = /** @type {string | undefined} */ (undefined);
  card.addEventListener("pointerdown", () => (held = current()?.id));
  draggable(card, card, (list) => held === current()?.id && sort(list), ONTO);
  table.addEventListener("keydown", (event) => {
    const option = block.piles[Number(event.key) - 1];
    if (!option || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    sort(option.value);
  });

  /** The cards in no pile yet: those that were put off come last. */
  function unsorted() {
    const off = putOff();
    const free = deck.cards().filter(({ id }) => !deck.pile(id));
    return free.sort((a, b) => off.indexOf(a.id) - off.indexOf(b.id));
  }

  const current = () => unsorted().at(0);

  /** @param {Option["value"]} value */
  function sort(value) {
    const sorted = current();
    if (!sorted) return;
    const from = card.getBoundingClientRect();
    put(sorted.id, value);
    const lies = rows.get(sorted.id)?.element;
    if (lies) slide(lies, from);
    turnUp(inWords(sorted.name, value));
  }

  /** @param {string} id @param {Option["value"]} value */
  function put(id, value) {
    deck.put(id, value);
    announce(inWords(deck.cards().find((each) => each.id === id)?.name, value));
  }

  /** What became of a card, in words. @param {string | undefined} text @param {Option["value"]} value */
  function inWords(text, value) {
    return fill(block.sorted, { text, pile: block.piles.find((each) => each.value === value)?.label });
  }

  function putItOff() {
    const id = current()?.id;
    if (id) workbook.putOff.set(block.worksheet, [...putOff().filter((each) => each !== id), id]);
    refresh();
    turnUp();
  }

  /** Say what the card that is now on top is, after what `happened`. @param {string} [happened] */
  function turnUp(happened) {
    const turned = current();
    if (!turned) return left.focus();
    const said = turned.line ? fill(phrases.about, { label: turned.name, text: turned.line }) : turned.name;
    announce(happened ? `${happened}\n${said}` : said);
  }

  /** @param {Option} option */
  function pile({ value, label }) {
    const id = freshId();
    const list = h("ul", {});
    const properties = { className: "bs-pile", role: "group", "aria-labelledby": id, "data-list": value };
    return { value, list, element: h("div", properties, h("h3", { id }, label), list) };
  }

  /** What matters because of this value, in the person's words. @param {string} id */
  const words = (id) => (block.items[id] ?? []).map((text) => h("q", { dir: "auto" }, text));

  /** A card in a pile: a press opens the list of piles, which lies over it, and a mouse drags it. @param {string} id */
  function row(id) {
    const path = deck.path(id, "pile");
    const list = { options: block.piles, full_name: block.pile, unanswered: block.unsorted };
    const choose = picker(list, path, context);
    const select = /** @type {HTMLSelectElement} */ (choose.element.querySelector("select"));
    const text = h("span", { dir: "auto" });
    const why = words(id);
    const element = h("li", { className: "bs-sorted" }, text, ...why, choose.element, choose.beside);
    select.addEventListener("change", () => deck.unrank(id, workbook.gestureOf(path)));
    if ("showPicker" in select) {
      select.addEventListener("mousedown", (event) => {
        event.preventDefault();
        select.focus();
      });
      select.addEventListener("click", () => select.showPicker());
      draggable(select, element, (to) => put(id, to), ONTO);
    }
    return {
      element,
      /** @param {Card} sorted */
      refresh(sorted) {
        text.textContent = sorted.name;
        for (const each of why) each.hidden = deck.rank(id) !== null; // They stand where it is ranked.
        choose.refresh(sorted.name);
      },
    };
  }

  function refresh() {
    const turned = current();
    const count = unsorted().length;
    table.hidden = !turned;
    later.hidden = count < 2;
    stack.classList.toggle("bs-last-card", count < 2);
    if (turned?.id !== turnedUp) {
      turnedUp = turned?.id ?? "";
      about.replaceChildren(h("p", { className: "bs-hint" }, turned?.line), ...words(turnedUp));
    }
    name.textContent = turned?.name ?? "";
    left.textContent = turned ? fill(block.left, { count }) : block.all_sorted;
    const sorted = Map.groupBy(deck.cards(), ({ id }) => deck.pile(id));
    rows.show(...piles.map(({ value, list }) => ({ list, things: sorted.get(value) ?? [] })));
  }

  const inPiles = h("div", { className: "bs-piles" }, ...piles.map((each) => each.element));
  return { element: h("div", { className: "bs-cards" }, h("div", {}, table, below), inPiles), refresh };
}
