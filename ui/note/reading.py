"""Decides what the middle of the window shows, and keeps it true while jobs go on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.events import JobType
from app.notes import Note
from app.store.documents import DocumentView
from app.store.notes import NoteView as StoredNote
from ui.activity.job_row import JobRow
from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow
from ui.note.pane import NotePane
from ui.note.reader import NoteReader
from ui.router import EventRouter
from ui.text import receipt_words
from ui.words import tr


class Reading(QObject):
    """A student who reads is not interrupted: new notes show themselves only where nothing is being read."""

    chosen = Signal()
    """The student has gone to a document, a job or a note."""
    document_shown = Signal(object)
    """The DocumentView that the shown note or waiting page is about."""
    waiting_shown = Signal()
    """The page for a note to come is up, perhaps before there is a document."""
    nothing_shown = Signal()
    """What was shown is gone, and there is nothing else."""
    ready = Signal(str, str)
    """(title, note id) of notes that are finished while another is being read."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, router: EventRouter, reader: NoteReader, pane: NotePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._router = router
        self._reader = reader
        self._pane = pane
        self.document: DocumentView | None = None
        self._job_id = ""
        self._is_reading = False
        self._unseen: set[str] = set()
        router.job_changed.connect(self._on_job)
        router.document_changed.connect(self._on_document_changed)
        router.document_removed.connect(self._on_document_removed)
        router.note_changed.connect(self._on_note_changed)
        router.note_removed.connect(self._on_note_removed)
        router.note_delta.connect(reader.on_delta)
        reader.opened.connect(self._on_opened)
        reader.renewed.connect(self._on_renewed)
        reader.section_ready.connect(pane.view.set_section)
        reader.busy_changed.connect(pane.view.set_busy)
        reader.failed.connect(self.failed)
        pane.touched.connect(self._on_touched)
        pane.note_selected.connect(self._on_note_selected)

    def choose_document(self, document: DocumentView) -> None:
        """The student wants to see this document: its newest note, or what is being done for one."""
        self._go()
        self._show_document(document)

    def choose_job(self, row: JobRow) -> None:
        """The student wants to see what this job made or makes."""
        self._go()
        document = self._router.documents.find(row.document_id) if row.document_id else None
        if row.note_id and row.type is not JobType.COMPLETION:
            self.choose_note(row.note_id)
        elif document:
            self._show_document(document)
        else:
            self._wait_for(row)

    def choose_note(self, note_id: str) -> None:
        self._go()
        self._show_note(note_id)

    def _go(self) -> None:
        self._is_reading = True
        self.chosen.emit()

    def show_newest(self) -> None:
        """At start: the document that was added last."""
        if self.document is None and not self._job_id and self._router.documents.rowCount():
            row = self._router.documents.index(0).data(DOCUMENT_ROLE)
            assert isinstance(row, DocumentRow)
            self._show_document(row.document)

    def expect(self, job_id: str) -> None:
        """The student has just submitted this job; its note is shown unless another one is being read."""
        waiting = self._router.jobs.find(self._job_id)
        if (self._is_reading and self.document) or (waiting and waiting.is_live):
            self._unseen.add(job_id)
        else:
            self._job_id = job_id
        # A quick job is further than its submission when this is told.
        row = self._router.jobs.find(job_id)
        if row:
            self._on_job(row)

    def _show_document(self, document: DocumentView) -> None:
        self.document = document
        note = self._router.notes.newest(document.id)
        if note:
            self._show_note(note.id)
            return
        self._job_id = ""
        self._reader.open("")
        self._show_waiting(document)
        self.document_shown.emit(document)

    def _show_waiting(self, document: DocumentView) -> None:
        work = next(
            (
                row
                for row in self._router.jobs.rows()
                if row.document_id == document.id and row.type is not JobType.COMPLETION
            ),
            None,
        )
        if work and (work.is_live or work.is_retryable):
            self._pane.waiting.show_job(work, document.title)
        else:
            self._pane.waiting.show_document(document)
        self._pane.show_waiting()
        self.waiting_shown.emit()

    def _show_note(self, note_id: str) -> None:
        self._job_id = ""
        stored = self._router.notes.find(note_id)
        if stored and stored.document_id:
            self.document = self._router.documents.find(stored.document_id) or self.document
        if self._reader.note_id != note_id:
            self._reader.open(note_id)
        if self.document:
            self.document_shown.emit(self.document)

    def _wait_for(self, row: JobRow) -> None:
        """A job whose document is not in the library yet."""
        self._job_id = row.id
        self.document = None
        self._reader.open("")
        self._pane.waiting.show_job(row, row.title)
        self._pane.show_waiting()
        self.waiting_shown.emit()

    def _on_job(self, row: JobRow) -> None:
        if row.type is JobType.COMPLETION:
            return
        if row.id == self._job_id:
            self._follow(row)
        elif row.note_id and row.note_id == self._reader.note_id:
            self._show_state(row)
        elif self.document and row.document_id == self.document.id and not self._reader.note_id:
            self._pane.waiting.show_job(row, self.document.title)
            if row.note_id:
                self._show_note(row.note_id)
        if row.id in self._unseen and not row.is_live:
            self._unseen.discard(row.id)
            if row.note_id:
                self.ready.emit(row.title, row.note_id)

    def _follow(self, row: JobRow) -> None:
        """The job that the student waits for went on."""
        if row.note_id:
            self._show_note(row.note_id)
            return
        document = self._router.documents.find(row.document_id) if row.document_id else None
        if document and (self.document is None or self.document.id != document.id):
            self.document = document
            self.document_shown.emit(document)
        self._reader.open("")
        self._pane.waiting.show_job(row, document.title if document else row.title)
        self._pane.show_waiting()
        self.waiting_shown.emit()

    def _on_document_changed(self, document: DocumentView) -> None:
        """The awaited job's document arrived, or the one that is shown got its title and its pages."""
        awaited = self._router.jobs.find(self._job_id)
        if self.document and self.document.id == document.id:
            self.document = document
            self.document_shown.emit(document)
        elif awaited and awaited.document_id == document.id:
            self._follow(awaited)

    def _on_document_removed(self, document_id: str) -> None:
        if self.document is None or self.document.id != document_id:
            return
        self.document = None
        self._is_reading = False
        self._reader.open("")
        self._pane.clear()
        if self._router.documents.rowCount():
            self.show_newest()
        else:
            self.nothing_shown.emit()

    def _on_note_changed(self, note: StoredNote) -> None:
        if note.id == self._reader.note_id:
            self._reader.renew()
            if note.document_id and (self.document is None or self.document.id != note.document_id):
                self._show_note(note.id)
        if self.document and note.document_id == self.document.id:
            self._offer_notes()

    def _on_note_removed(self, note_id: str) -> None:
        if note_id == self._reader.note_id and self.document:
            self._reader.open("")
            self._show_document(self.document)

    def _on_opened(self, note_id: str, note: Note) -> None:
        self._pane.show_note(note, self._facts(note))
        self._offer_notes()
        self._show_state_of(note_id)

    def _on_renewed(self, note_id: str, note: Note) -> None:
        self._pane.update_note(note, self._facts(note))
        self._show_state_of(note_id)

    def _on_note_selected(self, note_id: str) -> None:
        self.choose_note(note_id)

    def _on_touched(self) -> None:
        self._is_reading = True

    def _facts(self, note: Note) -> str:
        document = DocumentRow(self.document).facts if self.document else ""
        return " · ".join(filter(None, (document, receipt_words(note.receipt))))

    def _offer_notes(self) -> None:
        if self.document:
            self._pane.set_notes(self._router.notes.of_document(self.document.id), self._reader.note_id)

    def _show_state_of(self, note_id: str) -> None:
        row = next((row for row in self._router.jobs.rows() if row.note_id == note_id), None)
        stored = self._router.notes.find(note_id)
        if row:
            self._show_state(row)
        else:
            self._pane.set_state("" if stored is None or stored.complete else tr("Draft"))

    def _show_state(self, row: JobRow) -> None:
        stored = self._router.notes.find(row.note_id or "")
        if row.is_live:
            self._pane.set_state(tr("Improving… {progress} %").format(progress=row.progress))
        elif stored and not stored.complete:
            self._pane.set_state(tr("Draft: stopped before it was finished"))
        else:
            self._pane.set_state("")
        if not row.is_live:
            self._pane.view.set_busy(frozenset())
