"""Values: cards sorted by how important they are, up to five of them ranked, and how the change fits them [PV]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheets import in_a_sentence
from worksheets.answers import LONGEST_ANSWER, Answers, Choice, Kind, Option, Place, Position, Text, Value, YesNo
from worksheets.blank import Cards, Shape, Table
from worksheets.items import items
from worksheets.language import _, labeled, marked, marked_in, ngettext, pgettext
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, More, QuestionAndAnswer, Section

NAME = "values"
OWN = "own"
LONGEST_NAME = 200
MOST_OWN_CARDS = 20
MOST_RANKED = 5


class Pile(Option):
    """Where a card is put."""

    VERY_IMPORTANT = "VERY_IMPORTANT", marked("Very important")
    IMPORTANT = "IMPORTANT", marked("Important")
    NOT_IMPORTANT = "NOT_IMPORTANT", marked("Not important")


QUESTIONS: Mapping[str, str] = {
    # For translators: what a value that somebody chose means to them, in their own words [PV].
    "meaning": marked("What does this mean to you?"),
    # For translators: where this value can be seen in their life as it is now [PV].
    "week": marked("Where does it show in your week?"),
    # For translators: lets people find out themselves how the change goes with this value; it suggests no answer [PV].
    "fit": marked("How does this change fit with it?"),
}

ANSWERS: Mapping[str, Kind] = {
    "*/place": Place((OWN,)),
    "*/text": Text(LONGEST_NAME, lines=False),
    "*/removed": YesNo(),
    "*/pile": Choice(tuple(Pile)),
    "*/rank": Position(),
    **{f"*/{field}": Text(LONGEST_ANSWER) for field in QUESTIONS},
}


@dataclass(frozen=True, slots=True)
class Card:
    """A value with one plain line on it; a card of the person's own has none."""

    id: str
    name: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """All cards, those in each pile, and the ranked ones, which are in the pile of the very important.

    Cards and piles are in the order of the deck, and the person's own cards come last.
    """

    cards: tuple[Card, ...]
    piles: Mapping[Pile, tuple[Card, ...]]
    ranked: tuple[Card, ...]

    def __bool__(self) -> bool:
        return any(self.piles.values())


def title() -> str:
    """Return the step's name."""
    return _("Values and strengths")


def guide(stance: Stance) -> Guide:
    """Say how the cards are used: quickly, by the client's own hand, with most of the time left for the talk [PV]."""
    return Guide(
        explanation=_(
            "These cards name things that can matter to people. They help you say what matters to you. Sort them "
            "quickly, choose up to five, and see how the change fits with them."
        ),
        minutes=12,
        say=(
            _("“There are no right or wrong piles. Go with your first thought.”"),
            _("“Tell me how this came to be so important to you.”"),
            _("“How does the change fit with it?” Then wait, and let the client find what follows."),
        ),
        avoid=(
            _("Saying which values someone ought to have, or looking surprised at a pile."),
            _(
                "Pointing out a gap between a value and how things are now: it can shame. Ask, and let the client "
                "find it."
            ),
            _("Talking through the cards one by one: keep the talk for the few at the top."),
        ),
        sources=("Miller, C'de Baca, Matthews & Wilbourne 2001",),
    )


def deck() -> tuple[Card, ...]:
    """Return the cards that everybody gets."""
    return tuple(Card(id_, _(name), _(line)) for id_, (name, line) in _DECK.items())


def read(answers: Answers) -> Values:
    """Return the cards in these answers; what was said of a card that is gone is kept, and not shown."""
    own = [item for item in items(answers, NAME).get(OWN, ()) if item.words("text") and item.id not in _DECK]
    cards = (*deck(), *(Card(item.id, item.words("text")) for item in own))
    piles = {pile: tuple(card for card in cards if answers[f"{NAME}/{card.id}/pile"] == pile.value) for pile in Pile}
    places = {
        card: (rank, card.id)
        for card in piles[Pile.VERY_IMPORTANT]
        if isinstance(rank := answers[f"{NAME}/{card.id}/rank"], int | float)
    }
    return Values(cards, piles, tuple(sorted(places, key=lambda card: places[card])[:MOST_RANKED]))


def ranked(answers: Answers) -> list[Card]:
    """Return the values that matter most to the person, in order; at most five."""
    return list(read(answers).ranked)


def questions(change: str) -> Mapping[str, str]:
    """Return what is asked of each ranked value, by the name of its answer."""
    asked = {field: _(question) for field, question in QUESTIONS.items()}
    return {**asked, "fit": in_a_sentence.asked(change, _FIT_IN_WORDS, QUESTIONS["fit"])}


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a sixth ranked value until another makes room, and more own cards than there is room for."""
    id_, _slash, field = path.removeprefix(f"{NAME}/").partition("/")
    if field == "rank" and value is not None:
        others = [card for card in read(answers).ranked if card.id != id_]
        return too_many_ranked() if len(others) >= MOST_RANKED else None
    if field == "place" and answers[path] is None:
        return too_many_own_cards() if len(read(answers).cards) - len(_DECK) >= MOST_OWN_CARDS else None
    return None


def too_many_ranked() -> str:
    """Return what is said when a sixth value is to be ranked."""
    return _("This list is full: it holds {limit}. Take one out, and then add this one.").format(limit=MOST_RANKED)


def too_many_own_cards() -> str:
    """Return what is said when there is no room for another card of the person's own."""
    return ngettext(
        "This list is full: it holds {limit} card of your own. Remove it, and then add yours again.",
        "This list is full: it holds {limit} cards of your own. Remove one, and then add yours again.",
        MOST_OWN_CARDS,
    ).format(limit=MOST_OWN_CARDS)


