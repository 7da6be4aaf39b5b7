"""The form of a language's lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NEVER: Final = re.compile(r"(?!)")
"""Matches nothing: for languages that do not say."""


FIRST_IDEOGRAPH: Final = 0x2E80


def classes(**groups: str) -> Mapping[str, str]:
    """Maps each word of each group to the group's name."""
    return {word: name for name, members in groups.items() for word in members.split()}


def synonym_sets(text: str) -> Mapping[str, frozenset[int]]:
    """Maps a word to the numbers of the sets it is in; sets are divided by semicolons."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.split(";")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def alternatives(text: str) -> str:
    """A regular expression for any of the phrases, which semicolons divide, longest first."""
    phrases = sorted((" ".join(phrase.split()) for phrase in text.split(";")), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in phrases) + ")"


def anywhere(text: str) -> re.Pattern[str]:
    """Finds any of the phrases, which semicolons divide, as whole words; where words have no spaces, as it stands."""
    found = alternatives(text)
    return re.compile(found if ord(text.strip()[0]) > FIRST_IDEOGRAPH else rf"(?<!\w){found}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scale:
    """Words of which each may stand in another's place and says something else: “always”, “often”, “never”.

    `pattern` finds one of them, as the group `word`, where all of them could stand.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    usual: str = ""
    """What stands there nearly always, so that it is not worth asking for."""


def scale(words: str, *, behind: str = "", before: str = "", usual: str = "") -> Scale:
    """A scale of phrases, which semicolons divide; expressions for what must stand beside them narrow it."""
    phrases = tuple(" ".join(each.split()) for each in words.split(";"))
    edge = r"(?<!\w)" if phrases[0].isascii() else ""
    word = f"(?P<word>{alternatives(words)})"
    return Scale(phrases, re.compile(behind + edge + word + (r"(?!\w)" if edge else "") + before), usual)


