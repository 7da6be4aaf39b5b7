"""Which language to speak to the student, where Qt is not there to know it."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Collection
from typing import Final

SYSTEM: Final = "system"
"""As a setting: the language of the computer."""
ENGLISH: Final = "en"
"""What is spoken where we have no words of a language."""


def code_of(language: str, known: Collection[str]) -> str:
    """The known code for a language: a code, a locale's name like `de_AT`, or `system`. English where there is none."""
    code = (system_language() if language == SYSTEM else language)[:2].lower()
    return code if code in known else ENGLISH


def system_language() -> str:
    """The language that this computer is set to, as a locale's name; empty where it does not tell."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "")
