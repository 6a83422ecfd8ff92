// Everything that these scripts rely on in Streamlit's own page; what the style sheets rely on is in css/streamlit.css.
// tests/browser/test_streamlit.py looks for every name in either.

/** What Streamlit calls its parts: `data-testid` unless said otherwise. */
export const NAMES = {
  /** The region that scrolls: the window does not. */
  main: "stMain",
  /** The class of the container in which a button finds the choices beside it. */
  together: "st-key-summary",
  /** The choices themselves. */
  radio: "stRadio",
  checkbox: "stCheckbox",
  /** A picture of what was written. */
  chart: "stPlotlyChart",
  /** What is drawn over the page, and takes the focus from it. */
  dialog: "stDialog",
  /** The heading of that dialog when the connection is lost. */
  connectionLost: "Connection error",
  /** The `aria-label` of what closes it. */
  close: "Close",
  /** The `id` of all that Streamlit draws except such dialogs; it is inert while one is open. */
  root: "root",
};

/** @param {string} name */
const named = (name) => `[data-testid="${name}"]`;

/** Send something to the page, whose script then runs. @typedef {(name: string, value: unknown) => void} Trigger */
/**
 * What draws a component, for as long as its element is on the page.
 * @template Data
 * @typedef {{ update: (data: Data, trigger: Trigger) => void, close?: () => void }} Component
 */

/**
 * What a component's module exports: `make` is called once, and what it returns draws while its element is on the page.
 * Streamlit also asks to clean up after a call that was still on its way when the next one came, and that one goes on.
 * @template Data
 * @param {(parent: HTMLElement) => Component<Data>} make
 */
export function component(make) {
  /** @type {WeakMap<HTMLElement, Component<Data>>} */
  const drawn = new WeakMap();
  /** @param {{ data: [Data], parentElement: HTMLElement, setTriggerValue: Trigger }} call */
  return ({ data: [data], parentElement, setTriggerValue }) => {
    const isThere = () => parentElement.closest(`#${NAMES.root}`) !== null;
    if (!isThere()) return () => {}; // It was gone before this module was loaded.
    const drawing = drawn.get(parentElement) ?? make(parentElement);
    drawn.set(parentElement, drawing);
    drawing.update(data, setTriggerValue);
    return () => {
      if (isThere()) return;
      drawing.close?.();
      drawn.delete(parentElement);
    };
  };
}

/**
 * Open the page at this address without loading everything anew: as a step in the browser's history, which Streamlit
 * answers with a run of the whole page. (A trigger would not do: sent at the same moment as one from a fragment, it
 * runs that fragment only.)
 * @param {string} address
 */
export function visit(address) {
  history.pushState({}, "", address);
  again();
}

/** The region that scrolls is no place to stop at with the keyboard: what is in it is. */
export function passTheMainRegion() {
  document.querySelector(named(NAMES.main))?.setAttribute("tabindex", "-1");
}

/** A drawing is not read out piece by piece: its figure has a name, and a table follows. */
export function hideDrawings() {
  const drawings = `${named(NAMES.chart)} > :not([aria-hidden])`;
  const hide = () => document.querySelectorAll(drawings).forEach((each) => each.setAttribute("aria-hidden", "true"));
  new MutationObserver(hide).observe(document.body, { childList: true, subtree: true });
}

/** Have this page drawn anew. */
export function again() {
  dispatchEvent(new PopStateEvent("popstate"));
}

/** Move to the top of the page. */
export function scrollToTop() {
  document.querySelector(named(NAMES.main))?.scrollTo(0, 0);
}

/** Scroll the page on by so much. @param {number} pixels */
export function scrollBy(pixels) {
  document.querySelector(named(NAMES.main))?.scrollBy(0, pixels);
}

/** Whether each of the choices beside this element is chosen on the page now, in order. @param {Element} element */
export function chosenBeside(element) {
  const choices = [NAMES.radio, NAMES.checkbox].map((name) => `${named(name)} input`).join(", ");
  /** @type {NodeListOf<HTMLInputElement> | undefined} */
  const inputs = element.closest(`.${NAMES.together}`)?.querySelectorAll(choices);
  return [...(inputs ?? [])].map(({ checked }) => checked);
}

/** @type {Element | null} */
let covering = null;
/** What is out of the document while it is covered. */
let taken = /** @type {Element | null} */ (null);
/** The headings that were to be seen before. */
let before = /** @type {Element[]} */ ([]);

/** Whether something else stands in place of the page. */
export function isCovered() {
  return taken !== null;
}

/** Take the page out of the document, where nobody sees or finds it, and put this in its place. @param {Element} element */
export function cover(element) {
  const root = document.getElementById(NAMES.root);
  if (!root || taken) return;
  [covering, taken, before] = [element, root, [...root.querySelectorAll("h1")]];
  root.replaceWith(element);
}

/** Put the page back. */
export function uncover() {
  if (taken) covering?.replaceWith(taken);
  taken = null;
}

/** Put the page back as soon as another one is drawn on it, and nothing is left of the one that was covered. */
export function uncoverOnceDrawn() {
  const root = taken;
  if (!root) return;
  const observer = new MutationObserver(look);
  function look() {
    const [heading, ...others] = root?.querySelectorAll("h1") ?? [];
    if (!heading || others.length || before.includes(heading)) return;
    observer.disconnect();
    uncover();
  }
  observer.observe(root, { childList: true, subtree: true });
  look();
}

const UNTIL_COLORED = 100;

/** A picture keeps the colors that it was drawn in: when the page turns dark, or light, have it drawn anew. */
export function followTheLight() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (document.querySelector(named(NAMES.chart))) setTimeout(again, UNTIL_COLORED);
  });
}

const narrow = () => matchMedia("(max-width: 40rem)");

/** Which picture suits this window: as the address names it. */
export const windowNow = () => (narrow().matches ? "narrow" : "wide");

/**
 * A picture is drawn for a wide window or for a narrow one: when it becomes the other, and when somebody goes back to one
 * that was drawn for the other, have it drawn anew. Paper has the one that is there.
 */
export function followTheWidth() {
  narrow().addEventListener("change", suit);
  addEventListener("popstate", suit);
  suit();
}

function suit() {
  const query = new URLSearchParams(location.search);
  const drawn = query.get("picture");
  const isPrinted = matchMedia("print").matches;
  if (isPrinted || !drawn || drawn === windowNow() || !["wide", "narrow"].includes(drawn)) return;
  query.set("picture", windowNow());
  history.replaceState(history.state, "", `?${query}`);
  again();
}

let keeping = false;

/**
 * Streamlit announces a lost connection in a dialog that takes the focus, and the page, from somebody who is typing.
 * The status line says it instead, and this closes the dialog before it is drawn.
 */
export function keepTyping() {
  if (keeping) return;
  keeping = true;
  /** @type {HTMLElement | null} */
  let focused = null;
  addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest('[role="dialog"]')) focused = target;
  });
  new MutationObserver(() => {
    /** @type {HTMLElement | null} */
    const dialog = document.querySelector(named(NAMES.dialog));
    if (dialog?.querySelector("h2")?.textContent !== NAMES.connectionLost) return;
    dialog.style.display = "none";
    const root = document.getElementById(NAMES.root);
    if (root) root.inert = false;
    /** @type {HTMLElement | null} */ (dialog.querySelector(`[aria-label="${NAMES.close}"]`))?.click();
    // The page may have been drawn anew meanwhile.
    const key = focused?.dataset.key;
    if (!focused?.isConnected && key) focused = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (document.activeElement !== focused) focused?.focus();
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert"] });
}
