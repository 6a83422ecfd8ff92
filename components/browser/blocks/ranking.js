// The few cards of one pile that are put in an order.

import { button, fill, h } from "../elements.js";
import { moves, Rows } from "../rows.js";
import { moved } from "../workbook/items.js";
import { newGesture } from "../workbook/workbook.js";
import { deckOf } from "./deck.js";

/** @import { Card, Ranking } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** The ranked cards in their order, and the others of the pile to choose from. @param {Ranking} block @param {Context} context @returns {Drawn} */
export function ranking(block, context) {
  const { workbook, write, phrases, announce, full } = context;
  const deck = deckOf(block, block.from_pile, context);
  const rows = /** @type {Rows<Card>} */ (new Rows(row));
  const offers = /** @type {Rows<Card>} */ (new Rows(offer));
  const list = h("ol", { className: "bs-ranked" });
  const others = h("div", { className: "bs-row" });
  const none = h("p", { className: "bs-hint" }, block.none);
  const message = h("p", { className: "bs-message", role: "alert", hidden: true });
  const isFull = () => deck.ranked(block.most).length >= block.most;

  /** @param {string} id */
  function rank(id) {
    if (isFull()) {
      full.add(block.worksheet);
      return refresh();
    }
    full.delete(block.worksheet);
    const ranked = deck.ranked(block.most);
    write(deck.path(id, "rank"), Math.max(0, ...ranked.map((card) => deck.rank(card.id) ?? 0)) + 1);
    const next = others.querySelector("button") ?? list.querySelector("li:last-child button");
    /** @type {HTMLElement | null} */ (next)?.focus();
    const text = deck.cards().find((card) => card.id === id)?.name;
    announce(fill(block.ranked, { text, number: ranked.length + 1 }));
  }

  /** @param {string} id @param {number} steps */
  function move(id, steps) {
    const gesture = newGesture();
    const order = moved(deck.ranked(block.most), id, steps);
    order?.forEach((card, at) => write(deck.path(card.id, "rank"), at + 1, { gesture }));
  }

  /** @param {string} id */
  function remove(id) {
    write(deck.path(id, "rank"), null);
    offers.get(id)?.element.focus();
    announce(phrases.removed);
  }

  /** @param {string} id */
  function row(id) {
    const text = h("span", { className: "bs-card-name", dir: "auto" });
    const tools = moves(id, phrases, move, remove, `${id} rank`);
    return {
      element: h("li", { className: "bs-tools" }, text, tools.element),
      /** @param {Card} card @param {number} number @param {number} count */
      refresh({ name }, number, count) {
        text.textContent = `${number}. ${name}`;
        tools.refresh(name, number, count);
      },
    };
  }

  /** @param {string} id */
  function offer(id) {
    const element = button("", () => rank(id), { "data-key": `${id} rank` });
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

  return { element: h("div", { className: "bs-cards" }, list, none, others, message), refresh };
}
