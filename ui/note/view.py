"""The note as running text: built in slices, changed section by section under the reader's eyes."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from app.notes import Note, Section
from ui.note.cited_browser import CitedBrowser
from ui.note.format import PATH, SECTION, NoteFormats, TextBlock, header_blocks, section_blocks, tail_blocks, write
from ui.words import tr

COLUMN_PX: Final = 720
"""Lines longer than some 90 characters tire the eye."""

KEEP_CLEAR_PX: Final = 60
"""Between a statement that is gone to and the edge of the view."""

SLICE_S: Final = 0.0015
"""The longest turn of writing a long note; Qt's layout of it takes as long again before the window may draw."""


class NoteView(CitedBrowser):
    """The document is a chain of parts: the header, one part a section, the tail; each begins at a kept cursor."""

    moved = Signal()
    """Statements are elsewhere in the viewport than before."""
    changed = Signal()
    """`note` is another one, or a newer state of the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Note"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._note: Note | None = None
        self._facts = ""
        self._starts: list[QTextCursor] = []
        self._unwritten: list[list[TextBlock] | int] = []
        self._busy: frozenset[int] = frozenset()
        self._formats = NoteFormats(self.palette(), self.font())
        self._wanted_section = -1
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._write_slice)

    @property
    def note(self) -> Note | None:
        """What is shown, as of the last change."""
        return self._note

    @property
    def is_built(self) -> bool:
        """Whether all of the note is in the document."""
        return not self._unwritten

    def show_note(self, note: Note, facts: str) -> None:
        """Shows another note from its top; `facts` is the line under the title."""
        self._note, self._facts = note, facts
        self.sections, self.open_ends = list(note.sections), note.open_ends
        self._busy = frozenset()
        self.choose("")
        self.pictures.clear()
        self._build()
        self.changed.emit()

    def update_note(self, note: Note, facts: str) -> None:
        """Shows a newer state of the same note; what did not change stays as it is, and so does the scroll position."""
        before = self._note
        if before is None or len(before.sections) != len(note.sections):
            position = self.verticalScrollBar().value()
            self.show_note(note, facts)
            self._write_all()
            self.verticalScrollBar().setValue(position)
            return
        for index, section in enumerate(note.sections):
            self.set_section(index, section)
        header_changed = (before.title, before.summary, self._facts) != (note.title, note.summary, facts)
        tail_changed = tail_blocks(before, self._formats) != tail_blocks(note, self._formats)
        self._note, self._facts, self.open_ends = note, facts, note.open_ends
        if header_changed:
            self._rewrite(0, header_blocks(note, facts, self._formats))
        if tail_changed:
            self._rewrite(len(self.sections) + 1, tail_blocks(note, self._formats))
        self.moved.emit()

    def set_section(self, index: int, section: Section) -> None:
        """Puts a better section in the place of the one shown; unknown indexes and equal sections change nothing."""
        if self._note is None or not 0 <= index < len(self.sections) or self.sections[index] == section:
            return
        self.sections[index] = section
        self._note = replace(self._note, sections=tuple(self.sections))
        if self.chosen.startswith(f"{index}/"):
            self.choose("")
        self._rewrite(index + 1, section_blocks(index, section, self._formats))
        self.moved.emit()
        self.changed.emit()

    def choose_next(self, step: int) -> None:
        """Chooses the statement after (1) or before (-1) the chosen one, or the first in view, and shows it."""
        block = self._block_of(self.chosen) or self.cursorForPosition(self.viewport().rect().topLeft()).block()
        begin = block
        while block.isValid():
            if block != begin and block.blockFormat().property(PATH):
                self.choose(str(block.blockFormat().property(PATH)))
                self.show_chosen()
                return
            block = block.next() if step > 0 else block.previous()

    def go_to_section(self, index: int) -> None:
        """Scrolls to a section's heading, when it is written."""
        self._wanted_section = index
        self._reach_section()

    def _reach_section(self) -> None:
        if self._wanted_section + 1 < len(self._starts) and self._wanted_section >= 0:
            top = self.cursorRect(self._starts[self._wanted_section + 1]).top()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top)
            if self.is_built:
                self._wanted_section = -1

    def show_chosen(self, *, below_px: int = KEEP_CLEAR_PX) -> None:
        """Scrolls as far as needed for the chosen statement to be in view, with so much room from its end on."""
        rect = self.chosen_rect()
        bar, view = self.verticalScrollBar(), self.viewport().height()
        if rect and rect.top() < KEEP_CLEAR_PX:
            bar.setValue(bar.value() + round(rect.top()) - KEEP_CLEAR_PX)
        elif rect and rect.bottom() > view - below_px:
            bar.setValue(bar.value() + round(rect.bottom()) - view + below_px)

    def show_whole(self) -> None:
        """Scrolls only if a part of the chosen statement is out of sight."""
        rect = self.chosen_rect()
        if rect and (rect.top() < 0 or rect.bottom() > self.viewport().height()):
            self.show_chosen()

    def chosen_rect(self) -> QRectF | None:
        """Where the chosen statement is in the viewport; None when none is chosen."""
        block = self._block_of(self.chosen)
        return self.block_rect(block) if block else None

    def _block_of(self, path: str) -> QTextBlock | None:
        section = path.partition("/")[0]
        if not section or int(section) + 1 >= len(self._starts):
            return None
        block = self._starts[int(section) + 1].block()
        end = self._end_of(int(section) + 1)
        while block.isValid() and block.position() < end:
            if block.blockFormat().property(PATH) == path:
                return block
            block = block.next()
        return None

    def set_busy(self, sections: frozenset[int]) -> None:
        """Marks the sections that the model is writing at."""
        if sections != self._busy:
            self._busy = sections
            self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and hasattr(self, "_timer"):
            self._formats = NoteFormats(self.palette(), self.font())
            if self._note:
                position = self.verticalScrollBar().value()
                self._build()
                self._write_all()
                self.verticalScrollBar().setValue(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The lines still break where they did.
        top = QTextCursor(self.document())
        if self.verticalScrollBar().value():
            top.setPosition(self.cursorForPosition(self.viewport().rect().topLeft()).position())
        spare = max(0, self.width() - COLUMN_PX - 2 * 28)
        left = 28 + spare // 2
        if self.viewportMargins().left() != left:
            self.setViewportMargins(left, 18, max(14, left - 14), 0)
        super().resizeEvent(event)
        self.moved.emit()
        if top.position() and event.oldSize().width() != event.size().width():
            # They break elsewhere now; what was at the top of the view stays there.
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect(top).top())

    def _build(self) -> None:
        note = self._note
        assert note is not None
        self.document().clear()
        self._starts = []
        self._unwritten = [
            header_blocks(note, self._facts, self._formats),
            *range(len(self.sections)),
            tail_blocks(note, self._formats),
        ]
        self._write_slice()
        # The first text pushed the reader's own cursor before it; a view that grows would scroll there.
        self.setTextCursor(QTextCursor(self.document()))
        self._timer.start()

    def _write_all(self) -> None:
        while self._unwritten:
            self._write_slice()

    def _write_slice(self) -> None:
        began = time.perf_counter()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while self._unwritten and time.perf_counter() - began < SLICE_S:
            part = self._unwritten.pop(0)
            blocks = section_blocks(part, self.sections[part], self._formats) if isinstance(part, int) else part
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if self._starts:
                cursor.insertBlock()
            start = QTextCursor(cursor)
            start.setKeepPositionOnInsert(True)
            self._starts.append(start)
            write(cursor, blocks)
        cursor.endEditBlock()
        if not self._unwritten:
            self._timer.stop()
            self._reach_section()

    def _rewrite(self, part: int, blocks: list[TextBlock]) -> None:
        """Replaces a part; what is not written yet is written with the new content when its turn comes."""
        if part >= len(self._starts):
            if part == len(self.sections) + 1 and self._unwritten:
                self._unwritten[-1] = blocks
            return
        anchor, top = self._reading_place(part)
        cursor = QTextCursor(self.document())
        # Only the position: a kept cursor's anchor is pushed along by what is inserted at it.
        cursor.setPosition(self._starts[part].position())
        cursor.beginEditBlock()
        if part + 1 < len(self._starts):
            cursor.setPosition(self._starts[part + 1].position() - 1, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        write(cursor, blocks)
        cursor.endEditBlock()
        self._keep_reading_place(anchor, top)

    def _reading_place(self, part: int) -> tuple[QTextCursor | tuple[int, int], int]:
        """Where the first visible line stands: its cursor, or (part, paragraph in it) if that part goes; and its y."""
        cursor = self.cursorForPosition(self.viewport().rect().topLeft())
        cursor.setKeepPositionOnInsert(True)
        top = self.cursorRect(cursor).top()
        inside = self._starts[part].position() <= cursor.position() < self._end_of(part)
        if not inside:
            return cursor, top
        paragraph = cursor.blockNumber() - self._starts[part].blockNumber()
        block_top = QTextCursor(cursor.block())
        return (part, paragraph), self.cursorRect(block_top).top()

    def _keep_reading_place(self, anchor: QTextCursor | tuple[int, int], top: int) -> None:
        if isinstance(anchor, tuple):
            part, paragraph = anchor
            last = self._starts[part + 1].blockNumber() - 1 if part + 1 < len(self._starts) else self._last_block()
            number = min(self._starts[part].blockNumber() + paragraph, last)
            anchor = QTextCursor(self.document().findBlockByNumber(number))
        moved = self.cursorRect(anchor).top() - top
        if moved and self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _end_of(self, part: int) -> int:
        if part + 1 < len(self._starts):
            return self._starts[part + 1].position()
        return self.document().characterCount()

    def _last_block(self) -> int:
        return self.document().blockCount() - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a ground of its own: then Qt moves what is there at a scroll, and a strip is painted, not all of it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QGuiApplication.palette().color(QPalette.ColorRole.Base))
        painter.end()
        super().paintEvent(event)

    def paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Adds "improving…" at the right end of a heading; painted, so that nothing moves when it goes."""
        super().paint_block(painter, block, rect)
        if not self._busy or block.blockFormat().property(SECTION) not in self._busy or not block.layout().lineCount():
            return
        line = block.layout().lineAt(0)
        font = self.font()
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        room = QRectF(rect.left(), rect.top() + line.y(), rect.width(), line.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr("improving…"))
