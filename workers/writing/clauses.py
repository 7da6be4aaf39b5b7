"""Where one clause ends and the next, with a subject of its own, begins: “x sets the pace, but y is a measure of heat”.

There is no parser for every language, so only what the small words and the verb's place tell is used; where they tell
nothing there is no clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.tokens import Kind, Token

MAX_SUBJECT_TOKENS: Final = 8
MIN_INFLECTED_CHARS: Final = 3
MIN_OPEN_WORDS: Final = 2
CONTRASTS: Final = frozenset({"whereas", "while", "während", "tandis", "mientras"})
"""Join a clause to another one of the same rank."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Places of tokens: the subject is `start` to `verb`, what is said of it `verb` to `end`."""

    start: int
    verb: int
    end: int


def joined_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses behind “and”, “but” or “whereas” that name a subject of their own; not the first one."""
    return _joined(tuple(tokens), lexicon.code) if lexicon.spaced else ()


@lru_cache(maxsize=4096)
def _joined(tokens: tuple[Token, ...], code: str) -> tuple[Clause, ...]:
    lexicon = lexicon_for(code)
    joints = lexicon.coordinators | lexicon.adversatives | CONTRASTS
    starts = [place + 1 for place, token in enumerate(tokens) if place and token.norm in joints]
    if not starts:
        return ()
    verbs = verb_places(tokens, lexicon)
    found: list[Clause] = []
    for start in starts:
        verb = _verb_behind(tokens, start, verbs, lexicon)
        if verb is not None and _has_verb_before(tokens, start - 1, verbs):
            found.append(Clause(start, verb, _end(tokens, verb)))
    limits = [*(clause.start - 1 for clause in found[1:]), len(tokens)]
    return tuple(replace(clause, end=min(clause.end, limit)) for clause, limit in zip(found, limits, strict=False))


def verb_places(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The places of the words that are verbs, as far as their form and the word behind them tell."""
    text = " ".join(token.surface for token in tokens)
    found: set[int] = set()
    offset = 0
    for place, token in enumerate(tokens):
        may_act = token.kind is Kind.WORD and not token.norm.endswith("ss")  # “the mass for”
        match = lexicon.verbs.match(text, offset) if may_act else None
        if match and match.end() == offset + len(token.surface) and not _is_reduced(tokens, place, lexicon):
            found.add(place)
        offset += len(token.surface) + 1
    found.update(place for place in range(1, len(tokens) - 1) if _acts(tokens, place, found, lexicon))
    return frozenset(found)


def _acts(tokens: Sequence[Token], place: int, known: set[int], lexicon: Lexicon) -> bool:
    """“The bank sells bonds”: a word in “s” between a noun that is not plural and what may be its object."""
    before, token, after = tokens[place - 1 : place + 2]
    if lexicon.code != "en" or not token.surface.islower() or place - 1 in known:
        return False
    if not _may_name(token, lexicon) or not _is_inflected(token.norm) or _is_inflected(before.norm):
        return False
    is_object = after.norm in lexicon.determiners | lexicon.pronouns or _may_name(after, lexicon)
    return is_object and _may_name(before, lexicon) and place > 1 - before.is_name


def _is_inflected(norm: str) -> bool:
    return len(norm) > MIN_INFLECTED_CHARS and norm.endswith("s") and not norm.endswith(("ss", "us", "is", "ous"))


def is_surely_participle(norm: str) -> bool:
    """Whether a participle cannot be a past tense: “written”, “drawn”, “done”."""
    return norm.endswith(("en", "wn")) or norm in _ONLY_PARTICIPLES


_ONLY_PARTICIPLES: Final = frozenset(
    {"done", "gone", "begun", "sung", "born", "sunk", "worn", "torn", "sworn", "borne"}
)


def _is_reduced(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """“The house built by Smith”: a participle that belongs to its noun."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    before = tokens[place - 1] if place else None
    if not lexicon.participle.fullmatch(tokens[place].norm):
        return False
    if before is not None and before.norm in {"having", "being"}:
        return True
    if before is not None and before.norm in lexicon.passive_auxiliaries | lexicon.determiners:
        return before.norm in lexicon.determiners
    return following in lexicon.passive_agent


def _verb_behind(tokens: Sequence[Token], start: int, verbs: frozenset[int], lexicon: Lexicon) -> int | None:
    """The verb of a subject that begins at `start`; None where something else begins there."""
    stops = lexicon.relatives | lexicon.coordinators | lexicon.subordinators
    if start >= len(tokens) or not _may_begin_subject(tokens[start], lexicon):
        return None
    for place in range(start, min(len(tokens), start + MAX_SUBJECT_TOKENS)):
        token = tokens[place]
        if token.kind is Kind.BREAK or token.norm in stops:
            return None
        if place in verbs:
            names = any(_may_name(each, lexicon) for each in tokens[start:place])
            return place if names else None
    return None


def _may_begin_subject(token: Token, lexicon: Lexicon) -> bool:
    if token.norm in lexicon.determiners:
        return True
    return _may_name(token, lexicon) and token.norm not in lexicon.place_and_time | lexicon.subordinators


def _may_name(token: Token, lexicon: Lexicon) -> bool:
    if token.kind is not Kind.WORD or token.norm in lexicon.function_words or token.norm in lexicon.negations:
        return False
    return token.norm not in lexicon.critical and not token.norm.endswith("ly")


def _has_verb_before(tokens: Sequence[Token], joint: int, verbs: frozenset[int]) -> bool:
    """Whether a clause stands before the conjunction; else it joins two nouns."""
    for place in range(joint - 1, -1, -1):
        if tokens[place].surface in {".", ";", "!", "?"}:
            return False
        if place in verbs:
            return True
    return False


def _end(tokens: Sequence[Token], verb: int) -> int:
    stops = (place for place in range(verb, len(tokens)) if tokens[place].surface in {".", ";", "!", "?"})
    return next(stops, len(tokens))


def lost_subjects(kept: frozenset[int], source: Sequence[Token], lexicon: Lexicon) -> Iterator[Clause]:
    """The clauses of which something is kept, but no word of who does it: another subject has taken its place."""
    for clause in joined_clauses(source, lexicon):
        named = [place for place in range(clause.start, clause.verb) if _may_name(source[place], lexicon)]
        said = [
            place
            for place in range(clause.verb, clause.end)
            if source[place].kind is not Kind.BREAK
            and (place == clause.verb or source[place].norm not in lexicon.function_words)
        ]
        if kept.isdisjoint(named) and not kept.isdisjoint(said) and min(kept) < clause.start:
            yield clause


def is_left_open(last: int, source: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a claim that ends at `last` stops before the verb of its last “that”: “is that having eaten fish”."""
    if not lexicon.spaced:
        return False
    opener = next((place for place in range(last, -1, -1) if source[place].norm in lexicon.relatives), None)
    if opener is None or sum(_may_name(token, lexicon) for token in source[opener + 1 : last + 1]) < MIN_OPEN_WORDS:
        return False
    verbs = verb_places(source, lexicon)
    if opener - 1 not in verbs:
        return False  # “rivers that rise”: of a noun, and plain verbs are not known
    return not any(opener < place <= last for place in verbs) and any(
        last < place < _end(source, last) for place in verbs
    )
