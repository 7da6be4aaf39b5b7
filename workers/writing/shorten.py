"""Shorter words for the same statement: rules take out what a sentence can lose.

Nothing here decides what is true: every shortening goes through the checker before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final

from workers.extraction.words import words
from workers.writing.leaning import USABLE, has_main_verb, price_of
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import standing_for
from workers.writing.marks import RAISED, without_marks
from workers.writing.readable import (
    ONE_LETTER_WORDS,
    has_formula,
    has_verb,
    has_words,
    is_clean,
    points_elsewhere,
    strip_bullet,
    without_letters,
    word_count,
)
from workers.writing.tokens import tokenize
from workers.writing.verify import verify

GOOD_WORDS: Final = 14
"""A point of so many words is short enough; bolder cuts are made only above."""
MIN_WORDS: Final = 6

_CITATION: Final = re.compile(
    r"\s*\[(?:\d{1,3}|[A-Z][A-Za-z+]{1,8}\d{2,4}[a-z]?)(?:\s*[,;–-]\s*(?:\d{1,3}|[A-Z][A-Za-z+]{1,8}\d{2,4}))*\]"
)
_AUTHOR_YEAR: Final = re.compile(
    r"\s*[(\[](?:see |e\.g\.,? |cf\. |vgl\. |voir )?(?:[^()\[\]]{2,80}?,?\s(?:19"
    r"|20)\d{2}[a-z]?[;,]?\s?)+(?:,\s*(?:pp?\.|Section|Chapter|Ch\.)[^()]{1,20})?[)\]]"
)
_PARENTHESIS: Final = re.compile(r"(?<=\S)\s+\((?=[^()]*[^\W\d_]{2}|(?:19|20)\d\d[a-z]?\))[^()]*\)|（[^（）]*）")
"""Not “(6)”, which may name an equation."""
DASHES_OF_ONE: Final = 2
"""Where there are more, it is not known which belong together."""
_DASH: Final = re.compile(r"—|\s–\s|\s--+\s")
NOT_ONLY: Final = re.compile(
    r"\b(?:not only|not just|nicht nur|non seulement|no s[oó]lo|no solamente)\b", re.IGNORECASE
)
_BUT_ALSO: Final = re.compile(r"\b(?:but|sondern|mais|sino)\b", re.IGNORECASE)
_DASHES: Final = re.compile(r"\s*(?:—|\s–\s|\s--+\s)\s*([^—–]{3,120}?)\s*(?:—|\s–\s|\s--+\s)\s*")
_CLOSED_AND: Final = re.compile(r"[»”\"“)]\s+(?:and|or|und|oder|et|ou|y|o)\b")
_RELATIVE: Final = re.compile(r",\s+(?:which|who|whose|where)\s[^,;:()]{6,100},(?=\s)")
_MARK_BEFORE: Final = re.compile(rf"^[{RAISED}]+\s?(?=[^\W\d_])")
_LABEL: Final = re.compile(r"([^–—:.。]{2,40}?)\s[–—]\s(?=\S)")
_RUN_IN: Final = re.compile(r"(?P<label>[^\W\d_][\w-]+(?: [\w-]+){0,2}) (?P<opening>[A-Z][a-z]+) (?=[a-z])")
_BOTH: Final = re.compile(r"\bboth (?!of\b|are\b|is\b|have\b|[a-z]+s\b(?! and\b))(?=[^,;]{2,70}\band\b)")
"""Not “both cases alone and …”, where two are meant."""
_INSERTED: Final = re.compile(
    r",\s+(?:(?:thereby|thus|hence)\s)?(?:[a-z]{3,}ing|such as|for example|e\.g\.|for instance|like|particularly"
    r"|especially|in particular|typically)\s"
)
_STOPS: Final = re.compile(r"(?<![.\s])\.\.$")
"""“et al.” before a stop from which a year was taken."""
_TWICE: Final = re.compile(r"\b([A-ZÀ-Þ][\w’-]+(?: and [A-ZÀ-Þ][\w’-]+| et al\.?)) and \1(?!\w)")
"""Authors of two works, of which the years are gone."""
_SECOND_THAT: Final = re.compile(r"\b(?:and|or|but) that (?!of\b|is\b)")
"""Depends on the frame as well: “note that it rains and that it is cold”."""
_NO_COUNT: Final = words("zero one eins ein eine un une uno una second third half twice")
_PROMISES: Final = re.compile(r"\b(?:the form|der Form|la forme|la forma|namely|nämlich|à savoir|a saber)$")
ANNOUNCED: Final = 9
"""Of a text's last words, those that tell how many things are listed behind it."""
_SPACE: Final = re.compile(r"\s+")
_BEFORE_STOP: Final = re.compile(r"\s+([.,;:!?。，；](?:\s|$))")
_DOUBLE: Final = re.compile(r"[,;:]\s*([,;:.])(?=\s|$)")
END: Final = re.compile(r"[.!?。！？][\"”’)]*$")


