"""“Adopted by Rome” says what “Rome adopted” says: a passive clause with its agent, put into the active.

Only the order of the words is turned; their forms stay, since the checker takes forms of one word for one word. Where
the subject begins and the agent ends is not known without a grammar, so each reading is offered, and the checker
chooses: a wrong one finds no source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from workers.writing.lexicon.base import Lexicon
from workers.writing.tokens import Kind, Token

MAX_READINGS: Final = 16
MAX_AGENT_TOKENS: Final = 12
MAX_ADVERBS: Final = 2
"""So many words may stand between “was” and the participle: “was then largely …”."""
MAX_BETWEEN: Final = 8
"""And between the participle and “by”: “was signed in Rome by …”."""


def active_readings(tokens: Sequence[Token], lexicon: Lexicon) -> list[list[Token]]:
    """The ways in which a sentence's passive clauses can be read in the active, the likeliest first; mostly none."""
    return list(islice(_readings(tokens, lexicon), MAX_READINGS))


def _readings(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[list[Token]]:
    for by, token in enumerate(tokens):
        if token.norm not in lexicon.passive_agent:
            continue
        found = _auxiliary_before(tokens, by, lexicon)
        if found is None:
            continue
        auxiliary, participle = found
        for start in _starts(tokens, auxiliary, lexicon):
            for end in _ends(tokens, by, lexicon):
                yield [
                    *tokens[:start],
                    *tokens[by + 1 : end],
                    *tokens[auxiliary + 1 : participle + 1],
                    *tokens[start:auxiliary],
                    *tokens[participle + 1 : by],
                    *tokens[end:],
                ]


def _auxiliary_before(tokens: Sequence[Token], by: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The places of the “was” and of the participle that belong to a “by”."""
    for participle in range(by - 1, max(-1, by - 2 - MAX_BETWEEN), -1):
        if tokens[participle].kind is Kind.BREAK or tokens[participle].norm in lexicon.passive_auxiliaries:
            return None
        if lexicon.participle.fullmatch(tokens[participle].norm):
            auxiliary = auxiliary_of(tokens, participle, lexicon)
            if auxiliary is not None:
                return auxiliary, participle
    return None


def auxiliary_of(tokens: Sequence[Token], participle: int, lexicon: Lexicon) -> int | None:
    """The place of the “was” right in front of a participle, or a few words before."""
    for place in range(participle - 1, max(-1, participle - 2 - MAX_ADVERBS), -1):
        if tokens[place].norm in lexicon.passive_auxiliaries:
            return place
        if tokens[place].kind is Kind.BREAK:
            break
    return None


def agent_after(tokens: Sequence[Token], participle: int, lexicon: Lexicon) -> int | None:
    """The place of the “by” that belongs to a participle."""
    for place in range(participle + 1, min(len(tokens), participle + 2 + MAX_BETWEEN)):
        if tokens[place].norm in lexicon.passive_agent:
            return place
        if tokens[place].kind is Kind.BREAK:
            break
    return None


def _starts(tokens: Sequence[Token], auxiliary: int, lexicon: Lexicon) -> list[int]:
    """Where the subject may begin: behind the last comma, or any before it, up to the sentence's start; an “if” that
    stands there keeps its place, and a clause may begin behind one in the middle."""
    opens = lexicon.subordinators | lexicon.conditions
    return [
        place + (tokens[place].norm in opens)
        for place in range(auxiliary - 1, -1, -1)
        if place == 0 or tokens[place - 1].kind is Kind.BREAK or tokens[place].norm in opens
    ][:3]


def _ends(tokens: Sequence[Token], by: int, lexicon: Lexicon) -> list[int]:
    """Where the agent may end: at a comma or stop, or in front of any small word but an article."""
    ends = []
    for place in range(by + 2, min(len(tokens), by + 2 + MAX_AGENT_TOKENS)):
        token = tokens[place]
        if token.kind is Kind.BREAK:
            ends.append(place)
            if token.surface in ".;!?":
                return ends
        elif token.norm not in lexicon.determiners and (
            token.norm in lexicon.function_words or token.norm in lexicon.critical
        ):
            ends.append(place)
    if len(tokens) <= by + 2 + MAX_AGENT_TOKENS:
        ends.append(len(tokens))
    return ends
