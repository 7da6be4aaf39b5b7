"""Choosing and changing statements, and note and page in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.library import kind_of
from app.notes import Citation, Note, Origin, Point, Section
from app.settings import LOCAL_USER
from app.store import documents, edits, jobs, notes, study
from app.store.documents import DocumentView, StoredPage
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, note
from ui.main_window import MainWindow
from ui.note.coverage import cited_on, coverage_of
from ui.note.coverage_bar import CoverageBar
from ui.note.format import NoteFormats
from ui.note.inline import inline_runs
from ui.study.card_form import CardForm

Wait = Callable[[Callable[[], bool]], None]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def open_window(services: Services, keep: Callable[[QWidget], QWidget]) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window on what is in the library by then."""
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        made = keep(MainWindow(services.desk))
        assert isinstance(made, MainWindow)
        opened.append(made)
        made.resize(1300, 800)
        made.show()
        return made

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def shown(open_window: Callable[[], MainWindow], wait: Wait) -> MainWindow:
    """The window with a note on a document of four pages."""
    document = add_document("trees", kind="text", pages=("One.",) * 4)
    add_note(document, note(sections=2, points=3))
    window = open_window()
    wait(lambda: window.note_pane.view.note is not None and window.note_pane.view.is_built)
    return window


def click(window: MainWindow, path: str) -> None:
    view = window.note_pane.view
    rect = view.block_rect(view._block_of(path))  # type: ignore[arg-type]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=(rect.topLeft() + QPointF(60, 12)).toPoint())


def test_a_click_on_a_statement_chooses_it_and_says_where_its_words_come_from(shown: MainWindow) -> None:
    click(shown, "0/p/1")
    assert shown.note_pane.view.chosen == "0/p/1"
    assert shown.editing.bar.isVisible()
    assert shown.editing.bar.words == "Rewritten, and checked"


def test_a_chosen_statement_shows_its_page(shown: MainWindow, wait: Wait) -> None:
    click(shown, "0/t/0")
    wait(lambda: shown.page_pane.page == 4)
    wait(lambda: shown.page_pane._where.text() == "Part 4")


def test_a_click_beside_statements_lets_go(shown: MainWindow) -> None:
    click(shown, "0/p/1")
    view = shown.note_pane.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 3))
    assert view.chosen == ""
    assert not shown.editing.bar.isVisible()


def test_the_keyboard_goes_from_statement_to_statement_and_edits(shown: MainWindow, wait: Wait) -> None:
    view = shown.note_pane.view
    view.setFocus()
    down, alt = Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier
    QTest.keyClick(view, down, alt)
    QTest.keyClick(view, down, alt)
    assert view.chosen == "0/p/1"
    QTest.keyClick(view, Qt.Key.Key_Return)
    field = shown.editing.editor.field
    assert field.toPlainText() == "Statement 0.1 about leaves."
    field.setPlainText("Leaves **breathe**.")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: "Leaves breathe." in view.toPlainText())
    assert view.sections[0].points[1].origin is Origin.EDITED


def test_a_change_can_be_undone(shown: MainWindow, wait: Wait) -> None:
    undone: list[Callable[[], None]] = []
    shown.editing.changed.connect(lambda _words, undo: undone.append(undo))
    click(shown, "0/p/0")
    QTest.keyClick(shown.note_pane.view, Qt.Key.Key_Delete)
    wait(lambda: bool(undone) and "Statement 0.0" not in shown.note_pane.view.toPlainText())
    undone[0]()
    wait(lambda: "Statement 0.0" in shown.note_pane.view.toPlainText())


def test_escape_leaves_the_statement_as_it_was(shown: MainWindow) -> None:
    click(shown, "0/p/0")
    shown.editing.edit()
    shown.editing.editor.field.setPlainText("Nonsense")
    QTest.keyClick(shown.editing.editor.field, Qt.Key.Key_Escape)
    assert not shown.editing.editor.isVisible()
    document = shown.reading.document
    assert document is not None
    assert edits.edits_of(document.id) == []


def test_a_statement_is_copied_with_its_page(shown: MainWindow) -> None:
    click(shown, "0/p/0")
    QTest.keyClick(shown.note_pane.view, Qt.Key.Key_C, CONTROL_SHIFT)
    assert shown.toasts.words() == ["Copied with its page."]
    assert QGuiApplication.clipboard().text() == "Statement 0.0 about leaves. (Trees, p.\u00a01)"