def opposites(pairs: str) -> tuple[Scale, ...]:
    """Scales of two words, which slashes divide: “more less / before after”."""
    return tuple(scale("; ".join(pair.split())) for pair in pairs.split("/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizTexts:
    """How questions and cards are worded. What stands in braces is filled in."""

    cloze: str = "____: {statement}"
    two: str = "____ … ____: {statement}"
    """Two statements with a blank each."""
    course: str = "1, 2, 3? {statements}"
    """Asks in which order the document makes some statements."""
    follows: str = "“{statement}” …?"
    """Asks which of several statements the document makes after the one shown."""
    which_term: str = "? {definition}"
    what_is: str = "{term}?"
    order: str = "1 → 2 → 3?"
    """Asks for an order of time."""
    about: str = "{subject}?"
    """Asks what is said of a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All that rules need to know of a language. Words are lower case; expressions match at the place they are used."""

    code: str
    spaced: bool = True
    """Whether spaces stand between words."""

    verb_last: bool = False
    """Whether a clause may end with its verb, and nouns are written with a capital."""

    function_words: frozenset[str] = frozenset()
    """May come and go without changing what a sentence says, as far as they are in no class below."""
    negations: frozenset[str] = frozenset()
    critical: Mapping[str, str] = field(default_factory=dict)
    """Small words that carry meaning, by class: only words of one class may replace each other."""
    hedges: frozenset[str] = frozenset()
    """Classes of `critical` that weaken a statement: dropping them makes it stronger than the source."""
    conditions: frozenset[str] = frozenset()
    """Open a condition or an exception."""
    attributions: frozenset[str] = frozenset()
    """Verbs that report without vouching: “believes”, “claimed”."""
    passive_agent: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    """Say that one thing is another."""
    passive_auxiliaries: frozenset[str] = frozenset()
    participle: re.Pattern[str] = NEVER
    """A word that may be a past participle. Where it is not given, passives are not turned."""
    naming_verbs: frozenset[str] = frozenset()
    """Participles behind which a noun may stand that is no object: “a set called a mass”."""
    place_and_time: frozenset[str] = frozenset()
    """Prepositions whose phrase may stand at either end of a sentence."""
    superlatives: re.Pattern[str] = NEVER
    """A word that picks one out of those that are described: “largest”, “only”."""
    universals: frozenset[str] = frozenset()
    """Speak of all or of many of those that are described: what is said of “all red cars” is not said of all cars."""
    exhaustive: frozenset[str] = frozenset()
    """What they name is all there is: “only”, “consists”."""
    coordinators: frozenset[str] = frozenset()
    adversatives: frozenset[str] = frozenset()
    """Join a statement to the one before, as coordinators do, but join nothing smaller."""
    subordinators: frozenset[str] = frozenset()
    """Open a clause that cannot stand alone."""
    reasons: frozenset[str] = frozenset()
    """Say that one thing follows from another, or holds in spite of it."""
    correlatives: Mapping[str, str] = field(default_factory=dict)
    """A word, or two, that promise another: “either” and “or”. Without the second half the first is misleading."""
    determiners: frozenset[str] = frozenset()
    """Stand before a noun and before nothing else."""
    examples_openers: frozenset[str] = frozenset()
    """Open examples or a further thought that is set off by commas."""
    relatives: frozenset[str] = frozenset()
    restrictors: frozenset[str] = frozenset()
    """Behind a noun they open a clause that says which one is meant: “the way to win”, “the content we teach”."""
    synonyms: Mapping[str, frozenset[int]] = field(default_factory=dict)
    antonyms: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Two words that share a number here are opposites."""
    contraries: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Two small words that share a number here turn a statement around when one stands for the other."""
    opposite_prefixes: tuple[str, ...] = ()
    suffixes: frozenset[str] = frozenset()
    """Endings by which two forms of one word may differ."""
    number_words: Mapping[str, int] = field(default_factory=dict)

    opening: re.Pattern[str] = NEVER
    """At a sentence's start: connectives and remarks that can go without loss."""
    framing: re.Pattern[str] = NEVER
    """At a sentence's start: “note that”, “in this section we show that”; what follows is the statement."""
    unresolved: re.Pattern[str] = NEVER
    """At a sentence's start: points at something outside of the sentence."""
    pronouns: frozenset[str] = frozenset()
    """Stand for a person or thing that was named before, and for nothing else."""
    stand_ins: frozenset[str] = frozenset()
    """Pronouns that a claim may not put in place of a name."""
    pointing: re.Pattern[str] = NEVER
    """Anywhere: speaks about the document's own layout or asks the reader to look or do something."""
    context: re.Pattern[str] = NEVER
    """Anywhere: leans on sentences around it, though it does not begin with a pronoun."""
    boilerplate: re.Pattern[str] = NEVER
    """Anywhere: licences, thanks, addresses."""
    reference_note: re.Pattern[str] = NEVER
    """A parenthesis' inside that only refers."""
    fillers: re.Pattern[str] = NEVER
    """Words that add nothing."""
    same: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Phrases that say the same where they stand, though a note would not use one for the other."""
    rewordings: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Long-winded phrases and their short equals."""
    trailing: tuple[re.Pattern[str], ...] = ()
    """Ends of a sentence that add a further thought, from the strictest to the boldest."""
    examples: re.Pattern[str] = NEVER
    """Examples set off by commas."""
    verbs: re.Pattern[str] = NEVER
    """A finite verb that is always one."""
    acts: re.Pattern[str] = NEVER
    """Further verbs by which a sentence is known as one; not as sure as `verbs`, by which the checker goes."""
    cue: re.Pattern[str] = NEVER
    """Marks what the writer finds important."""
    aim: re.Pattern[str] = NEVER
    """At a sentence's start: says what the document is for, what it does, finds or concludes."""
    definitions: tuple[re.Pattern[str], ...] = ()
    """Named groups `term` and `definition`; matched against the whole sentence."""
    bad_terms: frozenset[str] = frozenset()
    """Words with which no term begins."""
    articles: re.Pattern[str] = NEVER
    boring_headings: re.Pattern[str] = NEVER
    """Parts of a document without anything to learn."""
    abbreviations: frozenset[str] = frozenset()
    """End in a full stop without ending a sentence; without that stop, lower case."""
    scales: tuple[Scale, ...] = ()
    in_sequence: re.Pattern[str] = NEVER
    """Words that tell what stands before or after their sentence: “also”, “another”, “lastly”."""
    quiz: QuizTexts = field(default_factory=QuizTexts)

    def has_small(self, word: str) -> bool:
        """Whether a word is one of the small ones, of whatever kind."""
        kinds = (
            *(self.function_words, self.place_and_time, self.negations, self.critical, self.conditions, self.pronouns),
            *(self.coordinators, self.adversatives, self.subordinators, self.determiners, self.relatives),
        )
        return any(word in kind for kind in kinds)
