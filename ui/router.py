"""Brings every event to the models, and tells the rest of the window what changed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import StudyleafError
from app.events import Event, JobEvent, JobType, LibraryChanged, NoteDelta
from app.store.documents import DocumentView
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JobsModel
from ui.desk import Desk
from ui.library.documents_model import DocumentRow, DocumentsModel
from ui.note.index import NotesIndex
from ui.parts.soon import Soon
from ui.snapshot import Snapshot, read_changed, read_older, read_snapshot

RETRY_MS: Final = 3000
"""After a failed reading of the library; whoever holds it is rarely done sooner."""


SLICE_S: Final = 0.004
"""Of events in one pass of the loop; what follows from them takes as long again."""


class EventRouter(QObject):
    """The only receiver of the bus. Events that come before the library was read wait for it. GUI thread."""

    loaded = Signal()
    """The models are filled with what is newest; older documents follow."""
    job_changed = Signal(object)
    """A JobRow."""
    document_changed = Signal(object)
    """A DocumentView that is new or was stored anew."""
    document_removed = Signal(str)
    note_changed = Signal(object)
    """A NoteView that is new or was stored anew."""
    note_removed = Signal(str)
    note_delta = Signal(object)
    """A NoteDelta."""
    failed = Signal(object)
    """A StudyleafError: the library could not be read."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.jobs = JobsModel(self)
        self.documents = DocumentsModel(self)
        self.notes = NotesIndex()
        self._waiting: list[Event] | None = []
        # Dictionaries for their order: what changed first is shown first.
        self._stale_documents: dict[str, None] = {}
        self._stale_notes: dict[str, None] = {}
        self._reading = False
        self._oldest: DocumentView | None = None
        """The last document that was read of a library that has older ones."""
        self._is_stopped = False
        self._coming: deque[Event] = deque()
        self._turn = Soon(self._take_some, self)
        # Queued from the GUI thread too: an event told here must not overtake one that a worker told before it.
        desk.bus.happened.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Reads the library in the background; `loaded` follows."""
        desk = self._desk
        desk.background.run(lambda: read_snapshot(desk.jobs, desk.user_id), self._on_snapshot, self._on_no_snapshot)

    def stop(self) -> None:
        """Hears no more events; those on their way are dropped."""
        self._is_stopped = True
        self._desk.bus.happened.disconnect(self._on_told)

    def _on_no_snapshot(self, error: StudyleafError) -> None:
        """Says so and tries again: until the library is read, no event can be shown."""
        self.failed.emit(error)
        if not self._is_stopped:
            QTimer.singleShot(RETRY_MS, self, self.start)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.notes.fill(snapshot.notes)
        self.jobs.fill(snapshot.jobs)
        self.documents.fill(self._rows(snapshot, snapshot.jobs), is_whole=snapshot.is_last)
        self._oldest = None if snapshot.is_last else snapshot.documents[-1]
        waiting, self._waiting = self._waiting or [], None
        self.loaded.emit()
        self._coming.extendleft(reversed(waiting))
        self._turn.ask()
        if not self._reading:
            self._read_on()

    def _rows(self, snapshot: Snapshot, jobs: Iterable[JobRow]) -> list[DocumentRow]:
        newest: dict[str, JobRow] = {}
        for job in jobs:
            if job.document_id and job.type is not JobType.COMPLETION:
                newest.setdefault(job.document_id, job)
        return [
            DocumentRow(
                document,
                _unfinished(newest.get(document.id)),
                self._note_state(document.id),
                snapshot.tags.get(document.id, ()),
            )
            for document in snapshot.documents
        ]

    def _on_told(self, event: Event) -> None:
        self._coming.append(event)
        self._turn.ask()

    def _take_some(self) -> None:
        """Qt delivers all that is queued before it paints: after a drop of many files that would be seen."""
        began = time.perf_counter()
        while self._coming and not self._is_stopped:
            self._on_event(self._coming.popleft())
            if time.perf_counter() - began > SLICE_S:
                self._turn.ask()
                return

    def _on_event(self, event: Event) -> None:
        if self._waiting is not None:
            if not isinstance(event, NoteDelta):
                self._waiting.append(event)
            return
        if event.user_id != self._desk.user_id:
            return
        if isinstance(event, JobEvent):
            self._on_job(event)
        elif isinstance(event, LibraryChanged):
            self._read(event)
        else:
            self.note_delta.emit(event)

    def _on_job(self, event: JobEvent) -> None:
        row = self.jobs.apply(event)
        if row.document_id and row.type is not JobType.COMPLETION:
            self.documents.set_job(row.document_id, row)
        self.job_changed.emit(row)

    def _read(self, event: LibraryChanged) -> None:
        self._stale_documents.update(dict.fromkeys(event.document_ids))
        self._stale_notes.update(dict.fromkeys(event.note_ids))
        if not self._reading:
            self._read_on()

    def _read_on(self) -> None:
        """One read at a time: an older answer never comes after a newer one, and a burst costs two reads.

        What changed goes first; then the library is read further.
        """
        documents, notes = tuple(self._stale_documents), tuple(self._stale_notes)
        self._reading = bool(documents or notes or self._oldest) and not self._is_stopped
        if not self._reading:
            return
        if self._oldest and not documents and not notes:
            user_id, oldest = self._desk.user_id, self._oldest
            self._desk.background.run(lambda: read_older(user_id, oldest), self._on_older, self._on_no_older)
            return
        self._stale_documents.clear()
        self._stale_notes.clear()

        def show(found: Snapshot) -> None:
            self._on_changed(found, documents, notes)
            self._read_on()

        self._desk.background.run(lambda: read_changed(documents, notes), show, self._on_failed)

    def _on_older(self, found: Snapshot) -> None:
        for note in found.notes:
            self.notes.put(note)
        self.documents.extend(self._rows(found, self.jobs.rows()), is_whole=found.is_last)
        self._oldest = None if found.is_last else found.documents[-1]
        self._read_on()

    def _on_no_older(self, error: StudyleafError) -> None:
        self._reading = False
        self.failed.emit(error)
        QTimer.singleShot(RETRY_MS, self, lambda: None if self._reading else self._read_on())

    def _on_changed(self, found: Snapshot, document_ids: tuple[str, ...], note_ids: tuple[str, ...]) -> None:
        for document in found.documents:
            self.documents.put(document)
            self.documents.set_tags(document.id, found.tags.get(document.id, ()))
            self._show_work(document.id)
            self._show_note_state(document.id)
            self.document_changed.emit(document)
        for document_id in set(document_ids) - {document.id for document in found.documents}:
            self.documents.remove(document_id)
            self.document_removed.emit(document_id)
        for note in found.notes:
            self.notes.put(note)
            self._show_note_state(note.document_id)
            self.note_changed.emit(note)
        for note_id in set(note_ids) - {note.id for note in found.notes}:
            gone = self.notes.remove(note_id)
            self._show_note_state(gone.document_id if gone else None)
            self.note_removed.emit(note_id)

    def _show_work(self, document_id: str) -> None:
        """The job's events came before its document was in the list."""
        for row in self.jobs.rows():
            if row.document_id == document_id and row.type is not JobType.COMPLETION:
                self.documents.set_job(document_id, row)
                return

    def _show_note_state(self, document_id: str | None) -> None:
        if document_id:
            self.documents.set_note(document_id, self._note_state(document_id))

    def _note_state(self, document_id: str) -> str:
        note = self.notes.newest(document_id)
        return "" if note is None else "complete" if note.complete else "draft"

    def _on_failed(self, error: StudyleafError) -> None:
        self.failed.emit(error)
        self._read_on()


def _unfinished(job: JobRow | None) -> JobRow | None:
    return job if job and (job.is_live or job.is_retryable) else None
