// What is only read: headings, paragraphs, tables, pictures, whom to call, and links to other pages.

import { h, pageLink } from "../elements.js";
import { go } from "../workbook/visiting.js";

/** @import { Contacts, Heading, Link, Links, Note, Pictures, Points, Quote, Small, Table } from "../blocks.d.ts" */
/** @import { Drawn } from "../sheet.js" */

/** @param {Heading} block @returns {Drawn} */
export const heading = ({ text, level }) => ({
  element: h(/** @type {"h1"} */ (`h${level}`), { dir: "auto", tabIndex: level === 1 ? -1 : undefined }, text),
});

/** @param {Note} block @returns {Drawn} */
export const note = ({ text }) => ({ element: h("p", { className: "bs-note", dir: "auto" }, text) });

/** @param {Small} block @returns {Drawn} */
export const small = ({ text }) => ({ element: h("p", { className: "bs-hint" }, text) });

/** @param {Link} block @returns {Drawn} */
export const link = ({ before, text, query }) => ({
  element: h("p", { className: "bs-note" }, `${before} `, pageLink({}, query, go, text)),
});

/** @param {Links} block @returns {Drawn} */
export function links({ lines }) {
  const items = lines.map(({ text, about, query }) => {
    const hint = about ? h("span", { className: "bs-hint", dir: "auto" }, about) : null;
    return h("li", {}, pageLink({}, query, go, text), hint);
  });
  return { element: h("ul", { className: "bs-links" }, ...items) };
}

/** @param {Quote} block @returns {Drawn} */
export function quote({ before, texts }) {
  const quotes = texts.map((text) => h("blockquote", { dir: "auto" }, text));
  return { element: h("figure", { className: "bs-quote" }, h("figcaption", {}, before), ...quotes) };
}

/** @param {Points} block @returns {Drawn} */
export function points({ label, lines }) {
  const items = lines.map((line) => h("li", {}, line));
  return {
    element: h("div", { className: "bs-points" }, h("p", { className: "bs-label" }, label), h("ul", {}, ...items)),
  };
}

/** @param {Table} block @returns {Drawn} */
export function table({ caption, head, rows }) {
  /** @param {"th" | "td"} tag @param {string[]} texts @param {string} [scope] */
  const cells = (tag, texts, scope) => texts.map((text) => h(tag, { dir: "auto", scope }, text));
  const body = rows.map(([first, ...rest]) => h("tr", {}, ...cells("th", [first], "row"), ...cells("td", rest)));
  const element = h(
    "table",
    { className: "bs-table" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...cells("th", head, "col"))),
    h("tbody", {}, ...body),
  );
  return { element: h("div", { className: "bs-wide", role: "region", "aria-label": caption, tabIndex: 0 }, element) };
}

/** @param {Contacts} block @returns {Drawn} */
export function contacts({ lines }) {
  const items = lines.map(({ name, number, note: about }) => {
    const call = h("a", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, number);
    return h("li", {}, h("span", { dir: "auto" }, name), call, h("span", { className: "bs-hint" }, about));
  });
  return { element: h("ul", { className: "bs-contacts" }, ...items) };
}

/** @param {Pictures} block @returns {Drawn} */
export function pictures({ label, pictures: shown }) {
  const images = shown.map(({ source, description }) => h("img", { src: source, alt: description }));
  const named = { className: "bs-pictures", role: "region", "aria-label": label, tabIndex: 0 };
  return { element: h("div", named, ...images) };
}
