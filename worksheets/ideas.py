"""Ideas on request: short phrases for the four cells of the grid, the same number for each side of a topic.

They are there for those who ask, and become the person's own words once they are added. Before them, people are asked
what they know and whether they would like any, and after them what they make of it [MR].
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from worksheets.answers import LONGEST_ANSWER, Answers, Choice, Kind, Option, Text
from worksheets.language import _, marked, marked_in
from worksheets.ways import LIKE_THE_CHANGE
from worksheets.worksheet import Line


class Topic(Option):
    """A change that many people think about."""

    ALCOHOL = "ALCOHOL", marked("Drinking less alcohol")
    SMOKING = "SMOKING", marked("Quitting smoking")
    MOVING = "MOVING", marked("Moving more")
    SLEEP = "SLEEP", marked("Sleeping better")
    MEDICINES = "MEDICINES", marked("Taking medicines as agreed")
    SCREENS = "SCREENS", marked("Less screen time")
    HELP = "HELP", marked("Asking for help")
    RELATIONSHIP = "RELATIONSHIP", marked("A decision about a relationship")
    JOB = "JOB", marked("A decision about a job")


class Wanted(Option):
    """Whether somebody would like to see ideas."""

    YES = "YES", marked("Yes")
    # For translators: an answer to “Would it help to see what others have said?”.
    NOT_NOW = "NOT_NOW", marked_in("no ideas", "Not now")


ANSWERS: Mapping[str, Kind] = {
    "known": Text(LONGEST_ANSWER),
    "wanted": Choice(tuple(Wanted)),
    "made_of_it": Text(LONGEST_ANSWER),
}
"""What is asked around ideas, in order, by where it lies below the worksheet that they are for."""


def questions() -> Mapping[str, str]:
    """Return what is asked around ideas, by the name of the answer."""
    return {field: _(question) for field, question in _QUESTIONS.items()}


def lines(answers: Answers, worksheet: str) -> list[Line]:
    """Return what was answered around the ideas for this worksheet."""
    given = {field: str(answers[f"{worksheet}/{field}"] or "") for field in ANSWERS}
    asked = questions()
    return [
        Line(f"{worksheet}/{field}", asked[field], answer, Wanted(answer).label if field == "wanted" else answer)
        for field, answer in given.items()
        if answer
    ]


def ideas(topic: Topic, list_: str) -> tuple[str, ...]:
    """Return what other people might write in this list of the grid about this topic: as much for each way to go."""
    return tuple(_(phrase) for phrase in _IDEAS[topic][LIKE_THE_CHANGE.get(list_, list_)])


def caution_about(change: str, topic: Topic | None) -> str | None:
    """Return what must be said if a change is about alcohol or medicines, by its topic or its words, or else None.

    A word too many costs a sentence, and one too few a warning: so a word counts wherever it stands.
    """
    if topic in (Topic.ALCOHOL, Topic.MEDICINES) or _ABOUT_ALCOHOL_OR_MEDICINES.search(change.casefold()):
        return _("Stopping alcohol or some medicines suddenly can be dangerous: ask a doctor first.")
    return None


_QUESTIONS = {
    # For translators: ask, offer, ask: what the person knows comes before any idea of others [MR].
    "known": marked("What do you know or have you tried already?"),
    # For translators: asks for leave to offer ideas; no is a good answer [MR].
    "wanted": marked("Would it help to see what others have said?"),
    # For translators: after the ideas: what they mean to this person, who may drop all of them [MR].
    "made_of_it": marked("What do you make of that?"),
}

_BEGINNINGS = (
    "alco alko álco алкогол booz beer bier bière birra cerveza vodka whisk wine cider prosecco lager hangover sober "
    "detox heroin opiat opioid methadon buprenorphin codein tramadol oxycod morphin fentanyl benzo diazepam valium "
    "xanax alprazolam lorazepam clonazepam zopiclon zolpidem pregabalin gabapentin medicin medicat medicam medik médic "
    "antidepress ssri sertralin fluoxetin citalopram escitalopram venlafaxin mirtazapin paroxetin duloxetin lithium "
    "quetiapin olanzapin clozapin antipsych insulin beta-block betablock steroid predniso lamotrigin valproat painkill "
    "лекарств ilaç"
)
_WORDS = "drink drinks drinking drank drunk meds gin rum wein vin vino vinho pill pills tablets dose doses"
_ANYWHERE = "酒 薬 药 藥 الكحول كحول دواء أدوية אלכוהול תרופ शराब दवा"

_ABOUT_ALCOHOL_OR_MEDICINES = re.compile(
    "|".join(
        [
            *(rf"\b{re.escape(beginning)}" for beginning in _BEGINNINGS.split()),
            *(rf"\b{re.escape(word)}\b" for word in _WORDS.split()),
            *(re.escape(word) for word in _ANYWHERE.split()),
        ]
    )
)


_IDEAS: Mapping[Topic, Mapping[str, Sequence[str]]] = {
    Topic.ALCOHOL: {
        "GOOD_NOW": (
            marked("It helps me switch off"),
            marked("I enjoy the taste"),
            marked("It’s part of seeing friends"),
            marked("I feel less shy"),
            marked("It’s how I end the day"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I don’t sleep as well"),
            marked("I feel slow the next day"),
            marked("It costs a lot every month"),
            marked("I say things I don’t mean"),
            marked("I worry about my health"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("Evenings could feel long"),
            marked("I’d have to explain it to people"),
            marked("I’d miss the taste"),
            marked("I’d need another way to relax"),
            marked("I might not know how to say no"),
        ),
        "GOOD_CHANGE": (
            marked("Clearer mornings"),
            marked("More money for other things"),
            marked("Better sleep"),
            marked("People I love could count on me more"),
            marked("I’d keep a promise to myself"),
        ),
    },
    Topic.SMOKING: {
        "GOOD_NOW": (
            marked("It gives me a short break"),
            marked("It calms me down"),
            marked("I like talking with the other smokers"),
            marked("It goes well with coffee"),
            marked("It’s something to do while I wait"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I get out of breath"),
            marked("My clothes smell like smoke"),
            marked("It costs money every day"),
            marked("I have to go out in the cold"),
            marked("I worry about what it’s doing to my body"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("The first few days could be hard"),
            marked("I might snap at people"),
            marked("I might eat more"),
            marked("I’d miss my breaks"),
            marked("I’ve tried before, and it’s not easy"),
        ),
        "GOOD_CHANGE": (
            marked("I could climb stairs more easily"),
            marked("Food would taste better"),
            marked("I’d save money every week"),
            marked("My home would smell fresh"),
            marked("I wouldn’t have to plan around smoking"),
        ),
    },
    Topic.MOVING: {
        "GOOD_NOW": (
            marked("I have time to rest"),
            marked("Sitting down after work feels good"),
            marked("I can watch my shows"),
            marked("I don’t have to plan anything"),
            marked("I know what my body can handle"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I get tired on stairs"),
            marked("My back feels stiff"),
            marked("I sit more than I’d like"),
            marked("I miss being outside"),
            marked("I’m low on energy"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("It takes time I need for other things"),
            marked("People might look at me"),
            marked("I could be sore at first"),
            marked("It is often cold or wet outside"),
            marked("I don’t like getting hot and out of breath"),
        ),
        "GOOD_CHANGE": (
            marked("More energy during the day"),
            marked("I could play with the kids for longer"),
            marked("A clear head afterward"),
            marked("I’d sleep more deeply"),
            marked("I’d meet people"),
        ),
    },
    Topic.SLEEP: {
        "GOOD_NOW": (
            marked("Late at night, I have time to myself"),
            marked("I like watching one more episode"),
            marked("It’s quiet when everyone’s asleep"),
            marked("I get things done at night"),
            marked("I can sleep in on days off"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I’m tired in the morning"),
            marked("I lose my temper more easily"),
            marked("It’s hard to focus at work"),
            marked("I need a lot of coffee"),
            marked("I lie awake and think"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I’d lose my free time at night"),
            marked("Going to bed early feels strange"),
            marked("I’d have to leave my phone in another room"),
            marked("Other people at home stay up late"),
            marked("It might take weeks to help"),
        ),
        "GOOD_CHANGE": (
            marked("I’d wake up rested"),
            marked("I’d be kinder in the morning"),
            marked("I could think more clearly"),
            marked("I’d need less coffee"),
            marked("I’d have energy left after work"),
        ),
    },
    Topic.MEDICINES: {
        "GOOD_NOW": (
            marked("I don’t have to think about being sick"),
            marked("I have fewer side effects when I skip some"),
            marked("I decide for myself"),
            marked("My days are simpler"),
            marked("I’ve managed so far"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("My health goes up and down"),
            marked("I forget whether I took them"),
            marked("I worry about what could happen"),
            marked("I hide it from my doctor"),
            marked("People remind me, and I don’t like it"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I’d feel the side effects"),
            marked("It reminds me every day that I’m sick"),
            marked("I’d need a set time for it"),
            marked("People might see them and ask"),
            marked("Getting them takes time and money"),
        ),
        "GOOD_CHANGE": (
            marked("I’d know what helps and what doesn’t"),
            marked("I could talk openly with my doctor"),
            marked("I might feel steadier"),
            marked("My family would worry less"),
            marked("I could plan ahead again"),
        ),
    },
    Topic.SCREENS: {
        "GOOD_NOW": (
            marked("It takes my mind off things"),
            marked("I stay in touch with friends"),
            marked("I always know what’s new"),
            marked("It’s easy when I’m tired"),
            marked("Games are fun"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("Hours go by and I don’t notice"),
            marked("I only half listen to people"),
            marked("My eyes and neck hurt"),
            marked("I feel worse when I compare myself to others"),
            marked("I go to bed later than I want to"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I could feel left out"),
            marked("I’d be bored sometimes"),
            marked("I need my phone for work"),
            marked("I wouldn’t know what to do with my hands"),
            marked("Friends expect me to answer right away"),
        ),
        "GOOD_CHANGE": (
            marked("More time for people I like"),
            marked("I could read or make things again"),
            marked("I’d get to sleep earlier"),
            marked("My mind would be quieter"),
            marked("I’d really be there at meals"),
        ),
    },
    Topic.HELP: {
        "GOOD_NOW": (
            marked("Keeping things to myself feels safe"),
            marked("Nobody worries about me"),
            marked("I know I can do a lot on my own"),
            marked("I don’t owe anyone anything"),
            marked("I don’t have to put it into words"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I’m carrying it all alone"),
            marked("I feel cut off from people"),
            marked("Things take me much longer"),
            marked("I keep smiling when I don’t feel like it"),
            marked("I’m worn out"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("People might see me differently"),
            marked("Someone might say no"),
            marked("It’s hard to start talking"),
            marked("I’d have to trust someone"),
            marked("I could be a burden"),
        ),
        "GOOD_CHANGE": (
            marked("I wouldn’t be alone with it"),
            marked("I could get new ideas"),
            marked("The load would be lighter"),
            marked("People I trust would know what I need"),
            marked("I might find out I’m not the only one"),
        ),
    },
    Topic.RELATIONSHIP: {
        "GOOD_NOW": (
            marked("We know each other well"),
            marked("We have good times together"),
            marked("I’m used to our life"),
            marked("We share a home and friends"),
            marked("I feel less alone"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("We keep having the same fight"),
            marked("I feel lonely even when we’re together"),
            marked("I hold back what I think"),
            marked("I miss things that matter to me"),
            marked("I’m often tense at home"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I’d miss them"),
            marked("Other people would be sad or upset"),
            marked("Money and housing would be harder"),
            marked("I don’t know what comes next"),
            marked("I could regret it"),
        ),
        "GOOD_CHANGE": (
            marked("I’d know where I stand"),
            marked("I could be more myself"),
            marked("I’d have more room for what I want"),
            marked("Home could be calmer"),
            marked("I’d stop going back and forth"),
        ),
    },
    Topic.JOB: {
        "GOOD_NOW": (
            marked("I know how things work here"),
            marked("I like the people I work with"),
            marked("The pay is steady"),
            marked("It’s a short trip to work"),
            marked("I’m good at what I do"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I’ve stopped learning"),
            marked("I come home drained"),
            marked("Nobody notices my work"),
            marked("The hours don’t fit my life"),
            marked("I dread Mondays"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I’d have to start from scratch"),
            marked("I might earn less at first"),
            marked("I’d be leaving people I like"),
            marked("The new place might be no better"),
            marked("Looking for something new takes energy"),
        ),
        "GOOD_CHANGE": (
            marked("I could learn new things"),
            marked("I’d have more time or more pay"),
            marked("I could use what I’m good at"),
            marked("I’d look forward to my days"),
            marked("I’d know that I tried"),
        ),
    },
}
