"""What a document leaves open: names that it uses and does not explain, and what it says itself to leave out.

That something is explained nowhere is a statement about the whole document. So whatever may be an explanation counts as
one: a name is only listed when no word of the document comes near to saying what it stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from app.documents import BlockKind
from app.notes import Citation, OpenEnd, OpenKind
from workers.extraction.words import words
from workers.writing.accents import compose
from workers.writing.leaning import USABLE, price_of
from workers.writing.lexicon import is_foreign
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.leaving_out import LeavingOut, leaving_out_for
from workers.writing.lexicon.open_names import COMMON
from workers.writing.placing import PlacedBlock
from workers.writing.readable import is_statement, strip_bullet, word_count
from workers.writing.segment import Sentence
from workers.writing.thesaurus import look_up

LEAST_USES: Final = 3
"""Sentences that use a name before it is prominent; of a short document one less."""
LEAST_USES_OF_NAMED: Final = 2
"""The same of what goes by somebody’s name."""
SHORT_WORDS: Final = 4000
MOST: Final = 6
"""Of each kind, and more of a long document."""
PAGES_FOR_ONE_MORE: Final = 40
MOST_WORDS: Final = 34

_ABBREVIATION: Final = re.compile(r"(?<![\w.\-/_$@#’'])(?P<name>[A-Z]{3,6})s?(?![\w\-/_(@’']|\.\w|\s-)")
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_WITHIN: Final = re.compile(
    r"\b(?:sections?|sec\.|chapters?|ch\.|figures?|fig\.|tables?|appendi\w+|equations?|eq\.|pages?|above|below|earlier"
    r"|later|next|previous|exercises?|problems?|code|comments?|list)\b",
    re.IGNORECASE,
)
"""What is told elsewhere in the document is no open end of it."""
_ITSELF: Final = re.compile(
    r"\s(?:(?:of|in) (?:this|these)|dieser|dieses|de ce|de cet|de este) \w+\b|\s(?:here|hier|ici|aquí)\b"
)
"""By which a document names itself: that points nowhere else."""
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SMALL: Final = re.compile(r"[a-zß-ÿ]")
_KINDS_OF_WORDS: Final = words(
    "variable variables command commands option options field fields file files key keyword flag chunk macro statement"
)
"""What stands beside a word of a program."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_BETWEEN: Final = sorted(words("of the and for in to a de des du la le und der die y del"))
"""Small words that have no letter in an abbreviation."""


def open_ends_of(
    blocks: Sequence[PlacedBlock], sentences: Sequence[Sentence], lexicon: Lexicon, *, pages: int
) -> tuple[OpenEnd, ...]:
    """The open ends in the document's order; `sentences` are those that a note may quote."""
    rules = leaving_out_for(lexicon.code)
    if rules is None:
        return ()
    most = MOST + pages // PAGES_FOR_ONE_MORE
    explained = Explained([placed.block.text for placed in blocks], rules)
    headings = " ".join(placed.block.text for placed in blocks if placed.block.kind is BlockKind.HEADING).lower()
    open_names = (
        (sentence.block, _end(name, OpenKind.TERM, sentence))
        for name, sentence in _names(sentences, rules, lexicon)
        if name.lower() not in headings and not explained.has(name)
    )
    left_out = (
        (each.block, _end(text, OpenKind.LEFT_OUT, each)) for each, text in _left_out(sentences, rules, lexicon)
    )
    found = [*islice(open_names, most), *islice(left_out, most)]
    return tuple(end for _, end in sorted(found, key=lambda each: each[0]))


