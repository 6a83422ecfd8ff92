// The cards of a worksheet as this window shows them: those that everybody gets, and then the person's own.

import { items } from "../workbook/items.js";
import { newGesture } from "../workbook/workbook.js";

/** @import { Card, Cards, Option, Ranking } from "../blocks.d.ts" */
/** @import { Context } from "../sheet.js" */

/** `pile` is the one whose cards can be ranked. @param {Cards | Ranking} block @param {Option["value"]} pile @param {Context} context */
export function deckOf(block, pile, { workbook, write, drafts }) {
  /** @param {string} id @param {string} field */
  const path = (id, field) => `${block.worksheet}/${id}/${field}`;
  const deck = {
    path,

    /** @param {string} id */
    pile: (id) => workbook.shown(path(id, "pile")),

    /** @param {string} id */
    rank: (id) => /** @type {number | null} */ (workbook.shown(path(id, "rank"))),

    cards() {
      const beingWritten = drafts.get(block.own)?.item;
      const own = items(workbook, block.worksheet, block.own)
        .filter(({ id }) => id !== beingWritten)
        .map(({ id }) => ({ id, name: String(workbook.shown(path(id, "text")) ?? "").trim(), line: "" }));
      return [...block.cards, ...own.filter(({ name }) => name)];
    },

    /** The cards of the pile that can be ranked. */
    rankable: () => deck.cards().filter(({ id }) => deck.pile(id) === pile),

    /** Those that are ranked, in order. @param {number} most */
    ranked(most) {
      /** @param {Card} card */
      const rank = ({ id }) => deck.rank(id) ?? 0;
      const ranked = deck.rankable().filter(({ id }) => deck.rank(id) !== null);
      return ranked.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)).slice(0, most);
    },

    /**
     * Rank a card so that so many others stand before it: the new order, or null if there is no room beside `most` others.
     * @param {string} id @param {number} at @param {number} most
     */
    place(id, at, most) {
      const others = deck.ranked(most).filter((card) => card.id !== id);
      if (others.length >= most) return null;
      const gesture = newGesture();
      const order = others.toSpliced(at, 0, ...deck.rankable().filter((card) => card.id === id));
      order.forEach((card, before) => write(path(card.id, "rank"), before + 1, { gesture }));
      return order;
    },

    /** Put a card in a pile. @param {string} id @param {Option["value"]} value */
    put(id, value) {
      const gesture = newGesture();
      write(path(id, "pile"), value, { gesture });
      deck.unrank(id, gesture);
    },

    /** A card that left the pile is no longer ranked. @param {string} id @param {string | undefined} gesture */
    unrank(id, gesture) {
      if (deck.pile(id) !== pile) write(path(id, "rank"), null, { gesture });
    },
  };
  return deck;
}
