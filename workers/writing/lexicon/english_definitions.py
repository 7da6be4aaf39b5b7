"""How English defines a term in one sentence, the surest forms first."""

from __future__ import annotations

import re
from typing import Final

_CALLED: Final = (
    r"(?:(?:often|also|sometimes|usually|commonly|generally|simply|then|normally)\s+)?"
    r"(?:called|termed|known as|referred to as|said to be)"
)

DEFINITIONS: Final = (
    re.compile(
        rf"^(?P<definition>(?:An?|Any|Each|Every)\s+[^;:]{{15,}}?)\s+(?:is|are)\s+{_CALLED}\s+(?:an?\s+|the\s+)?"
        r"(?P<term>[^,;:()]{3,40}?)\.?$"
    ),
    re.compile(r"^An?\s+(?P<term>[^,;:()]{2,50}?)\s+is\s+(?P<definition>(?:an?|the|any|one|another)\s+\S.{12,})$"),
    re.compile(
        r"^The\s+(?P<term>[^,;:()]{2,50}?)\s+is\s+(?P<definition>(?:an?|the)\s+\S.*\b(?:of|that|which|for|where|between|who)\b.{6,})$"
    ),
    re.compile(r"^(?P<term>[A-Z][^,;:()]{1,50}?)\s+is\s+(?P<definition>(?:an?|the|any)\s+\S.{12,})$"),
    re.compile(r"^(?P<term>[A-Z][^,;:()]{1,50}?s)\s+are\s+(?P<definition>(?:the|any|all|those)\s+\S.{12,})$"),
    re.compile(
        r"^(?:An?\s+|The\s+)?(?P<term>[^,;:()]{2,50}?)\s+(?:refers to|denotes|means|stands for"
        r"|is defined as|are defined as|is known as)\s+(?P<definition>\S.{12,})$"
    ),
    re.compile(
        r"^(?P<term>[^\W\d][^.;:]{2,40}?)\s*(?::|\s[–—-])\s+(?P<definition>(?:[Aa]n?|[Tt]he|[Aa]ny"
        r"|[Oo]ne)\s\S.{15,})$"
    ),
)