def example() -> Mapping[str, Value]:
    """Return the cards of the fictional person in the grid's example."""
    answers: dict[str, Value] = {
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "example-own-1/text": _("Waking up glad to see the day"),
        "example-own-1/place": [OWN, 1],
        "example-own-1/pile": Pile.VERY_IMPORTANT.value,
    }
    for pile, cards in _EXAMPLE.items():
        answers |= {f"{card}/pile": pile.value for card in cards}
    for rank, (card, written) in enumerate(_EXAMPLE_RANKED.items(), start=1):
        answers[f"{card}/rank"] = rank
        answers |= {f"{card}/{field}": _(answer) for field, answer in written.items()}
    return answers


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    """One value, with what the person wrote about it."""

    name: str
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class PileOnPaper:
    """The names of the cards in one pile, without the ranked ones."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherCards(More):
    """The cards in the other piles, and those that are not ranked but of which the person wrote something."""

    piles: tuple[PileOnPaper, ...]
    cards: tuple[CardOnPaper, ...]


@dataclass(frozen=True, slots=True)
class ValuesOnPaper(Section):
    """The ranked values under their heading, the first one first; if none is, the pile that matters most."""

    heading: str
    ranked: tuple[CardOnPaper, ...]
    piles: tuple[PileOnPaper, ...]
    more: OtherCards | None


def section(answers: Answers, change: str) -> ValuesOnPaper | None:
    """Return the ranked values with the person's answers; the other cards are what can be chosen as well."""
    values = read(answers)
    if not values:
        return None
    others = {
        pile: tuple(card.name for card in cards if card not in values.ranked) for pile, cards in values.piles.items()
    }
    piles = [
        PileOnPaper(_also(pile) if values.ranked else pile.label, names) for pile, names in others.items() if names
    ]
    shown = 0 if values.ranked else 1
    written = [
        CardOnPaper(card.name, said)
        for card in values.cards
        if card not in values.ranked and (said := _answered(answers, card, change))
    ]
    more = OtherCards(label=_("Values: the other cards"), piles=tuple(piles[shown:]), cards=tuple(written))
    return ValuesOnPaper(
        title=title(),
        label=_("Values: what you chose and wrote"),
        heading=_("What matters most to me"),
        ranked=tuple(CardOnPaper(card.name, _answered(answers, card, change)) for card in values.ranked),
        piles=tuple(piles[:shown]),
        more=more if more.piles or more.cards else None,
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """List each card that the person made, sorted or wrote about: each pile in turn, the ranked ones first."""
    values = read(answers)
    sorted_ = [card for cards in values.piles.values() for card in cards if card not in values.ranked]
    order = [*values.ranked, *sorted_]
    order += [card for card in values.cards if card not in order]
    return [line for card in order for line in _lines_of(answers, values, card, change)]


def blank() -> Sequence[Shape]:
    """Return the cards with the three piles, and room for five of them."""
    return [
        Cards([pile.label for pile in Pile], [(card.name, card.line) for card in deck()]),
        Table(_("What matters most to me"), [pgettext("a card", "Value"), *questions("").values()], MOST_RANKED),
    ]


def _lines_of(answers: Answers, values: Values, card: Card, change: str) -> Iterator[Line]:
    path = f"{NAME}/{card.id}"
    if not card.line:
        yield Line(f"{path}/text", _("A card of your own"), card.name, card.name)
    pile = next((pile for pile, cards in values.piles.items() if card in cards), None)
    if pile:
        yield Line(f"{path}/pile", _("How important it is: {value}").format(value=card.name), pile.value, pile.label)
    if card in values.ranked:
        question = _("Its place among what matters most: {value}").format(value=card.name)
        yield Line(f"{path}/rank", question, answers[f"{path}/rank"], str(values.ranked.index(card) + 1))
    for field, question in questions(change).items():
        if answer := _written(answers, card, field):
            yield Line(f"{path}/{field}", labeled(card.name, question), answer, answer)


def _answered(answers: Answers, card: Card, change: str) -> tuple[QuestionAndAnswer, ...]:
    return tuple(
        QuestionAndAnswer(question, answer)
        for field, question in questions(change).items()
        if (answer := _written(answers, card, field))
    )


def _written(answers: Answers, card: Card, field: str) -> str:
    return str(answers[f"{NAME}/{card.id}/{field}"] or "")


def _also(pile: Pile) -> str:
    return _("Also very important") if pile is Pile.VERY_IMPORTANT else pile.label


# For translators: the same; shown only in a language that worksheets/in_a_sentence.py has a rule for.
_FIT_IN_WORDS = marked("How does “{change}” fit with it?")

_DECK: Mapping[str, tuple[str, str]] = {
    "family": (marked("Family"), marked("The people I belong to, by birth or by choice.")),
    "honesty": (marked("Honesty"), marked("Telling the truth, to others and to myself.")),
    "fun": (marked("Fun"), marked("Playing, and not taking everything so seriously.")),
    "health": (marked("Health"), marked("A body that carries me through the day.")),
    "freedom": (marked("Freedom"), marked("Deciding for myself how I live.")),
    "friends": (marked("Friendship"), marked("People I can laugh with, and call at night.")),
    "learning": (marked("Learning"), marked("Finding out something I didn’t know yesterday.")),
    "calm": (marked_in("a value", "Calm"), marked("A quiet mind, whatever is going on around me.")),
    "work": (marked("Good work"), marked("Doing a job I can be proud of.")),
    "kindness": (marked("Kindness"), marked("Being warm with people, even on a hard day.")),
    "nature": (marked("Nature"), marked("Time outside, with trees, animals and weather.")),
    "keeping_my_word": (marked("Keeping my word"), marked("When I say I’ll be there, I’m there.")),
    "adventure": (marked("Adventure"), marked("Going places I’ve never been.")),
    "raising_children": (marked("Raising children"), marked("Helping a child grow up safe and sure of themselves.")),
    "money": (marked("Enough money"), marked("Paying the bills, and sleeping well.")),
    "faith": (marked("Faith"), marked("Living by what is holy to me.")),
    "making_things": (marked("Making things"), marked("Cooking, building or drawing something new.")),
    "fairness": (marked("Fairness"), marked("Nobody gets less than their share.")),
    "partner": (marked("Partnership"), marked("Sharing my life with someone who knows me well.")),
    "self_respect": (marked("Self-respect"), marked("Being able to look at myself in the mirror.")),
    "rest": (marked_in("a value", "Rest"), marked("Getting enough sleep, and stopping in time.")),
    "helping": (marked("Helping"), marked("Making someone’s day a little easier.")),
    "courage": (marked("Courage"), marked("Doing it even when my knees shake.")),
    "safety": (marked("Safety"), marked("Being safe from harm, at home and outside.")),
    "beauty": (marked("Beauty"), marked("Music, pictures and places that move me.")),
    "independence": (marked("Standing on my own two feet"), marked("Getting by without leaning on anyone.")),
    "patience": (marked("Patience"), marked("Giving people and things the time they need.")),
    "belonging": (marked("Belonging"), marked("Being part of a group that wants me there.")),
    "clear_head": (marked("A clear head"), marked("Feeling wide awake, and thinking clearly.")),
    "roots": (marked("Roots"), marked("Keeping alive what was handed down to me.")),
    "order": (marked_in("a value", "Order"), marked("Things in their place, and days I can plan.")),
    "humour": (marked("Humor"), marked("Seeing the funny side of things, even of myself.")),
    "fitness": (marked("Fitness"), marked("Being strong and quick enough for what I like to do.")),
    "purpose": (marked("Purpose"), marked("Knowing why I get up in the morning.")),
    "forgiveness": (marked("Forgiveness"), marked("Letting go of old hurts, mine and other people’s.")),
    "being_seen": (marked("Being seen"), marked("Having someone notice what I do.")),
    "simple_life": (marked("A simple life"), marked("Owning less, and hurrying less.")),
    "kind_to_myself": (marked("Being kind to myself"), marked("Talking to myself the way I’d talk to a friend.")),
    "having_a_say": (marked("Having a say"), marked("Being asked before things are decided.")),
    "the_earth": (marked("The earth"), marked("Leaving a world that others can live in.")),
}

_EXAMPLE: Mapping[Pile, Sequence[str]] = {
    Pile.VERY_IMPORTANT: ("family", "health", "rest", "patience", "raising_children"),
    Pile.IMPORTANT: ("honesty", "friends", "work", "money", "clear_head", "fitness"),
    Pile.NOT_IMPORTANT: ("adventure", "order", "being_seen"),
}

_EXAMPLE_RANKED: Mapping[str, Mapping[str, str]] = {
    "raising_children": {
        "meaning": marked("That they can come to me with anything, even at seven in the morning."),
        "week": marked("Breakfast, when I’m awake enough. Reading to Mia on Sundays."),
        "fit": marked("It would give me back my mornings with them."),
    },
    "rest": {
        "meaning": marked("Sleeping until the alarm, and not lying awake at four."),
        "week": marked("Hardly anywhere right now."),
        "fit": marked("I sleep better without it. I remember that from January."),
    },
    "family": {
        "meaning": marked("My sister and I look out for each other."),
        "week": marked("We call each other on Thursdays."),
    },
}
