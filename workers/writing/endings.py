"""How statements end: what is said of a subject, what follows from a condition, what reason is given.

An ending is asked for as a whole, so that whoever answers must know what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.notes import Point
from workers.writing.cloze import BLANK, stands_alone
from workers.writing.leaning import without_opening
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import SURE_VERBS
from workers.writing.rank import stems_of
from workers.writing.readable import word_count

MIN_WORDS, MAX_WORDS = 3, 18
MIN_LEAD_WORDS: Final = 2
MIN_STEMS: Final = 2
"""“… can be used” says nothing that could be asked for."""
MAX_SUBJECT_WORDS: Final = 7
MIN_SUBJECT_CHARS: Final = 4

_STOP: Final = re.compile(r"[.!。！]+$")
_COMMA: Final = re.compile(r",\s+(?:then\s+|so\s+|dann\s+|so\s+|alors\s+|entonces\s+)?|，")
_REASON: Final = re.compile(
    r",?\s+(?:because|weil|denn|parce que|parce qu[’']|car|porque|ya que)\s+(?!of\b|de\b)|，?因为", re.IGNORECASE
)
_LINKS: Final = frozenset({"of", "for", "in", "de", "du", "des", "del", "von", "der"})
_PLURAL_VERBS: Final = frozenset({"are", "were", "have", "do"})
_EITHER_VERBS: Final = frozenset(
    {"can", "could", "will", "would", "may", "might", "must", "should", "cannot", "did", "had", "shall"}
)


@dataclass(frozen=True, slots=True)
class Ending:
    """A statement in two: `lead` and `text` together are the point."""

    lead: str
    text: str
    kind: str
    point: Point

    @property
    def question(self) -> str:
        """The statement with a blank where it ends."""
        spaced = "" if self.lead[-1:] in "，为" else " "
        return f"{self.lead}{spaced}{BLANK}"


def endings_of(point: Point, lexicon: Lexicon) -> list[Ending]:
    """The ways to part a point that stands alone; none where a part is too short or too long to be asked for."""
    text = without_opening(point.text, lexicon)
    if not stands_alone(text, lexicon):
        return []
    body = _STOP.sub("", text)
    found = [_reason(body, point), _condition(body, point, lexicon), _predicate(body, point, lexicon)]
    return [ending for ending in found if ending is not None and _is_askable(ending, lexicon)]


def _is_askable(ending: Ending, lexicon: Lexicon) -> bool:
    if not MIN_WORDS <= word_count(ending.text, lexicon) <= MAX_WORDS:
        return False
    if lexicon.spaced and word_count(ending.lead, lexicon) < (
        1 if ending.kind.startswith("predicate") else MIN_LEAD_WORDS
    ):
        return False
    if ending.text.lower().startswith(("is that ", "is to ", "are that ", "was that ")):
        return False  # known by its form
    if len(set(stems_of(ending.text, lexicon)) - lexicon.critical.keys()) < MIN_STEMS:
        return False
    if lexicon.spaced and ending.kind == "condition" and not lexicon.verbs.search(ending.text):
        return False
    return not lexicon.pointing.search(ending.text) and ending.text.count("(") == ending.text.count(")")


def _reason(body: str, point: Point) -> Ending | None:
    match = _REASON.search(body)
    if not match or match.start() == 0:
        return None
    return Ending(body[: match.end()].rstrip(), body[match.end() :], "reason", point)


def _condition(body: str, point: Point, lexicon: Lexicon) -> Ending | None:
    first, second = [*body.lower().split()[:2], "", ""][:2]
    opens = (lexicon.conditions | lexicon.subordinators) - _NO_CONDITIONS
    if lexicon.spaced and (first not in opens or second.endswith("ed")):
        return None
    if not lexicon.spaced and not body.startswith(("如果", "当", "若", "只要")):
        return None
    match = _COMMA.search(body)
    if not match or (lexicon.spaced and not lexicon.verbs.search(body[: match.start()])):
        return None
    return Ending(body[: match.end()].rstrip(), body[match.end() :], "condition", point)


def _predicate(body: str, point: Point, lexicon: Lexicon) -> Ending | None:
    """What is said of the subject, where the subject is a few plain words before the first verb."""
    verb = lexicon.verbs.search(body) if lexicon.spaced else None
    if verb is None:
        return None
    subject = body[: verb.start()].strip()
    words = subject.lower().split()
    if not 1 <= len(words) <= MAX_SUBJECT_WORDS or len(subject) < MIN_SUBJECT_CHARS:
        return None
    small = (
        lexicon.place_and_time | lexicon.subordinators | lexicon.conditions | lexicon.pronouns | {"there", "we", "you"}
    )
    if words[0] in small or words[-1] in lexicon.function_words or any(word in lexicon.relatives for word in words):
        return None
    head = next((one for one, link in pairwise(words) if link in _LINKS), words[-1])
    if re.search(r"[,;:()]", subject) or words[-1].endswith("ly") or head in lexicon.bad_terms or "way" in words:
        return None
    said = body[verb.start() :]
    if lexicon.code != "en" and not lexicon.articles.match(body):
        return None  # “Häufig wird …”: what stands before the verb need not be its subject
    following = body[verb.end() :].split(maxsplit=1)[:1]
    if lexicon.code == "en" and not _is_finite(verb.group().lower(), words, following, lexicon):
        return None
    return Ending(subject, said, f"predicate:{_number(said, words)}", point)


def _is_finite(verb: str, subject: Sequence[str], following: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what looks like a verb is one: “gives” after “the test”, not “measures” after “they implement”."""
    if verb in _PLURAL_VERBS | _EITHER_VERBS | SURE_VERBS:
        return True
    if verb.endswith("ed") or not following or following[0].lower() not in lexicon.determiners:
        return False  # “the risk associated with”, “the default methods for”
    if len(subject) == 1 or subject[0] in lexicon.determiners:
        return True
    return subject[-1].endswith(_NOUN_ENDINGS) and subject[-1] not in _VERBS_LIKE_NOUNS


_NO_CONDITIONS: Final = frozenset(
    {"as", "given", "whether", "while", "whereas", "although", "though", "only", "during", "obwohl", "während", "dass"}
)
_VERBS_LIKE_NOUNS: Final = frozenset({"implement", "supplement", "offer", "consider", "bring", "mention", "measure"})
_NOUN_ENDINGS: Final = ("ing", "tion", "sion", "ment", "ity", "ness", "er", "or", "ism", "ence", "ance", "ure")


def _number(said: str, subject: Sequence[str]) -> str:
    """The verb's number, by which a subject would know its own."""
    verb = said.split(" ", 1)[0].lower()
    if verb in _PLURAL_VERBS:
        return "many"
    if verb in _EITHER_VERBS or verb.endswith("ed"):
        return "many" if subject[-1].endswith("s") and not subject[-1].endswith("ss") else "one"
    return "one" if verb.endswith("s") or verb in {"is", "was", "has", "does"} else "many"