class Explained:
    """Whether a text may explain a name somewhere."""

    def __init__(self, texts: Iterable[str], rules: LeavingOut) -> None:
        self._text = "\n".join(compose(" ".join(text.split())) for text in texts)
        self._rules = rules
        found = [word.lower() for word in _WORD.findall(self._text)]
        # Looked into first, for it takes a hundredth of the time.
        self._initials = (
            "".join(word[0] for word in found),
            "".join(word[0] for word in found if word not in _BETWEEN),
        )

    def has(self, name: str) -> bool:
        """Whether anything comes near to saying what the name stands for."""
        written = re.escape(name)
        beside = rf"\(\W?{written}s?\W?\)|\b{written}s?\W? ?[(=:—–]|[(=:—–“\"‘] ?{written}s?\b[^.)]{{0,3}} (?:is|for)"
        if re.search(beside, self._text) or re.search(rf"\b{written}{self._rules.explains}", self._text):
            return True
        if re.search(rf"\b(?:called|named|known as|sogenannte\w*|appelée?|llamad[oa]) (?:\w+ )?{written}", self._text):
            return True
        if re.search(
            rf"(?:^|[.!?:;]\s)(?:\w{{1,3}} )?{written}(?: \w+)? [a-zà-ÿ]+(?:s|ed|t)\b", self._text, re.MULTILINE
        ):
            return True  # “The KNN step finds the neighbours”
        if re.search(rf"[‘'`\"«„“]\s?{written}", self._text):
            return True  # a word of a program
        letters = name.lower()
        return name.isupper() and any(letters in initials for initials in self._initials) and self._is_spelt(name)

    def _is_spelt(self, name: str) -> bool:
        """Whether words in a row begin with its letters; small words may stand between."""
        between = rf"[^\w\n]+(?:(?:{'|'.join(_BETWEEN)})[^\w\n]+)?"
        letters = between.join(rf"{letter}[^\W\d_]*" for letter in name)
        return re.search(rf"\b{letters}", self._text, re.IGNORECASE) is not None


def _names(sentences: Sequence[Sentence], rules: LeavingOut, lexicon: Lexicon) -> Iterator[tuple[str, Sentence]]:
    """Prominent names, the most used first, each with the first sentence that can be quoted for it."""
    uses: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        for name in dict.fromkeys(_names_in(sentence.text, rules, lexicon)):
            uses[name].append(sentence)
    total = sum(len(sentence.text.split()) for sentence in sentences)
    least = LEAST_USES - (total < SHORT_WORDS)
    for name, using in sorted(uses.items(), key=lambda each: -len(each[1])):
        citable = [sentence for sentence in using if sentence.complete and sentence.is_cited]
        if citable and len(using) >= (least if name.isupper() else LEAST_USES_OF_NAMED):
            yield name, next((each for each in citable if is_statement(each, lexicon)), citable[0])


def _names_in(text: str, rules: LeavingOut, lexicon: Lexicon) -> Iterator[str]:
    if _SMALL.search(text):
        for match in _ABBREVIATION.finditer(text):
            name = match["name"]
            beside = (*text[: match.start()].split()[-1:], *text[match.end() :].split()[:1])
            if any((word.isupper() and len(word) > 1) or word.strip(".,") in _KINDS_OF_WORDS for word in beside):
                continue
            if not (name in COMMON or _ROMAN.fullmatch(name) or _is_word(name.lower(), lexicon)):
                yield name
    for match in rules.named.finditer(text):
        if (match.start() or match["s"]) and not _is_word(match["whose"].lower(), lexicon):
            yield match.group()


def _is_word(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is no name, but a word written large."""
    return name in lexicon.function_words or look_up(name, "en").known


def _left_out(sentences: Sequence[Sentence], rules: LeavingOut, lexicon: Lexicon) -> Iterator[tuple[Sentence, str]]:
    for sentence in sentences:
        text = strip_bullet(sentence.text)
        if not rules.left_out.search(text) or _WITHIN.search(_BRACKETS.sub("", text)) or is_foreign(text, lexicon.code):
            continue
        if not is_statement(sentence, lexicon):
            continue
        if word_count(text, lexicon) <= MOST_WORDS and price_of(_ITSELF.sub("", text), lexicon.code) < USABLE:
            yield sentence, text


def _end(text: str, kind: OpenKind, sentence: Sentence) -> OpenEnd:
    return OpenEnd(text, kind, tuple(Citation(part.page, part.quote) for part in sentence.parts))
