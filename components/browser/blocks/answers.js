// The blocks that hold one answer each: words, a scale, a choice, a tick.

import { fill, fitHeight, freshId, h } from "../elements.js";

/** A labelled text box. */
export function words(block, context) {
  const { sheet } = context;
  const id = freshId();
  const hint = block.hint ? h("p", { id: `${id}-hint`, className: "bs-hint" }, block.hint) : null;
  const box = textBox(block, context);
  box.input.id = id;
  if (hint) box.input.setAttribute("aria-describedby", `${hint.id} ${box.message.id}`);
  const label = h("label", { for: id, className: "bs-label" }, block.label);
  const element = h("div", { className: "bs-words" }, label, hint, box.element);
  return {
    element,
    refresh() {
      element.hidden = block.if_written && !sheet.shown(block.path) && document.activeElement !== box.input;
      box.refresh();
    },
  };
}

/**
 * A text box, and a line below it that says what of it is not kept and why: what `refusal` says, or that it is longer
 * than `longest`. Such words outlast a redraw. The line is spoken when it appears, not at every key.
 */
export function limitedBox({ key, longest, lines = 1 }, { words: say, unkept, notice }, refusal) {
  const message = h("p", { id: freshId(), className: "bs-message", hidden: true });
  const input = h("textarea", {
    rows: lines,
    dir: "auto",
    className: "bs-input",
    value: unkept.get(key) ?? "",
    "aria-describedby": message.id,
    "data-key": key,
  });
  const over = () => [...input.value].length - longest;

  function warn() {
    const why = refusal() || (over() > 0 ? say.too_long : "");
    if (why) unkept.set(key, input.value);
    else unkept.delete(key);
    message.textContent = fill(why, { limit: longest, over: over() });
    message.hidden = !why;
    input.setAttribute("aria-invalid", String(Boolean(why)));
    notice(`box ${key}`, why, message.textContent);
  }

  return { input, message, warn, fits: () => over() <= 0, kept: () => [...input.value].slice(0, longest).join("") };
}

/** A text box that saves while it is typed in, and shows what was written at the same time. */
export function textBox({ path, label, longest, lines = 1 }, context) {
  const { sheet, unkept } = context;
  const { input, message, warn, kept } = limitedBox({ key: path, longest, lines }, context, () => sheet.refusals.get(path));
  const beside = conflict(path, context, {
    name: () => label ?? input.ariaLabel,
    answer: () => input,
    join: (mine, theirs) => `${mine}${lines > 1 ? "\n" : " / "}${theirs}`,
  });

  input.addEventListener("input", () => {
    sheet.write(path, kept(), { typed: true });
    fitHeight(input);
    warn();
  });
  input.addEventListener("blur", () => {
    sheet.flush();
    refresh();
  });

  function refresh() {
    const shown = unkept.get(path) ?? String(sheet.shown(path) ?? "");
    const typing = document.activeElement === input && sheet.isOwn(path);
    if (input.value !== shown && !typing) {
      const [start, end] = [input.selectionStart, input.selectionEnd];
      input.value = shown;
      if (document.activeElement === input) input.setSelectionRange(start, end);
    }
    fitHeight(input);
    warn();
    beside.refresh();
  }

  return { element: h("div", {}, input, message, beside.element), input, message, refresh };
}

