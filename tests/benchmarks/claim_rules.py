"""Claims made from any text by rules, true and false ones, by kind: does the checker know more than its examples?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MIN_WORDS, MAX_WORDS = 8, 32
MAX_OF_A_KIND: Final = 40
"""Of one text."""


@dataclass(frozen=True, slots=True)
class RuleClaim:
    """A claim, the sentence it is made of, and whether that sentence still carries it."""

    text: str
    base: str
    kind: str
    holds: bool


def claims_from(sentences: Sequence[str]) -> Iterator[RuleClaim]:
    """All claims that a rule can make of a text's clean sentences, at most `MAX_OF_A_KIND` of each kind."""
    clean = [sentence for sentence in sentences if _is_clean(sentence)]
    numbers = [number for sentence in clean for number in _NUMBER.findall(sentence)]
    for kind, (rule, holds) in _RULES.items():
        made = 0
        for sentence in clean:
            text = rule(sentence)
            if text and text != sentence and made < MAX_OF_A_KIND:
                made += 1
                yield RuleClaim(text, sentence, kind, holds)
    yield from _exchanged_numbers(clean, numbers)


def _exchanged_numbers(clean: Sequence[str], numbers: Sequence[str]) -> Iterator[RuleClaim]:
    made = 0
    for place, sentence in enumerate(clean):
        match = _NUMBER.search(sentence)
        others = [each for each in numbers if each not in sentence]
        if match and others and made < MAX_OF_A_KIND:
            made += 1
            other = others[place % len(others)]
            text = sentence[: match.start()] + other + sentence[match.end() :]
            yield RuleClaim(text, sentence, "number_elsewhere", holds=False)


def _is_clean(sentence: str) -> bool:
    words = sentence.split()
    letters = sum(char.isalpha() or char.isspace() for char in sentence)
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and sentence[0].isupper()
        and sentence.endswith(".")
        and letters > 0.9 * len(sentence)
        and not re.search(r"[=\\{}|<>_•\[\]]|\.\.", sentence)
    )


_NUMBER: Final = re.compile(r"(?<![\w.,-])\d{1,4}(?:\.\d+)?(?![\w-]|[.,]\d)")


def _swap(pattern: str, pairs: str) -> Callable[[str], str | None]:
    """A rule that puts a word's partner in its place; `pairs` is “more less / higher lower”."""
    partner: dict[str, str] = {}
    for pair in pairs.split("/"):
        one, other = pair.split()
        partner[one], partner[other] = other, one
    words = re.compile(pattern.replace("%", "|".join(partner)))

    def rule(sentence: str) -> str | None:
        match = words.search(sentence)
        return sentence[: match.start(1)] + partner[match[1]] + sentence[match.end(1) :] if match else None

    return rule


def _replace(pattern: str, instead: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)

    def rule(sentence: str) -> str | None:
        text, count = compiled.subn(instead, sentence, count=1)
        return _capital(text) if count else None

    return rule


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _lower(text: str) -> str:
    word = text.split(" ", 1)[0]
    return text if any(char.isupper() for char in word[1:]) else text[0].lower() + text[1:]


def _turned_reason(sentence: str) -> str | None:
    match = re.fullmatch(r"([A-Z][^,;:()]{15,90}?),? because ([^,;:()]{15,90})\.", sentence)
    return f"{_capital(match[2])} because {_lower(match[1])}." if match else None


def _moved_condition(sentence: str) -> str | None:
    match = re.fullmatch(r"(If|When|Because|Since|Although) ([^,;:()]{10,90}), (?!then)([^;:()]{15,110})\.", sentence)
    return f"{_capital(match[3])} {match[1].lower()} {match[2]}." if match else None


def _lost_condition(sentence: str) -> str | None:
    match = re.fullmatch(r"(?:If|When|Unless) [^,;:()]{10,90}, (?:then )?([^;:()]{15,110}\.)", sentence)
    if match:
        return _capital(match[1])
    match = re.fullmatch(r"([A-Z][^;:()]{15,110}?),? (?:if|unless|provided that|as long as) [^;:()]{10,90}\.", sentence)
    return match[1] + "." if match else None


def _exchanged_roles(sentence: str) -> str | None:
    match = re.fullmatch(
        r"((?:The|An?|Each) [^,;:()]{3,40}?) ((?:is|are|was|were|can be) \w+ed by|contains?|depends? on|requires?|uses?"
        r"|includes?|determines?|replaces?|produces?|affects?|controls?|follows?) ((?:the|an?|each) [^,;:()]{3,50})\.",
        sentence,
    )
    return f"{_capital(match[3])} {match[2]} {_lower(match[1])}." if match else None


