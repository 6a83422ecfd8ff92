// How Streamlit calls what draws a component.

import assert from "node:assert/strict";
import { test } from "node:test";
import { component } from "../../components/browser/streamlit.js";

/** A component that notes what happens to it, and its element on a page. */
function onAPage() {
  const seen = /** @type {string[]} */ ([]);
  const page = /** @type {{ root: object | null }} */ ({ root: {} });
  const parentElement = /** @type {any} */ ({ closest: () => page.root });
  const call = component(() => {
    seen.push("made");
    return { update: (/** @type {string} */ data) => seen.push(data), close: () => seen.push("closed") };
  });
  return {
    seen,
    page,
    draw: (/** @type {string} */ data) => call({ data: [data], parentElement, setTriggerValue() {} }),
  };
}

test("what is on the page goes on, with all that nobody has kept yet, after a call that another one overtook", () => {
  const { seen, draw } = onAPage();
  const cleanUp = draw("first");
  draw("second");
  cleanUp();
  draw("third");
  assert.deepEqual(seen, ["made", "first", "second", "third"]);
});

test("what is loaded after its element was taken away draws nothing", () => {
  const { seen, page, draw } = onAPage();
  page.root = null;
  draw("first")();
  assert.deepEqual(seen, []);
});

test("what is gone from the page is closed, and made anew when it is there again", () => {
  const { seen, page, draw } = onAPage();
  const cleanUp = draw("first");
  page.root = null;
  cleanUp();
  page.root = {};
  draw("second");
  assert.deepEqual(seen, ["made", "first", "closed", "made", "second"]);
});
