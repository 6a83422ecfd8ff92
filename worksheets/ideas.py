"""Ideas on request: short phrases for the four cells of the grid, the same number for each side of a topic.

They are there for those who ask, and become the person's own words once they are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from worksheets.answers import Option
from worksheets.language import _, marked


class Topic(Option):
    """A change that many people think about."""

    ALCOHOL = "ALCOHOL", marked("Drinking less alcohol")
    SMOKING = "SMOKING", marked("Stopping smoking")
    MOVING = "MOVING", marked("Moving more")
    SLEEP = "SLEEP", marked("Sleeping better")
    MEDICINES = "MEDICINES", marked("Taking medicines as agreed")
    SCREENS = "SCREENS", marked("Less screen time")
    HELP = "HELP", marked("Asking for help")
    RELATIONSHIP = "RELATIONSHIP", marked("A decision about a relationship")
    JOB = "JOB", marked("A decision about a job")


def ideas(topic: Topic, cell: str) -> tuple[str, ...]:
    """What other people might write in this cell of the grid about this topic."""
    return tuple(_(phrase) for phrase in _IDEAS[topic][cell])


def caution_about(change: str, topic: Topic | None) -> str | None:
    """What must be said where a change is about alcohol or medicines, by the topic or in the person's words, or None.

    A word too many costs a sentence, and one too few a warning: so a word counts wherever it stands.
    """
    if topic in (Topic.ALCOHOL, Topic.MEDICINES) or _ABOUT_ALCOHOL_OR_MEDICINES.search(change.casefold()):
        return _("Stopping alcohol or some medicines suddenly can be dangerous: ask a doctor first.")
    return None


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
            marked("It is part of seeing friends"),
            marked("I feel less shy"),
            marked("It marks the end of the day"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I sleep less well"),
            marked("I feel slow the next day"),
            marked("It costs a lot over a month"),
            marked("I say things I do not mean"),
            marked("I worry about my health"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("Evenings could feel long"),
            marked("I would have to explain it to people"),
            marked("I would miss the taste"),
            marked("I would need another way to relax"),
            marked("I may not know how to say no"),
        ),
        "GOOD_CHANGE": (
            marked("Clearer mornings"),
            marked("More money for other things"),
            marked("Better sleep"),
            marked("People I love could count on me more"),
            marked("I would keep what I told myself"),
        ),
    },
    Topic.SMOKING: {
        "GOOD_NOW": (
            marked("It gives me a short break"),
            marked("It calms me down"),
            marked("I like the talk with other smokers"),
            marked("It goes well with coffee"),
            marked("It fills the time when I wait"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I get out of breath"),
            marked("My clothes smell of smoke"),
            marked("It costs money every day"),
            marked("I have to go out in the cold"),
            marked("I worry about what it does to my body"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("The first days could be hard"),
            marked("I may be short with people"),
            marked("I may eat more"),
            marked("I would miss my breaks"),
            marked("I have tried before and know it is not easy"),
        ),
        "GOOD_CHANGE": (
            marked("I could climb stairs more easily"),
            marked("Food would taste of more"),
            marked("I would save money every week"),
            marked("My home would smell fresh"),
            marked("I would not have to plan around smoking"),
        ),
    },
    Topic.MOVING: {
        "GOOD_NOW": (
            marked("I have time to rest"),
            marked("Sitting down after work feels good"),
            marked("I can see my shows"),
            marked("I do not have to plan anything"),
            marked("I know what my body can do"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I get tired on the stairs"),
            marked("My back feels stiff"),
            marked("I sit more than I like"),
            marked("I miss being outside"),
            marked("I feel low on energy"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("It takes time that I need for other things"),
            marked("I may feel watched"),
            marked("My body could ache at first"),
            marked("The weather is often against me"),
            marked("I do not like getting hot and out of breath"),
        ),
        "GOOD_CHANGE": (
            marked("More energy in the day"),
            marked("I could play with the children for longer"),
            marked("A clear head afterwards"),
            marked("I would sleep more deeply"),
            marked("I would meet people"),
        ),
    },
    Topic.SLEEP: {
        "GOOD_NOW": (
            marked("Late evenings are time just for me"),
            marked("I like to watch one more"),
            marked("It is quiet when others sleep"),
            marked("I get things done at night"),
            marked("I can sleep in on days off"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I am tired in the morning"),
            marked("I lose my temper sooner"),
            marked("It is hard to focus at work"),
            marked("I need a lot of coffee"),
            marked("I lie awake and think"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I would lose my free time at night"),
            marked("Going to bed early feels strange"),
            marked("I would have to leave my phone outside"),
            marked("Others at home keep other hours"),
            marked("It may take weeks until it helps"),
        ),
        "GOOD_CHANGE": (
            marked("I would wake up rested"),
            marked("I would be kinder in the morning"),
            marked("I could think more clearly"),
            marked("I would need less coffee"),
            marked("I would have energy left after work"),
        ),
    },
    Topic.MEDICINES: {
        "GOOD_NOW": (
            marked("I do not have to think of being ill"),
            marked("I have fewer side effects when I skip some"),
            marked("I decide for myself"),
            marked("My days are simpler"),
            marked("I have managed so far"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("My health goes up and down"),
            marked("I forget if I took them"),
            marked("I worry about what could happen"),
            marked("I hide it from my doctor"),
            marked("Others remind me and I do not like it"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I would notice the side effects"),
            marked("It reminds me every day that I am ill"),
            marked("I would need a fixed time for it"),
            marked("Others may see them and ask"),
            marked("Getting them takes time and money"),
        ),
        "GOOD_CHANGE": (
            marked("I would know what helps and what does not"),
            marked("I could talk openly with my doctor"),
            marked("I may feel more steady"),
            marked("My family would worry less"),
            marked("I could plan ahead again"),
        ),
    },
    Topic.SCREENS: {
        "GOOD_NOW": (
            marked("It takes my mind off things"),
            marked("I stay in touch with friends"),
            marked("I always know what is new"),
            marked("It is easy when I am tired"),
            marked("Games are fun"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("Hours go by and I do not notice"),
            marked("I only half listen to people"),
            marked("My eyes and neck hurt"),
            marked("I feel worse when I compare myself"),
            marked("I go to bed later than I want"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I could feel left out"),
            marked("I would be bored at times"),
            marked("I need my phone for work"),
            marked("I would not know what to do with my hands"),
            marked("Friends expect me to answer fast"),
        ),
        "GOOD_CHANGE": (
            marked("More time for people I like"),
            marked("I could read or make things again"),
            marked("I would sleep earlier"),
            marked("My head would be quieter"),
            marked("I would be all there at meals"),
        ),
    },
    Topic.HELP: {
        "GOOD_NOW": (
            marked("I keep things to myself and feel safe"),
            marked("Nobody worries about me"),
            marked("I know I can do a lot alone"),
            marked("I owe nobody anything"),
            marked("I do not have to find words for it"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I carry it all alone"),
            marked("I feel cut off from people"),
            marked("It takes me much longer"),
            marked("I keep smiling when I do not feel like it"),
            marked("I am worn out"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("People could look at me differently"),
            marked("I may hear no"),
            marked("It is hard to start talking"),
            marked("I would have to trust somebody"),
            marked("I could be a burden to others"),
        ),
        "GOOD_CHANGE": (
            marked("I would not be alone with it"),
            marked("I could hear new ideas"),
            marked("The load would be lighter"),
            marked("People I trust would know what I need"),
            marked("I may find out that others know this too"),
        ),
    },
    Topic.RELATIONSHIP: {
        "GOOD_NOW": (
            marked("We know each other well"),
            marked("We have good times together"),
            marked("I am used to our life"),
            marked("We share a home and friends"),
            marked("I feel less alone"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("We have the same fight again and again"),
            marked("I feel lonely next to them"),
            marked("I hold back what I think"),
            marked("I miss things that matter to me"),
            marked("I am often tense at home"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I would miss them"),
            marked("Others would be sad or upset"),
            marked("Money and housing would be harder"),
            marked("I do not know what comes after"),
            marked("I could regret it"),
        ),
        "GOOD_CHANGE": (
            marked("I would know where I stand"),
            marked("I could be more myself"),
            marked("I would have more room for what I want"),
            marked("Home could be calmer"),
            marked("I would stop going back and forth"),
        ),
    },
    Topic.JOB: {
        "GOOD_NOW": (
            marked("I know how things work here"),
            marked("I like the people I work with"),
            marked("The pay is steady"),
            marked("The way to work is short"),
            marked("I am good at what I do"),
        ),
        "NOT_SO_GOOD_NOW": (
            marked("I have stopped learning"),
            marked("I come home drained"),
            marked("My work is not seen"),
            marked("The hours do not fit my life"),
            marked("I dread Mondays"),
        ),
        "NOT_SO_GOOD_CHANGE": (
            marked("I would have to start from zero"),
            marked("I may earn less at first"),
            marked("I would leave people I like"),
            marked("The new place may be no better"),
            marked("Looking for something new takes strength"),
        ),
        "GOOD_CHANGE": (
            marked("I could learn new things"),
            marked("I would have more time or more pay"),
            marked("I could use what I am good at"),
            marked("I would look forward to my days"),
            marked("I would know that I tried"),
        ),
    },
}
