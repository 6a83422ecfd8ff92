// For how long nobody has been here, as a window counts it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Idle } from "../../components/browser/workbook/idle.js";

/** A count of at most a minute, by a clock on the wall and one that runs, in milliseconds. */
function counting() {
  const now = { wall: 1_000_000, running: 0 };
  const idle = new Idle([() => now.wall, () => now.running]);
  idle.allow(60);
  return { now, idle };
}

test("a window counts by itself, and begins anew when somebody is here", () => {
  const { now, idle } = counting();

  now.wall += 45_000;
  now.running += 45_000;
  assert.equal(idle.left, 15);
  idle.here();

  assert.equal(idle.left, 60);
});

test("the clock that went on further counts: one stops while the computer sleeps, the other can be put back", () => {
  const { now, idle } = counting();

  now.wall += 90_000;
  assert.equal(idle.left, -30);
  idle.here();
  now.wall -= 3_600_000;
  now.running += 61_000;

  assert.ok(idle.left < 0);
});

test("what the server says counts until somebody is here again, and another page does not begin the count anew", () => {
  const { now, idle } = counting();

  idle.told(20);
  now.running += 5000;
  idle.allow(60);
  assert.equal(idle.left, 15);
  idle.here();

  assert.equal(idle.left, 60);
});

test("without a passphrase nothing is counted", () => {
  const { now, idle } = counting();
  now.running += 61_000;

  idle.allow(Infinity);

  assert.equal(idle.left, Infinity);
});
