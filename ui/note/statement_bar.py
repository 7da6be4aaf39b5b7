"""What can be done with the statement that is chosen: a small bar under the note, where it covers none of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.notes import Point, Term
from ui.parts.widgets import IconButton, label
from ui.text import ORIGIN_WORDS
from ui.words import tr


class StatementBar(QFrame):
    """GUI thread."""

    edit_requested = Signal()
    copy_requested = Signal()
    history_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statementBar")
        self._origin = label(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 3, 1)
        layout.setSpacing(0)
        layout.addWidget(self._origin, 1)
        self.buttons: dict[str, IconButton] = {}
        for icon, name, signal in (
            ("edit", tr("Edit (Enter)"), self.edit_requested),
            ("copy", tr("Copy with its page (Ctrl+Shift+C)"), self.copy_requested),
            ("history", tr("Earlier versions (Ctrl+Shift+H)"), self.history_requested),
            ("bin", tr("Leave it out (Delete)"), self.remove_requested),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(signal.emit)
            layout.addWidget(button)
            self.buttons[icon] = button
        self.hide()

    @property
    def words(self) -> str:
        """What is said about where the statement's words come from."""
        return self._origin.text()

    def show_statement(self, statement: Point | Term) -> None:
        self._origin.setText(tr(ORIGIN_WORDS[statement.origin]))
