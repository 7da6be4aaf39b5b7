"""A question about a document: the passages that may answer it, and an answer that they carry, or no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.documents import Page
from app.notes import Citation, Origin, Point, Section
from workers.extraction.words import words
from workers.llm.protocol import Message
from workers.writing.drafting import citations_of
from workers.writing.evidence import SentenceIndex
from workers.writing.finishing import clean_generated
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.prompts import answer_messages
from workers.writing.rank import stems_of
from workers.writing.readable import is_clean, points_elsewhere, word_count
from workers.writing.segment import Sentence, segment
from workers.writing.shorten import shorten, tidy
from workers.writing.verify import verify

MAX_PASSAGES: Final = 4
MIN_SHARE: Final = 0.5
"""Of a question's weight in words that a passage must have; below it the document does not speak of it."""
NEAR_BEST: Final = 0.75
"""A passage is shown beside the best one from this share of its score on."""
LOOKED_AT: Final = 24
MAX_POINTS: Final = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that speaks of the question. `score` is the share of the question's weight that it has, 0..1."""

    text: str
    citations: tuple[Citation, ...]
    score: float


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What to ask the model; no passages and no messages where the document does not say."""

    passages: tuple[Passage, ...] = ()
    messages: tuple[Message, ...] = ()


def plan_answer(question: str, pages: Sequence[Page], language: str) -> AnswerPlan:
    """The passages nearest to the question, best first, and the prompt made of them."""
    lexicon = lexicon_for(language)
    sentences = [each for each in segment(place_blocks(pages), lexicon) if is_clean(tidy(each.text, language), lexicon)]
    if not sentences:
        return AnswerPlan()
    index = SentenceIndex([sentence.text for sentence in sentences], language)
    keys = set(index.keys(question)) - _QUESTION_WORDS
    if not keys:
        return AnswerPlan()
    # A word that the document does not have weighs as much as its rarest: the question is then about something else.
    rarest = max((index.weight(key) for key in keys), default=0.0)
    total = sum(index.weight(key) or rarest for key in keys)
    scored = []
    for weight, place in index.nearest(" ".join(sorted(keys)), LOOKED_AT):
        worth = weight / total if total else 0.0
        scored.append((worth * _readability(sentences[place], question, language), worth, place))
    scored.sort(key=lambda each: (-each[0], each[2]))
    found = [
        Passage(sentences[place].text, citations_of(sentences[place]), worth)
        for _, worth, place in scored[:MAX_PASSAGES]
        if worth >= MIN_SHARE
    ]
    if not found:
        return AnswerPlan()
    texts = [tidy(passage.text, language) for passage in found]
    return AnswerPlan(tuple(found), answer_messages(question, texts, language))


def finish_answer(question: str, passages: Sequence[Passage], text: str, language: str) -> Section:
    """The model's answer where a passage carries it and it speaks of the question; else the best passages."""
    pages = tuple(sorted({citation.page for passage in passages for citation in passage.citations}))
    answer = _checked(question, passages, text, language)
    points = (answer,) if answer else _quoted(passages, language)
    return Section(question, pages, points)


def _checked(question: str, passages: Sequence[Passage], text: str, language: str) -> Point | None:
    lexicon = lexicon_for(language)
    answer = clean_generated(text, language)
    if not answer or not is_clean(answer, lexicon) or points_elsewhere(answer, lexicon):
        return None
    asked = set(stems_of(question, lexicon)) - _QUESTION_WORDS
    if not asked & set(stems_of(answer, lexicon)):
        return None
    for passage in passages:
        if verify(answer, [passage.text], language).supported:
            quoted = answer == tidy(passage.text, language)
            return Point(answer, Origin.QUOTED if quoted else Origin.REWRITTEN, passage.citations)
    return None


def _quoted(passages: Sequence[Passage], language: str) -> tuple[Point, ...]:
    best = max((passage.score for passage in passages), default=0.0)
    points: list[Point] = []
    for passage in passages:
        if passage.score >= NEAR_BEST * best and len(points) < MAX_POINTS:
            text = shorten(passage.text, language)
            quoted = text == tidy(passage.text, language)
            points.append(Point(text, Origin.QUOTED if quoted else Origin.REWRITTEN, passage.citations))
    return tuple(points)


def _readability(sentence: Sentence, question: str, language: str) -> float:
    lexicon = lexicon_for(language)
    text = tidy(sentence.text, language)
    factor = 1.0 if sentence.complete else 0.7
    factor *= 0.8 if points_elsewhere(text, lexicon) else 1.0
    factor *= 0.6 if text.rstrip().endswith(("?", "？")) else 1.0
    factor *= 1.1 if lexicon.cue.search(text) else 1.0
    return factor * (0.7 if word_count(text, lexicon) <= word_count(question, lexicon) // 2 else 1.0)


_QUESTION_WORDS: Final = words(
    """
    what who whom whose which when where why how explain describe define mean meaning work does is are tell list
    name was wer wie wo wann warum welche welcher welches erkläre bedeutet que quoi quel quelle quels quelles
    comment pourquoi combien qué quién cuál cuáles cómo cuándo
    dónde por explica significa define 什么 怎么 如何 哪些 为什么
    哪 谁 吗
    """
)
