"""English words of which one may stand for another, and the statement then says something else."""

from __future__ import annotations

from typing import Final

from workers.writing.lexicon.base import opposites, scale

_COUNTED: Final = r"(?= (?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b)"

SCALES: Final = (
    scale(
        "always; usually; often; sometimes; rarely; never",
        behind=r"(?<!more )(?<!most )(?<!very )(?<!quite )",
        before=r"(?! than)",
    ),
    scale("cannot; can; should; must", before=r"(?= [a-z]+ )", usual="can"),
    scale(
        "all; most; many; some; few",
        behind=r"(?<!\ba )(?<!\bso )(?<!\bas )(?<!\bthe )(?<!\bthese )(?<!\bin )",
        before=r"(?= [a-z]+s\b)",
    ),
    scale("at least; at most; exactly; about", before=_COUNTED),
    scale("is; is not", usual="is"),
    scale("are; are not", usual="are"),
    *opposites("""
        increase decrease / increases decreases / increasing decreasing / more less / larger smaller / higher lower
        / greater smaller / largest smallest / highest lowest / longest shortest / minimum maximum / minimal maximal
        / minimize maximize / minimizes maximizes / before after / above below / positive negative
        / necessary sufficient / finite infinite / odd even / better worse / easier harder
        / faster slower / upper lower / horizontal vertical / rows columns / row column / first last
        / best worst
    """),
)
