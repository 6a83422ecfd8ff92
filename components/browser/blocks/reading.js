// What is only read: headings, paragraphs, tables, pictures, whom to call, and links to other pages.

import { h, pageLink } from "../elements.js";
import { go } from "../workbook/visiting.js";

/** @import { Contacts, Heading, InLanguage, Link, Links, Moments, Note, Pictures, Points, Quote, Table } from "../blocks.d.ts" */

/** @param {Heading} block */
export const heading = ({ text, level }) =>
  h(/** @type {"h1"} */ (`h${level}`), { dir: "auto", tabIndex: level === 1 ? -1 : undefined }, text);

/** @param {Note} block */
export const note = ({ text, small }) => h("p", { className: small ? "bs-hint" : "bs-note", dir: "auto" }, text);

/** @param {Link} block */
export const link = ({ before, text, query }) =>
  h("p", { className: "bs-note" }, before && `${before} `, pageLink({}, query, go, text));

/** @param {Links} block */
export function links({ lines }) {
  const items = lines.map(({ text, about, query }) => {
    const hint = about && h("span", { className: "bs-hint", dir: "auto" }, about);
    return h("li", {}, pageLink({}, query, go, text), hint);
  });
  return h("ul", { className: "bs-links" }, ...items);
}

/** @param {Quote} block */
export function quote({ before, texts }) {
  const quotes = texts.map((text) => h("blockquote", { dir: "auto" }, text));
  return h("figure", { className: "bs-quote" }, h("figcaption", {}, before), ...quotes);
}

/** @param {Moments} block */
export function moments({ moments: shown }) {
  const items = shown.map(({ name, query, numbers, quotes, mark }) => {
    const said = h("div", { className: "bs-quotes" }, ...quotes.map((each) => quote(each)));
    const what = h("div", {}, numbers && h("p", { className: "bs-hint" }, numbers), said);
    return h("li", { className: `bs-at-${mark}` }, pageLink({}, query, go, name), what);
  });
  return h("ul", { className: "bs-moments" }, ...items);
}

/** @param {Points} block */
export function points({ label, lines }) {
  const list = h("ul", {}, ...lines.map((line) => h("li", {}, line)));
  return h("div", { className: "bs-points" }, h("p", { className: "bs-label" }, label), list);
}

/** @param {Table} block */
export function table({ caption, head, rows }) {
  /** @param {"th" | "td"} tag @param {string[]} texts @param {string} [scope] */
  const cells = (tag, texts, scope) => texts.map((text) => h(tag, { dir: "auto", scope }, text));
  const body = rows.map(([first, ...rest]) => h("tr", {}, ...cells("th", [first], "row"), ...cells("td", rest)));
  const top = h("thead", {}, h("tr", {}, ...cells("th", head, "col")));
  const whole = h("table", { className: "bs-table" }, h("caption", {}, caption), top, h("tbody", {}, ...body));
  return h("div", { className: "bs-wide", role: "region", "aria-label": caption, tabIndex: 0 }, whole);
}

/** @param {InLanguage} text @param {string} [className] */
const said = ({ text, lang }, className) => h("span", { className, dir: "auto", lang: lang || undefined }, text);

/** @param {Contacts} block */
export function contacts({ lines }) {
  const items = lines.map(({ name, number, note: about }) => {
    const call = h("a", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, number);
    return h("li", {}, said(name), call, about.text && said(about, "bs-hint"));
  });
  return h("ul", { className: "bs-contacts" }, ...items);
}

/** @param {Pictures} block */
export function pictures({ label, pictures: shown }) {
  const images = shown.map(({ source, description }) => h("img", { src: source, alt: description }));
  return h("div", { className: "bs-pictures", role: "region", "aria-label": label, tabIndex: 0 }, ...images);
}
