// The small buttons beside a row: one place up, one place down, and away.

import { fill, h, nameTool, tool } from "../elements.js";

/** @import { Context } from "../sheet.js" */

/**
 * @param {string} key
 * @param {Context} context
 * @param {(steps: number) => void} move
 * @param {() => void} remove
 */
export function moves(key, { phrases }, move, remove) {
  const up = tool(phrases.move_up, "↑", `${key} up`, () => move(-1));
  const down = tool(phrases.move_down, "↓", `${key} down`, () => move(1));
  const away = tool(phrases.remove, "✕", `${key} remove`, remove);
  return {
    element: h("span", { className: "bs-moves" }, up, down, away),
    /** Name them after their row. @param {string} text @param {number} number @param {number} count */
    refresh(text, number, count) {
      nameTool(up, fill(phrases.move_up_item, { text }), number === 1);
      nameTool(down, fill(phrases.move_down_item, { text }), number === count);
      nameTool(away, fill(phrases.remove_item, { text }), false);
    },
  };
}
