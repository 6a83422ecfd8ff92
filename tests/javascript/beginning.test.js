// A check-in that was opened and left is none: the first answer makes it.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { begin } from "../../components/browser/workbook/beginning.js";
import { saved, written } from "./writing.js";

const NEW = { worksheet: "check_ins", item: "new", list: "check_in", dated: "date" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: new Date(2026, 10, 28, 0, 5) });
});

/** @param {import("../../components/browser/workbook/workbook.js").Workbook} workbook */
const unsent = ({ waiting }) => Object.fromEntries(waiting.map(({ path, value }) => [path, value]));

test("the first answer makes it, after all that is there, on the day of the answer and in one act", () => {
  const workbook = saved([["check_ins/before/place", ["setback", 7]]]);

  workbook.write("check_ins/new/win", "I", { typed: true });
  begin(workbook, NEW, "check_ins/new/win");

  assert.deepEqual(unsent(workbook), {
    "check_ins/new/win": "I",
    "check_ins/new/place": ["check_in", 8],
    "check_ins/new/date": "2026-11-28",
  });
  assert.equal(new Set(workbook.waiting.map(({ gesture }) => gesture)).size, 1);
});

test("it is made once, and keeps the day that was chosen for it", () => {
  const workbook = written([["check_ins/new/date", "2026-11-20"]]);
  begin(workbook, NEW, "check_ins/new/date");

  workbook.write("check_ins/new/win", "I slept");
  begin(workbook, NEW, "check_ins/new/win");

  assert.equal(workbook.waiting.filter(({ path }) => path.endsWith("/place")).length, 1);
  assert.equal(workbook.shown("check_ins/new/date"), "2026-11-20");
});

test("what is written elsewhere, and what changes nothing, makes none", () => {
  const workbook = written([["plan/next_check_in", "2026-12-12"]]);

  begin(workbook, NEW, "plan/next_check_in");
  workbook.write("check_ins/new/win", null);
  begin(workbook, NEW, "check_ins/new/win");
  workbook.write("check_ins/newer/win", "I slept");
  begin(workbook, NEW, "check_ins/newer/win");

  assert.equal(workbook.shown("check_ins/new/place"), null);
});