def test_what_can_be_done_with_a_statement_covers_no_line_of_the_note(shown: MainWindow, app: QApplication) -> None:
    view, bar = shown.note_pane.view, shown.editing.bar
    before = view.height()
    click(shown, "1/p/2")
    app.processEvents()
    assert view.height() < before, "it takes its place from the note"
    assert not QRect(view.mapTo(shown, QPoint()), view.size()).intersects(QRect(bar.mapTo(shown, QPoint()), bar.size()))
    rect = view.chosen_rect()
    assert rect is not None
    assert rect.bottom() <= view.viewport().height(), "its statement stays in sight"
    shown.note_pane._on_tab(1)
    assert not bar.isVisible(), "it goes with the notes"
    shown.note_pane._on_tab(0)
    assert bar.isVisible()


def test_what_a_statement_was_is_offered_by_keyboard(shown: MainWindow, wait: Wait) -> None:
    view = shown.note_pane.view
    click(shown, "0/p/0")
    QTest.keyClick(view, Qt.Key.Key_H, CONTROL_SHIFT)
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == ["As it was written"]
    menu.close()


def test_a_click_on_the_pencil_leaves_the_keyboard_in_the_editor(shown: MainWindow) -> None:
    shown.activateWindow()
    click(shown, "0/p/0")
    pencil = shown.editing.bar.buttons["edit"]
    pencil.setFocus()
    pencil.click()
    assert shown.focusWidget() is shown.editing.editor.field
    assert not shown.note_pane.view.textCursor().hasSelection(), "no link of the note was gone to"


def test_the_bar_counts_statements_a_page_and_a_click_goes_there(shown: MainWindow, wait: Wait) -> None:
    bar = shown.note_pane.coverage
    assert bar.counts == (6, 0, 0, 1)
    assert bar.tip_of(2) == "Page 2: no notes on it yet"
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() * 6 // 10, 9))
    wait(lambda: shown.page_pane.page == 3)
    assert shown.page_pane._uses.text() == "No notes on this page yet"
    assert shown.page_pane._more.isVisible()
    QTest.keyClick(bar, Qt.Key.Key_Right)
    wait(lambda: shown.page_pane.page == 4)
    assert not shown.page_pane._more.isVisible()


def test_every_page_of_a_long_book_has_its_place_on_the_bar(keep: Callable[[QWidget], QWidget]) -> None:
    bar = keep(CoverageBar())
    assert isinstance(bar, CoverageBar)
    bar.resize(300, 22)
    bar.set_counts((0, 5) * 600)
    assert not bar.grab().isNull()
    assert [bar.page_at(x) for x in (-3, 0, 150, 299.99, 900)] == [1, 1, 601, 1200, 1200]


def test_a_place_on_a_page_chooses_the_statement_that_quotes_it(
    open_window: Callable[[], MainWindow], services: Services, make_pdf: Callable[[list[str]], Path], wait: Wait
) -> None:
    document = pdf_document(services, make_pdf(["Roots drink water.\nLeaves eat light.", "Nothing more."]))
    points = tuple(
        Point(text, Origin.REWRITTEN, (Citation(1, quote),))
        for text, quote in (("Roots drink.", "Roots drink water."), ("Leaves eat.", "Leaves eat light."))
    )
    add_note(document, Note("Trees", "", (Section("All", (1, 2), points),)))
    window = open_window()
    pane = window.page_pane
    wait(lambda: pane._file is not None and window.note_pane.view.is_built and bool(pane.canvas._images))
    window.note_pane.view.choose("0/p/1")
    wait(lambda: bool(pane.canvas._marked[1]))
    rect = pane.canvas._marked[1][0]
    window.note_pane.view.choose("")
    QTest.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=pane.canvas.place_of(0, rect.center()))
    wait(lambda: window.note_pane.view.chosen == "0/p/1")


def test_text_selected_on_a_page_finds_the_statements_that_use_it(
    open_window: Callable[[], MainWindow], services: Services, make_pdf: Callable[[list[str]], Path], wait: Wait
) -> None:
    document = pdf_document(services, make_pdf(["Roots drink water.\nLeaves eat light.", "Nothing more."]))
    point = Point("Roots drink.", Origin.REWRITTEN, (Citation(1, "Roots drink water."),))
    add_note(document, Note("Trees", "", (Section("All", (1,), (point,)),)))
    window = open_window()
    selected: list[str] = []
    window.page_pane.text_selected.disconnect()
    window.page_pane.text_selected.connect(lambda found, _place: selected.append(found.text))
    canvas = window.page_pane.canvas
    wait(lambda: window.page_pane._file is not None and window.note_pane.view.is_built and bool(canvas._images))
    start, end = canvas.place_of(0, QPointF(20, 30)), canvas.place_of(0, QPointF(300, 31))
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    wait(lambda: bool(selected))
    assert "oots drink water" in selected[0]
    assert canvas._selected[1]
    assert window.beside.statements_about(1, selected[0]) == ["0/p/0"]
    assert window.beside.statements_about(1, "Leaves eat light.") == []


