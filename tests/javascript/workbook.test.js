// A window's copy of a workbook: what it shows of what is saved and what is not.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { WINDOW } from "../../components/browser/workbook/this_window.js";
import { Workbook } from "../../components/browser/workbook/workbook.js";
import { saved, values } from "./writing.js";

const WHY = "rulers/importance/why_not_lower";
const NUMBER = "rulers/importance/number";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
});

/** @param {string} id @param {string} value @param {number} revision */
const head = (id, value, revision, mine = true) => ({ id, value, revision, mine });

/** @param {Record<string, ReturnType<typeof head>[]>} heads @param {number} revision */
function known(heads, revision) {
  const workbook = new Workbook();
  workbook.learn({ revision, heads }, 0);
  return workbook;
}

/** A workbook in which two windows have answered at the same time. */
const withTwoAnswers = () => known({ [WHY]: [head("a", "mine", 1), head("b", "theirs", 2, false)] }, 2);

test("what nobody has answered is null", () => {
  assert.equal(new Workbook().shown(WHY), null);
  assert.equal(new Workbook().revisionOf(WHY), 0);
});

test("what is written is shown at once, before it is saved", () => {
  const workbook = saved([[NUMBER, 3]]);

  workbook.write(NUMBER, 7);

  assert.equal(workbook.shown(NUMBER), 7);
  assert.ok(workbook.isUnsaved);
  assert.ok(workbook.revisionOf(NUMBER) > workbook.revision);
});

test("zero is an answer, and taking it back is another", () => {
  const workbook = new Workbook();

  workbook.write(NUMBER, 0);
  assert.equal(workbook.shown(NUMBER), 0);
  workbook.write(NUMBER, null);

  assert.equal(workbook.shown(NUMBER), null);
  assert.equal(workbook.waiting.length, 2);
});

test("writing what is there already is no edit", () => {
  const workbook = saved([["plan/a/place", ["steps", 1]]]);

  workbook.write("plan/a/place", ["steps", 1]);

  assert.equal(workbook.isUnsaved, false);
});

test("letters typed in one go are one edit, based on what was shown before the first", () => {
  const workbook = known({ [WHY]: [head("old", "a", 1)] }, 1);

  for (const text of ["ab", "abc", "abcd"]) workbook.write(WHY, text, { typed: true });

  assert.equal(workbook.waiting.length, 1);
  assert.deepEqual([workbook.waiting[0].value, workbook.waiting[0].base], ["abcd", ["old"]]);
});

test("typing on after a pause, or elsewhere in between, is another gesture", () => {
  const workbook = new Workbook();

  workbook.write(WHY, "a", { typed: true });
  mock.timers.tick(1900);
  workbook.write(WHY, "ab", { typed: true });
  mock.timers.tick(2100);
  workbook.write(WHY, "abc", { typed: true });
  workbook.write("workbook/name", "Jo", { typed: true });
  workbook.write(WHY, "abcd", { typed: true });

  assert.deepEqual(values(workbook.waiting), ["ab", "abc", "Jo", "abcd"]);
  assert.equal(new Set(workbook.waiting.map(({ gesture }) => gesture)).size, 4);
  assert.deepEqual(workbook.waiting[1].base, [workbook.waiting[0].id]);
});

test("edits of one gesture keep it", () => {
  const workbook = new Workbook();

  workbook.write("plan/a/what", "tea", { gesture: "g" });
  workbook.write("plan/a/place", ["steps", 1], { gesture: "g" });

  assert.equal(workbook.waiting.filter(({ gesture }) => gesture === "g").length, 2);
  assert.equal(workbook.gestureOf("plan/a/place"), "g");
  assert.equal(workbook.gestureOf("plan/b/place"), undefined);
});

test("after undo, the same words are another gesture", () => {
  const workbook = new Workbook();
  workbook.write(WHY, "a", { typed: true });

  workbook.endGesture();
  workbook.write(WHY, "ab", { typed: true });

  assert.equal(workbook.waiting.length, 2);
});

test("what was handed over stays as it was sent: what follows is an edit of its own", () => {
  const workbook = new Workbook();
  workbook.write(WHY, "ab", { typed: true });

  workbook.handOver();
  workbook.write(WHY, "abc", { typed: true });

  assert.deepEqual(values(workbook.waiting), ["ab", "abc"]);
  assert.deepEqual(workbook.waiting[1].base, [workbook.waiting[0].id]);
});

test("what was handed over stays so until it is saved itself", () => {
  const workbook = new Workbook();
  workbook.write(NUMBER, 7);
  workbook.batch();
  workbook.write(WHY, "ab", { typed: true });
  workbook.handOver();

  workbook.confirm({}); // The batch that was under way.
  workbook.write(WHY, "abc", { typed: true });

  assert.equal(workbook.waiting.length, 2);
});

