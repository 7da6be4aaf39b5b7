"""A field for the password of a document, with its button; inline wherever one is needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.words import tr


class PasswordField(QWidget):
    """Emits what was typed; empty input is not sent."""

    entered = Signal(str)

    def __init__(self, document_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(tr("Password"))
        self.field.setAccessibleName(tr("Password of {document_name}").format(document_name=document_name))
        self.field.setToolTip(tr("It stays in memory while Studyleaf is open and is never stored"))
        self.field.setAcceptDrops(False)
        self.button = QPushButton(tr("Open"))
        self.button.setAccessibleName(tr("Open {document_name} with this password").format(document_name=document_name))
        self.button.setToolTip(tr("Open with this password"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._on_entered)
        self.button.clicked.connect(self._on_entered)

    def _on_entered(self) -> None:
        password = self.field.text()
        if password:
            self.entered.emit(password)
