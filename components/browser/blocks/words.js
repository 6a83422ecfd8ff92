// Text boxes.

import { fill, fitHeight, freshId, h } from "../elements.js";
import { conflict } from "./conflict.js";

/** @import { Words } from "../blocks.d.ts" */
/** @import { Context, Drawn } from "../sheet.js" */

/** A labeled text box. @param {Words} block @param {Context} context @returns {Drawn} */
export function words(block, context) {
  const id = freshId();
  const hint = block.hint && h("p", { id: `${id}-hint`, className: "bs-hint" }, block.hint);
  const box = textBox(block, context);
  box.input.id = id;
  if (hint) box.input.setAttribute("aria-describedby", `${hint.id} ${box.message.id}`);
  const label = h("label", { for: id, className: block.large ? "bs-unseen" : "bs-label" }, block.label);
  if (block.large) box.input.placeholder = block.label;
  const heading = block.title ? h("h1", { tabIndex: -1 }, label) : label;
  const className = ["bs-words", block.title && "bs-title", block.large && "bs-aloud"].filter(Boolean).join(" ");
  const element = h("div", { className }, heading, hint, box.element);
  box.input.addEventListener("blur", refresh);
  // What was written before is as high as its words. What is written now keeps its room: nothing below it moves.
  if (context.workbook.shown(block.path)) box.input.rows = 1;

  /** What is written looks different from what is not, but nothing changes its looks while somebody types in it. */
  function refresh() {
    const isWritten = Boolean(context.workbook.shown(block.path));
    const isFocused = document.activeElement === box.input;
    element.hidden = block.if_written && !isWritten && !isFocused && !context.unkept.has(block.path);
    if (!isFocused) element.classList.toggle("bs-written", isWritten);
    box.refresh();
  }

  return { element, refresh };
}

/**
 * A text box, and a line below it that says what is not kept and why: what `refusal` says, or that there are more than
 * `longest` characters. Such words outlast a redraw. The line is spoken when it appears, not at every key.
 * @param {{ key: string, longest: number, lines?: number }} box
 * @param {Pick<Context, "phrases" | "unkept" | "notice">} context @param {() => string | undefined} refusal
 * @param {() => string} lacks What is said in place of that while the box is empty: whoever is led to it hears it there.
 */
export function limitedBox({ key, longest, lines = 1 }, { phrases, unkept, notice }, refusal, lacks = () => "") {
  const message = h("p", { id: freshId(), className: "bs-message", hidden: true });
  const input = h("textarea", {
    rows: lines,
    dir: "auto",
    className: "bs-input",
    placeholder: " ",
    value: unkept.get(key) ?? "",
    "aria-describedby": message.id,
    "data-key": key,
  });
  const kept = () => upTo(longest, input.value);
  const over = () => [...input.value].length - [...kept()].length;

  function warn() {
    const why = refusal() || (over() > 0 ? phrases.too_long : "");
    if (why) unkept.set(key, input.value);
    else unkept.delete(key);
    message.textContent = fill(why, { limit: longest, over: over() }) || lacks();
    message.hidden = !message.textContent;
    input.setAttribute("aria-invalid", String(!message.hidden));
    notice(`box ${key}`, why, message.textContent);
  }

  return { input, message, warn, fits: () => over() <= 0, kept };
}

/** As much of a text as has at most so many characters: what is seen as one sign is kept whole, or not at all. @param {number} longest @param {string} text */
function upTo(longest, text) {
  if (text.length <= longest) return text;
  let [kept, count] = ["", 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    count += [...segment].length;
    if (count > longest) break;
    kept += segment;
  }
  return kept;
}

/**
 * A text box that saves while it is typed in, and shows what was written at the same time.
 * @param {{ path: string, label?: string, longest: number, lines?: number, carried?: Record<string, string> }} box
 * @param {Context} context
 */
export function textBox({ path, label, longest, lines = 1, carried = {} }, context) {
  const { workbook, save, unkept } = context;
  const refusal = () => workbook.refusals.get(path);
  const { input, message, warn, kept } = limitedBox({ key: path, longest, lines }, context, refusal, () =>
    context.lacks(path),
  );
  const beside = conflict(path, context, {
    name: () => label ?? input.ariaLabel,
    answer: () => input,
    join: (mine, theirs) => `${mine}${lines > 1 ? "\n" : " / "}${theirs}`,
  });

  input.addEventListener("input", () => {
    const isFirst = !workbook.shown(path);
    context.write(path, kept(), { typed: true });
    if (isFirst || !kept()) carry();
    fitHeight(input);
    warn();
  });
  input.addEventListener("blur", () => {
    save();
    refresh();
  });

  /** Keep what is carried with the first words, and nothing of it without any. */
  function carry() {
    const gesture = workbook.gestureOf(path);
    for (const [at, text] of Object.entries(carried)) context.write(at, kept() ? text : "", { gesture });
  }

  function refresh() {
    const shown = unkept.get(path) ?? String(workbook.shown(path) ?? "");
    const isTyping = document.activeElement === input && workbook.isOwn(path);
    if (input.value !== shown && !isTyping) {
      const { selectionStart, selectionEnd } = input;
      input.value = shown;
      if (document.activeElement === input) input.setSelectionRange(selectionStart, selectionEnd);
    }
    fitHeight(input);
    warn();
    beside.refresh();
  }

  return { element: h("div", {}, input, message, beside.element), input, message, refresh };
}
