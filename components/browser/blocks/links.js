// A list of links to other pages of the workbook, each with a line on what is there.

import { h, pageLink } from "../elements.js";
import { go } from "../workbook/workbook.js";

export const links = ({ lines }) => ({
  element: h(
    "ul",
    { className: "bs-links" },
    ...lines.map(({ text, about, query }) => h("li", {}, pageLink({}, query, go, text), about ? h("span", { className: "bs-hint", dir: "auto" }, about) : null)),
  ),
});
