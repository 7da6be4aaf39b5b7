"""A window that takes files, links and text, dropped anywhere on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.parts.drop_overlay import DropOverlay
from ui.parts.drops import intake_of


class DropTarget(QWidget):
    """GUI thread."""

    dropped = Signal(object)
    """An Intake; never empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.overlay = DropOverlay(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if intake_of(event.mimeData()):
            event.acceptProposedAction()
            self.overlay.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        intake = intake_of(event.mimeData())
        if intake:
            event.acceptProposedAction()
            self.dropped.emit(intake)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.overlay.isVisible():
            self.overlay.cover()
