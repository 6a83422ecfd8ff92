// In which order a window locks: nothing is seen, nothing is known here any more, and then the server is told.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Locking } from "../../components/browser/workbook/locking.js";

/** @import { Reply } from "../../components/browser/workbook/server.js" */

const LOCKED = { response: /** @type {Response} */ ({ ok: true, status: 200 }), answer: { locked: true } };
const OPEN = { ...LOCKED, answer: { locked: false, seconds: 300 } };
const NOT_NOW = {
  response: /** @type {Response} */ ({ ok: false, status: 503 }),
  answer: { message: "The disk is full." },
};
const REFUSED = { response: /** @type {Response} */ ({ ok: false, status: 403 }), answer: null };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** A window that notes what it does, and hears these answers, one after the other. @param {Reply[]} answers */
function window_(...answers) {
  const did = /** @type {string[]} */ ([]);
  const locking = new Locking({
    hide: () => did.push("hide"),
    show: () => did.push("show"),
    say: () => did.push("say"),
    settled: async () => did.push("settled"),
    forget: () => did.push("forget"),
    async ask(what) {
      did.push(Object.values(what)[0]);
      return answers.shift() ?? LOCKED;
    },
    go: (answer) => did.push(answer?.locked ? "go, locked" : "go"),
  });
  return { did, locking };
}

/** Let a second pass. */
async function aSecond() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  mock.timers.tick(1000);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test("nothing is seen before anything else happens, and nothing is known any more before the server is asked", async () => {
  const { did, locking } = window_();

  const locked = locking.lock();
  assert.equal(did[0], "hide", "at once");
  await locked;

  assert.deepEqual(did, ["hide", "settled", "forget", "lock", "forget", "go, locked"]);
});

for (const [when, answer] of Object.entries({ "there is no connection": {}, "the server cannot": NOT_NOW })) {
  test(`while ${when}, the page stays hidden, says so, and the server is told as soon as it listens`, async () => {
    const { did, locking } = window_(answer, answer);

    locking.lock();
    await aSecond();
    assert.ok(!did.includes("show") && !did.some((each) => each.startsWith("go")));
    assert.equal(did.at(-1), "say");
    await aSecond();

    assert.equal(did.filter((each) => each === "lock").length, 3);
    assert.equal(did.at(-1), "go, locked");
    assert.ok(!did.includes("show"));
  });
}

test("a server that turns this window away has locked it, too", async () => {
  const { did, locking } = window_(REFUSED);

  await locking.lock();

  assert.equal(did.at(-1), "go");
});

test("who presses twice locks once", async () => {
  const { did, locking } = window_();

  await Promise.all([locking.lock(), locking.lock()]);

  assert.deepEqual(
    did.filter((each) => each === "lock"),
    ["lock"],
  );
});

test("what the server has locked by itself it is not asked to lock: somebody may have unlocked it since", () => {
  const { did, locking } = window_();

  locking.follow(LOCKED.answer);

  assert.deepEqual(did, ["hide", "forget", "go, locked"]);
});

test("when nobody is here by this window's count, the page is hidden until the server says that somebody is", async () => {
  const { did, locking } = window_(OPEN);

  const answer = await locking.expire();

  assert.deepEqual(did, ["hide", "look", "show"]);
  assert.deepEqual(answer, OPEN.answer);
});

test("when nobody is here and there is no connection, nothing of the page stays", async () => {
  const { did, locking } = window_({});

  await locking.expire();

  assert.deepEqual(did, ["hide", "look", "hide", "settled", "forget", "lock", "forget", "go, locked"]);
});

test("a page that is drawn after the server has locked is looked into before it is shown", async () => {
  const { did, locking } = window_(LOCKED, OPEN);
  locking.drawn();
  assert.deepEqual(did, [], "nothing is being locked");
  await locking.lock();

  locking.drawn();
  await aSecond();

  assert.deepEqual(did.slice(-3), ["hide", "look", "show"]);
});

test("once the page of the lock is drawn, it can be locked again", async () => {
  const { did, locking } = window_();
  await locking.lock();

  locking.end();
  await locking.lock();

  assert.equal(did.filter((each) => each === "lock").length, 2);
});
