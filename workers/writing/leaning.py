"""What a sentence lacks to be a note of its own: it talks, asks, plans, looks elsewhere, or has no verb."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import Standing, standing_for
from workers.writing.marks import RAISED
from workers.writing.phrases import SURE_VERBS
from workers.writing.readable import has_verb, points_elsewhere
from workers.writing.relations import bases
from workers.writing.thesaurus import look_up

USABLE: Final = 0.6
"""A sentence whose flaws cost so much, or more, is a point only where a section has no other."""
HOPELESS: Final = 1.0
"""From here on not even there."""

INSIDE_WORDS: Final = 4
"""So many words and the end of a clause before “this” may be what it stands for."""


class Flaw(Enum):
    """Why a sentence is worth less in a note than in its text."""

    CHATTY = "chatty"
    TASK = "task"
    COMMAND = "command"
    """Tells the reader to do something: “Check the list”."""
    NO_VERB = "no_verb"
    PLAN = "plan"
    ELSEWHERE = "elsewhere"
    """Begins with a word that stands for something outside of it."""
    LOOKS_BACK = "looks_back"
    """Names a figure, a list or a sentence that is not there."""
    DEMONSTRATIVE = "demonstrative"
    """Has a “this” inside that nothing before it explains."""
    FLAT_FORMULA = "flat_formula"
    """A power or an index that lost its height: “2n” may be two times n or two to the n."""
    LABELLED = "labelled"
    """Begins with a label that a list or a table set beside it: “Stime Sojourn times”."""
    TRIVIAL = "trivial"
    """Only says that something is easy, or that it is there."""
    LAYOUT = "layout"
    """Speaks of sections, figures or the reader."""
    FOLLOWS = "follows"
    """Tells what follows from the sentence before, or says it again: “this means that”."""
    LINK = "link"
    BY_WE = "by_we"
    """Tells what “we” or “you” do."""


PRICES: Final = {
    Flaw.CHATTY: 1.2,
    Flaw.TASK: 1.2,
    Flaw.NO_VERB: 1.0,
    Flaw.ELSEWHERE: 0.8,
    Flaw.PLAN: 0.7,
    Flaw.COMMAND: 0.6,
    Flaw.LOOKS_BACK: 0.6,
    Flaw.DEMONSTRATIVE: 0.6,
    Flaw.FLAT_FORMULA: 0.6,
    Flaw.LABELLED: 0.6,
    Flaw.TRIVIAL: 0.6,
    Flaw.LAYOUT: 0.3,
    Flaw.FOLLOWS: 0.3,
    Flaw.LINK: 0.15,
    Flaw.BY_WE: 0.12,
}
"""What each flaw costs, in the units of a candidate's score."""

