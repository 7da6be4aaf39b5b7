"""In which language the window speaks; chosen before its first widget is made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from resources import path_of
from ui.words import marked


class Language(Enum):
    """The values are names of locales."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    PSEUDO = "ar"
    """No language but a test of one: English in Arabic letters, from right to left."""


LANGUAGE_WORDS: Final[Mapping[Language, str]] = MappingProxyType(
    {
        Language.SYSTEM: marked("As the system"),
        Language.ENGLISH: "English",
        Language.GERMAN: "Deutsch",
        Language.PSEUDO: marked("Right to left (a test)"),
    }
)
"""What a language is called; a student finds her own under its own name."""

SPOKEN: Final = (Language.ENGLISH, Language.GERMAN)
"""Languages that a student's system may ask for."""


class Speech(QObject):
    """The translators and the direction that an application has now; lives as long as it. GUI thread."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Texts that are asked for from now on are in this language; those that stand in widgets already stay."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
        name = language_of(language, QLocale.system()).value
        # Qt's own words for its dialogs come with Qt; the last translator is asked first.
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translators = [_load(f"{qt_folder}/qtbase_{name}.qm"), _load(str(path_of(f"translations/{name}.qm")))]
        for translator in self._translators:
            if not translator.isEmpty():
                self._application.installTranslator(translator)
        locale = QLocale(name)
        # Digits stay those that the pages of the documents have.
        QLocale.setDefault(QLocale(QLocale.Language.English) if language is Language.PSEUDO else locale)
        is_rtl = locale.textDirection() is Qt.LayoutDirection.RightToLeft
        direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        self._application.setLayoutDirection(direction)


def language_of(wanted: Language, system: QLocale) -> Language:
    """The language to speak; English where the system's is none of ours."""
    if wanted is not Language.SYSTEM:
        return wanted
    return next((each for each in SPOKEN if QLocale(each.value).language() == system.language()), Language.ENGLISH)


def _load(path: str) -> QTranslator:
    translator = QTranslator()
    translator.load(path)
    return translator
