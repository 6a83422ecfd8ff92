// Cards to sort into piles, by drag, by tap or with the keyboard; and the few of the first pile that are ranked.

import { picker } from "./answers.js";
import { fill, freshId, h, nameTool, tool } from "../elements.js";
import { newId } from "../workbook/workbook.js";

const DRAGGED = "application/x-card";

/** The next card with a button for each pile, and below it the piles; a card that leaves the first is ranked no more. */
export function cards(block, context) {
  const { sheet, adding, announce } = context;
  const deck = deckOf(block, sheet, adding);
  const rows = new Map();
  const name = h("p", { className: "bs-card-name", id: freshId(), dir: "auto" });
  const line = h("p", { className: "bs-hint" });
  const next = h("div", { className: "bs-card", draggable: true, role: "group", "aria-labelledby": name.id }, name, line);
  const choices = block.piles.map(({ value, label: text }) => button(text, `${block.worksheet} ${value}`, () => sort(value)));
  const later = button(block.later, `${block.worksheet} later`, putItOff);
  const table = h("div", { className: "bs-deck" }, next, h("div", { className: "bs-row" }, ...choices, later));
  const left = h("p", { className: "bs-hint", tabIndex: -1 });
  const piles = block.piles.map(({ value, label }) => pile(value, label));

  letDrag(next, () => current()?.id);

  /** The cards in no pile yet: those that were put off come last. */
  function unsorted() {
    const off = sheet.putOff.get(block.worksheet) ?? [];
    return deck.cards().filter(({ id }) => !deck.pile(id)).sort((a, b) => off.indexOf(a.id) - off.indexOf(b.id));
  }

  function current() {
    return unsorted()[0];
  }

  function sort(value) {
    deck.put(current().id, value);
    turnUp();
  }

  function putItOff() {
    const { id } = current();
    const off = sheet.putOff.get(block.worksheet) ?? [];
    sheet.putOff.set(block.worksheet, [...off.filter((each) => each !== id), id]);
    refresh();
    turnUp();
  }

  function turnUp() {
    if (current()) announce([current().name, current().line].filter(Boolean).join(". "));
    else left.focus();
  }

  function pile(value, text) {
    const id = freshId();
    const list = h("ul", {});
    const element = h("div", { className: "bs-pile", role: "group", "aria-labelledby": id }, h("h3", { id }, text), list);
    const over = (is) => element.classList.toggle("bs-over", is);
    element.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      over(true);
    });
    element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || over(false));
    element.addEventListener("drop", (event) => {
      const dropped = event.dataTransfer.getData(DRAGGED);
      if (!dropped) return;
      event.preventDefault();
      over(false);
      deck.put(dropped, value);
    });
    return { value, list, element };
  }

  function row(id) {
    const choose = picker({ options: block.piles, full_name: block.pile, unanswered: block.unsorted }, deck.path(id, "pile"), context);
    const text = h("span", { dir: "auto" });
    const element = h("li", { className: "bs-sorted", draggable: true }, text, choose.element, choose.beside);
    choose.element.addEventListener("change", () => deck.unrank(id, sheet.gestureOf(deck.path(id, "pile"))));
    letDrag(element, () => id);
    return {
      element,
      refresh: (card) => {
        text.textContent = card.name;
        choose.refresh(card.name);
      },
    };
  }

  function refresh() {
    const card = current();
    const count = unsorted().length;
    table.hidden = !card;
    later.hidden = count < 2;
    name.textContent = card?.name ?? "";
    line.textContent = card?.line ?? "";
    left.textContent = card ? fill(block.left, { count }) : block.all_sorted;
    const focused = document.activeElement;
    const sorted = deck.cards().filter(({ id }) => deck.pile(id));
    const elements = made(rows, sorted, row);
    for (const { value, list } of piles) arrange(list, elements.filter((_element, at) => deck.pile(sorted[at].id) === value));
    if (focused !== document.activeElement && focused?.isConnected) focused.focus();
  }

  const element = h("div", { className: "bs-cards" }, table, left, h("div", { className: "bs-piles" }, ...piles.map((each) => each.element)));
  return { element, refresh };
}

