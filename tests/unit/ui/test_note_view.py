from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QUrl
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.notes import Citation, OpenEnd, OpenKind, Origin, Section
from tests.unit.ui.samples import note, point, section
from ui.note.format import CHIP, MARK
from ui.note.view import NoteView

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def view(keep: Callable[[QWidget], QWidget]) -> Iterator[NoteView]:
    made = keep(NoteView())
    assert isinstance(made, NoteView)
    made.resize(700, 500)
    made.show()
    return made


def show(view: NoteView, wait: Wait, **size: int) -> None:
    view.show_note(note(**size), "trees.pdf · 4 pages")
    wait(lambda: view.is_built)


def top_text(view: NoteView) -> str:
    return view.cursorForPosition(QPoint(0, 0)).block().text()


def test_all_of_a_note_is_there_in_its_order(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=3, points=2)
    text = view.toPlainText()
    wanted = [
        "Trees",
        "trees.pdf · 4 pages",
        "All about trees.",
        "Heading 0",
        "Statement 0.1",
        "Leaf — What a tree breathes with.",
        "Heading 1",
        "Heading 2",
        "Statement 2.1",
        "Test yourself: 2 questions",
    ]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_every_statement_has_its_chip_and_its_mark(view: NoteView, wait: Wait) -> None:
    quoted = Section("H", (1,), (point("Said so.", 7, Origin.QUOTED),))
    view.show_note(replace(note(), sections=(quoted,)), "")
    wait(lambda: view.is_built)
    block = view.document().begin()
    while "Said so." not in block.text() or "p." not in block.text():
        block = block.next()
        assert block.isValid()
    assert block.blockFormat().property(MARK) == "quoted"
    assert "p.\u00a07" in block.text()
    assert any(run.format.hasProperty(CHIP) for run in block.textFormats())


def test_a_chip_leads_to_its_citation(view: NoteView, wait: Wait) -> None:
    show(view, wait)
    got: list[Citation] = []
    view.citation_activated.connect(got.append)
    view.anchorClicked.emit(QUrl("cite:1/p/2/0"))
    view.anchorClicked.emit(QUrl("cite:0/t/0/0"))
    assert view.note is not None
    sections = view.note.sections
    assert got == [sections[1].points[2].citations[0], sections[0].terms[0].citations[0]]


def test_a_link_of_an_older_text_leads_nowhere(view: NoteView, wait: Wait) -> None:
    show(view, wait)
    got: list[object] = []
    view.citation_activated.connect(got.append)
    for link in ("cite:9/p/0/0", "cite:0/p/99/0", "cite:x/p/0/0", "cite:", "https://example.org"):
        view.anchorClicked.emit(QUrl(link))
    assert got == []


def test_a_better_section_takes_the_place_of_the_old_one(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=4)
    view.set_section(2, section("Better heading", "One better statement."))
    text = view.toPlainText()
    assert "Heading 2" not in text
    assert text.index("Heading 1") < text.index("One better statement.") < text.index("Heading 3")
    assert text.count("Heading 3") == 1


def test_sections_may_change_again_and_again_in_any_order(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=5, points=3)
    newest: dict[int, Section] = {}
    for turn in range(40):
        index = turn * 3 % 5
        newest[index] = section(f"Turn {turn}", *(f"Point {turn}.{n}" for n in range(turn % 4 + 1)))
        view.set_section(index, newest[index])
    lines = [block for block in view.toPlainText().split("\n") if block.startswith(("Turn", "Point"))]
    wanted = [
        words for index in range(5) for words in (newest[index].heading, *(each.text for each in newest[index].points))
    ]
    assert [line.split("\u2002")[0].split("  p.")[0] for line in lines] == wanted


def test_the_reader_stays_where_she_is_when_a_section_above_grows(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=12, points=6)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    before, offset = top_text(view), view.cursorRect(view.cursorForPosition(QPoint(0, 0))).top()
    place = bar.value()
    view.set_section(0, section("Long", *(f"A much longer statement, the {n}th." * 5 for n in range(20))))
    assert bar.value() > place
    assert top_text(view) == before
    assert view.cursorRect(view.cursorForPosition(QPoint(0, 0))).top() == offset


def test_the_reader_stays_where_she_is_when_a_section_below_changes(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=12, points=6)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    place, before = bar.value(), top_text(view)
    view.set_section(11, section("Short"))
    assert (bar.value(), top_text(view)) == (place, before)


def test_the_reader_stays_at_her_paragraph_when_its_own_section_changes(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=3, points=40)
    cursor = view.document().find("Statement 1.20")
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.cursorRect(cursor).top() - 4)
    assert top_text(view).startswith("Statement 1.20")
    view.set_section(1, section("Heading 1", *(f"Improved {n}." for n in range(40))))
    assert top_text(view).startswith(("Improved 20", "Improved 19"))


