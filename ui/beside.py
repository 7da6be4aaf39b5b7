"""Keeps note and page in step: a statement shows its sentence, a place on a page its statement, a bar all pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from app.notes import Citation, Note
from app.pictures import without_pictures
from app.store.documents import DocumentView
from ui.note.coverage import cited_on, coverage_of
from ui.note.format import statement_of, words_of
from ui.note.pane import NotePane
from ui.page.pane import PagePane
from ui.page.pdf_file import Selected
from ui.parts.menus import passing_menu
from ui.words import tr

SHARED_CHARS: Final = 20
"""A selection and a quote that share less are about different things."""


class Beside(QObject):
    """GUI thread."""

    card_requested = Signal(object)
    """A Citation to make a card from."""
    explanation_requested = Signal(str)
    """A question about what was selected."""
    page_needed = Signal()
    """The page has to be in sight."""
    notes_requested = Signal(int)
    """A page (1-based) that the notes say nothing of yet."""

    def __init__(self, note_pane: NotePane, page_pane: PagePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes, self._page = note_pane, page_pane
        self._view = note_pane.view
        self._document: DocumentView | None = None
        self._note: Note | None = None
        self._following = False
        self._view.statement_chosen.connect(self._on_chosen)
        self._view.changed.connect(self._on_note)
        note_pane.coverage.page_chosen.connect(self._on_bar)
        page_pane.page_shown.connect(self._on_page)
        page_pane.place_clicked.connect(self._on_place)
        page_pane.text_selected.connect(self._on_selected)
        page_pane.notes_requested.connect(self.notes_requested)

    def set_document(self, document: DocumentView) -> None:
        """The document of the note that is shown; its pages come up beside it."""
        self._document = document
        self._on_note()
        if not self._page.isHidden():
            self._page.show_document(document)

    def show_citation(self, citation: Citation) -> None:
        """The page that says it, with its sentence marked."""
        if self._document:
            self.page_needed.emit()
            self._page.show_citation(self._document, citation)

    def _on_note(self) -> None:
        self._note = self._view.note
        pages = self._document.page_count if self._document else 0
        self._notes.coverage.set_counts(coverage_of(self._note, pages) if self._note and pages else ())
        self._tell_of_page(self._page.page)

    def _on_chosen(self, path: str) -> None:
        statement = statement_of(path, self._view.sections) if path else None
        if statement and not self._following:
            self.show_citation(statement.citations[0])

    def _on_bar(self, page: int) -> None:
        if self._document:
            self.page_needed.emit()
            self._page.show_document(self._document)
            self._page.go_to(page)

    def _on_page(self, page: int) -> None:
        self._notes.coverage.set_current(page)
        self._tell_of_page(page)

    def _tell_of_page(self, page: int) -> None:
        counts = self._notes.coverage.counts
        self._page.set_uses(counts[page - 1] if 0 < page <= len(counts) else None)

    def _on_place(self, page: int, find: Callable[[list[str], Callable[[int], None]], None]) -> None:
        """The student clicked on a page (1-based); `find` looks which of some quotes stands there."""
        cited = cited_on(self._note, page) if self._note else []
        if cited:
            find([quote for _path, quote in cited], lambda at: self._follow(cited[at][0]) if at >= 0 else None)

    def _follow(self, path: str) -> None:
        """Shows a statement without moving the page, on which the student is already."""
        self._following = True
        self._notes.show_notes()
        self._view.choose(path)
        self._view.show_chosen()
        self._following = False

    def _on_selected(self, selected: Selected, place: QPoint) -> None:
        page, text = selected.page + 1, selected.text
        paths = self.statements_about(page, text)
        menu = passing_menu(tr("Selected text"), self._page)
        for path in paths:
            statement = statement_of(path, self._view.sections)
            said = without_pictures(words_of(statement), tr("[picture]"))[:60] if statement else ""
            show = menu.addAction(tr("Show: {said}").format(said=said))
            show.triggered.connect(lambda _checked=False, path=path: self._follow(path))
        if not paths:
            menu.addAction(tr("No statement uses this")).setEnabled(False)
        menu.addSeparator()
        citation = Citation(page, text)
        menu.addAction(tr("Ask what this means")).triggered.connect(
            lambda: self.explanation_requested.emit(tr("What does this mean: “{text}”?").format(text=text))
        )
        menu.addAction(tr("Make a card of it…")).triggered.connect(lambda: self.card_requested.emit(citation))
        title = self._document.title if self._document else ""
        menu.addAction(tr("Copy with its page")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(
                tr("“{text}” ({title}, p. {page})").format(text=text, title=title, page=page)
            )
        )
        menu.popup(place)

    def statements_about(self, page: int, text: str) -> list[str]:
        """The paths of statements whose quote on a page (1-based) shares words with a selection."""
        wanted = "".join(text.split())
        found = []
        for path, quote in cited_on(self._note, page) if self._note else []:
            said = "".join(quote.split())
            shared = min(SHARED_CHARS, len(wanted), len(said))
            starts = range(0, max(1, len(said) - shared + 1), 5)
            if wanted and (wanted in said or any(said[at : at + shared] in wanted for at in starts)):
                found.append(path)
        return list(dict.fromkeys(found))
