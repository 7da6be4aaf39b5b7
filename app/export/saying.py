"""What exports say around the notes, in the languages that the window speaks; it has Qt's own words, we have these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.language import code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One language. What stands in braces is filled in; the mappings are by the codes of `Receipt`."""

    summary: str
    quiz: str
    flashcards: str
    answer: str
    cue: str
    note: str
    pages: str
    not_explained: str
    unexplained: str
    checked: str
    own_one: str
    own_many: str
    receipt: str
    written: str
    quoted: str
    asked: str
    dropped: str
    unasked: str
    minutes: str
    reasons: Mapping[str, str]
    options: Mapping[str, str]


ENGLISH: Final = Saying(
    summary="Summary",
    quiz="Quiz",
    flashcards="Flashcards",
    answer="Answer",
    cue="Cue",
    note="Note",
    pages="p. {pages}",
    not_explained="Not explained here",
    unexplained="Used without an explanation",
    checked="Written on this computer with {model}; every statement was checked against the page it names.",
    own_one="1 statement is in the student’s own words and was not checked.",
    own_many="{count} statements are in the student’s own words and were not checked.",
    receipt="Receipt: {parts}. Options: {options}.",
    written="{points} points: {rewritten} shortened, {by_model} of them by the model",
    quoted="{count} quoted",
    asked="{count} texts asked of the model",
    dropped="dropped: {reasons}",
    unasked="{count} not asked for lack of time",
    minutes="{minutes} min",
    reasons=MappingProxyType(
        {
            "unsupported": "unsupported",
            "no_shorter": "no shorter",
            "not_whole": "not whole",
            "leans": "leans",
            "loses": "loses",
        }
    ),
    options=MappingProxyType({}),
)
GERMAN: Final = Saying(
    summary="Zusammenfassung",
    quiz="Quiz",
    flashcards="Karteikarten",
    answer="Antwort",
    cue="Stichwort",
    note="Notiz",
    pages="S. {pages}",
    not_explained="Hier nicht erklärt",
    unexplained="Ohne Erklärung verwendet",
    checked="Auf diesem Computer mit {model} geschrieben; jede Aussage wurde an der genannten Seite geprüft.",
    own_one="1 Aussage steht in eigenen Worten da und wurde nicht geprüft.",
    own_many="{count} Aussagen stehen in eigenen Worten da und wurden nicht geprüft.",
    receipt="Beleg: {parts}. Optionen: {options}.",
    written="{points} Punkte: {rewritten} gekürzt, davon {by_model} vom Modell",
    quoted="{count} zitiert",
    asked="{count} Texte vom Modell erbeten",
    dropped="verworfen: {reasons}",
    unasked="{count} aus Zeitmangel nicht erbeten",
    minutes="{minutes} Min.",
    reasons=MappingProxyType(
        {
            "unsupported": "nicht belegt",
            "no_shorter": "nicht kürzer",
            "not_whole": "nicht vollständig",
            "leans": "hängt in der Luft",
            "loses": "verliert etwas",
        }
    ),
    options=MappingProxyType(
        {
            "brief": "kurz",
            "standard": "normal",
            "detailed": "ausführlich",
            "outline": "Gliederung",
            "cornell": "Cornell",
        }
    ),
)
SAYINGS: Final[Mapping[str, Saying]] = MappingProxyType({"en": ENGLISH, "de": GERMAN})


def saying_of(language: str) -> Saying:
    """The words of a language: a code, a locale's name like `de_AT`, or `system`. English where there are none."""
    return SAYINGS[code_of(language, SAYINGS)]
