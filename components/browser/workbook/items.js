// The items of a list: which are there, and in what order. The rule of worksheets/items.py, on what this window shows.

/** @import { Workbook } from "./workbook.js" */

/** One item of a list. @typedef {{ id: string, list: string, position: number, isEmpty: boolean }} Item */

/**
 * Every item of this list, or of all lists of the worksheet, that is not removed, in order. An item in which something
 * changed after it was removed is there: somebody still needs it. One in which nothing is written is `isEmpty`.
 * @param {Workbook} workbook @param {string} worksheet @param {string} [list]
 */
export function items(workbook, worksheet, list) {
  const there = workbook.once(`items ${worksheet}`, () => inAllLists(workbook, worksheet));
  return list === undefined ? there : there.filter((item) => item.list === list);
}

/** A position after the last of these. @param {{ position: number }[]} there */
export function nextPosition(there) {
  return Math.max(0, ...there.map(({ position }) => position)) + 1;
}

/**
 * These, with the one that has this id moved by so many steps; null if it cannot be.
 * @template {{ id: string }} Thing
 * @param {Thing[]} there @param {string} id @param {number} steps
 */
export function moved(there, id, steps) {
  const from = there.findIndex((each) => each.id === id);
  const to = from + steps;
  if (from < 0 || to < 0 || to >= there.length) return null;
  const [order, [one]] = [there.toSpliced(from, 1), there.slice(from)];
  return order.toSpliced(to, 0, one);
}

/**
 * A position at this place of these, between two of them; null if no number is left there, and all need new ones.
 * @param {{ position: number }[]} there @param {number} at
 */
export function positionAt(there, at) {
  const [before, after] = [there[Math.min(at, there.length) - 1], there[at]];
  const low = before?.position ?? (after?.position ?? 2) - 2;
  const high = after?.position ?? low + 2;
  const between = (low + high) / 2;
  return low < between && between < high ? between : null;
}

/** The id of the one after this one, or before it if this is the last. @param {{ id: string }[]} there @param {string} id */
export function neighbor(there, id) {
  const at = there.findIndex((each) => each.id === id);
  return (there[at + 1] ?? there[at - 1])?.id;
}

/** @param {Workbook} workbook @param {string} worksheet @returns {Item[]} */
function inAllLists(workbook, worksheet) {
  const fields = Map.groupBy(workbook.pathsBelow(worksheet), (path) => path.split("/")[1]);
  const found = [...fields].flatMap(([id, paths]) => {
    const [place, removed] = ["place", "removed"].map((field) => `${worksheet}/${id}/${field}`);
    const at = workbook.shown(place);
    if (!Array.isArray(at)) return [];
    const answers = paths.filter((path) => path !== place && path !== removed);
    const changed = () => Math.max(0, ...answers.map((path) => workbook.revisionOf(path)));
    if (workbook.shown(removed) === true && workbook.revisionOf(removed) >= changed()) return [];
    const isEmpty = answers.every((path) => (workbook.shown(path) ?? "") === "");
    return [{ id, list: String(at[0]), position: Number(at[1]), isEmpty }];
  });
  return found.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}
