// What the browser says by itself: it waits for the frame, and follows it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { areThere, phrases, tell } from "../../components/browser/phrases.js";

/** @import { Phrases } from "../../components/browser/blocks.d.ts" */

/** What a frame says that calls a button so. @param {string} add @returns {Phrases} */
const calling = (add) => ({ .../** @type {Phrases} */ ({}), add });

test("what the browser says waits for the frame, and is in the language of the last one", async () => {
  let isThere = false;
  areThere.then(() => (isThere = true));
  await new Promise(setImmediate);
  assert.equal(isThere, false);

  tell(calling("Add"));
  await areThere;
  assert.equal(phrases.add, "Add");

  tell(calling("Hinzufügen"));
  assert.equal(phrases.add, "Hinzufügen");
});
