// Rows that stay while what they show changes, so that nobody loses the box they are writing in.

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

  /**
   * Show these things in these lists: new rows are made, rows of what is gone are removed, and the focus stays.
   * @param {{ list: Element, things: T[] }[]} lists
   */
  show(...lists) {
    const focused = document.activeElement;
    const shown = new Set(lists.flatMap(({ things }) => things.map(({ id }) => id)));
    for (const [id, { element }] of this.rows) {
      if (shown.has(id)) continue;
      element.remove();
      this.rows.delete(id);
    }
    for (const { list, things } of lists) {
      things.forEach((thing, at) => {
        const row = this.rows.get(thing.id) ?? this.make(thing.id);
        this.rows.set(thing.id, row);
        if (list.children[at] !== row.element) list.insertBefore(row.element, list.children[at] ?? null);
        row.refresh(thing, at + 1, things.length);
      });
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) focused.focus();
  }
}
