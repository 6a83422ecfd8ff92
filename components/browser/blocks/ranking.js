// The few cards of one pile that are put in an order, by dragging, by tapping or with the keyboard.

import { button, fill, freshId, h } from "../elements.js";
import { moves, Rows } from "../rows.js";
import { ofItem } from "./about_each.js";
import { deckOf } from "./deck.js";
import { draggable } from "./dragging.js";
import { quote } from "./reading.js";

/** @import { Card, Ranking } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

const ONTO = ".bs-ranking";

/** The ranked cards in their order, and the others of the pile to choose from. @param {Ranking} block @param {Context} context @returns {Drawn} */
export function ranking(block, context) {
  const { workbook, write, phrases, announce, full, draw } = context;
  const deck = deckOf(block, block.from_pile, context);
  const rows = /** @type {Rows<Card>} */ (new Rows(row));
  const offers = /** @type {Rows<Card>} */ (new Rows(offer));
  const list = h("ol", { className: "bs-ranked" });
  const others = h("div", { className: "bs-row" });
  const none = h("p", { className: "bs-hint" }, block.none);
  const message = h("p", { className: "bs-message", role: "alert", hidden: true });
  const isFull = () => deck.ranked(block.most).length >= block.most;

  /** Put a card at this place of the order. @param {string} id @param {number} at */
  function place(id, at) {
    const order = deck.place(id, at, block.most);
    if (order) full.delete(block.worksheet);
    else full.add(block.worksheet);
    refresh();
    const number = (order ?? []).findIndex((card) => card.id === id) + 1;
    if (order && number) announce(fill(block.ranked, { text: order[number - 1].name, number }));
  }

  /** Choose a card as the last one, and go on to the next that can be chosen. @param {string} id */
  function choose(id) {
    const wasFull = isFull();
    place(id, Infinity);
    if (wasFull) return;
    const next = others.querySelector("button") ?? list.querySelector("li:last-child button");
    /** @type {HTMLElement | null} */ (next)?.focus();
  }

  /** @param {string} id @param {number} steps */
  function move(id, steps) {
    const ranked = deck.ranked(block.most);
    const to = ranked.findIndex((card) => card.id === id) + steps;
    if (to >= 0 && to < ranked.length) place(id, to);
  }

  /** @param {string} id */
  function remove(id) {
    write(deck.path(id, "rank"), null);
    offers.get(id)?.element.focus();
    announce(phrases.removed);
  }

  /** @param {string} id */
  function row(id) {
    const name = h("h3", { className: "bs-card-name", id: freshId(), dir: "auto" });
    const number = h("span", { className: "bs-rank", "aria-hidden": "true" });
    const handle = h("div", { className: "bs-value" }, number, name);
    const tools = moves(id, phrases, move, remove, `${id} rank`);
    const parts = ofItem(block.asked, id).map((each) => draw(each));
    const texts = block.items[id] ?? [];
    const said = texts.length > 0 && quote({ kind: "quote", before: block.because, texts });
    const head = h("div", { className: "bs-tools" }, handle, tools.element);
    const element = h(
      "li",
      {},
      h("div", { role: "group", "aria-labelledby": name.id }, head, said, ...parts.map((part) => part.element)),
    );
    draggable(handle, element, (_list, at) => place(id, at), ONTO);
    element.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!steps || !event.altKey) return;
      event.preventDefault();
      move(id, steps);
    });
    return {
      element,
      /** @param {Card} card @param {number} at @param {number} count */
      refresh(card, at, count) {
        number.textContent = String(at);
        name.textContent = card.name;
        tools.refresh(card.name, at, count);
        for (const part of parts) part.refresh?.();
      },
    };
  }

  /** @param {string} id */
  function offer(id) {
    const element = button("", () => choose(id), { "data-key": `${id} rank` });
    draggable(element, element, (_list, at) => place(id, at), ONTO);
    return {
      element,
      /** @param {Card} card */
      refresh({ name }) {
        element.textContent = `+ ${name}`;
        element.setAttribute("aria-label", fill(block.rank, { text: name }));
      },
    };
  }

  function refresh() {
    const ranked = deck.ranked(block.most);
    const free = deck.rankable().filter((card) => !ranked.some(({ id }) => id === card.id));
    rows.show({ list, things: ranked });
    offers.show({ list: others, things: free });
    none.hidden = ranked.length + free.length > 0;
    if (!isFull() || !free.length) full.delete(block.worksheet);
    const refusal = free.map(({ id }) => workbook.refusals.get(deck.path(id, "rank"))).find(Boolean) ?? "";
    const says = full.has(block.worksheet) ? block.full : refusal;
    if (message.textContent !== says) message.textContent = says;
    message.hidden = !says;
  }

  const element = h("div", { className: "bs-ranking", "data-list": "ranked" }, list, none, others, message);
  return { element, refresh };
}
