// When and how a window saves: after a pause, again and again until it is kept, and handed over when the tab closes.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Sending } from "../../components/browser/workbook/sending.js";
import { WINDOW } from "../../components/browser/workbook/this_window.js";
import { Workbook } from "../../components/browser/workbook/workbook.js";
import { Server, values } from "./writing.js";

const WHY = "rulers/importance/why_not_lower";
const NUMBER = "rulers/importance/number";
const RULERS = ["rulers"];

const PHRASES = {
  offline: "Not saved: no connection.",
  not_saved: "Not saved. {why} Your text is still here.",
  not_shown: "Your answers cannot be shown yet. {why}",
  no_connection: "There is no connection.",
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

/** Somebody's window on a workbook, and the server; `refused` counts how often the page was told to be drawn anew. */
function window_() {
  const server = new Server();
  const refused = mock.fn();
  const workbook = new Workbook(() => sending.schedule());
  const sending = /** @type {Sending} */ (new Sending(workbook, server, refused));
  sending.phrases = PHRASES;
  sending.token = "token";
  workbook.watch(() => {});
  return { workbook, sending, server, refused };
}

/** A window without a connection. */
function offline() {
  const opened = window_();
  opened.server.isThere = false;
  return opened;
}

/** A window in which there is something to undo. */
function afterAnEdit() {
  const opened = window_();
  opened.sending.within.set({}, RULERS);
  opened.workbook.can.set("rulers", { undo: [WINDOW], redo: [] });
  return opened;
}

/** A window whose page was drawn from what stands on the server since last week, and is not known in it yet. */
function justOpened({ isThere = true } = {}) {
  const opened = window_();
  opened.server.write(WHY, "written last week");
  opened.server.isThere = isThere;
  opened.sending.drawn = 1;
  opened.sending.send(true);
  return opened;
}

/** Let so many milliseconds pass, and all that is due in them happen. @param {number} milliseconds */
async function pass(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 50) {
    mock.timers.tick(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("words are sent when typing pauses, in one request", async () => {
  const { workbook, server, sending } = window_();

  for (const text of ["a", "ab", "abc"]) {
    workbook.write(WHY, text, { typed: true });
    await pass(200);
  }
  assert.equal(server.asked.length, 0);
  await pass(400);

  assert.equal(server.asked.length, 1);
  assert.deepEqual(server.kept, { [WHY]: "abc" });
  assert.ok(sending.savedAt > 1_000_000);
  assert.equal(workbook.isUnsaved, false);
});

test("the page that is drawn anew waits for another letter, but for none after Enter or a tap", async () => {
  const { workbook, sending } = window_();

  workbook.write(WHY, "ab", { typed: true });
  await pass(100);
  assert.equal(workbook.untilTyped, 150);
  sending.flush(); // As Enter does.
  assert.equal(workbook.untilTyped, 0);

  workbook.write(WHY, "abc", { typed: true });
  assert.equal(workbook.untilTyped, 250);
  workbook.write(NUMBER, 7);
  assert.equal(workbook.untilTyped, 0);

  workbook.write(WHY, "abcd", { typed: true });
  await pass(250);
  assert.equal(workbook.untilTyped, 0);
});

test("who types without a pause is saved every two seconds all the same", async () => {
  const { workbook, server } = window_();

  for (let key = 0; key < 21; key += 1) {
    workbook.write(WHY, "x".repeat(key + 1), { typed: true });
    await pass(100);
  }

  assert.equal(server.asked.length, 1);
});

test("one request is under way at a time, and what is written meanwhile follows it", async () => {
  const { workbook, server } = window_();
  const goOn = server.hold();

  workbook.write(NUMBER, 7);
  await pass(100);
  workbook.write(NUMBER, 8);
  await pass(1000);
  assert.equal(server.asked.length, 1);
  goOn();
  await pass(100);

  assert.deepEqual(server.kept, { [NUMBER]: 8 });
  assert.equal(server.heads[NUMBER].length, 1, "the second was based on the first");
});

test("without a connection it tries again each second, says so, and loses nothing", async () => {
  const { workbook, sending, server } = offline();

  workbook.write(NUMBER, 7);
  await pass(2500);
  assert.equal(sending.problem, "Not saved: no connection.");
  assert.equal(server.asked.length, 3);
  assert.deepEqual(server.asked[0].edits, server.asked[2].edits);
  server.isThere = true;
  await pass(1000);

  assert.equal(sending.problem, "");
  assert.deepEqual(server.kept, { [NUMBER]: 7 });
});

test("an edit whose answer was lost is kept once", async () => {
  const { workbook, server } = window_();
  const { send } = server;
  server.send = async (request) => {
    await send.call(server, request);
    server.send = send;
    return {}; // It arrived, and nobody heard of it.
  };

  workbook.write(NUMBER, 7);
  await pass(2000);

  assert.equal(server.asked.length, 2);
  assert.equal(server.revision, 1);
});

test("a choice is sent at once, and what the server says of a failure is told, and that the text is still here", async () => {
  const { workbook, sending, server } = window_();
  server.answers = { why: "The disk is full.", status: 503 };

  workbook.write(NUMBER, 7);
  await pass(50);

  assert.equal(sending.problem, "Not saved. The disk is full. Your text is still here.");
});

test("a refused edit is no failure: it is told at its place, not called saved, and not sent again", async () => {
  const { workbook, sending, server } = window_();
  server.refuses = { [NUMBER]: "Please choose a number from 0 to 10." };

  workbook.write(NUMBER, 98);
  await pass(50);
  assert.equal(sending.savedAt, 0);
  workbook.write(NUMBER, 99);
  workbook.write(WHY, "because");
  await pass(3000);

  assert.equal(server.asked.length, 2);
  assert.equal(sending.problem, "");
  assert.deepEqual([...workbook.refusals], [[NUMBER, "Please choose a number from 0 to 10."]]);
  assert.deepEqual(server.kept, { [WHY]: "because" });
});

test("much that was written without a connection is sent one request after the other", async () => {
  const { workbook, server } = offline();
  for (let at = 0; at < 250; at += 1) workbook.write(`plan/${at}/what`, "tea");
  await pass(500);

  server.isThere = true;
  await pass(1500);

  const sizes = server.asked.map(({ edits }) => edits.length);
  assert.deepEqual(sizes, [100, 100, 100, 50]);
  assert.equal(server.revision, 250);
});

test("flushing while a request is under way waits for it", async () => {
  const { workbook, sending, server } = window_();
  const goOn = server.hold();
  workbook.write(NUMBER, 7);
  await pass(50);

  const flushed = sending.flush();
  assert.equal(server.asked.length, 1);
  goOn();
  await pass(50);

  await flushed;
  assert.equal(server.asked.length, 1);
});

test("flushing resolves when all is saved, even what is typed on the way", async () => {
  const { workbook, sending, server } = window_();
  let isSaved = false;
  workbook.write(WHY, "a", { typed: true });

  sending.flush().then(() => (isSaved = true));
  workbook.write(WHY, "ab", { typed: true });
  await pass(100);

  assert.ok(isSaved);
  assert.deepEqual(server.kept, { [WHY]: "ab" });
  await sending.flush();
});

test("two windows that wrote at the same time both show both", async () => {
  const { workbook, server, sending } = window_();
  server.write(WHY, "theirs");
  workbook.write(WHY, "mine");
  await pass(50);
  const [beside, ...more] = workbook.others(WHY);
  assert.deepEqual([beside.value, beside.mine, more], ["theirs", false, []]);

  workbook.settle(WHY, "mine / theirs");
  await pass(50);

  assert.deepEqual(workbook.others(WHY), []);
  assert.deepEqual(values(server.heads[WHY]), ["mine / theirs"]);
  assert.equal(sending.problem, "");
});

/** How many edits each request brought, and whether it asked for an undo. @param {Server} server */
const steps = (server) => server.asked.map(({ edits, take_back }) => `${edits.length}${take_back ? " and undo" : ""}`);

test("undo waits for what is typed, and goes alone", async () => {
  const { workbook, sending, server } = window_();
  sending.within.set({}, RULERS);
  workbook.write(WHY, "abc", { typed: true });

  const done = sending.takeBack(false, RULERS);
  await pass(200);

  assert.equal(await done, true);
  assert.deepEqual(steps(server), ["1", "0 and undo"]);
  assert.equal(server.asked[1].take_back?.again, false);
});

test("what is typed after undo was asked for is not what it takes back", async () => {
  const { workbook, sending, server } = afterAnEdit();
  const goOn = server.hold();
  sending.lookAround();

  const done = sending.takeBack(false, RULERS);
  await pass(50);
  workbook.write(WHY, "typed after it", { typed: true });
  goOn();
  await pass(1000);

  assert.equal(await done, true);
  assert.deepEqual(steps(server), ["0", "0 and undo", "1"]);
});

test("what is typed on after undo is another step", async () => {
  const { workbook, sending, server } = afterAnEdit();
  workbook.write(WHY, "a", { typed: true });
  const done = sending.takeBack(false, RULERS);
  await pass(200);
  await done;

  workbook.write(WHY, "b", { typed: true });
  await pass(500);

  const gestures = server.asked.flatMap(({ edits }) => edits.map(({ gesture }) => gesture));
  assert.equal(new Set(gestures).size, 2);
});

test("three quick undos are three steps, and what is typed after the first is not taken back with them", async () => {
  const { sending, server } = afterAnEdit();

  const all = [1, 2, 3].map(() => sending.takeBack(false, RULERS));
  await pass(300);

  assert.deepEqual(await Promise.all(all), [true, true, true]);
  assert.equal(new Set(server.asked.map(({ take_back }) => take_back?.gesture)).size, 3);
});

test("undo with nothing to undo asks nothing, and redo is another matter", async () => {
  const { workbook, sending, server } = window_();
  workbook.can.set("rulers", { undo: [], redo: [WINDOW] });

  assert.equal(await sending.takeBack(false, RULERS), false);
  const again = sending.takeBack(true, RULERS);
  await pass(50);

  assert.equal(await again, true);
  assert.equal(server.asked.length, 1);
});

test("each of two sheets on a page knows what it can undo, and undoes only that", async () => {
  const { workbook, sending, server } = window_();
  sending.within.set({}, RULERS);
  sending.within.set({}, ["plan"]);
  server.cannotUndo = "plan";
  sending.lookAround();
  await pass(50);

  assert.deepEqual([workbook.canTakeBack(false, RULERS), workbook.canTakeBack(false, ["plan"])], [true, false]);
  sending.takeBack(false, RULERS);
  await pass(50);
  assert.deepEqual(server.asked.at(-1)?.take_back?.within, RULERS);
});

test("a closing tab hands over all that is not saved, if there is any, and keeps it until it is", async () => {
  const { workbook, sending, server } = offline();
  sending.handOver();
  assert.equal(server.handedOver.length, 0);
  workbook.write(NUMBER, 7);
  await pass(100);
  workbook.write(WHY, "because", { typed: true });

  sending.handOver();

  const handed = server.handedOver.map(({ edits }) => values(edits));
  assert.deepEqual(handed, [[7, "because"]]);
  server.isThere = true;
  await pass(2000);
  assert.deepEqual(server.kept, { [NUMBER]: 7, [WHY]: "because" });
});

test("typing on in a tab that was only hidden is saved, too", async () => {
  const { workbook, sending, server } = window_();
  workbook.write(WHY, "ab", { typed: true });

  sending.handOver();
  workbook.write(WHY, "abc", { typed: true });
  await pass(500);

  assert.deepEqual(server.kept, { [WHY]: "abc" });
});

test("a tab is at risk while nothing can be saved, or with more than can be handed over", async () => {
  const { workbook, sending, server } = window_();
  assert.equal(sending.isAtRisk, false);
  workbook.write(WHY, "x".repeat(30_000), { typed: true });
  assert.equal(sending.isAtRisk, false);
  workbook.write(WHY, "語".repeat(30_000), { typed: true });
  assert.equal(sending.isAtRisk, true, "in bytes, not letters");
  await pass(500);
  server.isThere = false;
  workbook.write(NUMBER, 7);
  await pass(50);

  assert.equal(sending.isAtRisk, true);
});

test("looking around learns what others wrote, only where a page shows it", async () => {
  const { workbook, sending, server } = window_();
  server.write(WHY, "theirs");
  sending.lookAround();
  await pass(50);
  assert.equal(workbook.shown(WHY), "theirs");
  server.write(WHY, "theirs again");

  workbook.watchers.clear();
  sending.lookAround();
  await pass(50);

  assert.equal(server.asked.length, 1);
});

test("looking around without a connection is no problem to speak of", async () => {
  const { sending, server, refused } = offline();

  sending.lookAround();
  await pass(3000);

  assert.equal(refused.mock.callCount(), 0);
  assert.equal(sending.problem, "");
  assert.equal(server.asked.length, 1);
});

test("a page that was drawn from more than is known here asks until it knows it, and says so", async () => {
  const { workbook, sending, server } = justOpened({ isThere: false });
  assert.equal(sending.isKnown, false);

  await pass(1500);
  assert.equal(sending.problem, "Your answers cannot be shown yet. There is no connection.");
  server.isThere = true;
  await pass(1000);

  assert.ok(sending.isKnown);
  assert.equal(sending.problem, "");
  assert.equal(workbook.shown(WHY), "written last week");
});

test("what cannot be saved does not keep the answers from a page that waits for them", async () => {
  const { workbook, sending, server } = window_();
  const send = server.send.bind(server);
  server.send = async (request) => {
    const hasEdits = /** @type {{ edits: object[] }} */ (request).edits.length > 0;
    return hasEdits ? { why: "This cannot be saved.", status: 400 } : send(request);
  };
  workbook.write(NUMBER, 7);
  await pass(50);
  server.write(WHY, "written by somebody else");
  sending.drawn = 1;

  await pass(2500);

  assert.ok(sending.isKnown);
  assert.equal(workbook.shown(WHY), "written by somebody else");
  assert.equal(workbook.shown(NUMBER), 7);
  assert.ok(workbook.isUnsaved);
  assert.equal(sending.problem, "Not saved. This cannot be saved. Your text is still here.");
});

test("a page that is drawn while an older one is asked for is asked for at once, and not drawn anew", async () => {
  const { sending, server, refused } = justOpened();
  sending.drawn = 2;
  await pass(50);
  assert.equal(refused.mock.callCount(), 0, "the answer is from before it was drawn");
  server.write(WHY, "written today");

  await pass(200);

  assert.ok(sending.isKnown);
});

test("a page that is left before its answers are known asks no more, and has no problem to tell", async () => {
  const { workbook, sending, server } = justOpened({ isThere: false });
  await pass(100);
  assert.notEqual(sending.problem, "");
  const told = mock.fn();
  workbook.always = told;

  workbook.watchers.clear();
  await pass(5000);

  assert.ok(server.asked.length <= 2);
  assert.equal(sending.problem, "");
  assert.equal(told.mock.callCount(), 1, "the status line has to know");
});

test("a page that shows what was erased meanwhile is drawn anew", async () => {
  const { sending, server, refused } = window_();
  sending.drawn = 3;

  sending.send(true);
  await pass(50);

  assert.equal(server.asked.length, 1);
  assert.equal(refused.mock.callCount(), 1);
});

test("a page that may not ask any more is drawn anew, but not over what is not saved", async () => {
  const { workbook, sending, server, refused } = window_();
  server.answers = { why: "Please sign in.", status: 403 };
  workbook.write(NUMBER, 7);
  await pass(50);
  assert.equal(refused.mock.callCount(), 0);
  assert.equal(sending.problem, "Not saved. Please sign in. Your text is still here.");
  server.answers = null;
  await pass(1000);
  server.answers = { why: "Please sign in.", status: 403 };

  sending.lookAround();
  await pass(50);

  assert.equal(refused.mock.callCount(), 1);
  assert.equal(sending.problem, "");
});

test("what is typed before the answers are known is not lost, and stands beside them", async () => {
  const { workbook } = justOpened();

  workbook.write(WHY, "typed too early", { typed: true });
  await pass(1000);

  assert.equal(workbook.shown(WHY), "typed too early");
  assert.deepEqual(values(workbook.others(WHY)), ["written last week"]);
});