/** The ranked cards in their order, and the others of the first pile to choose from. */
export function ranking(block, { sheet, words: say, adding, announce }) {
  const deck = deckOf(block, sheet, adding);
  const rows = new Map();
  const offers = new Map();
  const list = h("ol", { className: "bs-ranked" });
  const others = h("div", { className: "bs-row" });
  const none = h("p", { className: "bs-hint" }, block.none);
  const message = h("p", { className: "bs-message", role: "alert", hidden: true });
  const wasFull = `${block.worksheet} was full`;

  function rank(id) {
    const ranked = deck.ranked();
    adding.set(wasFull, ranked.length >= block.most);
    if (adding.get(wasFull)) return refresh();
    const { name } = deck.cards().find((card) => card.id === id);
    sheet.write(deck.path(id, "rank"), Math.max(0, ...ranked.map((card) => deck.rank(card.id))) + 1);
    (others.querySelector("button") ?? list.querySelector("li:last-child button"))?.focus();
    announce(fill(block.ranked, { text: name, number: ranked.length + 1 }));
  }

  function move(id, steps) {
    const order = deck.ranked().map((card) => card.id);
    const from = order.indexOf(id);
    const to = from + steps;
    if (to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    const gesture = newId();
    order.forEach((each, at) => sheet.write(deck.path(each, "rank"), at + 1, { gesture }));
  }

  function remove(id) {
    sheet.write(deck.path(id, "rank"), null);
    offers.get(id)?.element.focus();
    announce(say.removed);
  }

  function row(id) {
    const text = h("span", { className: "bs-card-name", dir: "auto" });
    const up = tool(say.move_up, "↑", `${id} rank up`, () => move(id, -1));
    const down = tool(say.move_down, "↓", `${id} rank down`, () => move(id, 1));
    const away = tool(say.remove, "✕", `${id} rank remove`, () => remove(id));
    return {
      element: h("li", { className: "bs-tools" }, text, h("span", { className: "bs-moves" }, up, down, away)),
      refresh: (card, number, count) => {
        text.textContent = `${number}. ${card.name}`;
        nameTool(up, fill(say.move_up_item, { text: card.name }), number === 1);
        nameTool(down, fill(say.move_down_item, { text: card.name }), number === count);
        nameTool(away, fill(say.remove_item, { text: card.name }), false);
      },
    };
  }

  function offer(id) {
    const element = button("", `${id} rank`, () => rank(id));
    return {
      element,
      refresh: ({ name }) => {
        element.textContent = `+ ${name}`;
        nameTool(element, fill(block.rank, { text: name }), false);
      },
    };
  }

  function refresh() {
    const ranked = deck.ranked();
    const free = deck.cards().filter((card) => deck.isFirst(card.id) && !ranked.some(({ id }) => id === card.id));
    const focused = document.activeElement;
    arrange(list, made(rows, ranked, row));
    arrange(others, made(offers, free, offer));
    none.hidden = ranked.length + free.length > 0;
    adding.set(wasFull, adding.get(wasFull) && ranked.length >= block.most && free.length > 0);
    const says = adding.get(wasFull) ? block.full : (free.map(({ id }) => sheet.refusals.get(deck.path(id, "rank"))).find(Boolean) ?? "");
    if (message.textContent !== says) message.textContent = says;
    message.hidden = !says;
    if (focused !== document.activeElement && focused?.isConnected) focused.focus();
  }

  return { element: h("div", { className: "bs-cards" }, list, none, others, message), refresh };
}

/** The cards of a block as this window shows them: those that everybody gets, and then the person's own. */
function deckOf(block, sheet, adding) {
  const path = (id, field) => `${block.worksheet}/${id}/${field}`;
  const first = block.from_pile ?? block.piles[0].value;
  const deck = {
    path,
    pile: (id) => sheet.shown(path(id, "pile")),
    rank: (id) => sheet.shown(path(id, "rank")),
    isFirst: (id) => deck.pile(id) === first,

    cards() {
      const beingWritten = adding.get(block.own)?.item;
      const own = sheet
        .placed(block.worksheet)
        .filter(([id, list]) => list === block.own && id !== beingWritten && !sheet.isRemoved(`${block.worksheet}/${id}`))
        .map(([id, , position]) => ({ id, position, name: String(sheet.shown(path(id, "text")) ?? "").trim(), line: "" }))
        .filter(({ name }) => name)
        .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
      return [...block.cards, ...own];
    },

    ranked() {
      const ranked = deck.cards().filter(({ id }) => deck.isFirst(id) && deck.rank(id) !== null);
      return ranked.sort((a, b) => deck.rank(a.id) - deck.rank(b.id) || (a.id < b.id ? -1 : 1)).slice(0, block.most);
    },

    put(id, value) {
      const gesture = newId();
      sheet.write(path(id, "pile"), value, { gesture });
      deck.unrank(id, gesture);
    },

    unrank(id, gesture) {
      if (!deck.isFirst(id)) sheet.write(path(id, "rank"), null, { gesture });
    },
  };

  return deck;
}

/** What belongs to these cards, made where it is not kept already and refreshed: the elements, in their order. */
function made(kept, cards, make) {
  for (const [id, { element }] of kept) {
    if (cards.some((card) => card.id === id)) continue;
    element.remove();
    kept.delete(id);
  }
  return cards.map((card, at) => {
    if (!kept.has(card.id)) kept.set(card.id, make(card.id));
    kept.get(card.id).refresh(card, at + 1, cards.length);
    return kept.get(card.id).element;
  });
}

function arrange(parent, elements) {
  elements.forEach((element, at) => {
    if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
  });
}

function letDrag(element, idNow) {
  element.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(DRAGGED, idNow());
    event.dataTransfer.effectAllowed = "move";
  });
}

function button(text, key, act) {
  const element = h("button", { type: "button", className: "bs-button", "data-key": key }, text);
  element.addEventListener("click", act);
  return element;
}
