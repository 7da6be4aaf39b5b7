"""Who did it and to whom: a verb may turn from active to passive only together with its subject and object.

“Rome was conquered by Gaul” has all words of “Rome conquered Gaul” in their order, and two small ones that may come and
go elsewhere. Here they may not.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.writing.alignment import Alignment
from workers.writing.lexicon.base import Lexicon
from workers.writing.tokens import Kind, Token
from workers.writing.voice import agent_after, auxiliary_of


def exchanges_roles(alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether a verb that claim and source share is passive in one and active in the other."""
    return any(
        _is_turned(alignment, place, partner, lexicon)
        for place, partner in alignment.pairs.items()
        if lexicon.participle.fullmatch(alignment.claim[place].norm)
        or lexicon.participle.fullmatch(alignment.source[partner].norm)
    )


def _is_turned(alignment: Alignment, place: int, partner: int, lexicon: Lexicon) -> bool:
    claim, source = alignment.claim, alignment.source
    kept = set(alignment.pairs.values())
    ours, theirs = auxiliary_of(claim, place, lexicon), auxiliary_of(source, partner, lexicon)
    if ours is not None and theirs is None and ours not in alignment.pairs:
        agent = agent_after(claim, place, lexicon)
        return (agent is not None and agent not in alignment.pairs) or _is_active(source, partner, lexicon)
    if theirs is not None and ours is None and theirs not in kept:
        # “The treaty, which was signed by both” for “the treaty signed by both” loses nothing.
        agent = agent_after(source, partner, lexicon)
        if agent is not None:
            return agent not in kept and agent + 1 in kept
        return _is_active(claim, place, lexicon)
    return False


def _is_active(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether a verb without an auxiliary is a finite one: by its form, or by the object right behind it."""
    if agent_after(tokens, place, lexicon) is not None:
        return False
    if not lexicon.participle.fullmatch(tokens[place].norm):
        return not tokens[place].norm.endswith("ing")
    if tokens[place].norm in lexicon.naming_verbs or place == 0 or tokens[place - 1].kind is Kind.BREAK:
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (following.norm in lexicon.determiners or following.is_name)
