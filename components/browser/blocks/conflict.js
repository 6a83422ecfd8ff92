// What was written at the same time as an answer, until somebody chooses.

import { button, fill, h, unfoldAround } from "../elements.js";

/** @import { Head } from "../blocks.d.ts" */
/** @import { Context } from "../sheet.js" */
/** @import { Value } from "../workbook/workbook.js" */

/**
 * What was written at the same time. `name` is what the answer is called, `answer` the element that shows it, `said`
 * puts a value in words, `join` says how both can be kept, and `settle` keeps one of them.
 * @param {string} path @param {Context} context
 * @param {{ name: () => string | null, answer: () => HTMLElement, said?: (value: Value) => string,
 *   join?: (mine: Value, theirs: Value) => string, settle?: (value: Value) => void }} how
 */
export function conflict(path, { workbook, phrases, notice }, { name, answer, said, join, settle }) {
  const element = h("div", { className: "bs-beside", role: "group", hidden: true });
  const words = said ?? ((value) => String(value ?? phrases.not_answered));
  const keepOne = settle ?? ((value) => workbook.settle(path, value));
  let drawn = "";

  /** @param {string} label @param {() => Value} kept */
  function keep(label, kept) {
    const choose = () => {
      keepOne(kept());
      answer().focus();
    };
    return button(label, choose, { "data-key": undefined });
  }

  /** @param {Head} other */
  const offer = ({ value, mine }) =>
    h(
      "div",
      {},
      h("p", {}, mine ? phrases.also_mine : phrases.also_theirs),
      h("blockquote", { dir: "auto" }, words(value)),
      keep(phrases.keep_shown, () => workbook.shown(path)),
      keep(phrases.keep_other, () => value),
      join && keep(phrases.keep_both, () => join(workbook.shown(path) ?? "", value ?? "")),
    );

  return {
    element,
    refresh() {
      const others = workbook.others(path);
      const now = JSON.stringify(others.map(({ value, mine }) => [value, mine]));
      if (now === drawn) return;
      drawn = now;
      element.hidden = others.length === 0;
      element.replaceChildren(...others.map(offer));
      const what = fill(phrases.beside_what, { name: name() });
      if (!element.hidden) element.setAttribute("aria-label", what);
      notice(`beside ${path}`, element.hidden ? "" : drawn, what);
      if (!element.hidden) unfoldAround(element);
    },
  };
}
