// Cards to sort into piles, by dragging, by tapping or with the keyboard.

import { button, fill, freshId, h } from "../elements.js";
import { Rows } from "../rows.js";
import { picker } from "./choice.js";
import { deckOf } from "./deck.js";

/** @import { Card, Cards, Option } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const DRAGGED = "application/x-card";

/** The next card with a button for each pile, and below it the piles. @param {Cards} block @param {Context} context @returns {Drawn} */
export function cards(block, context) {
  const { workbook, announce } = context;
  const deck = deckOf(block, block.piles[0].value, context);
  const name = h("p", { className: "bs-card-name", id: freshId(), dir: "auto" });
  const line = h("p", { className: "bs-hint" });
  const card = { className: "bs-card", draggable: true, role: "group", "aria-labelledby": name.id };
  const next = h("div", card, name, line);
  const choices = block.piles.map(({ value, label }) =>
    button(label, () => sort(value), { "data-key": `${block.worksheet} ${value}` }),
  );
  const later = button(block.later, putItOff, { "data-key": `${block.worksheet} later` });
  const table = h("div", { className: "bs-deck" }, next, h("div", { className: "bs-row" }, ...choices, later));
  const left = h("p", { className: "bs-hint", tabIndex: -1 });
  const piles = block.piles.map(pile);
  const rows = /** @type {Rows<Card>} */ (new Rows(row));
  const putOff = () => workbook.putOff.get(block.worksheet) ?? [];

  letDrag(next, () => current()?.id);

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
    if (sorted) deck.put(sorted.id, value);
    turnUp();
  }

  function putItOff() {
    const id = current()?.id;
    if (id) workbook.putOff.set(block.worksheet, [...putOff().filter((each) => each !== id), id]);
    refresh();
    turnUp();
  }

  function turnUp() {
    const turned = current();
    if (turned) announce([turned.name, turned.line].filter(Boolean).join(". "));
    else left.focus();
  }

  /** @param {Option} option */
  function pile({ value, label }) {
    const id = freshId();
    const list = h("ul", {});
    const named = { className: "bs-pile", role: "group", "aria-labelledby": id };
    const element = h("div", named, h("h3", { id }, label), list);
    letDrop(element, (dropped) => deck.put(dropped, value));
    return { value, list, element };
  }

  /** @param {string} id */
  function row(id) {
    const path = deck.path(id, "pile");
    const list = { options: block.piles, full_name: block.pile, unanswered: block.unsorted };
    const choose = picker(list, path, context);
    const text = h("span", { dir: "auto" });
    const element = h("li", { className: "bs-sorted", draggable: true }, text, choose.element, choose.beside);
    choose.element.addEventListener("change", () => deck.unrank(id, workbook.gestureOf(path)));
    letDrag(element, () => id);
    return {
      element,
      /** @param {Card} sorted */
      refresh(sorted) {
        text.textContent = sorted.name;
        choose.refresh(sorted.name);
      },
    };
  }

  function refresh() {
    const turned = current();
    const count = unsorted().length;
    table.hidden = !turned;
    later.hidden = count < 2;
    name.textContent = turned?.name ?? "";
    line.textContent = turned?.line ?? "";
    left.textContent = turned ? fill(block.left, { count }) : block.all_sorted;
    const sorted = Map.groupBy(deck.cards(), ({ id }) => deck.pile(id));
    rows.show(...piles.map(({ value, list }) => ({ list, things: sorted.get(value) ?? [] })));
  }

  const inPiles = h("div", { className: "bs-piles" }, ...piles.map((each) => each.element));
  return { element: h("div", { className: "bs-cards" }, table, left, inPiles), refresh };
}

/** @param {HTMLElement} element @param {() => string | undefined} idNow */
function letDrag(element, idNow) {
  element.addEventListener("dragstart", ({ dataTransfer }) => {
    if (!dataTransfer) return;
    dataTransfer.setData(DRAGGED, idNow() ?? "");
    dataTransfer.effectAllowed = "move";
  });
}

/** @param {HTMLElement} element @param {(dropped: string) => void} drop */
function letDrop(element, drop) {
  /** @param {boolean} is */
  const over = (is) => element.classList.toggle("bs-over", is);
  element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    over(true);
  });
  element.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) over(false);
  });
  element.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.getData(DRAGGED);
    if (!dropped) return;
    event.preventDefault();
    over(false);
    drop(dropped);
  });
}
