"""Small English words and forms that no dictionary lists: contraries among prepositions, participles, number words."""

from __future__ import annotations

import re
from typing import Final

from workers.writing.lexicon.base import synonym_sets

CONTRARIES: Final = synonym_sets("""
    to from; into from; toward from; towards from; onto from; and or; because although; because though; because
    unless; since until; since although; if unless; for against; with against; on off; by of; he she; his her; him
    her; we they; our their; us them; then now; here there; then before
""")

PARTICIPLE: Final = re.compile(
    r"[a-z-]{2,}ed|(?:over|under|re|mis|out|with|for|up|un)?(?:born|borne|beaten|become|begun|bent|bound|bought|broken"
    r"|brought|built|burnt|caught|chosen|come|cut|dealt|done|drawn|driven|eaten|fallen|fed|felt|fought|found|forbidden"
    r"|forgotten|frozen|given|gone|grown|heard|held|hidden|hit|hurt|kept|known|laid|led|left|lent|let|lit|lost|made"
    r"|meant|met|paid|proven|put|read|ridden|risen|run|said|seen|sent|set|shaken|shot|shown|shut|sold|sought|spent"
    r"|split|spoken|spread|stolen|struck|sung|sunk|sworn|taken|taught|thought|thrown|told|torn|understood|won|worn"
    r"|woven|written)"
)

_TO_TWENTY: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)

NUMBER_WORDS: Final = {word: value for value, word in enumerate(_TO_TWENTY.split())} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "twice": 2,
    "half": -2,
    "third": -3,
    "dozen": 12,
}
"""What the checker compares; fractions are told apart from whole numbers by their sign."""
