"""Words of a note that are worth asking for: names, key phrases and numbers, each with its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workers.extraction.words import words as word_set
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import standing_for
from workers.writing.tokens import Kind, Token, stem, tokenize

MAX_PHRASE_WORDS: Final = 3

_LABELLED: Final = word_set(
    "type level version step part case class number line item option electron particle node state layer mode phase"
)
SURE_VERBS: Final = word_set(
    """
    is was has does means gives makes takes needs uses shows allows provides requires contains depends follows
    represents describes consists includes returns produces creates defines occurs exists remains appears works helps
    offers supports are were have do can could will would may might must should cannot did had shall became become
    """
)
"""English verbs that are no plurals of nouns: “quasi-t tests for” goes on, “quasi-t means” does not."""
_ONES: Final = frozenset({"one", "ones"})
_ADJECTIVE_ENDINGS: Final = ("ous", "ful", "able", "ible", "less", "est", "ish", "ive", "ly")
_ADJECTIVES: Final = word_set(
    """
    right wrong left same different other good bad better best worse worst large small larger smaller long short
    longer shorter high low higher lower new old early late true false full empty free real only own main such
    possible available special common general single double first second third last next final given awkward
    clear simple complex easy hard important similar particular certain particular whole entire linear
    """
)
"""Words that stand behind an article though no noun follows: “the right”, “the longest”."""
YEARS: Final = range(1000, 2100)

_SCOTTISH: Final = re.compile(r"(?:Mac|Mc|O[’'])[A-Z][a-z]+")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a text. Only phrases of one `shape` may stand beside each other as choices."""

    text: str
    shape: str
    start: int
    end: int
    slot: tuple[str, str] = ("", "")
    """What stands before and behind it, as far as that says what could stand in its place."""

    @property
    def key(self) -> str:
        return self.text.lower()


def phrases_of(text: str, lexicon: Lexicon) -> list[Phrase]:
    """The numbers, names and nouns of a text, in order of kind; which words are nouns is seen from their articles."""
    tokens = tokenize(text, lexicon)
    found = [phrase for phrase in (_number(text, tokens, i) for i in range(len(tokens))) if phrase]
    if not lexicon.spaced:
        return found + [_phrase(text, [token], "latin") for token in tokens if _LATIN.fullmatch(token.surface)]
    for before, run, after in _runs(text, tokens, lexicon):
        if not _touches_hyphen(text, run) and _closes(text, after, lexicon) and _may_be_head(run[-1], lexicon):
            slot = _slot(text, before, after, lexicon)
            found += [replace(phrase, slot=slot) for phrase in _run_phrases(text, before, run, lexicon)]
    return found


def _closes(text: str, after: Token | None, lexicon: Lexicon) -> bool:
    """Whether a noun phrase can end here: before a stop, a small word or a verb, not before a word that goes on."""
    if after is None or after.kind is not Kind.WORD:
        return True
    if after.norm in standing_for(lexicon.code).follows_verb or after.norm in _ONES:
        return False  # “strategy breaks down”, “the right one”
    if after.norm in lexicon.function_words or after.norm in lexicon.negations or after.norm in lexicon.conditions:
        return True
    if after.norm in lexicon.critical or after.norm in lexicon.place_and_time or after.norm in lexicon.relatives:
        return True
    verb = lexicon.verbs.match(text, after.start)
    if lexicon.code != "en":
        return True
    return verb is not None and verb.end() == after.end and (after.norm in SURE_VERBS or not after.norm.endswith("s"))


def is_modifier(text: str, modifier: Token, head: Token, after: Token | None, lexicon: Lexicon) -> bool:
    """Whether a word says of what kind the noun behind it is, and the noun ends there: “counting measure is”."""
    if not (_may_join(text, head, lexicon) and _may_be_head(head, lexicon) and _closes(text, after, lexicon)):
        return False
    norm, is_gerund = modifier.norm, modifier.norm.endswith("ing")
    if len(norm) < 4 or not modifier.surface.isalpha() or norm in _ADJECTIVES or norm in lexicon.bad_terms:
        return False
    verb = lexicon.verbs.match(text, modifier.start)
    if norm.endswith("ly") or (verb is not None and verb.end() == modifier.end):
        return False
    small = (lexicon.function_words, lexicon.negations, lexicon.critical, lexicon.conditions, lexicon.place_and_time)
    if any(norm in group for group in small) or norm in lexicon.determiners or norm in lexicon.number_words:
        return False
    return is_gerund or _may_join(text, modifier, lexicon)


