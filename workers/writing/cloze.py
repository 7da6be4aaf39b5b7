"""A statement with a hole where the word stood that matters most in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Point, Section
from workers.extraction.words import words as word_set
from workers.writing.leaning import price_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import Phrase, common_phrases, phrases_of, same_word, subject_of
from workers.writing.readable import points_elsewhere, word_count

BLANK: Final = "____"
MAX_STATEMENT_WORDS: Final = 34
MIN_STATEMENT_WORDS: Final = 6
EARLY_WORDS: Final = 5
"""A pronoun among a statement's first words, or behind the hole, may stand for something that is not shown."""
MAX_PRICE: Final = 0.35
"""What the flaws of a statement that is asked about may cost."""
MIN_WORTH: Final = 0.9
LOW_WORTH: Final = 0.6
"""A word that is worth so much is asked for where there is no better one."""

MIN_HIDDEN_CHARS: Final = 3
"""A longer answer must not be part of another word either."""

_ANYTHING: Final = word_set(
    """
    time way kind set pair end line place step choice thing rest amount benefit effort detail item piece side bit
    lot range group collection list name word term form level manner sense matter degree share work job task use
    example instance aspect respect purpose reason idea point fact need ability possibility
    """
)
"""Nouns that any text has: whoever knows the subject need not know them."""
LABELS: Final = word_set(
    """
    equation equations definition definitions theorem lemma figure table section chapter example appendix corollary
    proposition algorithm listing exercise kapitel abschnitt tabelle abbildung figura tabla chapitre
    """
) - word_set("algorithm")
"""Name a place in the document and nothing that it is about."""
_KEYWORDS: Final = re.compile(
    r"(?:Key ?words|Schl[üu]sselw[öo]rter|Mots[- ]cl[ée]s|Palabras clave|关键[词字])\s*[:：–—-]", re.IGNORECASE
)
"""A list of what a paper is about says nothing about it."""
_HALVED: Final = ("-", "–", "/")
_SQUEEZED: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A statement with a hole. `question` has the blank, `answer` fills it; `worth` is what asking for it is worth."""

    question: str
    answer: Phrase
    point: Point
    worth: float


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a note is about: how often each phrase occurs in it, and the words of its headings and terms."""

    frequency: Counter[str]
    named: frozenset[str]


def subjects_of(sections: Sequence[Section], lexicon: Lexicon) -> Subjects:
    """What the sections are about."""
    frequency = common_phrases((point.text for section in sections for point in section.points), lexicon)
    terms = [term.term for section in sections for term in section.terms]
    headings = [section.heading for section in sections]
    words = {word for text in (*terms, *headings) for word in _WORD.findall(text.lower())}
    return Subjects(frequency, frozenset(words - lexicon.function_words - lexicon.bad_terms))


def stands_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a statement can be asked about without the sentences around it."""
    words = word_count(text, lexicon)
    if not MIN_STATEMENT_WORDS <= words <= MAX_STATEMENT_WORDS:
        return False
    if lexicon.pointing.search(text) or points_elsewhere(text, lexicon) or _KEYWORDS.match(text):
        return False
    if price_of(text, lexicon.code) >= MAX_PRICE:
        return False
    return not any(word in lexicon.pronouns for word in _WORD.findall(text.lower())[:EARLY_WORDS])


def clozes_of(point: Point, subjects: Subjects, lexicon: Lexicon, *, min_worth: float = MIN_WORTH) -> list[Cloze]:
    """The statement without one of its telling words, the most telling first; never what another part gives away."""
    text = point.text
    if not stands_alone(text, lexicon):
        return []
    quotes = " ".join(citation.quote for citation in point.citations)
    found: list[Cloze] = []
    for phrase in (*phrases_of(text, lexicon), *subject_of(text, lexicon)):
        before, after = text[: phrase.start], text[phrase.end :]
        rest = before + after
        if before.endswith(_HALVED) or after.startswith(_HALVED):
            continue  # “presence–____ data” has its answer in it
        if len(phrase.key) > MIN_HIDDEN_CHARS and _squeeze(phrase.key) in _squeeze(rest):
            continue
        if phrase.key not in quotes.lower() or same_word(phrase.text, f"{before} {after}", lexicon.code):
            continue
        if any(word in lexicon.pronouns for word in _WORD.findall(after.lower())):
            continue
        worth = _worth(phrase, subjects, lexicon)
        if worth >= min_worth:
            found.append(Cloze(before + BLANK + after, phrase, point, worth))
    return sorted(found, key=lambda cloze: -cloze.worth)


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text.lower())


def _worth(phrase: Phrase, subjects: Subjects, lexicon: Lexicon) -> float:
    """What it is worth to know a phrase, 0 to 3: below `MIN_WORTH` it is any word."""
    words = phrase.key.split()
    if any(word in lexicon.abbreviations or word in LABELS for word in words):
        return 0.0
    often = subjects.frequency[phrase.key]
    named = any(word in subjects.named for word in words)
    if phrase.shape.startswith("number"):
        return 0.9 if phrase.shape == "number:small" else 1.6
    if phrase.shape.startswith(("name", "latin")):
        return 1.2 + 0.1 * min(often, 5) + 0.3 * named
    if phrase.shape.startswith("subject"):
        return 1.3 + 0.2 * min(often, 3) + 0.3 * named
    if words[-1] in lexicon.bad_terms or words[0] in lexicon.bad_terms:
        return 0.0
    if len(words) == 1 and _ANYTHING & {words[0], words[0].removesuffix("s")}:
        return 0.0
    return 0.3 + 0.3 * min(often, 4) + 0.4 * named + 0.25 * (len(words) > 1 and often > 1)
