// Boxes for what is handed in at once and kept nowhere: passphrases and codes.

import { h, labelled } from "../elements.js";

/** A box whose letters are not shown. @param {string} label @param {string} name */
export function secretBox(label, name = label) {
  const input = h("input", { type: "password", className: "bs-input", autocomplete: "off", "data-key": name });
  return { element: labelled(label, input), input };
}

/**
 * Whether the same was typed in both boxes; if not, `say` so and go back to the second.
 * @param {HTMLInputElement | undefined} once
 * @param {{ input: HTMLInputElement } | null} again
 * @param {string} differ
 * @param {(text: string) => void} say
 */
export function isRepeated(once, again, differ, say) {
  if (!again || again.input.value === once?.value) return true;
  say(differ);
  again.input.focus();
  return false;
}