def _may_be_head(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.code != "en" or not (token.norm.endswith(_ADJECTIVE_ENDINGS) or token.norm in _ADJECTIVES)


def _slot(text: str, before: Token | None, after: Token | None, lexicon: Lexicon) -> tuple[str, str]:
    left = text[: before.start].split()[-1:] if before else []
    previous = left[0].lower() if left and left[0].lower() in lexicon.function_words else "" if left else "^"
    if after is None or after.kind is Kind.BREAK:
        return previous, "."
    verb = lexicon.verbs.match(text, after.start)
    return previous, "verb" if verb is not None and verb.end() == after.end else after.norm


def subject_of(text: str, lexicon: Lexicon) -> list[Phrase]:
    """What a sentence begins with, if it is two or three words before its verb: “Property-based testing offers”."""
    verb = lexicon.verbs.search(text) if lexicon.spaced else None
    if verb is None:
        return []
    article = lexicon.articles.match(text)
    start = article.end() if article else 0
    subject = text[start : verb.start()].rstrip()
    words = subject.lower().split()
    if not 2 <= len(words) <= MAX_PHRASE_WORDS or not subject.replace("-", "").replace(" ", "").isalpha():
        return []
    small = (lexicon.function_words, lexicon.critical, lexicon.negations, lexicon.conditions, lexicon.place_and_time)
    if any(word in group for word in words for group in small) or any(word in lexicon.bad_terms for word in words):
        return []
    if any(len(word) < 2 for word in words) or words[0] == "using":
        return []
    plural = "s" if words[-1].endswith("s") and not words[-1].endswith("ss") else ""
    shape = f"subject{plural}:{'article' if article else 'bare'}"
    return [Phrase(subject, shape, start, start + len(subject))]


def _runs(
    text: str, tokens: Sequence[Token], lexicon: Lexicon
) -> Iterator[tuple[Token | None, list[Token], Token | None]]:
    """(token before, run of content words, token after) of each run."""
    run: list[Token] = []
    for index, token in enumerate([*tokens, None]):
        if (
            token is not None
            and _may_join(text, token, lexicon)
            and (not run or text[run[-1].end : token.start] == " ")
        ):
            run.append(token)
            continue
        if run:
            first = index - len(run)
            yield (tokens[first - 1] if first else None), run, token
        run = [token] if token is not None and _may_join(text, token, lexicon) else []


def _touches_hyphen(text: str, run: Sequence[Token]) -> bool:
    """Whether a run is a piece of something longer: a compound, a path, a call."""
    before, after = text[max(0, run[0].start - 1) : run[0].start], text[run[-1].end : run[-1].end + 2]
    return (before != "" and before in "-‐/_.’'\\$") or (
        after != "" and (after[0] in "-‐/_(’'" or (after[0] == "." and after[1:].isalnum()))
    )


def common_phrases(texts: Iterable[str], lexicon: Lexicon) -> Counter[str]:
    """How often each phrase occurs, by its key."""
    return Counter(phrase.key for text in texts for phrase in phrases_of(text, lexicon))


def _may_join(text: str, token: Token, lexicon: Lexicon) -> bool:
    norm = token.norm
    verb = lexicon.verbs.match(text, token.start) if token.surface.islower() else None
    return (
        token.kind is Kind.WORD
        and len(norm) > 2
        and norm.isalpha()
        and token.surface.isalpha()
        and norm not in lexicon.function_words
        and norm not in lexicon.negations
        and norm not in lexicon.critical
        and norm not in lexicon.conditions
        and not (verb is not None and verb.end() == token.end)
        and not (token.surface.islower() and lexicon.code == "en" and norm.endswith(("ly", "ing")))
    )


def _run_phrases(text: str, before: Token | None, run: Sequence[Token], lexicon: Lexicon) -> list[Phrase]:
    """A name, or the noun phrase behind an article: at most its last two words, among which its head is."""
    names = [token for token in run if token.is_name and (token.start > 0 or token.surface.isupper())]
    if lexicon.code == "de":
        nouns = [token for token in run if token.is_name and token.start > 0]
        return [_phrase(text, [nouns[-1]], "noun")] if nouns and len(nouns[-1].norm) > 3 else []
    if len(names) == len(run) and len(run) <= MAX_PHRASE_WORDS:
        return [_phrase(text, run, _name_shape(run))]
    if before is None or before.norm not in lexicon.determiners or len(run) > MAX_PHRASE_WORDS:
        return []
    head = run[-1]
    if len(head.norm) < 4:
        return []
    number = ":many" if head.norm.endswith("s") and not head.norm.endswith("ss") else ":one"
    return [_phrase(text, run, ("noun" if len(run) == 1 else "phrase") + number)]


def _name_shape(run: Sequence[Token]) -> str:
    """Names of people and places, abbreviations, and what programs call their things are seldom mistaken."""
    if len(run) > 1:
        return "name:long"
    surface = run[0].surface
    if surface.isupper():
        return "name:abbreviation"
    return "name:plain" if surface.istitle() or _SCOTTISH.fullmatch(surface) else "name:mixed"


def _phrase(text: str, tokens: Sequence[Token], shape: str) -> Phrase:
    start, end = tokens[0].start, tokens[-1].end
    return Phrase(text[start:end], shape, start, end)


def _number(text: str, tokens: Sequence[Token], index: int) -> Phrase | None:
    token = tokens[index]
    if token.kind is not Kind.NUMBER or not token.surface[0].isdigit():
        return None
    after = text[token.end : token.end + 1]
    if after and after not in " .,;:%)。，；）年" and not "\u3400" <= after <= "\u9fff":
        return None
    before = text[token.start - 1 : token.start]
    if before and (before in "-–/.[(" or before.isalnum()):
        return None
    previous, following = (
        (tokens[index - 1] if index else None),
        (tokens[index + 1] if index + 1 < len(tokens) else None),
    )
    if previous is not None and previous.norm in _LABELLED:
        return None  # “electron 2”, “type 1”
    year = token.norm.isdecimal() and int(token.norm) in YEARS
    if after != "%" and not year and (following is None or following.kind is not Kind.WORD):
        return None
    return Phrase(token.surface, f"number:{_number_shape(token, after)}", token.start, token.end)


def _number_shape(token: Token, after: str) -> str:
    if after == "%":
        return "percent"
    if token.norm.isdecimal() and int(token.norm) in YEARS and len(token.surface) == 4:
        return "year"
    if "." in token.norm:
        return "decimal"
    return "large" if len(token.norm) > 2 else "small"


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two phrases share their most telling word: one would be taken for the other."""
    stems = [{stem(word, language) for word in re.findall(r"\w+", text.lower())} for text in (one, other)]
    return bool(stems[0] & stems[1])