@lru_cache(maxsize=8192)
def tidy(text: str, language: str) -> str:
    """The document's own words without marks of lists, footnotes and citations: says the same, word for word."""
    lexicon = lexicon_for(language)
    text = _without_run_in(without_marks(_MARK_BEFORE.sub("", strip_bullet(text))), lexicon)
    for pattern in (_CITATION, _AUTHOR_YEAR):
        text = pattern.sub(partial(_without_citation, lexicon=lexicon), text)
    return neat(text, lexicon)


def _without_citation(match: re.Match[str], *, lexicon: Lexicon) -> str:
    """Nothing, unless the sentence speaks of the work itself: “a survey can be found in [12]”."""
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower().lstrip("(")
    return match.group() if before in lexicon.function_words else ""


def _without_run_in(text: str, lexicon: Lexicon) -> str:
    """A sentence without the catchword that was set before it on its line: “Every The every keyword has …”."""
    match = _RUN_IN.match(text)
    if match is None or match["opening"].lower() not in lexicon.determiners:
        return text
    label = match["label"].lower().split()
    small = lexicon.function_words | lexicon.place_and_time | lexicon.subordinators
    said = text[match.end() :].lower()
    if any(word in small for word in label) or not all(word in said for word in label):
        return text
    return text[match.start("opening") :]


@lru_cache(maxsize=8192)
def shorten(text: str, language: str) -> str:
    """The shortest wording of a sentence that the checker finds in it; the tidied sentence where there is none."""
    lexicon = lexicon_for(language)
    best = tidy(text, language)
    for _ in range(6):
        for candidate in _candidates(best, lexicon):
            if _is_better(candidate, best, lexicon) and verify(candidate, [text], language).supported:
                best = candidate
                break
        else:
            break
    return best


@lru_cache(maxsize=8192)
def may_shorten(text: str, language: str) -> bool:
    """Whether a rule offers a shorter wording of a tidied sentence; the checker is not asked, and may refuse it."""
    lexicon = lexicon_for(language)
    return any(_is_better(candidate, text, lexicon) for candidate in _candidates(text, lexicon))


def _is_better(candidate: str, best: str, lexicon: Lexicon) -> bool:
    if candidate == best or word_count(candidate, lexicon) < MIN_WORDS or len(candidate) >= len(best):
        return False
    if not is_clean(without_letters(candidate, lexicon), lexicon) or END.search(candidate) is None:
        return False
    if loses_negation(candidate, best, lexicon) or loses_verb(candidate, best, lexicon):
        return False
    if NOT_ONLY.search(candidate) and _BUT_ALSO.search(best) and not _BUT_ALSO.search(candidate):
        return False
    if has_formula(candidate) and not has_words(candidate, lexicon):
        return False
    words = candidate.rstrip('.!?。！？”"’)').split()
    if words[-1].lower() in lexicon.function_words | lexicon.place_and_time and not best.rstrip(".").endswith(
        words[-1]
    ):
        return False
    # A cut must not take away what “it” stands for.
    if points_elsewhere(candidate, lexicon) and not points_elsewhere(best, lexicon):
        return False
    # Nor what made a statement of it: “note the order: the first comes last”.
    price = price_of(candidate, lexicon.code)
    return price < USABLE or price <= price_of(best, lexicon.code)


