// Further questions, a few at a time and only when asked for: a tap opens a box, which stays with its answer.

import { button, find, h, once } from "../elements.js";

/** @import { Questions } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** @param {Questions} block @param {Context} context @returns {Drawn} */
export function questions({ sets, box }, { workbook, draw, phrases, offered, asked, unkept }) {
  const [key] = Object.keys(sets[0]);
  const boxes = h("div", { className: "bs-follow" });
  const list = h("ul", { className: "bs-ideas" });
  const other = button(phrases.other_questions, showOthers, { className: "bs-quiet", "data-key": `others ${key}` });
  const fold = h("details", {}, h("summary", {}, phrases.more_questions), list, other);
  const drawn = /** @type {Map<string, Drawn>} */ (new Map());
  let shown = "";

  /** @param {string} path */
  const isOpen = (path) => asked.has(path) || Boolean(workbook.shown(path)) || unkept.has(path);

  function showOthers() {
    offered.set(key, (offered.get(key) ?? 0) + 1);
    refresh();
  }

  /** @param {string} path */
  function open(path) {
    asked.add(path);
    refresh();
    find(boxes, path)?.focus();
  }

  function refresh() {
    const all = sets.flatMap((set) => Object.entries(set));
    let before = /** @type {Element | undefined} */ (undefined);
    for (const [path, label] of all) {
      if (!drawn.has(path) && isOpen(path)) {
        asked.add(path);
        const part = draw({ ...box, path, label });
        drawn.set(path, part);
        if (before) before.after(part.element);
        else boxes.prepend(part.element);
      }
      before = drawn.get(path)?.element ?? before;
    }
    for (const part of drawn.values()) part.refresh?.();

    const left = sets.map((set) => Object.entries(set).filter(([path]) => !isOpen(path))).filter((set) => set.length);
    fold.hidden = left.length === 0;
    other.hidden = left.length < 2;
    const now = left[(offered.get(key) ?? 0) % left.length] ?? [];
    if (JSON.stringify(now) === shown) return;
    shown = JSON.stringify(now);
    const buttons = now.map(([path, question]) => {
      const ask = once(() => open(path));
      return button(question, ask, { dir: "auto", "data-key": `ask ${path}` });
    });
    list.replaceChildren(...buttons.map((each) => h("li", {}, each)));
  }

  return { element: h("div", { className: "bs-questions" }, boxes, fold), refresh };
}