/** Eleven numbers, none chosen at first, and what follows the chosen one. */
export function scale(block, context) {
  const { sheet, words: say, draw } = context;
  const group = `${freshId()}-scale`;
  const radios = Array.from({ length: 11 }, (_, number) => radio(number));
  const numbers = h("div", { className: "bs-numbers", role: "radiogroup", "aria-label": block.label }, ...radios.map(({ label }) => label));
  const question = block.question ? h("p", { className: "bs-question", id: `${group}-question`, dir: "auto" }, block.question) : null;
  if (question) numbers.setAttribute("aria-describedby", question.id);
  const { lowest, highest } = block;
  const ends = h("div", { className: "bs-ends", "aria-hidden": "true" }, h("span", {}, `0 · ${lowest}`), h("span", {}, `10 · ${highest}`));
  const clear = h("button", { type: "button", className: "bs-quiet", "data-key": `${block.path} clear` }, say.clear);
  const follow = h("div", { className: "bs-follow" });
  const beside = conflict(block.path, context, {
    name: () => block.label,
    answer: () => (radios.find(({ input }) => input.checked) ?? radios[0]).input,
  });
  let following = [];
  let drawnFor;

  clear.addEventListener("click", () => {
    sheet.write(block.path, null);
    radios[0].input.focus();
  });

  function radio(number) {
    const input = h("input", { type: "radio", name: group, value: String(number), "data-key": `${block.path} ${number}` });
    input.addEventListener("change", () => sheet.write(block.path, number));
    return { input, label: h("label", { className: "bs-number" }, input, h("span", {}, String(number))) };
  }

  function refresh() {
    const number = sheet.shown(block.path);
    radios.forEach(({ input }, value) => (input.checked = value === number));
    clear.hidden = number === null;
    if (number !== drawnFor) {
      drawnFor = number;
      following = (block.follow_ups[number] ?? []).map((each) => draw(each));
      follow.replaceChildren(...following.map(({ element }) => element));
    }
    for (const part of following) part.refresh();
    beside.refresh();
  }

  const element = h("div", { className: "bs-scale" }, question, numbers, ends, clear, beside.element, follow);
  return { element, refresh };
}

/** One of a few options, each with its meaning. */
export function choice(block, context) {
  const { sheet, words: say } = context;
  const group = freshId();
  const inputs = block.options.map(({ value }) => {
    const input = h("input", { type: "radio", name: group, id: `${group}-${value}`, "data-key": `${block.path} ${value}` });
    input.addEventListener("change", () => sheet.write(block.path, value));
    return input;
  });
  const options = block.options.map(({ value, label, meaning }, place) => {
    const text = h("label", { for: `${group}-${value}` }, label);
    if (!meaning) return h("div", { className: "bs-option" }, inputs[place], text);
    const more = h("p", { id: `${group}-${value}-meaning`, className: "bs-hint" }, meaning);
    inputs[place].setAttribute("aria-describedby", more.id);
    return h("div", { className: "bs-option" }, inputs[place], h("div", {}, text, more));
  });
  const label = h("p", { className: "bs-label", id: group }, block.label);
  const radios = h("div", { className: "bs-choice", role: "radiogroup", "aria-labelledby": group }, label, ...options);
  const beside = conflict(block.path, context, {
    name: () => block.label,
    answer: () => inputs.find(({ checked }) => checked) ?? inputs[0],
    said: (chosen) => block.options.find(({ value }) => value === (chosen ?? block.unanswered))?.label ?? say.not_answered,
  });
  return {
    element: h("div", {}, radios, beside.element),
    refresh() {
      const chosen = sheet.shown(block.path) ?? block.unanswered;
      block.options.forEach(({ value }, place) => (inputs[place].checked = value === chosen));
      beside.refresh();
    },
  };
}

/** A small list to pick from, for use beside an item; its first entry is "not answered". */
export function picker({ options, full_name, unanswered, before: said }, path, context) {
  const { sheet, words: say } = context;
  const select = h("select", { className: "bs-picker", "data-key": path });
  const conflicting = conflict(path, context, {
    name: () => select.ariaLabel,
    answer: () => select,
    said: (picked) => options.find(({ value }) => value === picked)?.label ?? say.not_answered,
  });
  select.append(h("option", { value: "" }, unanswered), ...options.map(({ label }, place) => h("option", { value: String(place) }, label)));
  select.addEventListener("change", () => sheet.write(path, select.value === "" ? null : options[Number(select.value)].value));
  const before = said ? h("span", { className: "bs-hint", "aria-hidden": "true" }, said) : null;
  return {
    element: h("span", { className: "bs-picking" }, before, select),
    beside: conflicting.element,
    refresh(text) {
      select.setAttribute("aria-label", fill(full_name, { text }));
      const place = options.findIndex(({ value }) => value === sheet.shown(path));
      select.value = place < 0 ? "" : String(place);
      select.classList.toggle("bs-answered", place >= 0);
      conflicting.refresh();
    },
  };
}