test("typed words wait for a pause, but not for long; a choice does not wait", () => {
  const workbook = new Workbook();
  assert.equal(workbook.due, null);

  workbook.write(WHY, "a", { typed: true });
  assert.equal(workbook.due, 1_000_400);
  mock.timers.tick(300);
  workbook.write(WHY, "ab", { typed: true });
  assert.equal(workbook.due, 1_000_700);
  for (let key = 0; key < 7; key += 1) {
    mock.timers.tick(300);
    workbook.write(WHY, `ab${key}`, { typed: true });
  }
  assert.equal(workbook.due, 1_002_000);
  workbook.write(NUMBER, 7);

  assert.equal(workbook.due, 0);
});

test("a batch holds a hundred edits at most, and the rest is sent at once after it", () => {
  const workbook = new Workbook();
  for (let at = 0; at < 150; at += 1) workbook.write(`plan/${at}/what`, "tea", { typed: true });

  assert.equal(workbook.batch().length, 100);
  assert.equal(workbook.due, 0);
  workbook.confirm({});

  assert.equal(workbook.batch().length, 50);
  assert.equal(workbook.due, null);
});

test("a batch holds no more than a request may, but always one edit", () => {
  const workbook = new Workbook();
  for (const at of [1, 2, 3]) workbook.write(`plan/${at}/what`, "x".repeat(90_000));
  workbook.write("plan/4/what", "x".repeat(300_000));

  assert.equal(workbook.batch().length, 2);
  workbook.confirm({});
  assert.equal(workbook.batch().length, 1);
  workbook.confirm({});
  const [last, ...more] = workbook.batch();
  assert.deepEqual([last.path, more], ["plan/4/what", []]);
});

test("a batch that was not answered is the next one again, without what was written since", () => {
  const workbook = new Workbook();
  workbook.write(NUMBER, 7);
  const first = workbook.batch();
  workbook.write(NUMBER, 8);

  assert.equal(workbook.batch(), first);
  assert.equal(workbook.shown(NUMBER), 8);
  assert.deepEqual(workbook.waiting[0].base, [first[0].id]);
});

test("what is saved is what the server made of it", () => {
  const workbook = new Workbook();
  workbook.write("workbook/name", " Jo ");
  const [{ id }] = workbook.batch();

  workbook.learn({ revision: 1, heads: { "workbook/name": [head(id, "Jo", 1)] } }, 0);
  workbook.confirm({});

  assert.equal(workbook.shown("workbook/name"), "Jo");
  assert.equal(workbook.isUnsaved, false);
  assert.ok(workbook.isOwn("workbook/name"));
});

test("what came from elsewhere is not this window's own", () => {
  assert.equal(saved([[WHY, "theirs"]]).isOwn(WHY), false);
});

test("what was written at the same time stands beside the answer", () => {
  const workbook = withTwoAnswers();

  assert.equal(workbook.shown(WHY), "theirs");
  const [beside, ...more] = workbook.others(WHY);
  assert.deepEqual([beside.value, beside.mine, more], ["mine", true, []]);
});

for (const kept of ["mine", "theirs", "mine / theirs"]) {
  test(`keeping ${kept} settles it, also if it is what is shown`, () => {
    const workbook = withTwoAnswers();

    workbook.settle(WHY, kept);

    assert.equal(workbook.shown(WHY), kept);
    assert.deepEqual(workbook.others(WHY), []);
    assert.deepEqual(values(workbook.waiting), [kept]);
    assert.deepEqual(workbook.waiting[0].base, ["a", "b"]);
  });
}

test("writing over one of two answers leaves the other beside it", () => {
  const workbook = withTwoAnswers();

  workbook.write(WHY, "theirs, and more", { typed: true });

  assert.deepEqual(workbook.waiting[0].base, ["b"]);
});

test("a refused edit is told, and what followed is based on what stands", () => {
  const workbook = known({ [NUMBER]: [head("old", "3", 1)] }, 1);
  workbook.write(NUMBER, 99);
  const [{ id }] = workbook.batch();
  workbook.write(NUMBER, 98);

  workbook.confirm({ [id]: "Please choose a number from 0 to 10." });

  assert.equal(workbook.refusals.get(NUMBER), "Please choose a number from 0 to 10.");
  assert.equal(workbook.shown(NUMBER), 98);
  assert.deepEqual(workbook.waiting[0].base, ["old"]);
});

test("a refusal is over once something else is saved there", () => {
  const workbook = new Workbook();
  workbook.write(NUMBER, 99);
  workbook.confirm({ [workbook.batch()[0].id]: "no" });
  assert.equal(workbook.shown(NUMBER), null);

  workbook.write(NUMBER, 9);
  workbook.batch();
  workbook.confirm({});

  assert.equal(workbook.refusals.size, 0);
});

