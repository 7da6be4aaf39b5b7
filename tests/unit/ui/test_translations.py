"""The window in other languages: all that is said is collected, German is whole, and nothing is said past `tr`."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from app.errors import ERROR_TEXTS, ErrorCode, StudyleafError
from app.events import JobError
from app.export.formats import FORMATS
from app.settings import CHOICES
from build_spec.translations import TEXTS, pseudo
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, submit
from ui import counts
from ui.language import Language, Speech, language_of
from ui.main_window import MainWindow
from ui.rooms import Room
from ui.settings.entries import Home, all_entries
from ui.text import error_words, exam_words, moment_words, size_words
from ui.words import tr

Wait = Callable[[Callable[[], bool]], None]
FIELD = re.compile(r"\{\w+\}|%n")
LATIN = re.compile(r"[A-Za-z]{2,}")

OF_MODELS = ("Bad", "Small", "Larger", "It is no model", "Writes more", "llama", "ab" * 8)
"""What the models of these tests are called, and say."""

OF_DOCUMENTS = (
    "Trees",
    "trees",
    "Heading",
    "Statement",
    "about leaves",
    "All about",
    "Leaf",
    "What a tree",
    "Which",
    "one",
    "two",
    "three",
    "four",
    "Front",
)
"""Words of the sample notes: they stay in the language of their document."""
NAMES = re.compile(
    r"Studyleaf|Ctrl\S*|Alt\S*|Shift\S*|Escape|Enter|Space|Delete|PDFs?|GGUF|SHA|English|Deutsch|https?\S*|\*\.\w+|\b[KMGT]?B\b"
    r"|HTML|JSON|Anki|Obsidian|Word|Markdown|SmolLM2\S*|&\w+;|Up|Down|Return|Del|\d+ [A-Z][a-z]{2}"
)
"""Names and keys, which are the same in every language."""


@pytest.fixture
def speech(app: QApplication) -> Iterator[Speech]:
    made = app.findChild(Speech)
    yield made
    made.use(Language.ENGLISH)


def messages(language: str) -> list[ET.Element]:
    return list(ET.parse(TEXTS / f"{language}.ts").iter("message"))


def said_in_code() -> set[str]:
    """The first argument of every `tr` and `marked` in ui/, the sentences of errors.py, the names of formats."""
    found = {text for error in ERROR_TEXTS.values() for text in (error.sentence, error.hint) if text}
    found |= {chosen.name for chosen in FORMATS.values()}
    for path in Path("ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "marked"}:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


@pytest.mark.parametrize("language", ["de", "ar"])
def test_all_that_is_said_is_there_for_translators_and_nothing_else(language: str) -> None:
    collected = {message.findtext("source") for message in messages(language)}
    assert said_in_code() - collected == set(), "run: make translations"
    assert collected - said_in_code() == set(), "run: make translations"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_text_is_translated_with_its_fields(language: str) -> None:
    wrong = []
    for message in messages(language):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        fields = sorted(FIELD.findall(source))
        if translation.get("type") or not all(form.strip() and sorted(FIELD.findall(form)) == fields for form in forms):
            wrong.append(source)
    assert wrong == []


def test_german_has_its_plurals_dates_and_numbers(speech: Speech) -> None:
    speech.use(Language.GERMAN)
    assert (counts.pages(1), counts.pages(3)) == ("1 Seite", "3 Seiten")
    assert tr("%n document(s) are in the bin.", "", 1) == "1 Dokument liegt im Papierkorb."
    assert size_words(1_400_000) == "1,4 MB"
    assert re.fullmatch(r"\d+\. \S+ \d{4}, \d\d:\d\d", moment_words(1_000_000_000.0))
    assert exam_words(None, date(2026, 1, 1)) == "Prüfung eintragen"


def test_english_has_its_plurals(speech: Speech) -> None:
    speech.use(Language.ENGLISH)
    assert (counts.pages(1), counts.pages(3)) == ("1 page", "3 pages")


def test_a_stored_error_is_told_in_the_student_s_language(speech: Speech) -> None:
    raised = StudyleafError(ErrorCode.FILE_TOO_LARGE, name="Übung {1}.pdf", limit_mb=200)
    stored = JobError(code=raised.code, message=raised.sentence, recoverable=False, hint=raised.hint)
    english = error_words(stored)
    assert english == f"{raised.sentence} {raised.hint}"
    speech.use(Language.GERMAN)
    assert error_words(raised) == error_words(stored)
    assert error_words(stored).startswith("„Übung {1}.pdf“ ist größer als 200 MB. Teile")


def test_the_system_s_language_is_spoken_where_it_is_known() -> None:
    assert language_of(Language.SYSTEM, QLocale("de_AT")) is Language.GERMAN
    assert language_of(Language.SYSTEM, QLocale("ar_EG")) is Language.ENGLISH, "the test language is for tests"
    assert language_of(Language.SYSTEM, QLocale("fi")) is Language.ENGLISH
    assert language_of(Language.PSEUDO, QLocale("de")) is Language.PSEUDO


def test_the_test_language_runs_from_right_to_left(app: QApplication, speech: Speech) -> None:
    speech.use(Language.PSEUDO)
    assert app.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert tr("Library") == pseudo("Library")
    speech.use(Language.GERMAN)
    assert app.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_nothing_in_the_window_is_said_past_the_translation(
    speech: Speech, services: Services, keep: Callable[[QWidget], QWidget], tmp_path: Path, wait: Wait
) -> None:
    speech.use(Language.PSEUDO)
    sample = tmp_path / "sample.txt"
    sample.write_text("A sample about leaves.")
    add_note(add_document("Trees"))
    window = keep(MainWindow(replace(services.desk, sample=sample)))
    assert isinstance(window, MainWindow)
    window.show()
    wait(lambda: window.router._waiting is None and window.note_pane.view.note is not None)
    submit(services.emitter)
    wait(lambda: window.router.jobs.rowCount() == 1)
    for room in Room:
        window.show_room(room)
        QApplication.processEvents()
    window.settings.make_all()
    window.note_pane.view.choose("0/p/0")
    window.editing.edit()
    window.search.open()
    menus = [
        window.exporting.menu("n", "Trees", "d"),
        window.sections.menu(0, []),
        window.shelving.bin_menu([]),
    ]
    told = [text for widget in (window, *window.findChildren(QWidget), *menus) for text in texts_of(widget)]
    window.close()
    assert len(told) > 250
    left = sorted({text for text in told if is_latin(text)})
    assert left == []


def texts_of(widget: QWidget) -> list[str]:
    """All that a widget tells: to the eye, to the mouse that rests on it, and to a screen reader."""
    told = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
    if isinstance(widget, (QLabel, QAbstractButton)):
        told.append(widget.text())
    elif isinstance(widget, QComboBox):
        told += [widget.itemText(at) for at in range(widget.count())]
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        told.append(widget.placeholderText())
    elif isinstance(widget, QTextBrowser):
        told += widget.toPlainText().splitlines()
    elif isinstance(widget, QMenu):
        told += [action.text() for action in widget.actions()]
    return told


def is_latin(text: str) -> bool:
    """Whether anything but names and the documents' own words is left in Latin letters."""
    return bool(LATIN.search(NAMES.sub("", text))) and not any(words in text for words in (*OF_DOCUMENTS, *OF_MODELS))


def test_the_walk_would_find_an_english_word() -> None:
    assert is_latin("Add files")
    assert not is_latin(pseudo("Add files") + " (Ctrl+O)")


def test_the_setting_says_when_a_language_holds() -> None:
    entry = next(entry for entry in all_entries() if entry.name == "language")
    assert "next start" in entry.effect
    assert [value for value, _words in entry.choices] == [language.value for language in Language]
    assert entry.home is Home.PROGRAM, "exports and the command line read it, too"
    assert tuple(value for value, _words in entry.choices) == CHOICES["language"]
