"""English phrases with a shorter equal that says just the same."""

from __future__ import annotations

import re
from typing import Final

_NO_MODAL: Final = "".join(
    rf"(?<!\b{word} )"
    for word in (
        *("not", "will", "would", "may", "might", "should", "could", "can", "shall", "must", "to", "do", "does", "did"),
        *("n’t", "n't", "never", "often", "also", "longer"),
    )
)
"""“Will have to be” is not “will must be”."""

SHORTER: Final = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), short)
    for pattern, short in (
        (r"has to be", "must be"),
        (rf"{_NO_MODAL}have to be", "must be"),
        (r"needs to be", "must be"),
        (rf"{_NO_MODAL}need to be", "must be"),
        (r"(?<![’'])(?:is|are) not able to", "cannot"),
        (r"by means of", "with"),
        (r"with the help of", "with"),
        (r"as a result of", "because of"),
        (r"is equal to", "equals"),
        (r"is (?:also )?known as", "is called"),
        (r"are (?:also )?known as", "are called"),
        (r"is referred to as", "is called"),
        (r"are referred to as", "are called"),
        (r"is defined to be", "is defined as"),
        (r"an arbitrary number of", "any number of"),
        (r"for the reason that", "because"),
        (r"each time", "whenever"),
        (r"every time", "whenever"),
        (r"it is often the case that", "often"),
        (r"(?:a|an) (?:large|great|huge) number of", "many"),
        (r"a sufficient number of", "enough"),
        (r"most of the time", "mostly"),
        (r"from time to time", "sometimes"),
        (r"in the course of", "during"),
        (r"with the exception of", "except"),
        (r"in close proximity to", "near"),
        (r"has the effect of", "results in"),
    )
)
