"""How documents say that something is left out, and how they tell what a short name stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workers.writing.lexicon.base import NEVER


@dataclass(frozen=True, slots=True)
class LeavingOut:
    """The expressions of a language."""

    left_out: re.Pattern[str]
    """The sentence says that something is not told in the document, or told elsewhere."""
    explains: str
    """What stands behind a name that a sentence explains: an expression, to be put behind the name."""
    named: re.Pattern[str] = NEVER
    """A thing that goes by somebody's name, with both as the groups `whose` and `what`: “Stone’s theorem”."""


_I: Final = re.IGNORECASE

_ENGLISH: Final = LeavingOut(
    left_out=re.compile(
        r"\b(?:beyond|outside) the scope of (?:this|these|our|the (?:present|current|book|paper|chapter|text|course"
        r"|manual|guide|article|document))\b|\b(?:is|are) (?:an? )?open (?:question|problem)s?\b"
        r"|\b(?:is|are) (?:still|largely|as yet|not yet|not well|poorly) (?:known|understood|unknown|unclear)\b"
        r"|\bremains? (?:unknown|unclear|unsolved)\b|\b(?:question|problem|issue|conjecture)s? remains? open\b"
        r"|\b(?:is|are|will) not (?:be )?(?:covered|discussed|explained|treated|described|considered|addressed|proved"
        r"|proven|pursued|documented) (?:here|further|in (?:this|these|any))\b"
        r"|\b(?:we|I|this \w+|these \w+) (?:do|does|will|shall|can) not (?:cover|discuss|explain|treat|describe|prove"
        r"|pursue|go into|address)\b"
        r"|\b(?:proofs?|details|derivations?) (?:is|are) (?:omitted|skipped|left)\b|\bomit the (?:proof|details)\b"
        r"|\bleft (?:to|for) (?:the reader|future|further|another)\b|\b(?:future|further) (?:work|research)\b"
        r"|\b(?:proofs?|details|information|descriptions?|accounts?|discussions?|treatments?|introductions?)"
        r" (?:[\w ]{0,30})?(?:can|may) be found in\b"
        r"|\b(?:is|are) (?:described|discussed|explained|treated|covered|derived|proved|proven)"
        r" (?:in (?:more |full |greater )?details? )?(?:in|by) [A-Z][a-z]+(?: and [A-Z][a-z]+| et al\.?)?,?"
        r" [(\[]?(?:19|20)\d\d",
        _I,
    ),
    explains=r"(?:s|es)?(?:,? (?:is|are|was|were|stands? for|means?|denotes?|refers? to|represents?|i\.e\."
    r"|or|which|called|short for)|, (?:an?|the))\b",
    named=re.compile(
        r"\b(?P<whose>[A-Z][a-zà-ÿ]{2,}(?:[-–][A-Z][a-zà-ÿ]{2,})*)(?P<s>[’']s)? (?P<what>theorem|lemma|algorithm|test"
        r"|distribution|method|inequality|principle|transform|conjecture|paradox|formula|criterion|postulates?"
        r"|hypothesis|equations?|model|law)\b"
    ),
)

_GERMAN: Final = LeavingOut(
    left_out=re.compile(
        r"\b(?:würde|sprengt|sprengte) (?:hier )?den Rahmen\b|\bbleibt (?:noch )?(?:offen|ungeklärt|unklar)\b"
        r"|\boffene Frage"
        r"|\b(?:wird|werden|soll|sollen|kann|können) (?:hier|in diese[mr] \w+) (?:\w+ )?nicht (?:weiter |näher )?"
        r"(?:behandelt|erklärt|besprochen|beschrieben|betrachtet|bewiesen|vertieft|eingegangen|diskutiert|erläutert)"
        r"|\b(?:gehen|geht) (?:wir )?hier nicht\b|\bnicht (?:Gegenstand|Thema) dies\w+\b"
        r"|\bauf (?:den Beweis|Details) wird\b",
        _I,
    ),
    explains=r"s?(?:,? (?:ist|sind|war|bedeutet|bezeichnet|bezeichnen|steht|stehen|heißt|heißen|oder|also|d\. ?h)"
    r"|, (?:der|die|das|eine?))\b",
)

_FRENCH: Final = LeavingOut(
    left_out=re.compile(
        r"\b(?:dépasse|sort du|hors du) (?:le )?cadre\b|\breste(?:nt)? ouverte?s?\b|\bquestion ouverte\b"
        r"|\bne (?:sera|seront) (?:pas|point) (?:abordée?s?|traitée?s?|expliquée?s?|décrite?s?|détaillée?s?)\b"
        r"|\bn[’']est pas (?:abordée?|traitée?|couverte?)\b",
        _I,
    ),
    explains=r"s?(?:,? (?:est|sont|signifie|désigne|représente|c[’']est|ou)|, (?:une?|l[ea]s?))\b",
)

_SPANISH: Final = LeavingOut(
    left_out=re.compile(
        r"\bfuera del alcance\b|\bqueda(?:n)? (?:abiert|pendient)\w+"
        r"|\bno se (?:trata|cubre|explica|aborda)n? (?:aquí|en est)"
        r"|\bva más allá de\b|\bes imposible profundizar\b",
        _I,
    ),
    explains=r"s?(?:,? (?:es|son|significa|denota|representa|quiere|o)|, (?:una?|el|l[ao]s?))\b",
)

_BY_LANGUAGE: Final[Mapping[str, LeavingOut]] = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}


def leaving_out_for(language: str) -> LeavingOut | None:
    """The expressions; None for a language of which nothing is known."""
    return _BY_LANGUAGE.get(language)
