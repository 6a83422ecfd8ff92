// Workbooks in which something is written, and a server that keeps it, for the tests.

import { WINDOW } from "../../components/browser/workbook/this_window.js";
import { Workbook } from "../../components/browser/workbook/workbook.js";

/** @import { Can, Head } from "../../components/browser/blocks.d.ts" */
/** @import { Outcome } from "../../components/browser/workbook/server.js" */
/** @import { Edit, TakingBack, Value } from "../../components/browser/workbook/workbook.js" */

/** A workbook in which this was written and is saved, one after the other. @param {[string, Value][]} writes */
export function saved(writes) {
  const workbook = new Workbook();
  const heads = writes.map(([path, value], at) => [path, [{ id: `e${at}`, value, revision: at + 1, mine: true }]]);
  workbook.learn({ revision: writes.length, heads: Object.fromEntries(heads) }, 0);
  return workbook;
}

/** A workbook in which this was written and is not saved. @param {[string, Value][]} writes */
export function written(writes) {
  const workbook = new Workbook();
  for (const [path, value] of writes) workbook.write(path, value);
  return workbook;
}

/** What was written in these edits or heads. @param {{ value: Value }[]} edits */
export const values = (edits) => edits.map(({ value }) => value);

/** What a window asks for. @typedef {{ since: number, edits: Edit[], within: string[][], take_back: TakingBack | null }} Asked */

/** A server that keeps edits in their order, as the real one does, for as long as it `isThere`. */
export class Server {
  constructor() {
    this.isThere = true;
    this.asked = /** @type {Asked[]} */ ([]);
    this.handedOver = /** @type {Asked[]} */ ([]);
    this.refuses = /** @type {Record<string, string>} */ ({}); // By path.
    this.can = /** @type {Can} */ ({ undo: [WINDOW], redo: [] });
    this.cannotUndo = ""; // A path within which there is nothing to undo or redo.
    this.answers = /** @type {Outcome | null} */ (null); // Instead of its own.
    this.heads = /** @type {Record<string, Head[]>} */ ({});
    this.revision = 0;
    this.waitsFor = /** @type {Promise<void>} */ (Promise.resolve());
  }

  /** Answer no request until what this returns is called. */
  hold() {
    const { promise, resolve } = /** @type {PromiseWithResolvers<void>} */ (Promise.withResolvers());
    this.waitsFor = promise;
    return resolve;
  }

  /** Somebody else writes. @param {string} path @param {Value} value */
  write(path, value) {
    this.keep({ id: `other-${this.revision}`, path, value, base: [], gesture: "" }, false);
  }

  /** @param {object} request @returns {Promise<Outcome>} */
  async send(request) {
    const asked = /** @type {Asked} */ (JSON.parse(JSON.stringify(request)));
    this.asked.push(asked);
    await this.waitsFor;
    if (!this.isThere) return {};
    if (this.answers) return this.answers;
    const refused = asked.edits.filter(({ path }) => path in this.refuses);
    this.keepAll(asked.edits.filter((edit) => !refused.includes(edit)));
    const changed = Object.entries(this.heads).filter(([, standing]) =>
      standing.some(({ revision }) => revision > asked.since),
    );
    return {
      saved: {
        revision: this.revision,
        heads: Object.fromEntries(changed),
        can: asked.within.map((paths) => (paths.includes(this.cannotUndo) ? { undo: [], redo: [] } : this.can)),
        refused: Object.fromEntries(refused.map(({ id, path }) => [id, this.refuses[path]])),
      },
    };
  }

  /** @param {object} request */
  handOver(request) {
    const asked = /** @type {Asked} */ (JSON.parse(JSON.stringify(request)));
    this.handedOver.push(asked);
    if (this.isThere) this.keepAll(asked.edits);
  }

  /** Keep each of these edits once. @param {Edit[]} edits */
  keepAll(edits) {
    const there = Object.values(this.heads).flat();
    for (const edit of edits) if (!there.some(({ id }) => id === edit.id)) this.keep(edit, true);
  }

  /** @param {Edit} edit @param {boolean} mine */
  keep({ id, path, value, base }, mine) {
    this.revision += 1;
    const beside = (this.heads[path] ?? []).filter((head) => !base.includes(head.id));
    this.heads = { ...this.heads, [path]: [...beside, { id, value, revision: this.revision, mine }] };
  }

  /** The answers that are kept. */
  get kept() {
    return Object.fromEntries(Object.entries(this.heads).map(([path, heads]) => [path, heads.at(-1)?.value]));
  }
}
