"""What can be done with one section: have it written anew, shorter or longer, and bring back what it was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from app.store.edits import StoredSection
from ui import counts
from ui.desk import Desk
from ui.note.format import SECTION_SCHEME
from ui.note.reader import NoteReader
from ui.note.view import NoteView
from ui.parts.menus import passing_menu
from ui.text import moment_words
from ui.words import marked, tr

LENGTHS = {"brief": marked("Shorter"), "standard": marked("As usual"), "detailed": marked("In more detail")}


class SectionMenu(QObject):
    """GUI thread; all work goes through the background."""

    failed = Signal(object)
    """A StudyleafError."""
    told = Signal(str)
    """What has been asked for."""

    def __init__(self, desk: Desk, view: NoteView, reader: NoteReader, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._view, self._reader, self._window = desk, view, reader, window
        self.document_id = ""
        view.link_activated.connect(self._on_link)

    def write_page(self, page: int) -> None:
        """Has a page (1-based) that the notes leave out written up as a section."""
        self._write((page,), None, "standard", tr("Notes on page {page} are being written.").format(page=page))

    def write_anew(self, index: int, length: str) -> None:
        """Has a section written again; what it was can come back."""
        section = self._view.sections[index]
        self._write(
            section.pages, index, length, tr("“{heading}” is being written anew.").format(heading=section.heading)
        )

    def menu(self, index: int, versions: list[StoredSection]) -> QMenu:
        """The menu of a section."""
        menu = passing_menu(tr("Section “{heading}”").format(heading=self._view.sections[index].heading), self._window)
        menu.addAction(tr("Write this section anew")).setEnabled(False)
        for length, words in LENGTHS.items():
            act = menu.addAction(tr(words))
            act.triggered.connect(lambda _checked=False, length=length: self.write_anew(index, length))
        if versions:
            menu.addSeparator()
            menu.addAction(tr("Bring back")).setEnabled(False)
        note_id = self._reader.note_id
        for version in versions:
            points = counts.points(len(version.section.points))
            act = menu.addAction(
                tr("As it was until {moment}: {points}").format(moment=moment_words(version.at), points=points)
            )
            act.triggered.connect(lambda _checked=False, version=version: self._bring_back(note_id, index, version.id))
        return menu

    def _on_link(self, link: str) -> None:
        scheme, _, number = link.partition(":")
        if scheme != SECTION_SCHEME:
            return
        note_id, index, place = self._reader.note_id, int(number), QCursor.pos()
        self._desk.background.run(
            lambda: self._desk.notebook.section_versions(note_id, index),
            lambda versions: self.menu(index, versions).popup(place),
            self.failed.emit,
        )

    def _bring_back(self, note_id: str, index: int, version_id: int) -> None:
        self._desk.background.run(
            lambda: self._desk.notebook.bring_back(note_id, index, version_id), lambda _done: None, self.failed.emit
        )

    def _write(self, pages: tuple[int, ...], index: int | None, length: str, words: str) -> None:
        note_id, document_id, note = self._reader.note_id, self.document_id, self._view.note
        if not note_id or not document_id or note is None:
            return
        self._desk.background.run(
            lambda: self._desk.jobs.write_section(
                note_id, document_id, pages=pages, title=note.title, section=index, length=length
            ),
            lambda _job: self.told.emit(words),
            self.failed.emit,
        )
