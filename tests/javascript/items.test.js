// Which items of a list are there, and in what order; Python is asked the same in tests/worksheets/test_items.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { items, moved, neighbor, nextPosition } from "../../components/browser/workbook/items.js";
import { saved, written } from "./writing.js";

/** @import { Value, Workbook } from "../../components/browser/workbook/workbook.js" */
/** @typedef {Record<string, string[]>} Lists */
/** @typedef {{ name: string, writes: [string, Value][], there: Lists, empty_too?: Lists }} Case */

const CASES = /** @type {Case[]} */ (JSON.parse(readFileSync(new URL("cases/items.json", import.meta.url), "utf8")));

/** @param {Workbook} workbook @param {boolean} emptyToo */
function found(workbook, emptyToo) {
  const there = items(workbook, "plan").filter(({ isEmpty }) => emptyToo || !isEmpty);
  const lists = [...new Set(there.map(({ list }) => list))];
  return Object.fromEntries(
    lists.map((list) => [list, there.filter((item) => item.list === list).map(({ id }) => id)]),
  );
}

for (const { name, writes, there, empty_too } of CASES) {
  describe(name, () => {
    for (const [when, workbook] of Object.entries({ saved: saved(writes), unsaved: written(writes) })) {
      test(`while it is ${when}`, () => {
        assert.deepEqual(found(workbook, false), there);
        assert.deepEqual(found(workbook, true), empty_too ?? there);
      });
    }
  });
}

test("one list has its own items only", () => {
  const workbook = saved([
    ["plan/a/place", ["steps", 1]],
    ["plan/b/place", ["supports", 1]],
  ]);

  const [item, ...others] = items(workbook, "plan", "steps");
  assert.deepEqual([item.id, others], ["a", []]);
});

test("what is written while the items are shown is among them", () => {
  const workbook = saved([["plan/a/place", ["steps", 1]]]);
  assert.equal(items(workbook, "plan").length, 1);

  workbook.write("plan/b/place", ["steps", 2]);

  assert.equal(items(workbook, "plan").length, 2);
});

const three = ["a", "b", "c"].map((id, at) => ({ id, position: at + 1 }));

test("an item moves by one place, and not beyond the ends", () => {
  /** @param {string} id @param {number} steps */
  const order = (id, steps) =>
    moved(three, id, steps)
      ?.map((each) => each.id)
      .join("") ?? null;

  assert.equal(order("b", 1), "acb");
  assert.equal(order("b", -1), "bac");
  assert.equal(order("a", -1), null);
  assert.equal(order("c", 1), null);
  assert.equal(order("d", 1), null);
});

test("a new item comes last, in an empty list first", () => {
  assert.equal(nextPosition(three), 4);
  assert.equal(nextPosition([]), 1);
});

test("the next item is the one to go on with, or the one before the last", () => {
  assert.equal(neighbor(three, "a"), "b");
  assert.equal(neighbor(three, "c"), "b");
  assert.equal(neighbor([{ id: "a" }], "a"), undefined);
});
