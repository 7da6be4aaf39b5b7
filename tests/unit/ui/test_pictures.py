"""Pictures in the student's own words: pasted, dropped, shown, and taken away with the notes."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QImageReader, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from app.errors import ErrorCode, StudyleafError
from app.export.formats import FORMATS
from app.export.source import load_export
from app.export.wanted import Wanted
from app.notes import Citation, Flashcard
from app.pictures import MARK, Picture, PictureShelf, pictures_in
from app.settings import DataFolder
from app.store.backup import export_backup
from app.store.edits import Version
from app.store.study import LearntCard
from tests.unit.ui.conftest import Services, Wait
from tests.unit.ui.samples import add_document, add_note, note
from ui.main_window import MainWindow
from ui.note.pictures import KEPT_SIDE_PX, MOST_BYTES, pictures_offered, reader_of, take_picture
from ui.printing import write_pdf
from ui.study.review_page import ReviewPage

RED = QColor("#d02030")


def picture(width: int = 40, height: int = 20) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(RED)
    return made


@pytest.fixture
def shelf(folder: DataFolder) -> PictureShelf:
    return PictureShelf(folder)


@pytest.fixture
def shown(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> MainWindow:
    add_note(add_document("trees", kind="text", pages=("One.",) * 4), note(sections=2, points=3))
    window = keep(MainWindow(services.desk))
    assert isinstance(window, MainWindow)
    window.resize(1300, 800)
    window.show()
    wait(lambda: window.note_pane.view.note is not None and window.note_pane.view.is_built)
    return window


def begin(window: MainWindow) -> None:
    window.note_pane.view.choose("0/p/0")
    window.editing.edit()
    window.editing.editor.field.setPlainText("Look: ")
    window.editing.editor.field.moveCursor(window.editing.editor.field.textCursor().MoveOperation.End)


def test_a_pasted_picture_is_in_the_note_and_in_all_that_is_taken_away(
    shown: MainWindow, services: Services, wait: Wait, tmp_path: Path
) -> None:
    begin(shown)
    field, view = shown.editing.editor.field, shown.note_pane.view
    QGuiApplication.clipboard().setImage(picture())
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: bool(MARK.search(field.toPlainText())))
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: "Look: \ufffc" in view.toPlainText())
    (held,) = pictures_in(view.sections[0].points[0].text)
    resource = view.document().resource
    name = QUrl(f"picture:{held.key}")
    wait(lambda: resource(QTextDocument.ResourceType.ImageResource.value, name).size() == picture().size())
    export_backup(services.folder, tmp_path / "all.zip")
    found = services.desk.shelf._files.rglob(f"{held.key}*.png")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert [Path(name).name for name in archive.namelist() if held.key in name] == [next(found).name]


def test_a_picture_file_is_dropped_into_the_editor_and_not_added_as_a_document(
    shown: MainWindow, wait: Wait, tmp_path: Path
) -> None:
    begin(shown)
    picture().save(str(tmp_path / "leaf.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "leaf.png"))])
    field = shown.editing.editor.field
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    assert field.canInsertFromMimeData(data)
    drop = QDropEvent(QPoint(20, 10), Qt.DropAction.CopyAction, data, buttons, keys)
    field.dropEvent(drop)
    wait(lambda: bool(MARK.search(field.toPlainText())))
    assert not shown.router.jobs.rows()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_several_pictures_are_all_taken_and_a_document_among_them_is_left_to_the_window(
    shown: MainWindow, wait: Wait, tmp_path: Path
) -> None:
    begin(shown)
    places = [tmp_path / "one.png", tmp_path / "two.png"]
    for width, place in enumerate(places, 40):
        picture(width).save(str(place))
    field = shown.editing.editor.field
    for not_ours in (files(tmp_path / "a.pdf"), files(*places, tmp_path / "a.pdf")):
        assert not field.canInsertFromMimeData(not_ours)
        field.insertFromMimeData(not_ours)
    assert field.toPlainText() == "Look: "
    field.insertFromMimeData(files(*places))
    wait(lambda: {held.width for held in pictures_in(field.toPlainText())} == {40, 41})


def test_what_is_offered_as_text_and_as_a_picture_is_pasted_as_text(shown: MainWindow) -> None:
    begin(shown)
    data = QMimeData()
    data.setText("a table")
    data.setImageData(picture())
    assert shown.editing.editor.field.canInsertFromMimeData(data)
    shown.editing.editor.field.insertFromMimeData(data)
    assert shown.editing.editor.field.toPlainText() == "Look: a table"
    assert not shown.editing.editor.is_waiting


def test_nothing_is_kept_while_a_picture_is_still_on_its_way(shown: MainWindow, wait: Wait, tmp_path: Path) -> None:
    begin(shown)
    editor, kept = shown.editing.editor, list[str]()
    editor.kept.connect(kept.append)
    failed: list[object] = []
    shown.editing.failed.connect(failed.append)
    picture().save(str(tmp_path / "leaf.png"))
    editor.field.insertFromMimeData(files(tmp_path / "leaf.png"))
    assert not editor.keep_button.isEnabled()
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept == []
    wait(editor.keep_button.isEnabled)
    editor.field.insertFromMimeData(files(tmp_path / "gone.png"))
    wait(lambda: bool(failed) and editor.keep_button.isEnabled())
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [len(pictures_in(words)) for words in kept] == [1]


def exported(services: Services, shelf: PictureShelf, kind: str, out: Path) -> Path:
    mark = take_picture(picture(), shelf).mark
    document = add_document("trees")
    content = note(sections=1, points=1)
    services.desk.notebook.change(note_id := add_note(document, content), content.sections[0].points[0], f"See {mark}")
    found = load_export(note_id)
    card = Flashcard("Front", f"Back {mark}", (Citation(1, "q"),))
    found = replace(found, note=replace(found.note, flashcards=(card,)))
    wanted, write = Wanted(find_picture=shelf.find), FORMATS[kind].write
    if write:
        write(found, out, wanted)
    else:
        write_pdf(found, out, wanted)
    return out


def test_pictures_come_along_in_a_web_page_and_in_a_word_document(
    services: Services, shelf: PictureShelf, tmp_path: Path
) -> None:
    page = exported(services, shelf, "html", tmp_path / "n.html").read_text()
    assert 'width="40" height="20" src="data:image/png;base64,' in page
    assert "picture:" not in page.replace("Back !", "")
    made = docx.Document(str(exported(services, shelf, "docx", tmp_path / "n.docx")))
    assert len(made.inline_shapes) == 2, "in a point, and on a card"


def test_pictures_lie_beside_markdown_and_in_an_obsidian_folder(
    services: Services, shelf: PictureShelf, tmp_path: Path
) -> None:
    text = exported(services, shelf, "md", tmp_path / "n.md").read_text()
    (file,) = (tmp_path / "n pictures").iterdir()
    assert f"See ![](n%20pictures/{file.name})" in text
    vault = exported(services, shelf, "obsidian", tmp_path / "vault")
    assert f"See ![]({file.name})" in (vault / "Trees.md").read_text()
    assert (vault / file.name).exists()


def test_a_picture_is_drawn_in_a_pdf(services: Services, shelf: PictureShelf, tmp_path: Path) -> None:
    out = exported(services, shelf, "pdf", tmp_path / "n.pdf")
    assert b"/Subtype /Image" in out.read_bytes()


def test_anki_gets_the_pictures_of_cards(services: Services, shelf: PictureShelf, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(services, shelf, "apkg", tmp_path / "n.apkg")) as package:
        package.extract("collection.anki2", tmp_path)
        names = package.read("media").decode()
    with sqlite3.connect(tmp_path / "collection.anki2") as collection:
        ((fields,),) = collection.execute("select flds from notes").fetchall()[:1]
    collection.close()
    (source,) = (part.split('"')[1] for part in fields.split("<img src=")[1:])
    assert source in names


def test_what_is_no_picture_or_too_large_is_refused_in_a_sentence(shelf: PictureShelf, tmp_path: Path) -> None:
    (tmp_path / "fake.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    bomb = picture(1, 1).scaled(12_001, 1)
    bomb.save(str(tmp_path / "wide.png"))
    for name in ("fake.png", "wide.png"):
        with pytest.raises(StudyleafError) as refused:
            take_picture(tmp_path / name, shelf)
        assert refused.value.code is ErrorCode.INPUT_INVALID
    with pytest.raises(StudyleafError, match="gone"):
        take_picture(tmp_path / "gone.png", shelf)


def test_no_file_is_parsed_as_anything_but_a_picture_of_pixels(
    shelf: PictureShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QImageReader, "size", lambda self: asked.append(self.fileName()) or QSize(1, 1))
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    (tmp_path / "drawing.png").write_bytes(drawing)
    (tmp_path / "large.png").write_bytes(drawing.ljust(MOST_BYTES + 1))
    for name in ("drawing.png", "large.png"):
        with pytest.raises(StudyleafError):
            take_picture(tmp_path / name, shelf)
    assert asked == []
    assert reader_of(tmp_path / "drawing.png", "png").read().isNull()


def test_a_large_picture_is_made_smaller_and_the_same_is_kept_once(shelf: PictureShelf) -> None:
    one, again = take_picture(picture(4000, 2000), shelf), take_picture(picture(4000, 2000), shelf)
    assert one == again
    assert (one.width, one.height) == (KEPT_SIDE_PX, KEPT_SIDE_PX // 2)
    assert one.shown_size == (400, 200)


def test_only_pictures_of_the_library_are_loaded(shown: MainWindow, tmp_path: Path) -> None:
    wanted: list[str] = []
    shown.note_pane.view.picture_wanted.connect(wanted.append)
    picture().save(str(tmp_path / "own.png"))
    for address in ("https://example.org/a.png", QUrl.fromLocalFile(str(tmp_path / "own.png")).toString()):
        assert shown.note_pane.view.loadResource(2, QUrl(address)) is None
    assert wanted == []
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.png")])
    assert pictures_offered(data) == []


def test_no_mark_of_a_picture_is_shown_as_words(shown: MainWindow, wait: Wait) -> None:
    words = f"See {Picture('0' * 16, 40, 20).mark}."
    view = shown.note_pane.view
    view.choose("0/p/0")
    shown.editing._keep(words)
    wait(lambda: "See \ufffc" in view.toPlainText())
    view.choose("0/p/0")
    copied: list[str] = []
    shown.editing.copied.connect(copied.append)
    shown.editing.copy()
    assert copied[0].startswith("See [picture]. (")
    shown.editing._offer([Version(words, 0.0)])
    (menu,) = (each for each in view.findChildren(QMenu) if each.accessibleName() == "Earlier versions")
    assert menu.actions()[-1].text().endswith("See [picture].")
    menu.close()
    review = ReviewPage()
    card = Flashcard(words, "Back", (Citation(1, "q"),))
    review.show_card(LearntCard("c", "d", card, own=True, state=None, due=None), {}, done=0, total=1)
    review.turn()
    assert review._asked.text() == "See [picture]."
    review.deleteLater()


def test_a_picture_whose_file_is_gone_has_its_words_in_its_place(shown: MainWindow, wait: Wait) -> None:
    gone = Picture("0" * 16, 80, 40, "a leaf")
    view = shown.note_pane.view
    view.choose("0/p/0")
    shown.editing._keep(f"See {gone.mark}")
    wait(lambda: gone.key in view.pictures)
    drawn = view.pictures[gone.key]
    assert drawn.deviceIndependentSize().toSize() == QSize(80, 40)
    assert any(drawn.pixelColor(x, y).alpha() for x in range(drawn.width()) for y in range(drawn.height()))
    assert view.note
    view.show_note(replace(view.note, sections=()), "")
    assert view.pictures == {}
