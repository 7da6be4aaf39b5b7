"""Reads the note that is shown from the library, and again whatever of it changes; never twice at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import StudyleafError
from app.events import NoteDelta
from app.notes import Note, Section
from app.store import edits
from ui.background import Background

T = TypeVar("T")

INTERVAL_MS: Final = 100
"""Changes of sections are gathered for so long: ten repaints a second are enough for any reader."""


class NoteReader(QObject):
    """GUI thread. What arrives for a note that is shown no more is dropped."""

    opened = Signal(str, object)
    """A note's id and the Note, for the first time since `open`."""
    renewed = Signal(str, object)
    """The same after it was stored anew."""
    section_ready = Signal(int, object)
    """An index and the Section that belongs there now."""
    busy_changed = Signal(object)
    """A frozenset of the indexes of sections that the model is writing at."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._note_id = ""
        self._is_open = False
        self._is_reading = False
        self._is_stale = False
        self._stale_sections: set[int] = set()
        self._busy: frozenset[int] = frozenset()
        self._told_busy: frozenset[int] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._read)

    @property
    def note_id(self) -> str:
        """The note that is shown or about to be; empty for none."""
        return self._note_id

    def open(self, note_id: str) -> None:
        """Reads a note; `opened` follows. An empty id closes what is open."""
        self._note_id = note_id
        self._is_open, self._is_reading = False, False
        self._stale_sections.clear()
        self._busy = frozenset()
        self._timer.stop()
        self._is_stale = bool(note_id)
        self._read()

    def renew(self) -> None:
        """The note was stored anew; it is read again."""
        self._is_stale = bool(self._note_id)
        self._busy = frozenset()
        self._later()

    def on_delta(self, delta: NoteDelta) -> None:
        """A section of some note changed, or is being written at."""
        if delta.note_id != self._note_id or delta.section is None:
            return
        if delta.text is not None:
            self._busy |= {delta.section}
        else:
            self._busy -= {delta.section}
            self._stale_sections.add(delta.section)
        self._later()

    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _read(self) -> None:
        self._tell_busy()
        if self._is_reading or not self._note_id:
            return
        note_id = self._note_id
        if self._is_stale:
            self._is_stale = False
            self._stale_sections.clear()
            self._run(note_id, lambda: edits.load_edited(note_id), self._on_note)
        elif self._stale_sections:
            wanted = sorted(self._stale_sections)
            self._stale_sections.clear()
            self._run(
                note_id,
                lambda: [(index, edits.load_edited_section(note_id, index)) for index in wanted],
                self._on_sections,
            )

    def _run(self, note_id: str, work: Callable[[], T], show: Callable[[T], None]) -> None:
        self._is_reading = True

        def done(value: T) -> None:
            if note_id == self._note_id:
                self._is_reading = False
                show(value)
                self._go_on()

        def failed(error: StudyleafError) -> None:
            if note_id == self._note_id:
                self._is_reading = False
                self.failed.emit(error)

        self._background.run(work, done, failed)

    def _go_on(self) -> None:
        if self._is_stale or self._stale_sections:
            self._later()

    def _on_note(self, note: Note) -> None:
        signal = self.renewed if self._is_open else self.opened
        self._is_open = True
        signal.emit(self._note_id, note)

    def _on_sections(self, sections: list[tuple[int, Section | None]]) -> None:
        for index, section in sections:
            if section is not None:
                self.section_ready.emit(index, section)

    def _tell_busy(self) -> None:
        if self._busy != self._told_busy:
            self._told_busy = self._busy
            self.busy_changed.emit(self._busy)
