// Circles to write in, one for each thing on somebody's mind, and each can begin a worksheet.

import { button, fill, h, once, onEnter, pageLink } from "../elements.js";
import { Rows } from "../rows.js";
import { items, nextPosition } from "../workbook/items.js";
import { openWorkbook } from "../workbook/open_workbooks.js";
import { go } from "../workbook/visiting.js";
import { CHANGE, newId } from "../workbook/workbook.js";
import { textBox } from "./words.js";

/** @import { Circles } from "../blocks.d.ts" */
/** @import { Thing } from "../rows.js" */
/** @import { Context, Drawn } from "../sheet.js" */
/** @import { Workbook } from "../workbook/workbook.js" */

const NAME = "workbook/name";

/** @param {Circles} block @param {Context} context @returns {Drawn} */
export function circles(block, context) {
  const { workbook, phrases, begun } = context;
  const name = `${block.worksheet} ${block.list}`;
  const rows = new Rows(row);
  const list = h("ol", { className: "bs-circles" });
  const empty = () => begun.get(name) ?? [];
  /** @param {string} id @param {string} field */
  const path = (id, field) => `${block.worksheet}/${id}/${field}`;
  /** @param {string} id */
  const text = (id) => String(workbook.shown(path(id, "text")) ?? "").trim();

  /** Those with words, and one that is being emptied here until the focus leaves it. */
  const kept = () => items(workbook, block.worksheet, block.list).filter(({ id }) => text(id) || rows.hasFocus(id));

  /** @returns {Thing[]} */
  function inList() {
    const filled = kept();
    const others = empty().filter((id) => !filled.some((each) => each.id === id));
    return [...filled, ...others.map((id) => ({ id }))];
  }

  /** With its first words, a circle takes its place; without any, it no longer leads anywhere. @param {string} id @returns {Workbook["write"]} */
  function writeIn(id) {
    return (at, value, how) => {
      workbook.write(at, value, how);
      const gesture = workbook.gestureOf(at);
      if (!workbook.shown(path(id, "place")))
        workbook.write(path(id, "place"), [block.list, nextPosition(kept())], { gesture, typed: true });
      if (!value) workbook.write(path(id, "worksheet"), null, { gesture, typed: true });
    };
  }

  /** Begin a worksheet with the words in this circle, under the same name. @param {string} id */
  function beginWith(id) {
    const { workbook: next } = openWorkbook(block.next);
    next.write(CHANGE, text(id));
    next.write(NAME, workbook.shown(NAME));
    workbook.write(path(id, "worksheet"), block.next.id);
    go(block.query);
  }

  /** @param {string} id */
  function row(id) {
    const box = textBox({ path: path(id, "text"), longest: block.longest }, { ...context, write: writeIn(id) });
    const foot = h("div", { className: "bs-circle-foot" });
    const element = h("li", { className: "bs-circle" }, box.element, foot);
    box.input.placeholder = block.invitation;
    onEnter(box.input, () => {
      const next = inList().findIndex((each) => each.id === id) + 1;
      rows.get(inList()[next]?.id)?.element.querySelector("textarea")?.focus();
    });
    let drawn = "";

    /** What the circle leads to. @param {string} label */
    function way(label) {
      const query = block.begun[String(workbook.shown(path(id, "worksheet")))];
      const said = { "data-key": `${id} way`, "aria-label": fill(phrases.about, { label, text: text(id) }) };
      return query
        ? pageLink({ className: "bs-button", ...said }, query, go, label)
        : button(
            label,
            once(() => beginWith(id)),
            { className: "bs-button", ...said },
          );
    }

    return {
      element,
      /** @param {Thing} _thing @param {number} number */
      refresh(_thing, number) {
        box.input.setAttribute("aria-label", fill(phrases.item, { heading: block.name, number }));
        box.refresh();
        const isBegun = String(workbook.shown(path(id, "worksheet"))) in block.begun;
        const now = text(id) && `${isBegun} ${text(id)}`;
        element.classList.toggle("bs-begun", isBegun);
        if (now === drawn) return;
        drawn = now;
        foot.replaceChildren(...(now ? [way(isBegun ? block.go_on : block.begin)] : []));
      },
    };
  }

  function refresh() {
    const isFree = () => inList().some(({ id }) => !text(id));
    while (inList().length < block.fewest || (!isFree() && inList().length < block.most))
      begun.set(name, [...empty(), newId()]);
    rows.show({ list, things: inList() });
  }

  return { element: list, refresh };
}
