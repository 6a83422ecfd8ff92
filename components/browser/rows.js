// Rows that stay while what they show changes, so that nobody loses the box they are writing in; and their buttons.

import { button, fill, freshId, h, slide } from "./elements.js";

/** @import { Phrases } from "./blocks.d.ts" */

/** @typedef {{ id: string }} Thing */
/**
 * What draws one thing: `refresh` is told the thing as it is now, its number in its list, and how many there are.
 * @template {Thing} T
 * @typedef {{ element: HTMLElement, refresh: (thing: T, number: number, count: number) => void }} RowOf
 */

/**
 * The rows of one or more lists, by the identifier of what they show.
 * @template {Thing} T
 * @template {RowOf<T>} [Row=RowOf<T>]
 */
export class Rows {
  /** @param {(id: string) => Row} make */
  constructor(make) {
    this.make = make;
    this.rows = /** @type {Map<string, Row>} */ (new Map());
  }

  /** @param {string | undefined} id */
  get(id) {
    return id === undefined ? undefined : this.rows.get(id);
  }

  /** Whether somebody is in the row of this thing. @param {string} id */
  hasFocus(id) {
    return this.rows.get(id)?.element.contains(document.activeElement) ?? false;
  }

  /**
   * Show these things in these lists: new rows are made, rows of what is gone are removed, and the focus stays. If rows
   * change their places, one sees where they go. Of a list, `most` rows are made.
   * @param {{ list: Element, things: T[], most?: number }[]} lists
   */
  show(...lists) {
    const focused = document.activeElement;
    const shown = new Set(lists.flatMap(({ things }) => things.map(({ id }) => id)));
    for (const [id, { element }] of this.rows) {
      if (shown.has(id)) continue;
      element.remove();
      this.rows.delete(id);
    }
    const before = this.placesBefore(lists);
    for (const { list, things, most } of lists) {
      list.querySelector(":scope > .bs-drop")?.remove();
      things.slice(0, most).forEach((thing, at) => {
        const row = this.rows.get(thing.id) ?? this.make(thing.id);
        this.rows.set(thing.id, row);
        if (list.children[at] !== row.element) list.insertBefore(row.element, list.children[at] ?? null);
        row.refresh(thing, at + 1, things.length);
      });
    }
    for (const [element, place] of before) slide(element, place);
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) focused.focus();
  }

  /**
   * Where the rows of these things are, if one of them is to change its place among the others; to look takes time.
   * @param {{ list: Element, things: T[] }[]} lists
   */
  placesBefore(lists) {
    const rows = lists.map(({ things }) => things.flatMap(({ id }) => this.rows.get(id)?.element ?? []));
    const isMoving = lists.some(({ list }, at) => {
      const there = new Set(rows[at]);
      const now = [...list.children].filter((child) => there.has(/** @type {HTMLElement} */ (child)));
      return rows[at].some((element, place) => element !== now[place]);
    });
    return new Map((isMoving ? rows.flat() : []).map((element) => [element, element.getBoundingClientRect()]));
  }
}

/**
 * Have `draw` called in one frame after another until it returns that nothing is left to draw; for `all` as soon as
 * somebody presses a key, points at something or prints.
 * @param {(all: boolean) => boolean} draw
 */
export function inPieces(draw) {
  const rest = new AbortController();
  const drawAll = () => {
    rest.abort();
    draw(true);
  };
  const drawOn = () => {
    if (rest.signal.aborted) return;
    if (draw(false)) rest.abort();
    else afterPainting();
  };
  const afterPainting = () => requestAnimationFrame(() => setTimeout(drawOn));
  for (const event of ["keydown", "pointerdown", "beforeprint"])
    addEventListener(event, drawAll, { capture: true, signal: rest.signal });
  afterPainting();
}

/**
 * The small buttons beside a row: one place up, one place down, and away.
 * @param {string} id @param {Phrases} phrases
 * @param {(id: string, steps: number) => void} move @param {(id: string) => void} remove @param {string} [key]
 */
export function moves(id, phrases, move, remove, key = id) {
  const up = tool(phrases.move_up, "↑", `${key} up`, () => move(id, -1));
  const down = tool(phrases.move_down, "↓", `${key} down`, () => move(id, 1));
  const away = tool(phrases.remove, "✕", `${key} remove`, () => remove(id));
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

/**
 * A button that unfolds a panel of what is rarely used, and folds it again; the paths of those that are open are kept in
 * `unfolded`. Each time it opens, `open` is told before it is seen.
 * @param {HTMLElement} panel @param {string} path @param {string} key @param {Set<string>} unfolded @param {() => void} open
 */
export function more(panel, path, key, unfolded, open = () => {}) {
  panel.id ||= freshId();
  panel.hidden = true;
  const state = { "aria-controls": panel.id, "aria-expanded": "false" };
  const toggle = () => unfold(panel.hidden === true);
  const handle = button("", toggle, { className: "bs-more", "data-key": key, ...state });
  handle.append(h("span", { "aria-hidden": "true" }, "⋯"));

  /** @param {boolean} isOpen */
  function unfold(isOpen) {
    if (isOpen) open();
    panel.hidden = !isOpen;
    if (isOpen) unfolded.add(path);
    else unfolded.delete(path);
    handle.setAttribute("aria-expanded", String(isOpen));
  }

  return { handle, unfold };
}

/** @param {string} title @param {string} sign @param {string} key @param {() => void} act */
function tool(title, sign, key, act) {
  const actIfItCan = () => element.getAttribute("aria-disabled") === "true" || act();
  const element = button("", actIfItCan, { className: "bs-tool", title, "data-key": key });
  element.append(h("span", { "aria-hidden": "true" }, sign));
  return element;
}

/** @param {Element} element @param {string} name @param {boolean} disabled */
function nameTool(element, name, disabled) {
  element.setAttribute("aria-label", name);
  element.setAttribute("aria-disabled", String(disabled));
}
