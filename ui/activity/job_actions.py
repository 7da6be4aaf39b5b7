"""What can be done about one job, as real buttons in its row: stop it, try again, enter a password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.activity.job_row import JobRow
from ui.parts.password_field import PasswordField
from ui.parts.widgets import IconButton
from ui.words import tr


class JobActions(QWidget):
    """The editor of a row. It shows what the row's state allows."""

    cancel_requested = Signal()
    retry_requested = Signal(object)
    """A password (str) or None."""

    def __init__(self, row: JobRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind_of_actions(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._kind == "password":
            field = PasswordField(row.title)
            field.entered.connect(self.retry_requested.emit)
            layout.addWidget(field, 1)
            self.setFocusProxy(field)
        elif self._kind == "retry":
            self._add_button("retry", tr("Try {title} again").format(title=row.title)).clicked.connect(self._on_retry)
        else:
            self._add_button("close", tr("Stop {title}").format(title=row.title)).clicked.connect(self._on_cancel)

    @property
    def kind(self) -> str:
        """`cancel`, `retry` or `password`."""
        return self._kind

    def _add_button(self, icon: str, name: str) -> IconButton:
        button = IconButton(icon, name, self)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        self.setFocusProxy(button)
        return button

    def _on_cancel(self) -> None:
        self.cancel_requested.emit()

    def _on_retry(self) -> None:
        self.retry_requested.emit(None)


def kind_of_actions(row: JobRow) -> str:
    """What a row offers: `cancel`, `retry`, `password`, or nothing (empty)."""
    if row.is_live:
        return "cancel"
    if row.wants_password:
        return "password"
    return "retry" if row.is_retryable else ""