/** A day of the calendar, with days to choose by one tap. */
export function day(block, context) {
  const { sheet, words: say } = context;
  const id = freshId();
  const input = h("input", { type: "date", id, className: "bs-input bs-day", min: "1900-01-01", max: "2199-12-31", "data-key": block.path });
  const message = h("p", { id: `${id}-message`, className: "bs-message", role: "status" });
  const hint = block.hint ? h("p", { id: `${id}-hint`, className: "bs-hint" }, block.hint) : null;
  const beside = conflict(block.path, context, {
    name: () => block.label,
    answer: () => input,
    said: (date) => (date ? new Date(`${date}T00:00`).toLocaleDateString() : say.not_answered),
  });
  input.setAttribute("aria-describedby", [hint?.id, message.id].filter(Boolean).join(" "));
  let before = null;
  input.addEventListener("focus", () => (before = sheet.shown(block.path)));
  input.addEventListener("input", keep);
  input.addEventListener("blur", () => input.validity.valid || keep()); // A day that does not exist is no input.

  /** While a day is typed, its first parts can make another day, which nobody meant. */
  function keep() {
    warn();
    sheet.write(block.path, input.validity.valid ? input.value || null : before, { typed: true });
  }

  function warn() {
    const said = input.value && input.value < block.today ? block.past : "";
    message.textContent = input.validity.valid ? said : say.no_such_day;
  }

  const suggestions = block.suggestions.map(({ label, day: value }) => {
    const button = h("button", { type: "button", className: "bs-button", "data-key": `${block.path} ${value}` }, label);
    button.addEventListener("click", () => {
      input.value = value;
      warn();
      sheet.write(block.path, value);
    });
    return button;
  });
  const label = h("label", { for: id, className: "bs-label" }, block.label);
  return {
    element: h("div", { className: "bs-words" }, label, hint, h("div", { className: "bs-add" }, input, ...suggestions), message, beside.element),
    refresh() {
      const chosen = sheet.shown(block.path) ?? "";
      if (input.value !== chosen && input.validity.valid) input.value = chosen;
      if (input.validity.valid) warn();
      beside.refresh();
    },
  };
}

/** A check box. */
export function tick(block, context) {
  const { sheet, words: say } = context;
  const input = h("input", { type: "checkbox", "data-key": block.path });
  input.addEventListener("change", () => sheet.write(block.path, input.checked));
  const beside = conflict(block.path, context, {
    name: () => block.label,
    answer: () => input,
    said: (ticked) => (ticked ? say.ticked : say.not_ticked),
  });
  return {
    element: h("div", {}, h("label", { className: "bs-tick" }, input, h("span", { dir: "auto" }, block.label)), beside.element),
    refresh() {
      input.checked = sheet.shown(block.path) === true;
      beside.refresh();
    },
  };
}

/**
 * What was written at the same time, until somebody chooses. `name` is what the answer is called, `answer` the element
 * that shows it, `said` puts a value in words, and `join` says how both can be kept.
 */
function conflict(path, { sheet, words: say, notice }, { name, answer, said = (value) => String(value ?? say.not_answered), join }) {
  const element = h("div", { className: "bs-beside", role: "group", "aria-label": say.beside, hidden: true });
  let drawn = "";

  function offer([value, mine]) {
    const keep = (label, kept) => {
      const button = h("button", { type: "button", className: "bs-button" }, label);
      button.addEventListener("click", () => {
        sheet.settle(path, kept());
        answer().focus();
      });
      return button;
    };
    return h(
      "div",
      {},
      h("p", {}, mine ? say.also_mine : say.also_theirs),
      h("blockquote", { dir: "auto" }, said(value)),
      keep(say.keep_shown, () => sheet.shown(path)),
      keep(say.keep_other, () => value),
      join ? keep(say.keep_both, () => join(sheet.shown(path) ?? "", value ?? "")) : null,
    );
  }

  return {
    element,
    refresh() {
      const others = sheet.others(path);
      if (JSON.stringify(others) === drawn) return;
      drawn = JSON.stringify(others);
      element.hidden = others.length === 0;
      element.replaceChildren(...others.map(offer));
      notice(`beside ${path}`, element.hidden ? "" : drawn, fill(say.beside_what, { name: name() }));
      const folded = element.closest("details:not([open]):not(.bs-private)");
      if (folded && !element.hidden) folded.open = true;
    },
  };
}
