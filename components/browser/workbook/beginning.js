// An item that is there once something is written in it: a page that was opened and left makes none.

import { today } from "../days.js";
import { items, nextPosition } from "./items.js";

/** @import { Beginning } from "../blocks.d.ts" */
/** @import { Workbook } from "./workbook.js" */

/**
 * What was just written at this path, if it is the first answer in this item, gives it its place and its day.
 * @param {Workbook} workbook @param {Omit<Beginning, "kind" | "blocks">} beginning @param {string} path
 */
export function begin(workbook, { worksheet, item, list, dated }, path) {
  /** @param {string} field */
  const at = (field) => `${worksheet}/${item}/${field}`;
  const gesture = workbook.gestureOf(path);
  if (!gesture || !path.startsWith(at("")) || workbook.shown(at("place"))) return;
  workbook.write(at("place"), [list, nextPosition(items(workbook, worksheet))], { gesture });
  if (path !== at(dated)) workbook.write(at(dated), today(), { gesture });
}
