// What is put into elements: words with their names filled in, addresses, and what waits for a word to be composed.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { address, afterComposing, arrive, fill } from "../../components/browser/elements.js";

test("names are filled in wherever they stand, those that nobody knows stay, and people's own words do, too", () => {
  assert.equal(fill("Move up: {text}, {text}", { text: "sleep" }), "Move up: sleep, sleep");
  assert.equal(fill("{number} of {count}", { number: 0, count: 3 }), "0 of 3");
  assert.equal(fill("{heading} {number}", { number: 2 }), "{heading} 2");
  assert.equal(fill("Remove: {text}", { text: "{text} $& {number}", number: 1 }), "Remove: {text} $& {number}");
});

test("an address names every value, and the home page none", () => {
  assert.equal(address({ page: "plan", workbook: "a&b" }), "?page=plan&workbook=a%26b");
  assert.equal(address({}), "?");
});

/** What an event happens to, with what `afterComposing` asks of an element. */
class Box extends EventTarget {
  type = "textarea";

  /** @param {unknown} other */
  contains(other) {
    return other === this;
  }

  /** @param {string} selector */
  closest(selector) {
    return selector.includes(this.type) ? this : null;
  }

  /** @param {string} name */
  sees(name) {
    this.dispatchEvent(new Event(name));
  }
}

const page = new EventTarget();

test("somebody arrives at a page once, and never at one that they left, which may be drawn late and is not seen", () => {
  const arrivedAt = /** @type {string[]} */ ([]);
  const body = {};
  const roots = /** @type {any[]} */ ([]);
  const querySelectorAll = (/** @type {string} */ selector) =>
    roots.filter(({ dataset }) => selector === `[data-visit="${dataset.visit}"]`);
  Object.assign(globalThis, { document: { querySelector: () => null, querySelectorAll, activeElement: body, body } });
  /** @param {string | null} title @param {string} name @param {string} visit @param {string} [language] */
  const draw = (title, name, visit, language = "en") => {
    const heading = title && { textContent: title, focus: () => arrivedAt.push(title) };
    const root = /** @type {any} */ ({ dataset: {}, hidden: false, querySelector: () => heading });
    roots.push(root);
    arrive(root, { page: name, visit: `window ${visit}`, at: "", language });
    return root;
  };

  const home = draw("Home", "home", "1");
  const foot = draw(null, "home", "1");
  const plan = draw("Plan", "plan", "2");
  draw("Plan", "plan", "2");
  const late = draw("Home", "home", "1");
  draw("Plan", "plan", "2");
  draw("Plan", "plan", "3");
  draw("Home", "home", "4");
  draw("Inicio", "home", "4", "es"); // Whoever changes the language stays where they were.
  Object.assign(document, { activeElement: { dataset: {} } }); // Somebody goes to something else while the plan is still to come.
  draw("Plan", "plan", "5", "es");

  assert.deepEqual(arrivedAt, ["Plan", "Home"]);
  assert.deepEqual(
    [home, foot, late, plan].map(({ hidden }) => hidden),
    [true, true, true, true],
  );
  const there = draw("Ayuda", "help", "17", "es");
  assert.equal(draw("Inicio", "home", "16", "es").hidden, true); // What draws it was slow to load: it was never there.
  assert.equal(there.hidden, false);
  assert.equal(draw("Ayuda", "help", "17", "es").hidden, false);
});

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    document: { activeElement: null },
    Element: Box,
    HTMLInputElement: Box,
  });
});

/** A box in which something is drawn by its own `afterComposing`, and what is drawn. @param {string} type */
function drawn(type) {
  const box = Object.assign(new Box(), { type });
  const draw = afterComposing(/** @type {Element} */ (/** @type {unknown} */ (box)));
  return { box, draw, what: mock.fn() };
}

for (const [when, seen] of Object.entries({ "nothing is composed": [], "no button is pressed": ["pointerdown"] })) {
  test(`while ${when}, it is drawn at once`, () => {
    const { box, draw, what } = drawn("textarea");

    for (const name of seen) box.sees(name);
    draw(what);

    assert.equal(what.mock.callCount(), 1);
  });
}

test("a word that is being composed is drawn over once it is ready, with what came last", () => {
  const { box, draw, what: first } = drawn("textarea");
  const last = mock.fn();

  box.sees("compositionstart");
  draw(first);
  draw(last);
  assert.equal(last.mock.callCount(), 0);
  box.sees("compositionend");

  assert.deepEqual([first.mock.callCount(), last.mock.callCount()], [0, 1]);
  box.sees("compositionend");
  assert.equal(last.mock.callCount(), 1);
});

test("a pressed button is the same one when it is let go", () => {
  const { box, draw, what } = drawn("button");

  box.sees("pointerdown");
  draw(what);
  page.dispatchEvent(new Event("pointerup"));
  assert.equal(what.mock.callCount(), 0, "the click comes after it");
  mock.timers.tick(1);

  assert.equal(what.mock.callCount(), 1);
});

test("a day that is being typed keeps its parts until it is left, and until the click is over that left it", () => {
  const { box, draw, what } = drawn("date");
  Object.assign(document, { activeElement: box });

  draw(what);
  Object.assign(document, { activeElement: null });
  box.sees("focusout");
  mock.timers.tick(200);
  assert.equal(what.mock.callCount(), 0);
  mock.timers.tick(100);

  assert.equal(what.mock.callCount(), 1);
});
