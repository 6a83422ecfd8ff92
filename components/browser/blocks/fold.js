// A group that was answered before, folded to the words in it; its heading opens it.

import { dayInWords } from "../days.js";
import { besideOneAnother, fill, h } from "../elements.js";
import { phrases } from "../phrases.js";
import { items } from "../workbook/items.js";
import { ofItem } from "./about_each.js";

/** @import { Block } from "../blocks.d.ts" */
/** @import { Child } from "../elements.js" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Workbook } from "../workbook/workbook.js" */

/** What was answered, and to what: one answer, or one with others below it, side by side. @typedef {{ asked: string, words: string[] }} Answer */

/**
 * These parts of a group below its heading. What is answered when the page opens is folded; then it is as somebody
 * leaves it, and nothing folds by itself.
 * @param {{ label: string, blocks: Block[] }} group @param {HTMLElement} heading @param {Child[]} about
 * @param {Drawn[]} parts @param {Context} context @returns {Drawn}
 */
export function fold({ label, blocks }, heading, about, parts, { workbook, open }) {
  const inside = h("div", { className: "bs-unfolded" }, ...about, ...parts.map((part) => part.element));
  const details = h("details", {}, h("summary", {}, heading), inside);
  const said = h("div", { className: "bs-said" });
  let drawn = "";
  let isNew = true;
  details.addEventListener("toggle", () => open.set(label, details.open));
  said.addEventListener("click", () => (details.open = true));

  function refresh() {
    for (const part of parts) part.refresh?.(); // What was written at the same time may open it.
    const answers = blocks.flatMap((block) => answersIn(block, workbook));
    if (!answers.length || (isNew && open.get(label))) details.open = true;
    isNew = false;
    const now = JSON.stringify(answers);
    if (now === drawn) return;
    drawn = now;
    said.replaceChildren(...answers.map(line));
  }

  return { element: h("div", { className: "bs-fold" }, details, said), refresh };
}

/** @param {Answer} answer */
function line({ asked, words: [first, ...more] }) {
  /** @param {Child[]} children */
  const hint = (...children) => h("span", { className: "bs-hint" }, ...children);
  return h(
    "p",
    {},
    asked && hint(asked),
    h("span", { dir: "auto" }, first),
    more.length > 0 && hint(...besideOneAnother(more)),
  );
}

/** What stands in this block. @param {Block} block @param {Workbook} workbook @returns {Answer[]} */
function answersIn(block, workbook) {
  /** @param {string} path */
  const text = (path) => String(workbook.shown(path) ?? "").trim();
  /** @param {string} words @returns {Answer[]} */
  const answer = (words, asked = "label" in block ? String(block.label) : "") =>
    words ? [{ asked, words: [words] }] : [];
  switch (block.kind) {
    case "words":
      return answer(text(block.path));
    case "day":
      return answer(text(block.path) && dayInWords(text(block.path)));
    case "tick":
      return answer(workbook.shown(block.path) === true ? block.label : "", "");
    case "choice":
      return answer(block.options.find(({ value }) => value === workbook.shown(block.path))?.label ?? "");
    case "scale": {
      const number = workbook.shown(block.path);
      const word =
        workbook.shown(`${block.path}_in_words`) &&
        block.words.findLast(({ value }) => Number(value) <= Number(number) + 1);
      const beside = block.path.slice(0, block.path.lastIndexOf("/"));
      const follow = Object.entries(block.questions).flatMap(([name, asked]) =>
        answer(text(`${beside}/${name}`), asked),
      );
      const of_ten = number === null ? "" : fill(phrases.of_ten, { number });
      return [...answer(word ? word.label : of_ten, ""), ...follow];
    }
    case "questions":
      return block.sets.flatMap((set) => Object.entries(set).flatMap(([path, asked]) => answer(text(path), asked)));
    case "group":
      return block.blocks
        .flatMap((each) => answersIn(each, workbook))
        .map(({ words }) => ({ asked: block.label, words }));
    case "about_each":
      return items(workbook, block.worksheet, block.list).flatMap(({ id }) => {
        const inside = ofItem([...block.asked, ...block.more], id).flatMap((each) => answersIn(each, workbook));
        return inside.length ? [{ asked: "", words: inside.flatMap(({ words }) => words) }] : [];
      });
    default:
      return "blocks" in block ? block.blocks.flatMap((each) => answersIn(each, workbook)) : [];
  }
}
