// What is told to a screen reader and seen by nobody: in one place, which stays while everything else is drawn anew.

import { h } from "./elements.js";

const region = h("div", { className: "bs-unseen", role: "status" });
document.body.prepend(region);

/** Tell this once, when whatever is being read has been read; the same again is told again. @param {string} text */
export function announce(text) {
  region.replaceChildren(h("p", {}, text));
}
