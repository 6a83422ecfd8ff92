// The cards of a worksheet: in which pile they are, and in what order those stand that matter most.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deckOf } from "../../components/browser/blocks/deck.js";
import { Workbook } from "../../components/browser/workbook/workbook.js";

/** @import { Ranking } from "../../components/browser/blocks.d.ts" */
/** @import { Context } from "../../components/browser/sheet.js" */

const FIRST = "VERY_IMPORTANT";
const CARDS = ["family", "honesty", "fun"].map((id) => ({ id, name: id, line: "" }));

/** The deck of a window in which these cards are in the first pile, ranked as they stand here. @param {string[]} ranked */
function deckWith(...ranked) {
  const workbook = new Workbook();
  const context = { workbook, write: workbook.write.bind(workbook), drafts: new Map() };
  const block = { worksheet: "values", own: "own", cards: CARDS };
  const deck = deckOf(/** @type {Ranking} */ (block), FIRST, /** @type {Context} */ (/** @type {unknown} */ (context)));
  for (const id of ranked) deck.put(id, FIRST);
  for (const id of ranked) deck.place(id, Infinity, CARDS.length);
  return { deck, workbook, order: () => deck.ranked(CARDS.length).map(({ id }) => id) };
}

test("a card that is put before others moves them on, as one act", () => {
  const { deck, workbook, order } = deckWith("family", "honesty", "fun");

  deck.place("fun", 0, CARDS.length);

  assert.deepEqual(order(), ["fun", "family", "honesty"]);
  assert.equal(new Set(order().map((id) => workbook.gestureOf(`values/${id}/rank`))).size, 1);
});

test("a card for which there is no room is not ranked, and one that is there can be moved", () => {
  const { deck, order } = deckWith("family", "honesty");
  deck.put("fun", FIRST);

  assert.equal(deck.place("fun", 0, 2), null);
  assert.deepEqual(order(), ["family", "honesty"]);
  assert.deepEqual(
    deck.place("honesty", 0, 2)?.map(({ id }) => id),
    ["honesty", "family"],
  );
});

test("a card that leaves the first pile is no longer ranked, by the same act", () => {
  const { deck, workbook, order } = deckWith("family", "honesty");

  deck.put("family", "IMPORTANT");

  assert.deepEqual(order(), ["honesty"]);
  assert.equal(workbook.gestureOf("values/family/pile"), workbook.gestureOf("values/family/rank"));
});

test("only what lies in the first pile can be ranked", () => {
  const { deck, order } = deckWith("family");
  deck.put("fun", "IMPORTANT");

  deck.place("fun", 0, CARDS.length);

  assert.deepEqual(order(), ["family"]);
});
