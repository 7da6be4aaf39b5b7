"""Numbers that could stand in a number's place: written like it, near it, as often below it as above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from workers.writing.chance import seeded
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import YEARS

WRONG: Final = 3
FIRST_WORD, LAST_WORD = 2, 12
"""Numbers that are asked for where they are written as words; “one” is more often an article."""
LEAST_POWER: Final = 16
"""From here on a power of two, or one less, stands among powers of two."""
FAR: Final = 2
"""A number of the document stands beside another that is at most so many times as large."""
FAR_YEARS: Final = 30

_PLAIN: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")


def near_numbers(number: str, others: Iterable[str], seed: str, lexicon: Lexicon) -> list[str]:
    """Three numbers, of the document where it has any that are near; empty where none can be told.

    `number` and `others` are as they are written. At which place the number stands among the four depends on `seed`
    alone, so that neither the smallest nor one in the middle is more often right.
    """
    word = lexicon.number_words.get(number.lower())
    if word is not None:
        return _near_words(word, number, seed, lexicon)
    if not _PLAIN.fullmatch(number):
        return []
    value = Decimal(number.replace(",", "."))
    known = {Decimal(each.replace(",", ".")): each for each in others if _alike(each, number)}
    known = {each: text for each, text in known.items() if each != value and _is_near(each, value)}
    below = sorted((each for each in known if each < value), reverse=True)[:WRONG]
    above = sorted(each for each in known if each > value)[:WRONG]
    smaller, larger = _computed(number, value, seed)
    below += [each for each in smaller if each not in below]
    above += [each for each in larger if each not in above]
    place = min(seeded(seed) % (WRONG + 1), len(below))
    chosen = [*below[:place], *above[: WRONG - place]]
    return [known.get(each) or _written(each, number) for each in chosen]


def _computed(number: str, value: Decimal, seed: str) -> tuple[list[Decimal], list[Decimal]]:
    """Numbers below and above, as round as it is: 200 and 400 for 300, 128 and 512 for 256, 63 and 255 for 127."""
    for odd in (0, 1):
        power = int(value) + odd
        if value == int(value) and power >= LEAST_POWER and power & (power - 1) == 0:
            near = [Decimal(power << step if step > 0 else power >> -step) - odd for step in (-3, -2, -1, 1, 2, 3)]
            return near[2::-1], near[3:]
    if number.isdecimal() and _zeros(str(value + 1)) > 1:  # 999 stands among 899 and 1099
        round_below, round_above = _computed(str(value + 1), value + 1, seed)
        return [each - 1 for each in round_below if each > 1], [each - 1 for each in round_above]
    step = _step(number, value)
    gaps = [1 + seeded(f"{seed}{place}") % 3 for place in range(2 * WRONG)] if value > LAST_WORD else [1] * 2 * WRONG
    if step > 1:
        gaps = [1] * 2 * WRONG
    below = [each for each in _beyond(value, [-step * gap for gap in gaps[:WRONG]]) if each > 0]
    return below, _beyond(value, [step * gap for gap in gaps[WRONG:]])


def _near_words(value: int, number: str, seed: str, lexicon: Lexicon) -> list[str]:
    if not FIRST_WORD <= value <= LAST_WORD:
        return []
    words: dict[int, str] = {}
    for each, known in lexicon.number_words.items():
        words.setdefault(known, each)
    if words.get(value) != number.lower():
        return []  # “twice” stands for two, but not in its place
    smaller = min(seeded(seed) % (WRONG + 1), value - FIRST_WORD)
    near = [*range(value - smaller, value), *range(value + 1, value + 1 + WRONG - smaller)]
    found = [words[each] for each in near if each in words]
    return [word.capitalize() for word in found] if number[0].isupper() else found


def _step(number: str, value: Decimal) -> Decimal:
    """The unit in which a number seems to be given: 0.01 for 0.25, 100 for 1500, 5 for 45."""
    decimals = len(re.split(r"[.,]", number)[1]) if re.search(r"[.,]", number) else 0
    if decimals:
        return Decimal(10) ** -decimals
    if len(number) == 4 and int(value) in YEARS and not _zeros(number):
        return Decimal(1)
    if _zeros(number) and value != 0:
        return Decimal(10) ** _zeros(number)
    return Decimal(5) if value > LAST_WORD and value % 5 == 0 else Decimal(1)


def _zeros(number: str) -> int:
    return len(number) - len(number.rstrip("0"))


def _beyond(start: Decimal, steps: Sequence[Decimal]) -> list[Decimal]:
    found: list[Decimal] = []
    for step in steps[:WRONG]:
        start += step
        found.append(start)
    return found


def _alike(other: str, number: str) -> bool:
    """Whether two numbers are written alike: as many digits behind the point, and both years or neither."""
    if not _PLAIN.fullmatch(other) or re.findall(r"[.,]", other) != re.findall(r"[.,]", number):
        return False
    tails = [re.split(r"[.,]", each)[1:] for each in (other, number)]
    if [len(each) for each in tails[0]] != [len(each) for each in tails[1]]:
        return False
    return _is_year(other) == _is_year(number) and _zeros(other) == _zeros(number)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and int(number) in YEARS


def _is_near(other: Decimal, value: Decimal) -> bool:
    if _is_year(str(value)):
        return abs(other - value) <= FAR_YEARS
    return value <= other * FAR and other <= value * FAR


def _written(value: Decimal, like: str) -> str:
    text = str(value)
    return text.replace(".", ",") if "," in like else text