_FLAT: Final = re.compile(
    r"(?<![\w.,\-–/])(?:\d+(?!(?:st|nd|rd|th|am|pm|[dDmskgxKGMB])\b)[a-z]{1,2}\d?|[a-z]\d{1,2}|[a-z]{1,2}[+−]\d|\d[a-z]\d)"
    r"(?![\w\-–/.]*\w)|(?<=\w)\(\)(?=\S)|\bd[a-z\u0370-\u03ff] d[a-z\u0370-\u03ff]\b"
)
_POWER: Final = re.compile(rf"\d+[{RAISED}]+")
_FLATTEN: Final = str.maketrans(RAISED, "0123456789")
_MARK: Final = re.compile(r"(?<![\w.\-_/])[A-Za-z]?[a-z]{3,}\d{1,2}(?=[\s,.;:)]|$)")
"""A footnote's number behind a word."""
_NAME: Final = re.compile(r"(?P<name>[^\W_]{3,})(?:\.[a-z]{1,3}\b)?")
ABOUT_PRICE: Final = 0.4
"""So much less the flaws cost of a sentence about the document's own subject by name."""
_GERUND: Final = re.compile(r"[A-Z][a-z]+ing\s")
"""“Providing a flexible implementation” is a heading, unless a verb follows."""
_COMMAND: Final = re.compile(
    r"(?:[A-Z][a-z]+ly\s+)?(?P<verb>[A-Za-z][a-z]+)\s+(?P<object>the|an?|your|its|this|these|those|each|every|any|all)\s"
)
"""A word right before an article is no noun: a verb opens the sentence, or a small word does."""
_CLAUSES: Final = re.compile(r"\b(?:if|when|unless|because|since|while|until|before|after|so that)\b")
_COMMAND_CLAUSE: Final = re.compile(
    r"(?:Control|Specify|Check|Ensure|Verify|Determine|Decide|Choose|Remember|Indicate|Make sure|Set|Tell|Say|Test|See)"
    r" (?:whether|if|that|how|what|which|where)\b"
)
_LABEL: Final = re.compile(
    r"(?:(?P<name>[A-Za-z][\w.-]+) (?P<first>[A-Z][a-z]+)"
    r"|(?:Description|Synopsis|Usage|Purpose|Arguments?|Parameters?|Returns|Syntax|Remarks?) (?P<small>[a-z][\w.-]+))"
    r" (?P<next>[a-z]+)"
)
_NOT_BASE: Final = ("ing", "ed", "ly", "ward", "wards", "times", "ever", "self")
_BEFORE_NOUNS: Final = re.compile(r"many|several|few|different|other|these|those|\w+(?:ous|ful|ible)")
"""Behind them stands a noun: “possible ways to go”."""
_BARE_AUXILIARIES: Final = frozenset({"be", "been", "have"})
"""Between “will” and its participle."""
_BEFORE_PARTICIPLES: Final = words(
    "as a an the of for from in on with by at into its their his her our your two three four five six seven eight ten"
)
_ACTORS: Final = frozenset({"we", "you", "they", "i", "he", "she", "it"})
"""What stands behind them is a verb."""
_POINTERS: Final = frozenset({"this", "these", "those"})
_WE: Final = re.compile(r"\b(?:we|you|our|your|us)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@lru_cache(maxsize=65_536)
def flaws_of(text: str, language: str) -> frozenset[Flaw]:
    """The flaws of a tidied sentence. Fragments of lists and slides are judged the same, but for their verb."""
    lexicon, standing = lexicon_for(language), standing_for(language)
    follows = standing.follows.match(text)
    text = without_opening(text, lexicon)
    aims = lexicon.aim.match(text) is not None
    found = {flaw for flaw, is_there in _always(text, lexicon, standing).items() if is_there}
    if follows:
        found.add(Flaw.FOLLOWS)
    if not aims:
        found |= {flaw for flaw, is_there in _unless_aiming(text, lexicon, standing).items() if is_there}
    return frozenset(found)


def _always(text: str, lexicon: Lexicon, standing: Standing) -> dict[Flaw, object]:
    return {
        Flaw.CHATTY: standing.chatty.search(text),
        Flaw.TASK: standing.task.match(text) or standing.task_inside.search(text),
        Flaw.COMMAND: lexicon.code == "en" and _is_command(text, lexicon),
        Flaw.ELSEWHERE: points_elsewhere(text, lexicon),
        Flaw.LOOKS_BACK: standing.looks_back.search(text),
        Flaw.FLAT_FORMULA: _FLAT.search(text) or _MARK.search(text) or _is_half_flat(text),
        Flaw.LABELLED: lexicon.code == "en" and _is_labelled(text, lexicon),
        Flaw.TRIVIAL: standing.trivial.search(text),
        Flaw.LINK: standing.link.search(text),
    }


def _unless_aiming(text: str, lexicon: Lexicon, standing: Standing) -> dict[Flaw, object]:
    """“In this paper we show” says what a document is for, and may point at it."""
    return {
        Flaw.PLAN: standing.plan.match(text),
        Flaw.DEMONSTRATIVE: _has_loose_demonstrative(text, lexicon, standing),
        Flaw.LAYOUT: lexicon.pointing.search(text),
        Flaw.BY_WE: lexicon.code == "en" and _WE.search(text),
    }


def without_opening(text: str, lexicon: Lexicon) -> str:
    """A sentence without the connective or the frame that it can lose."""
    for pattern in (lexicon.opening, lexicon.framing):
        match = pattern.match(text)
        if match and match.end() < len(text):
            text = text[match.end() :]
            text = text[0].upper() + text[1:]
    return text


def is_about(text: str, title: str) -> bool:
    """Whether a sentence begins with the name that a title begins with, written as only names are: “JustSayIt.jl”."""
    name, first = _NAME.match(title), _NAME.match(text)
    if not name or not first:
        return False
    written = name["name"]
    is_name = sum(char.isupper() for char in written) > 1 or any(char.isdigit() for char in written)
    return is_name and written.lower() == first["name"].lower()


def price_of(text: str, language: str, *, whole: bool = True) -> float:
    """What the flaws of a sentence cost together; `whole` says that it should have a verb of its own."""
    flaws = flaws_of(text, language)
    price = sum(PRICES[flaw] for flaw in flaws)
    lexicon = lexicon_for(language)
    if whole and not has_main_verb(without_opening(text, lexicon), lexicon):
        price += PRICES[Flaw.NO_VERB]
    return price


@lru_cache(maxsize=65_536)
def _main_verb(text: str, language: str, *, sure: bool = False) -> bool:
    """`sure`: only verbs count that can be nothing else."""
    lexicon, standing = lexicon_for(language), standing_for(language)
    if not standing.openers:
        return True
    pending = 0
    last_end = -2
    before = ""
    helps = False  # an auxiliary came, and its participle may follow: “are very easily derived”
    for match in _WORD.finditer(text):
        word, last_word = match.group().lower(), before
        before = word
        if word in standing.openers:
            pending += 1
            continue
        verb = lexicon.verbs.match(text, match.start()) or lexicon.acts.match(text, match.start())
        acts = last_word in _ACTORS and word not in lexicon.function_words
        if not acts and (verb is None or verb.end() < match.end()):
            continue
        if (sure and word not in SURE_VERBS) or _is_no_verb(word, last_word, _next_word(text, match.end()), language):
            continue
        if last_word in lexicon.coordinators and last_end >= 0:
            continue  # “that takes a list and returns another”: of the same clause
        if match.start() - last_end <= 1 or (helps and lexicon.participle.fullmatch(word)):  # “has been shown”
            last_end, helps = match.end(), False
            continue
        helps = word in lexicon.passive_auxiliaries or _next_word(text, match.end()) in _BARE_AUXILIARIES
        last_end = match.end()
        if not pending:
            return True
        pending -= 1
    return False


def _is_no_verb(word: str, before: str, after: str, language: str) -> bool:
    """Whether what looks like a verb is a noun or a participle, by the words beside it."""
    lexicon = lexicon_for(language)
    if word.endswith("ed"):
        # “once constructed”, “of ten dried eggs”
        return before in lexicon.subordinators | lexicon.conditions | _BEFORE_PARTICIPLES
    if not word.endswith("s") or word in SURE_VERBS:
        return False
    # “plants that protect”, “possible ways to go”
    return after in standing_for(language).openers or _BEFORE_NOUNS.fullmatch(before) is not None


def _is_command(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence opens with a verb and its object, and none of its verbs has a subject of its own."""
    if _COMMAND_CLAUSE.match(text):
        return True
    opening = _COMMAND.match(text)
    if not opening:
        return False
    verb = opening["verb"].lower()
    small = (lexicon.function_words, lexicon.place_and_time, lexicon.subordinators, lexicon.conditions)
    others = (lexicon.critical, lexicon.coordinators, lexicon.adversatives, lexicon.negations, lexicon.determiners)
    if verb.endswith(_NOT_BASE) or any(verb in group for group in (*small, *others)):
        return False
    # “Retrieve the new version if it has changed”
    rest = _CLAUSES.split(text[opening.end("object") :])[0]
    return not _main_verb(rest, lexicon.code, sure=True)


def _is_half_flat(text: str) -> bool:
    """Whether a power stands raised in one place and flat in another: “from 2³¹ to 231”."""
    return any(match.group().translate(_FLATTEN) in text for match in _POWER.finditer(text))


def _is_labelled(text: str, lexicon: Lexicon) -> bool:
    """Whether a word that no dictionary knows stands before the capital with which the sentence begins."""
    match = _LABEL.match(text)
    if not match:
        return False
    if match["small"]:
        return not _is_word(match["small"])
    if _is_word(match["name"]) or match["name"].lower() in lexicon.function_words | lexicon.place_and_time:
        return False
    # “Ronald Fisher introduced”: two names, and what they did
    return _is_word(match["first"]) and not lexicon.verbs.match(text, match.start("next"))


def _is_word(word: str) -> bool:
    return any(look_up(each, "en").known for each in bases(word.lower(), "en"))


def _next_word(text: str, place: int) -> str:
    match = _WORD.search(text, place)
    return match.group().lower() if match else ""


def has_main_verb(text: str, lexicon: Lexicon) -> bool:
    """Whether a verb is left for the sentence itself after each “that”, “which” and “if” has taken one.

    Only judged where a subordinate clause could have lent its verb; `is_statement` knows about the rest.
    """
    openers = standing_for(lexicon.code).openers
    if lexicon.code == "en" and _GERUND.match(text):
        return _main_verb(text, lexicon.code, sure=True)
    words = [word.lower() for word in _WORD.findall(text)]
    if not any(word in openers for word in words):
        return True
    return _main_verb(text, lexicon.code)


def _has_loose_demonstrative(text: str, lexicon: Lexicon, standing: Standing) -> bool:
    for match in standing.demonstrative.finditer(text):
        before = text[: match.start()]
        if lexicon.code == "en" and match.group().lower() in _POINTERS and not has_verb(before, lexicon):
            return True  # “for other errors, this ratio is larger”: nothing was said that it could stand for
        breaks = list(standing.clause.finditer(before))
        if not breaks or len(_WORD.findall(before[: breaks[-1].start()])) < min(INSIDE_WORDS, len(before) // 8 + 1):
            return True
        if len(before.split()) < INSIDE_WORDS - 1 and not re.search(r"[\u3400-\u9fff]", before):
            return True
    return False