def test_selected_words_stay_selected_when_another_section_changes(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=4)
    view.setTextCursor(view.document().find("Statement 3.1 about"))
    view.set_section(0, section("New", "Something longer than before, by far."))
    assert view.textCursor().selectedText() == "Statement 3.1 about"


def test_an_update_of_the_whole_note_touches_only_what_changed(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=6, points=6)
    assert view.note is not None
    sections = list(view.note.sections)
    sections[4] = section("Changed", "Now this.")
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = top_text(view)
    newer = replace(view.note, title="Trees and shrubs", sections=tuple(sections), quiz=(), flashcards=())
    view.update_note(newer, "facts")
    text = view.toPlainText()
    assert text.startswith("Trees and shrubs\nfacts")
    assert "Now this." in text
    assert "Test yourself" not in text
    assert top_text(view) == before


def test_a_section_that_changes_while_the_note_is_still_built_is_not_lost(view: NoteView, wait: Wait) -> None:
    view.show_note(note(sections=200, points=5), "")
    assert not view.is_built
    view.set_section(199, section("Late", "But in time."))
    wait(lambda: view.is_built)
    text = view.toPlainText()
    assert text.count("But in time.") == 1
    assert "Heading 199" not in text


def test_another_number_of_sections_shows_them_all(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=3)
    view.update_note(note(sections=5), "")
    wait(lambda: view.is_built)
    assert "Heading 4" in view.toPlainText()


def test_a_new_note_begins_at_its_top(view: NoteView, wait: Wait) -> None:
    show(view, wait, sections=12, points=6)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    show(view, wait, sections=12, points=6)
    assert view.verticalScrollBar().value() == 0


def test_a_chip_tells_its_quote_and_is_reached_with_the_keyboard(view: NoteView, wait: Wait) -> None:
    show(view, wait)
    cursor: QTextCursor = view.document().find("p. 1", 0)
    # The first hit is the page range of a heading.
    while not cursor.charFormat().isAnchor():
        cursor = view.document().find("p. 1", cursor)
        assert not cursor.isNull()
    spot = view.cursorRect(cursor).center() - QPoint(4, 0)
    assert view.tip_at(spot) == "Page 1: “Statement 0.0 about leaves.”"
    got: list[Citation] = []
    view.citation_activated.connect(got.append)
    view.activateWindow()
    view.setFocus()
    QTest.keyClick(view, "\t")  # what can be done with the section
    QTest.keyClick(view, "\t")
    QTest.keyClick(view, "\r")
    assert got == [note().sections[0].points[0].citations[0]]


def test_chapters_have_overviews_and_open_ends_lead_to_their_pages(view: NoteView, wait: Wait) -> None:
    end = OpenEnd("KNN", OpenKind.TERM, (Citation(3, "We use KNN."),))
    left = OpenEnd("Roots are not discussed here.", OpenKind.LEFT_OUT, (Citation(4, "Roots are not discussed here."),))
    chapter = Section("Woods", (1, 4), (), (), 1, "Woods are made of trees.")
    base = note(sections=1)
    view.show_note(replace(base, sections=(chapter, *base.sections), open_ends=(end, left)), "")
    wait(lambda: view.is_built)
    text = view.toPlainText()
    wanted = [
        "Woods",
        "Woods are made of trees.",
        "Heading 0",
        "Not explained here",
        "KNN",
        "Roots are",
        "Test yourself",
    ]
    assert [text.index(words) for words in wanted] == sorted(text.index(words) for words in wanted)
    got: list[Citation] = []
    view.citation_activated.connect(got.append)
    view.anchorClicked.emit(QUrl("cite:open/0/0"))
    view.anchorClicked.emit(QUrl("cite:open/1/0"))
    view.anchorClicked.emit(QUrl("cite:open/7/0"))
    assert got == [*end.citations, *left.citations]
    view.update_note(replace(base, sections=(chapter, *base.sections)), "")
    wait(lambda: view.is_built)
    assert "KNN" not in view.toPlainText()


def test_a_scroll_paints_the_strip_that_comes_into_view_and_looks_as_if_all_was_painted(
    view: NoteView, wait: Wait
) -> None:
    show(view, wait, sections=12, points=4)
    view.choose("1/p/1")
    view.verticalScrollBar().setValue(300)
    QTest.qWait(20)
    painted: list[int] = []

    class Recorder(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
            if isinstance(event, QPaintEvent):
                painted.append(event.rect().height())
            return False

    recorder = Recorder()
    view.viewport().installEventFilter(recorder)
    for value in (340, 380, 330):
        view.verticalScrollBar().setValue(value)
        wait(lambda: bool(painted))
        assert max(painted) <= 60
        painted.clear()
    scrolled = view.screen().grabWindow(view.winId()).toImage()
    view.viewport().update()
    wait(lambda: bool(painted))
    assert scrolled == view.screen().grabWindow(view.winId()).toImage()
