from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from app.errors import ErrorCode, StudyleafError
from app.pictures import Picture
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, note
from ui import printing
from ui.export_menu import Exporting

Wait = Callable[[Callable[[], bool]], None]


def exporting(services: Services, keep: Callable[[QWidget], QWidget]) -> tuple[Exporting, list[str], list[object]]:
    made = Exporting(services.desk, keep(QWidget()))
    told: list[str] = []
    errors: list[object] = []
    made.written.connect(lambda words, _address: told.append(words))
    made.failed.connect(errors.append)
    return made, told, errors


def test_notes_are_written_in_the_background_and_told(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait, tmp_path: Path
) -> None:
    document = add_document("trees")
    note_id = add_note(document)
    made, told, _errors = exporting(services, keep)
    for kind, name in (("json", "n.json"), ("pdf", "n.pdf"), ("obsidian", "vault")):
        made.write(kind, note_id, document.id, tmp_path / name)
        wait(lambda name=name: bool(told) and told[-1] == f"Saved as “{name}”.")
    assert json.loads((tmp_path / "n.json").read_text())["note"]["title"] == "Trees"
    assert (tmp_path / "n.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "vault" / "Trees.md").exists()


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait, tmp_path: Path
) -> None:
    document = add_document("trees")
    made, _told, errors = exporting(services, keep)
    made.write("md", add_note(document), document.id, tmp_path / "nowhere" / "n.md")
    wait(lambda: bool(errors))
    assert isinstance(errors[0], StudyleafError)
    assert errors[0].code is ErrorCode.INPUT_INVALID


def test_what_is_copied_has_words_in_the_place_of_pictures(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait
) -> None:
    content = note(sections=1, points=1)
    document = add_document("trees")
    note_id = add_note(document, content)
    words = f"See {Picture('0' * 16, 4, 2).mark} and {Picture('1' * 16, 4, 2, 'a leaf').mark}"
    services.desk.notebook.change(note_id, content.sections[0].points[0], words)
    made, told, _errors = exporting(services, keep)
    menu = made.menu(note_id, "Trees", document.id)
    next(action for action in menu.actions() if action.text() == "Copy all with citations").trigger()
    wait(lambda: bool(told))
    assert "See [picture] and a leaf ✎" in QGuiApplication.clipboard().text()
    menu.close()


def test_pictures_are_read_before_the_window_prints(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_given: object) -> str:
        raise OSError("gone")

    monkeypatch.setattr(printing, "paper_text", unreadable)
    document = add_document("trees")
    made, _told, errors = exporting(services, keep)
    made._print(add_note(document))
    (dialog,) = made._window.findChildren(QPrintDialog)
    dialog.accepted.emit(dialog.printer())
    wait(lambda: bool(errors))
    assert isinstance(errors[0], StudyleafError)
    assert errors[0].code is ErrorCode.FILE_UNREADABLE
    dialog.close()


def test_the_menu_names_all_formats_and_copies_with_citations(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait
) -> None:
    document = add_document("trees")
    made, told, _errors = exporting(services, keep)
    menu = made.menu(add_note(document), "Trees", document.id)
    words = [action.text() for action in menu.actions()]
    assert words[:7] == [
        "Markdown…", "Obsidian folder…", "Web page…", "PDF…", "Word document…", "JSON…", "Anki deck…",
    ]  # fmt: skip
    menu.actions()[words.index("Copy all with citations")].trigger()
    wait(lambda: bool(told))
    assert "Statement 0.0 about leaves. (p. 1)" in QGuiApplication.clipboard().text()
    menu.close()
