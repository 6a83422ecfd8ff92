// What the browser says by itself, in the language of the page: its frame is told, once for all that is drawn.

/** @import { Phrases } from "./blocks.d.ts" */

export const phrases = /** @type {Phrases} */ ({});

let begin = () => {};
/** Until then there is nothing to say. @type {Promise<void>} */
export const areThere = new Promise((resolve) => (begin = resolve));

/** @param {Phrases} said */
export function tell(said) {
  Object.assign(phrases, said);
  begin();
}