def pdf_document(services: Services, path: Path) -> DocumentView:
    """A document of two pages whose file lies on the shelf."""
    kind = kind_of(path.name)
    added = documents.add_document(sha256="ab" * 32, kind=kind, file_name="trees.pdf", size_bytes=9)
    place = services.shelf.path_of(added)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    pages = [StoredPage(number=n, label=None, text="", blocks="[]", problem=None) for n in (1, 2)]
    documents.save_pages(added.id, pages)
    documents.finish_extraction(added.id, title="Trees", language="en", page_count=2, outline=(), version=1)
    return documents.find_document(added.id)


def test_coverage_counts_a_statement_once_a_page() -> None:
    twice = Point("A.", Origin.QUOTED, (Citation(2, "A"), Citation(2, "B"), Citation(3, "C")))
    made = Note("T", "", (Section("S", (2,), (twice,)),))
    assert coverage_of(made, 4) == (0, 1, 1, 0)
    assert cited_on(made, 2) == [("0/p/0", "A"), ("0/p/0", "B")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a **b** c", ["a ", "b", " c"]),
        ("*x* and `y*z*`", ["x", " and ", "y*z*"]),
        ("2 * 3 * 4", ["2 * 3 * 4"]),
        ("a ** b", ["a ** b"]),
        ("", []),
        ("see ==this== now", ["see ", "this", " now"]),
        ("a == b", ["a == b"]),
        (r"$E = m c^2$ holds", ["E = m c²", " holds"]),
        (r"$\frac{1}{2} \sum_{i} x_i \le \alpha$", ["1/2 ∑ᵢ xᵢ ≤ α"]),
        (r"$\begin{cases} x \end{cases}$", [r"\begin{cases} x \end{cases}"]),
        ("from $5 to $6", ["from $5 to $6"]),
    ],
)
def test_marks_of_markdown_are_read_and_others_left(app: QApplication, written: str, read: list[str]) -> None:
    formats = NoteFormats(app.palette(), app.font())
    assert [text for text, _format in inline_runs(written, formats.body)] == read


def test_a_formula_without_a_reading_stands_in_typewriter_letters(app: QApplication) -> None:
    formats = NoteFormats(app.palette(), app.font())
    ((text, told),) = inline_runs(r"$x^{\hat{y}}$", formats.body)
    assert text == r"x^{\hat{y}}"
    assert "Mono" in told.font().families()[0]
    ((_text, marked),) = inline_runs("==seen==", formats.body)
    assert marked.background().color().isValid()
    assert marked.background().color() != formats.body.background().color()


def test_a_pale_page_asks_for_a_section_of_its_own(shown: MainWindow, services: Services, wait: Wait) -> None:
    shown.note_pane.coverage.page_chosen.emit(2)
    wait(shown.page_pane._more.isVisible)
    QTest.mouseClick(shown.page_pane._more, Qt.MouseButton.LeftButton)
    wait(lambda: bool(services.woken))
    (job,) = jobs.list_jobs(LOCAL_USER)
    assert (job.options["pages"], job.options.get("section")) == ([2], None)
    wait(lambda: shown.toasts.words() == ["Notes on page 2 are being written."])


def test_a_section_is_written_anew_and_brought_back(shown: MainWindow, services: Services, wait: Wait) -> None:
    note_id = shown._reader.note_id
    old = notes.load_section(note_id, 1)
    assert old is not None
    edits.keep_section(note_id, 1, Section("Before", (1,), old.points[:1]))
    menu = shown.sections.menu(1, services.notebook.section_versions(note_id, 1))
    words = [action.text() for action in menu.actions()]
    assert words[1:4] == ["Shorter", "As usual", "In more detail"]
    menu.actions()[3].trigger()
    wait(lambda: bool(services.woken))
    (job,) = jobs.list_jobs(LOCAL_USER)
    assert (job.options["section"], job.options["length"]) == (1, "detailed")
    assert words[-1].endswith(": 1 point")
    menu.actions()[-1].trigger()
    wait(lambda: len(shown.note_pane.view.sections[1].points) == 1)
    menu.close()


def test_a_card_of_ones_own_is_made_from_a_selection(shown: MainWindow, wait: Wait) -> None:
    shown.beside.card_requested.emit(Citation(2, "Leaves eat light."))
    form = shown.findChild(CardForm)
    assert isinstance(form, CardForm)
    assert not form.keep_button.isEnabled()
    QTest.keyClicks(form.front, "What do leaves eat?")
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    document = shown.reading.document
    assert document is not None
    key = study.card_id(document.id, "What do leaves eat?")
    wait(lambda: study.find_card(key) is not None)
