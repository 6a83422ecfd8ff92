// Making elements. Text only ever becomes text: nothing here parses markup.

/** An element with these properties, attributes (aria-*, data-*, role, for) and children; strings become text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A small button that shows a sign; `nameTool` gives it its full name. */
export function tool(title, sign, key, act) {
  const element = h("button", { type: "button", className: "bs-tool", title, "data-key": key }, h("span", { "aria-hidden": "true" }, sign));
  element.addEventListener("click", () => element.getAttribute("aria-disabled") === "true" || act());
  return element;
}

/** Name such a button, and say whether it can be used now. */
export function nameTool(element, name, disabled) {
  element.setAttribute("aria-label", name);
  element.setAttribute("aria-disabled", String(disabled));
}

let count = 0;

/** An id that no other element of this page has. */
export function freshId() {
  count += 1;
  return `bs-${count}`;
}

/** `words` with its {names} filled in. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** What a component's module exports: draws with one view for as long as its element is on the page. */
export function component(viewOf) {
  const views = new WeakMap();
  return ({ data, parentElement, setTriggerValue }) => {
    if (!views.has(parentElement)) views.set(parentElement, viewOf(parentElement));
    const view = views.get(parentElement);
    view.update(data, setTriggerValue);
    return () => {
      view.close?.();
      views.delete(parentElement);
    };
  };
}

/** Call `act` on Enter in this box, which then starts no new line; not on the Enter that ends a composed word. */
export function onEnter(box, act) {
  box.addEventListener("keydown", (event) => {
    // Safari ends the composition before this Enter, and tells it only by this code.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    act();
  });
}

const UNTIL_A_CLICK_IS_OVER = 250;
const PRESSED = "button, a, label, summary"; // A list that folds out does not tell when it is let go.

/**
 * Returns how to have something drawn in `parent`: at once, or after what is put together there now: a word that is
 * being composed, a day, whose typing would begin with the first part again, or a press, which is no click where the
 * button is another one when it is let go.
 */
export function afterComposing(parent) {
  let composing = false;
  let pressing = false;
  let later = null;
  const isTypingADay = () => document.activeElement?.type === "date" && parent.contains(document.activeElement);
  const draw = (what) => {
    later = composing || pressing || isTypingADay() ? what : null;
    if (!later) what();
  };
  const catchUp = () => later && draw(later);
  parent.addEventListener("compositionstart", () => (composing = true));
  parent.addEventListener("compositionend", () => {
    composing = false;
    catchUp();
  });
  const letGo = () => {
    pressing = false;
    setTimeout(catchUp);
  };
  parent.addEventListener("pointerdown", ({ target }) => {
    pressing = Boolean(target.closest(PRESSED));
    for (const end of pressing ? ["pointerup", "pointercancel"] : []) addEventListener(end, letGo, { once: true });
  });
  parent.addEventListener("focusout", ({ target }) => target.type === "date" && setTimeout(catchUp, UNTIL_A_CLICK_IS_OVER));
  return draw;
}

const boxesFitByThemselves = CSS.supports("field-sizing", "content");

/** Let a text box be as high as its text, where the browser does not see to it. */
export function fitHeight(box) {
  if (boxesFitByThemselves) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

let arrivedAt = null;

/**
 * Move to the top of this page in `root` where it is another one than before, and let a screen reader say its heading.
 * The first page of a window begins where the browser begins it.
 */
export function arrive(root, page) {
  const heading = root.querySelector("h1");
  if (!heading) return;
  const here = `${page} ${heading.textContent}`;
  const isAnother = arrivedAt !== null && arrivedAt !== here;
  arrivedAt = here;
  if (!isAnother) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

/** The address of the page with this query string. */
export function address(query) {
  const text = new URLSearchParams(query).toString();
  return text ? `?${text}` : "?";
}

/**
 * Open the page with this query string without loading everything anew: as a step in the browser's history, which
 * Streamlit answers with a run of the whole page. (A trigger would not do: one that is sent in the same moment as
 * another from a fragment runs that fragment only.)
 */
export function visit(query) {
  history.pushState({}, "", address(query));
  again();
}

/** Have the page drawn anew where it is. */
export function again() {
  dispatchEvent(new PopStateEvent("popstate"));
}

/** A link that `go`es to another page; other windows and tabs work as with any link. */
export function pageLink(properties, query, go, ...children) {
  const link = h("a", { ...properties, href: address(query) }, ...children);
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(query);
  });
  return link;
}