def loses_negation(shorter: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a “not” is lost with what was cut; a reader of the shorter text would miss the limit that it sets."""
    for pattern in (lexicon.opening, lexicon.framing):
        match = pattern.match(text)
        text = text[match.end() :] if match else text  # “sin embargo”, “it is not hard to see that”
    counts = [sum(token.norm in lexicon.negations for token in tokenize(each, lexicon)) for each in (shorter, text)]
    return counts[0] < counts[1]


def loses_verb(shorter: str, text: str, lexicon: Lexicon) -> bool:
    """Whether what is left is no sentence any more."""
    if not has_verb(text, lexicon):
        return False
    return not has_verb(shorter, lexicon) or (has_main_verb(text, lexicon) and not has_main_verb(shorter, lexicon))


def _candidates(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Shorter sentences, the safest first; each by one rule."""
    yield neat(lexicon.opening.sub("", text, count=1) if lexicon.opening.match(text) else text, lexicon)
    yield from _without_frame(text, lexicon)
    for pattern, short in lexicon.rewordings:
        if pattern.search(text):
            yield neat(pattern.sub(partial(_like, short), text), lexicon)
    yield from _without_fillers(text, lexicon)
    yield from _without_asides(text, lexicon)
    for pattern in (_RELATIVE, lexicon.examples):
        for match in pattern.finditer(text):
            # What was set off ends where the verb of the main clause comes; else it was a list that goes on.
            if lexicon.verbs.match(text[match.end() :].lstrip()):
                yield neat(text[: match.start()] + text[match.end() :], lexicon)
    if word_count(text, lexicon) > GOOD_WORDS:
        yield from _trailing(text, lexicon)


def _without_asides(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Without what stands in parentheses or between dashes."""
    for match in _PARENTHESIS.finditer(text):
        before = text[: match.start()].rsplit(" ", 1)[-1].lower()
        if before in lexicon.function_words | lexicon.subordinators | lexicon.determiners or before.endswith(","):
            continue  # “since (X, d) is complete”: it is what the sentence speaks of
        yield neat(text[: match.start()] + text[match.end() :], lexicon)
    for match in _DASHES.finditer(text) if len(_DASH.findall(text)) == DASHES_OF_ONE else ():
        before = text[: match.start()]
        if before.count("(") > before.count(")") or _CLOSED_AND.search(match.group(1)):
            continue  # “P&P – ‘what it is’ und T&S – ‘what that is’”: a dash each
        yield neat(text[: match.start()] + " " + text[match.end() :], lexicon)


def _without_frame(text: str, lexicon: Lexicon) -> Iterator[str]:
    bare = without_label(text)
    if bare != text:
        yield neat(bare, lexicon)
    presented = standing_for(lexicon.code).presenting.match(text)
    if presented:
        yield neat(f"{presented['thing']} {presented['rest']}", lexicon)
    both = _BOTH.search(text)
    if both and lexicon.code == "en":
        yield neat(text[: both.start()] + text[both.end() :], lexicon)
    framed = lexicon.framing.match(text)
    if framed and not _SECOND_THAT.search(text, framed.end()):
        yield neat(text[framed.end() :], lexicon)


def without_label(text: str) -> str:
    """A sentence without the catchword before it that it says again: “Permutation – A permutation is …”."""
    label = _LABEL.match(text)
    return text[label.end() :] if label and label.group(1).lower() in text[label.end() :].lower() else text


def _without_fillers(text: str, lexicon: Lexicon) -> Iterator[str]:
    for match in lexicon.fillers.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith(", ") and after.startswith(","):
            yield neat(before[:-2] + after[1:], lexicon)
        elif (before.endswith(" ") and before[-2:-1].isalnum() and after[:1] == " ") or not lexicon.spaced:
            yield neat(before + after, lexicon)


def _trailing(text: str, lexicon: Lexicon) -> Iterator[str]:
    end = END.search(text)
    stop = end.group()[:1] if end else ""
    body = text[: end.start()] if end else text
    for pattern in lexicon.trailing:
        match = pattern.search(body)
        rest = body[: match.start()] if match else ""
        # “Consider Figure 3” is worth nothing without what follows it.
        if match and _goes_on(match.group()):
            continue
        listed = match is not None and match.group().lstrip()[:1] in ":："
        points = listed and (lexicon.pointing.search(rest) or _announces(rest, lexicon))
        if word_count(rest, lexicon) >= MIN_WORDS and not points:
            yield neat(rest + stop, lexicon)


def _announces(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says how many come behind its colon: “there are two of them:”."""
    counts = (word in lexicon.number_words and word not in _NO_COUNT for word in text.lower().split()[-ANNOUNCED:])
    return _PROMISES.search(text) is not None or any(counts)


def _goes_on(cut: str) -> bool:
    """Whether behind examples or a participle the sentence goes on: “, including old ones, change it by default”."""
    last = cut.rpartition(",")[2].split()
    return _INSERTED.match(cut) is not None and cut.count(",") > 1 and last[:1] not in (["and"], ["or"])


def _like(short: str, match: re.Match[str]) -> str:
    return short[0].upper() + short[1:] if match.group()[:1].isupper() else short


def neat(text: str, lexicon: Lexicon) -> str:
    """A text of which words were taken, with its spaces and marks as they are written."""
    text = _BEFORE_STOP.sub(r"\1", _SPACE.sub(" ", text)).strip(" ,;:")
    text = _STOPS.sub(".", _TWICE.sub(r"\1", text))
    text = _DOUBLE.sub(r"\1", text)
    if not text:
        return text
    return text[0].upper() + text[1:] if lexicon.spaced and not _is_written_small(text) else text


def _is_written_small(text: str) -> bool:
    """“eBook”, “e-mail”, “x-axis”, “sandwich.R”: a first word that does not begin with a capital for a reason."""
    word = text.split(" ", 1)[0]
    if len(word) == 1 and word not in ONE_LETTER_WORDS:
        return True  # a variable
    return any(char.isupper() or char.isdigit() or char in "._(" for char in word.rstrip(".,;:")) and word[:1].islower()