def _spliced(sentence: str) -> str | None:
    """The second statement's predicate for the first one's subject."""
    match = re.fullmatch(
        r"((?:The|An?) [^,;:()]{5,60}? (?:is|are|was|were|has|have|can) [^,;:()]{10,90}),? (?:and|but|while|whereas)"
        r" (?:the|an?) [^,;:()]{3,40}? ((?:is|are|was|were|has|have|can) [^,;:()]{10,90}\.)",
        sentence,
    )
    return f"{match[1]} and {match[2]}" if match else None


_HEDGE: Final = (
    r" (?:usually|often|sometimes|generally|typically|probably|mostly|rarely|seldom|nearly|almost|approximately)(?= \w)"
)
_RULES: Final[dict[str, tuple[Callable[[str], str | None], bool]]] = {
    "negation_added": (_replace(r"(?<=\w) (is|are|was|were|can|will|should|must)(?= (?!not\b)\w)", r" \1 not"), False),
    "negation_lost": (_replace(r"\b(is|are|was|were|do|does|did|can|will|should|must|may) ?not(?= \w)", r"\1"), False),
    "hedge_lost": (_replace(_HEDGE, ""), False),
    "may_is": (_replace(r" (?:may|might|could) be(?= \w)", " is"), False),
    "may_will": (_replace(r" (?:may|might|could)(?= (?!be\b|not\b|have\b)\w)", " will"), False),
    "some_all": (_replace(r"\b(?:some|many|most|several|few)(?= (?:of the )?\w+s\b)", "all"), False),
    "some_all_first": (_replace(r"^(?:Some|Many|Most|Several|Few)(?= (?:of the )?\w+s\b)", "All"), False),
    "comparison": (
        _swap(
            r"\b(%)\b(?! or)",
            "more less/larger smaller/higher lower/greater lesser/longer shorter/faster slower/better worse"
            "/easier harder/earlier later/stronger weaker/older younger/wider narrower",
        ),
        False,
    ),
    "antonym": (
        _swap(
            r"\b(%)\b",
            "increases decreases/increase decrease/increased decreased/high low/large small/before after/above below"
            "/first last/positive negative/maximum minimum/include exclude/includes excludes/upper lower/same different"
            "/necessary unnecessary/always never/possible impossible/start end/starts ends/input output/left right"
            "/inside outside/simple complex/allows prevents/allow prevent/open closed/success failure/easy difficult",
        ),
        False,
    ),
    "condition_lost": (_lost_condition, False),
    "reason_turned": (_turned_reason, False),
    "roles": (_exchanged_roles, False),
    "splice": (_spliced, False),
    "only_lost": (_replace(r" only(?= \w)", ""), False),
    "relative_lost": (
        _replace(
            r"^((?:All|Every|Any|No|Most|Some|Many) \w+) (?:that|which|who|whose) "
            r"[^,;:]+? (?=(?:is|are|can|will|have|has) )",
            r"\1 ",
        ),
        False,
    ),
    "verbatim": (lambda sentence: sentence + " ", True),
    "aside_lost": (_replace(r" \([^()]{3,60}\)", ""), True),
    "relative_aside_lost": (_replace(r", which [^,;:()]{6,80},(?= (?:is|are|was|were|has|have|can|will) )", ""), True),
    "opening_lost": (
        _replace(r"^(?:However|Therefore|Moreover|Furthermore|In addition|For example|Thus|Finally|In fact), ", ""),
        True,
    ),
    "in_order_to": (_replace(r"\bin order to\b", "to"), True),
    "such_as": (_replace(r", such as [^,;:()]{4,50}(?=\.$)", ""), True),
    "and_exchanged": (_replace(r"\b((?:both|between) )([a-z]+) and ([a-z]+)\b", r"\1\3 and \2"), True),
    "synonym": (
        _swap(
            r"\b(%)\b",
            "shows demonstrates/show demonstrate/however nevertheless/big large/obtain get/begin start/begins starts"
            "/required needed/requires needs/require need/choose select/chosen selected/quickly rapidly"
            "/often frequently/method approach/methods approaches/difficult hard/several various/allows permits"
            "/allow permit/helps assists/enough sufficient/build construct/whole entire/complete finish"
            "/main principal/nearly almost"
            "/error mistake/errors mistakes/aim goal/result outcome/results outcomes",
        ),
        True,
    ),
    "condition_moved": (_moved_condition, True),
    "tail_clause_lost": (_replace(r", (?:which|where|whereas|although) [^,;:()]{10,110}\.$", "."), True),
    "second_lost": (
        _replace(
            r"^((?:The|An?|This|It) [^,;:()]{25,110}), (?:and|but) (?:the|an?|it|this) [^;:()]{15,120}\.$", r"\1."
        ),
        True,
    ),
}
