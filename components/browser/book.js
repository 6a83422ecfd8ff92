// An open book, drawn with a few lines; it says nothing that words do not say, so no screen reader speaks of it.

const SVG = "http://www.w3.org/2000/svg";

const PAGES = ["M30 40 Q115 10 200 40 V230 Q115 200 30 230Z", "M370 40 Q285 10 200 40 V230 Q285 200 370 230Z"];

/** The lines on a page, from its top: where they begin and end, and how much is written on each. */
const LINES = [
  { side: "bs-here", from: 52, to: 178, slope: -3, written: [96, 60, 110, 40, 78] },
  { side: "bs-there", from: 222, to: 348, slope: 3, written: [120, 88, 104, 126, 64] },
];

/** @param {string} name @param {Record<string, unknown>} attributes @param {Element[]} children */
function shape(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.append(...children);
  return element;
}

/** A book with its two pages like this: "empty", "tinted" or "filled". @param {string[]} pages @param {Element[]} lines */
export function book(pages, ...lines) {
  const drawn = pages.map((look, side) => shape("path", { class: `bs-book-page bs-${look}`, d: PAGES[side] }));
  drawn.forEach((page, side) => page.classList.add(LINES[side].side));
  return shape("svg", { class: "bs-book", viewBox: "28 18 344 214", "aria-hidden": "true" }, ...drawn, ...lines);
}

/** A book with something written on both pages. */
export function writtenBook() {
  const lines = LINES.flatMap(({ side, from, to, slope, written }) =>
    written.map((length, at) => {
      const y = 75 + 28 * at;
      const [begins, ends] = slope < 0 ? [y, y + slope] : [y - slope, y];
      const d = `M${from} ${begins} Q${(from + to) / 2 + 3} ${y - 20} ${to} ${ends}`;
      return shape("path", { class: `bs-book-line ${side}`, d, "stroke-dasharray": `${length} 400` });
    }),
  );
  return book(["empty", "empty"], ...lines);
}
