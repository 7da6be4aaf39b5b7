"""Key terms: what the document itself defines, found by how its language writes definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.notes import Citation, Term
from workers.extraction.words import words as word_set
from workers.writing.leaning import USABLE, price_of, without_opening
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import standing_for
from workers.writing.readable import is_clean, word_count
from workers.writing.segment import Sentence
from workers.writing.shorten import tidy, without_label
from workers.writing.verify import verify

MAX_TERM_WORDS: Final = 5
MIN_DEFINITION_WORDS, MAX_DEFINITION_WORDS = 3, 32
MAX_TERMS_PER_SECTION: Final = 5

_JOINED: Final = re.compile(
    r"[,;]\s+(?:and|but|so|while|whereas|und|aber|et|mais|y|pero)\s+|;\s+|\s+because\s+|\.\s+(?=[A-Z])"
    r"|,\s+(?=\w{1,8}\s(?:is|are)\s)"
)
_ITEM: Final = re.compile(r"\(\w\)")
_WRITTEN: Final = re.compile(r"[^*/\\|<>=]*(?:\w/\w)?[^*/\\|<>=]*")
"""What a term is written with; remnants of a listing have other marks."""
_OWNER: Final = re.compile(r"\S+[’']s\s")
_GERUND: Final = re.compile(
    r"(?:[A-Z]?[a-z]+ly|Anytime|Whenever|Sometimes|Often|Usually)\s|[A-Z]?[a-z]+ing\s+\S+\s+\S|Using\b|Solving\b"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the words that define it, both cut from one sentence."""

    term: str
    definition: str


def define(text: str, lexicon: Lexicon) -> Definition | None:
    """The definition that a tidied sentence gives, if it gives one."""
    for pattern in lexicon.definitions:
        match = pattern.match(text)
        if match:
            term = _without_article(match.group("term").strip(), lexicon)
            definition = _one_clause(match.group("definition").strip().rstrip(".。；;"), lexicon)
            if _is_term(term, text, lexicon) and _is_definition(term, definition, lexicon):
                return Definition(term, _begin_small(definition, match.start("definition"), lexicon))
    return None


def terms_of(sentences: Iterable[Sentence], lexicon: Lexicon, known: set[str]) -> tuple[Term, ...]:
    """The terms that a section's sentences define; a term in `known` is not defined again, new ones are added to it."""
    found: list[Term] = []
    for sentence in sentences:
        if len(found) == MAX_TERMS_PER_SECTION:
            break
        if not sentence.complete and lexicon.spaced:
            continue
        text = without_opening(without_label(tidy(sentence.text, lexicon.code)), lexicon)
        definition = define(text, lexicon)
        if definition is None or definition.term.lower() in known or not is_clean(text, lexicon):
            continue
        if price_of(text, lexicon.code) < USABLE and _is_carried(definition, sentence, lexicon):
            known.add(definition.term.lower())
            citations = tuple(Citation(part.page, part.quote) for part in sentence.parts)
            found.append(Term(definition.term, definition.definition, citations))
    return tuple(found)


def _one_clause(definition: str, lexicon: Lexicon) -> str:
    """A definition without the further statement that is joined to it: “…, and every path is a game”."""
    for match in _JOINED.finditer(definition):
        if lexicon.verbs.search(definition, match.end()) and word_count(definition[: match.start()], lexicon) >= 4:
            return definition[: match.start()]
    return definition


def _begin_small(definition: str, start: int, lexicon: Lexicon) -> str:
    """A definition that opened its sentence begins in the middle of a line now."""
    first = definition.split(" ", 1)[0].lower()
    if start == 0 and lexicon.spaced and first in lexicon.determiners | {"any", "each"}:
        return definition[0].lower() + definition[1:]
    return definition


def _without_article(term: str, lexicon: Lexicon) -> str:
    article = lexicon.articles.match(term)
    return term[article.end() if article else 0 :].strip(" ,“”‘’\"'«»")


def _is_carried(definition: Definition, sentence: Sentence, lexicon: Lexicon) -> bool:
    return verify(definition.definition, [sentence.text], lexicon.code).supported


def _is_term(term: str, text: str, lexicon: Lexicon) -> bool:
    words = term.split()
    if not _WRITTEN.fullmatch(term):
        return False
    if not words or len(words) > MAX_TERM_WORDS or not 2 <= len(term) <= 50 or not is_clean(term, lexicon):
        return False
    heads = (words[0], words[-1], _before_link(words))
    if any(head.lower() in lexicon.bad_terms for head in heads) or words[-1].lower() in lexicon.function_words:
        return False
    if words[0].lower() in lexicon.function_words:
        return False  # “Of particular use is the ability to …”
    if any(word.lower() in lexicon.function_words and word.lower() not in _INNER for word in words):
        return False
    if any(word.lower() in lexicon.negations or word.lower() in lexicon.critical for word in words):
        return False
    if lexicon.code == "en" and (_GERUND.match(term) or (text.startswith("The ") and not _may_be_definite(words))):
        return False
    if lexicon.acts.fullmatch(words[0].lower()):
        return False
    return not (lexicon.verbs.fullmatch(words[0].lower()) or any(char.isdigit() for char in words[0]))


def _may_be_definite(words: list[str]) -> bool:
    """“The null hypothesis” is a term, “the value” was named before, “the string PPAP” is one thing and no kind."""
    if len(words) == 1:
        return words[0][0].isupper() or "-" in words[0]
    return not (words[-2].islower() and any(char.isupper() for char in words[-1]))


def _before_link(words: list[str]) -> str:
    """The head of “root of the tree”."""
    return next((one for one, link in pairwise(words) if link.lower() in _LINKS), words[-1])


_LINKS: Final = frozenset({"of", "de", "du", "des", "del", "von"})
_INNER: Final = word_set("of de du des la le les l' del d' von der des the in à a y et and")


def _is_definition(term: str, definition: str, lexicon: Lexicon) -> bool:
    if definition.endswith((":", "：", ",", "，")) or _ITEM.search(definition):
        return False
    last = definition.split()[-1:] if lexicon.spaced else []
    if last and last[0].lower() in lexicon.determiners | lexicon.coordinators | lexicon.relatives:
        return False  # cut off in the middle
    words = word_count(definition, lexicon)
    if not MIN_DEFINITION_WORDS <= words <= MAX_DEFINITION_WORDS:
        return False
    opening = [word.lower() for word in definition.split()[:3]]
    if any(word in standing_for(lexicon.code).verdicts for word in opening):
        return False
    if lexicon.pointing.search(definition) or lexicon.unresolved.match(definition[:1].upper() + definition[1:]):
        return False
    if _OWNER.match(term) and re.search(rf"\b{re.escape(term.rsplit(maxsplit=1)[-1])}\b", definition, re.IGNORECASE):
        return False  # “the program’s calculation: the full calculation” names nothing
    return term.lower() not in definition.lower()
