// Whether this browser reads questions aloud: a tick, where the device has a voice for it.

import { isOn, say, turn, voice } from "../aloud.js";
import { h } from "../elements.js";

/** @import { ReadAloud } from "../blocks.d.ts" */
/** @import { Drawn } from "../sheet.js" */

/** @param {ReadAloud} block @returns {Drawn} */
export function read_aloud({ label, about }) {
  const box = h("input", { type: "checkbox", "data-key": label });
  const tick = h("label", { className: "bs-tick" }, box, h("span", {}, label));
  const element = h("div", {}, tick, h("p", { className: "bs-hint" }, about));
  box.addEventListener("change", () => {
    turn(box.checked);
    if (box.checked) say(label);
  });
  function refresh() {
    element.hidden = !voice();
    box.checked = isOn();
  }
  return { element, refresh };
}
