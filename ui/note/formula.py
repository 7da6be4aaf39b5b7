"""Formulas between dollar signs as text that can be read: the TeX that Unicode has letters for, else the TeX itself."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi"
_LARGE: Final = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"

SYMBOLS: Final = {
    **dict(zip(_SMALL.split(), "αβγδεζηθικλμνξπρστυφ", strict=True)),
    "chi": "χ", "psi": "ψ", "omega": "ω",
    **dict(zip(_LARGE.split(), "ΓΔΘΛΞΠΣΦΨΩ", strict=True)),
    "sum": "∑", "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞", "cdot": "·", "times": "×",
    "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼",
    "equiv": "≡", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "leftarrow": "←", "mid": "|", "ldots": "…",
    "dots": "…", "circ": "∘", "log": "log ", "ln": "ln ", "exp": "exp ", "sin": "sin ", "cos": "cos ", "tan": "tan ",
    "max": "max ", "min": "min ", "quad": "  ", ",": " ", ";": " ", "left": "", "right": "", "{": "{", "}": "}",
}  # fmt: skip
UPPER: Final = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
LOWER: Final = str.maketrans("0123456789+-=()aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ")

_FRACTION: Final = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT: Final = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_WORDS: Final = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}")
_RAISED: Final = re.compile(r"\^(?:\{([^{}]*)\}|(\w))")
_LOWERED: Final = re.compile(r"_(?:\{([^{}]*)\}|(\w))")
_SYMBOL: Final = re.compile(r"\\([A-Za-z]+|[,;{}])")


def readable(tex: str) -> str | None:
    """The formula in Unicode; None where some of it has no such form, and the TeX says more than a half-done reading.

    >>> readable(r"E = m c^2")
    'E = m c²'
    """
    said = _WORDS.sub(r"\1", tex.strip())
    said = _RAISED.sub(lambda found: _shifted(found, UPPER), said)
    said = _LOWERED.sub(lambda found: _shifted(found, LOWER), said)
    said = _ROOT.sub(lambda found: f"√{_grouped(found[1])}", said)
    said = _FRACTION.sub(lambda found: f"{_grouped(found[1])}/{_grouped(found[2])}", said)
    said = _SYMBOL.sub(lambda found: SYMBOLS.get(found[1], found[0]), said)
    return None if re.search(r"[\\{}^_]", said) else " ".join(said.split())


def _shifted(found: re.Match[str], letters: dict[int, int]) -> str:
    inner = found[1] or found[2] or ""
    return inner.translate(letters) if all(ord(letter) in letters for letter in inner) else found[0]


def _grouped(inner: str) -> str:
    return inner if re.fullmatch(r"\\?\w+", inner.strip()) else f"({inner.strip()})"
