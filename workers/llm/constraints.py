"""Writing held to its source: which tokens may come next so that a text has the source's words, in their order.

Pure: an automaton over bytes, and a vocabulary sorted so that the tokens which it permits are found without looking at
the others. Models spell words in many ways ("enc" "oding"); all ways that spell a permitted text are permitted.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

SPACE: Final = ord(" ")
PUNCTUATION: Final = b",.;:!?"
_EDGES: Final = "\"'“”‘’„«»()[]{}<>,.;:!?…*_"
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that put no spaces between words; each counts as a word."""
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")


class BadConstraint(ValueError):
    """A constraint that no text can meet, or that cannot be read."""


class Rule(Protocol):
    """Decides about the next token of one text."""

    def choose(self, logits: Any) -> int | None:
        """The likeliest token that may come next; None when none may."""
        ...

    def accept(self, token: int) -> None:
        """The text goes on with this token, which may come next and does not end it."""
        ...


class Pieces:
    """The bytes of all tokens, sorted; those without bytes can only end a text."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """In the order of the tokens' numbers."""
        pairs = sorted((piece, token) for token, piece in enumerate(pieces) if piece)
        self._sorted = [piece for piece, _ in pairs]
        self._tokens = [token for _, token in pairs]
        self.of_token = {token: piece for piece, token in pairs}

    def __len__(self) -> int:
        return len(self._sorted)

    def exact(self, begin: int, end: int, text: bytes) -> tuple[list[int], int]:
        """The tokens between two places that are this text, and the place after them."""
        after = begin
        while after < end and self._sorted[after] == text:
            after += 1
        return self._tokens[begin:after], after

    def span(self, begin: int, end: int, prefix: bytes) -> tuple[int, int]:
        """The places between two places whose texts begin with this."""
        low = bisect_left(self._sorted, prefix, begin, end)
        last = prefix[-1]
        if last == 0xFF:
            return low, end
        return low, bisect_left(self._sorted, prefix[:-1] + bytes([last + 1]), low, end)


class State(NamedTuple):
    """Where a text may be. `form` is the word being written, of which `offset` bytes are there; None where one must
    begin, empty after punctuation. The next word of the source may be the one numbered `next_word` or a later one."""

    form: bytes | None
    offset: int
    next_word: int
    after_joint: bool


_BEGIN: Final = State(None, 0, 0, after_joint=False)


class SourceOrder:
    """The texts that consist of words of a source, in its order, with joints between them.

    Words may be left out, not repeated. A joint stands before a word of the source, never at the end and never beside
    another. A word may be followed by punctuation, and the first is capitalized as one likes.
    """

    def __init__(self, source: str, joints: Sequence[str]) -> None:
        """Raises BadConstraint when the source has no words."""
        self._words = [_forms(word, is_first=number == 0) for number, word in enumerate(_WORD.findall(source))]
        if not any(self._words):
            raise BadConstraint("a source without words")
        self._joints = [joint.encode() for joint in joints if joint]
        self.begin = frozenset({_BEGIN})
        self._starts = functools.cache(self._find_starts)
        self.step = functools.cache(self._step)

    def permitted(self, states: frozenset[State]) -> set[int]:
        """The bytes that may come next."""
        return {byte for state in states for byte in self._next_bytes(state)}

    def is_whole(self, states: frozenset[State]) -> bool:
        """Whether a text may end here."""
        return any(_is_word_end(state) and not state.after_joint for state in states)

    def _step(self, states: frozenset[State], byte: int) -> frozenset[State]:
        """Where a text may be after one more byte; nowhere when the byte may not come."""
        return frozenset(after for state in states for after in self._after(state, byte))

    def _after(self, state: State, byte: int) -> Iterable[State]:
        if state.form is None:
            yield from self._starts(state).get(byte, ())
        elif not _is_word_end(state):
            if state.form[state.offset] == byte:
                yield state._replace(offset=state.offset + 1)
        else:
            gap = State(None, 0, state.next_word, state.after_joint)
            if byte == SPACE and self._starts(gap):
                yield gap
            if byte in PUNCTUATION and state.form and not state.after_joint:
                yield State(b"", 0, state.next_word, after_joint=False)
            if _is_unspaced(state.form):
                yield from (each for each in self._starts(gap).get(byte, ()) if _is_unspaced(each.form))

    def _next_bytes(self, state: State) -> Iterable[int]:
        """Those for which `_after` may find something."""
        if state.form is None:
            yield from self._starts(state)
        elif not _is_word_end(state):
            yield state.form[state.offset]
        else:
            yield SPACE
            yield from PUNCTUATION
            if _is_unspaced(state.form):
                yield from self._starts(State(None, 0, state.next_word, state.after_joint))

    def _find_starts(self, gap: State) -> dict[int, list[State]]:
        """The words that may begin in a gap, by their first byte; each has that byte already."""
        left = range(gap.next_word, len(self._words))
        begun = [State(form, 1, number + 1, after_joint=False) for number in left for form in self._words[number]]
        if left and not gap.after_joint:
            begun += [State(joint, 1, gap.next_word, after_joint=True) for joint in self._joints]
        if gap == _BEGIN:
            begun += [state._replace(form=_capitalized(state.form)) for state in begun]
        starts: dict[int, list[State]] = {}
        for state in begun:
            assert state.form
            starts.setdefault(state.form[0], []).append(state)
        return starts


class SourceRule:
    """A `Rule` that holds one text to a source. `ends` are the tokens that end a text."""

    def __init__(self, pieces: Pieces, ends: Sequence[int], order: SourceOrder) -> None:
        self._pieces = pieces
        self._ends = list(ends)
        self._order = order
        self._states = order.begin

    def choose(self, logits: Any) -> int | None:
        allowed = np.array(self.allowed(), dtype=np.intp)
        return int(allowed[logits[allowed].argmax()]) if len(allowed) else None

    def accept(self, token: int) -> None:
        for byte in self._pieces.of_token[token]:
            self._states = self._order.step(self._states, byte)
        assert self._states, "only what may come next is accepted"

    def allowed(self) -> list[int]:
        """The tokens that may come next, in the order of their numbers."""
        found = list(self._ends) if self._order.is_whole(self._states) else []
        self._walk(self._states, b"", (0, len(self._pieces)), found)
        return sorted(found)

    def _walk(self, states: frozenset[State], text: bytes, places: tuple[int, int], found: list[int]) -> None:
        """Adds the tokens that go on from `text`, itself permitted, among those that lie between two places."""
        for byte in self._order.permitted(states):
            after = self._order.step(states, byte)
            longer = text + bytes([byte])
            begin, end = self._pieces.span(*places, longer)
            if after and begin < end:
                exact, begin = self._pieces.exact(begin, end, longer)
                found.extend(exact)
                if begin < end:
                    self._walk(after, longer, (begin, end), found)


def _forms(word: str, *, is_first: bool) -> list[bytes]:
    """How a word may be written: bare, or with the punctuation around it; a sentence's first word also small."""
    bare = word.strip(_EDGES)
    forms = {bare, word.rstrip(PUNCTUATION.decode())} if bare else set()
    if is_first:
        forms |= {form[0].lower() + form[1:] for form in forms}
    return sorted(form.encode() for form in forms)


def _capitalized(form: bytes | None) -> bytes:
    text = (form or b"").decode()
    return (text[0].upper() + text[1:]).encode()


def _is_word_end(state: State) -> bool:
    return state.form is not None and state.offset == len(state.form)


@functools.cache
def _is_unspaced(form: bytes | None) -> bool:
    return bool(form) and re.fullmatch(f"[{_UNSPACED}]", (form or b"").decode()) is not None
