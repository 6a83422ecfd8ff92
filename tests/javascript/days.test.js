// Days are those of the clock at this window, at the moment when they are asked.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { dayAhead, today } from "../../components/browser/days.js";

/** @param {Date} now */
function itIs(now) {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now });
}

beforeEach(() => itIs(new Date(2026, 11, 31, 23, 59, 30)));

test("what is asked after midnight is the new day, even in a new year", () => {
  assert.deepEqual([today(), dayAhead(1), dayAhead(14)], ["2026-12-31", "2027-01-01", "2027-01-14"]);

  mock.timers.tick(30_000);

  assert.deepEqual([today(), dayAhead(1), dayAhead(14)], ["2027-01-01", "2027-01-02", "2027-01-15"]);
});

test("a day ahead is one of the calendar, whatever the clocks do that night", () => {
  for (const [before, after] of [
    [new Date(2028, 1, 28, 12), "2028-02-29"],
    [new Date(2026, 2, 28, 23, 30), "2026-03-29"],
    [new Date(2026, 9, 24, 0, 30), "2026-10-25"],
  ]) {
    itIs(/** @type {Date} */ (before));
    assert.equal(dayAhead(1), after);
  }
});
