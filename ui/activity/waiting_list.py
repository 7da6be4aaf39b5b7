"""What waits, in the order in which it will be begun; the student drags it into another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.words import tr

ID_ROLE: Final = Qt.ItemDataRole.UserRole
MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that waits."""

    id: str
    title: str


class WaitingList(QListWidget):
    """Alt with up and down moves a row by keyboard. GUI thread."""

    moved = Signal(str, str)
    """A job's id, and the id of the one that it goes before now; "" for the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Waiting, the next one first"))
        self.setToolTip(tr("Drag to change the order, or press Alt with up and down"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.model().rowsMoved.connect(self._on_moved)

    def show_line(self, line: Sequence[Waiting]) -> None:
        """Shows the queue; the same one again changes nothing, a drag that goes on is left alone."""
        if self.state() is QAbstractItemView.State.DraggingState or self.line() == list(line):
            return
        current = self.currentItem().data(ID_ROLE) if self.currentItem() else ""
        self.clear()
        for waiting in line:
            item = QListWidgetItem(waiting.title)
            item.setData(ID_ROLE, waiting.id)
            self.addItem(item)
            if waiting.id == current:
                self.setCurrentItem(item, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        row_px = self.sizeHintForRow(0) if line else 0
        self.setFixedHeight(row_px * min(MOST_SHOWN, len(line)) + 2 * self.frameWidth() + 4)

    def line(self) -> list[Waiting]:
        """What is shown, the next one first."""
        items = [self.item(row) for row in range(self.count())]
        return [Waiting(item.data(ID_ROLE), item.text()) for item in items]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        row = self.currentRow()
        if 0 <= row + step < self.count():
            # The model counts the place before the row is taken out.
            self.model().moveRow(QModelIndex(), row, QModelIndex(), row + step + (step > 0))

    def _on_moved(self, _from: QModelIndex, start: int, _end: int, _to: QModelIndex, place: int) -> None:
        now = place - 1 if place > start else place
        after = self.item(now + 1)
        self.moved.emit(self.item(now).data(ID_ROLE), after.data(ID_ROLE) if after else "")