test("an older answer of the server changes nothing", () => {
  const workbook = known({ [WHY]: [head("b", "new", 5)] }, 5);

  workbook.learn({ revision: 4, heads: { [WHY]: [head("a", "old", 4)] } }, 3, [
    ["rulers", { undo: [WINDOW], redo: [] }],
  ]);

  assert.equal(workbook.shown(WHY), "new");
  assert.equal(workbook.canTakeBack(false, ["rulers"]), false);
});

test("after a backup was put back, an answer to what was asked before it is none", () => {
  const workbook = known({ [WHY]: [head("a", "old", 5)] }, 5);
  workbook.write(NUMBER, 7);

  workbook.forget(2);
  workbook.learn({ revision: 6, heads: { [NUMBER]: [head("c", "part of it", 6)] } }, 5);
  assert.equal(workbook.shown(WHY), "old", "what is there is shown until all of it is known");
  assert.equal(workbook.revision, 0);
  workbook.learn({ revision: 2, heads: { "workbook/change": [head("z", "as it was", 2)] } }, 0);

  assert.equal(workbook.shown(WHY), null);
  assert.equal(workbook.shown("workbook/change"), "as it was");
  assert.equal(workbook.shown(NUMBER), 7, "what is not saved stays");

  workbook.forget(0);
  assert.equal(workbook.shown("workbook/change"), null, "a backup in which there is nothing");
  assert.equal(workbook.shown(NUMBER), 7);
});

test("removing an item again is an edit, though it is removed already", () => {
  const workbook = saved([["plan/a/removed", true]]);

  workbook.remove("plan/a");

  assert.equal(workbook.waiting.length, 1);
});

test("what is done together is one act, of which whoever watches is told once", () => {
  const workbook = saved([["plan/a/text", "tea"]]);
  let told = 0;
  workbook.watch(() => (told += 1));

  workbook.together(() => {
    for (const item of ["plan/a", "plan/b"]) workbook.remove(item, "act");
    workbook.write("plan/c/there", true, { gesture: "act" });
  });

  assert.equal(told, 1);
  assert.deepEqual(
    workbook.waiting.map(({ path, gesture }) => [path, gesture]),
    [
      ["plan/a/removed", "act"],
      ["plan/b/removed", "act"],
      ["plan/c/there", "act"],
    ],
  );
});

test("who watches is told of each change, until they stop, and one who fails stops no other", () => {
  const told = [0, 0];
  const reported = mock.fn();
  globalThis.reportError = reported;
  const workbook = new Workbook(() => (told[0] += 1));
  workbook.watch(() => {
    throw new Error("cannot draw");
  });
  const stop = workbook.watch(() => (told[1] += 1));

  workbook.write(NUMBER, 1);
  stop();
  workbook.write(NUMBER, 2);

  assert.deepEqual(told, [2, 1]);
  assert.equal(reported.mock.callCount(), 2);
});

test("what is seen of a path changes with its answer, its refusal, and what stands beside it", () => {
  const workbook = saved([[WHY, "a"]]);
  const before = JSON.stringify(workbook.seen(WHY));

  workbook.refusals.set(WHY, "too long");

  assert.notEqual(JSON.stringify(workbook.seen(WHY)), before);
});

test("what another window can undo is not for this one to undo", () => {
  const workbook = new Workbook();

  workbook.learn({ revision: 1, heads: {} }, 0, [["rulers", { undo: ["another"], redo: [WINDOW] }]]);

  assert.deepEqual(
    [false, true].map((again) => workbook.canTakeBack(again, ["rulers"])),
    [false, true],
  );
});

test("every act is named after the window that it was made in", () => {
  const workbook = saved([[WHY, "a"]]);

  workbook.write(NUMBER, 7);
  workbook.write("workbook/name", "Jo", { typed: true });
  workbook.settle(WHY, "b");

  assert.ok(workbook.waiting.every(({ gesture }) => gesture.endsWith(`@${WINDOW}`)));
});

test("somebody who may no longer see it leaves nothing in the window but what is not saved", () => {
  const workbook = known({ [WHY]: [head("a", "my kids", 5)] }, 5);
  workbook.once("made of it", () => "my kids");
  workbook.write("workbook/name", "Jo");

  workbook.forgetAnswers();

  assert.equal(workbook.shown(WHY), null);
  assert.doesNotMatch(JSON.stringify([workbook, [...workbook.heads], [...workbook.kept]]), /my kids/);
  assert.deepEqual(values(workbook.unsent), ["Jo"]);
  workbook.learn({ revision: 5, heads: { [WHY]: [head("a", "my kids", 5)] } }, 0);
  assert.deepEqual([workbook.shown(WHY), workbook.shown("workbook/name")], ["my kids", "Jo"]);
});
