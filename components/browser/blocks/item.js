// One thing in a list: its words, how much it matters, and what else there is to say and to do about it.

import { button, fill, freshId, h, onEnter } from "../elements.js";
import { more, moves } from "../rows.js";
import { ofItem } from "./about_each.js";
import { picker } from "./choice.js";
import { meter } from "./meter.js";
import { textBox } from "./words.js";

/** @import { Items, Option, Phrases, Words } from "../blocks.d.ts" */
/** @import { RowOf } from "../rows.js" */
/** @import { Context } from "../sheet.js" */
/** @import { Item } from "../workbook/items.js" */

/** @typedef {RowOf<Item> & { input: HTMLTextAreaElement, handle: HTMLElement, number: number }} ItemRow */
/**
 * What can be done with an item: `next` goes on to the box after it.
 * @typedef {{ move: (steps: number) => void, moveTo: (list: string) => void, remove: () => void, next: () => void,
 *   refresh: () => void }} Moving
 */

/** @param {Items} block @param {string} path @param {Context} context @param {Moving} moving @returns {ItemRow} */
export function item(block, path, context, moving) {
  const { workbook, phrases, unfolded } = context;
  const asked = /** @type {Words[]} */ (ofItem(block.asked, path.slice(block.worksheet.length + 1)));
  const answered = [...block.fields.map((field) => `${path}/${field.path}`), ...asked.map((each) => each.path)];
  const words = textBox({ path: `${path}/text`, longest: block.longest }, context);
  const weight = block.weight && meter(block.weight, `${path}/${block.weight.path}`, context);
  const tags = h("p", { className: "bs-tags", id: freshId(), "aria-hidden": "true" });
  words.input.setAttribute("aria-describedby", `${words.message.id} ${tags.id}`);
  const panel = h("div", { className: "bs-tools" });
  /** What the panel holds, once it was open: most things are never opened. */
  let tools = /** @type {ReturnType<typeof toolsOf> | null} */ (null);
  const { handle, unfold } = more(panel, path, `${path}/text more`, unfolded, fillPanel);
  const row = h("div", { className: "bs-item-row" }, words.element, weight && weight.element, handle, tags);
  const element = h("li", { className: "bs-item" }, row, panel, weight && weight.beside);

  function fillPanel() {
    if (tools) return;
    tools = toolsOf(block, asked, path, context, moving);
    panel.append(...tools.elements);
    element.append(...tools.beside);
    tools.refresh(...named);
  }

  onEnter(words.input, moving.next);
  words.input.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!steps || !event.altKey) return;
    event.preventDefault();
    moving.move(steps);
  });
  words.input.addEventListener("blur", () => setTimeout(moving.refresh));
  let drawn = "";
  let named = /** @type {[string, number, number]} */ (["", 0, 0]);
  if (unfolded.has(path)) unfold(true);
  const self = {
    element,
    input: words.input,
    handle,
    number: 0,
    /** @param {Item} _item @param {number} number @param {number} count */
    refresh(_item, number, count) {
      const shown = [`${path}/text`, `${path}/${block.weight?.path ?? ""}`, ...answered];
      const now = JSON.stringify([number, count, ...shown.map((each) => workbook.seen(each))]);
      if (now === drawn) return;
      drawn = now;
      self.number = number;
      const text = String(workbook.shown(`${path}/text`) ?? "");
      named = [text, number, count];
      words.input.setAttribute("aria-label", fill(phrases.item, { heading: block.name, number }));
      handle.setAttribute("aria-label", fill(phrases.more, { text }));
      words.refresh();
      weight?.refresh(text);
      if (answered.some((each) => workbook.others(each).length)) unfold(true);
      tools?.refresh(...named);
      const chosen = block.fields.flatMap((field) => said(field.options, `${path}/${field.path}`));
      tags.replaceChildren(...chosen, ...asked.flatMap(written));
    },
  };

  /** What was answered, in small print. @param {Option[]} options @param {string} at */
  function said(options, at) {
    const option = options.find(({ value }) => value === workbook.shown(at));
    return option ? [h("span", { dir: "auto" }, option.label)] : [];
  }

  /** What was written, below what was asked. @param {Words} box */
  function written({ path: at, label }) {
    const answer = workbook.shown(at);
    return answer ? [h("span", { className: "bs-answer" }, `${label} `, h("b", { dir: "auto" }, String(answer)))] : [];
  }

  return self;
}

/**
 * What else there is to say about an item, and to do with it.
 * @param {Items} block @param {Words[]} asked @param {string} path @param {Context} context @param {Moving} moving
 */
function toolsOf(block, asked, path, context, moving) {
  const questions = asked.length > 0 ? [context.draw({ kind: "slots", blocks: asked })] : [];
  const pickers = block.fields.map((field) => picker(field, `${path}/${field.path}`, context));
  const tools = moves(path, context.phrases, (_path, steps) => moving.move(steps), moving.remove);
  const boxes = block.others.length > 0 ? [otherBoxes(block.others, context.phrases, moving.moveTo)] : [];
  return {
    elements: [...questions, ...pickers, tools, ...boxes].map(({ element }) => element),
    beside: pickers.map(({ beside }) => beside),
    /** @param {string} text @param {number} number @param {number} count */
    refresh(text, number, count) {
      for (const each of questions) each.refresh?.();
      tools.refresh(text, number, count);
      for (const each of [...pickers, ...boxes]) each.refresh(text);
    },
  };
}

/** A button for each of the other boxes. @param {Option[]} boxes @param {Phrases} phrases @param {(list: string) => void} moveTo */
function otherBoxes(boxes, phrases, moveTo) {
  const label = h("span", { className: "bs-hint", "aria-hidden": "true" }, phrases.move_to);
  const buttons = boxes.map((box) =>
    button(box.label, () => moveTo(String(box.value)), { className: "bs-quiet", "data-key": undefined }),
  );
  const element = h("div", { className: "bs-boxes", role: "group" }, label, ...buttons);
  return {
    element,
    /** @param {string} text */
    refresh: (text) => element.setAttribute("aria-label", fill(phrases.move_to_item, { text })),
  };
}
