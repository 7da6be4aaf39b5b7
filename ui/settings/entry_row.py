"""One setting: its title, its effect, and the control that changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.parts.switch import Switch
from ui.parts.widgets import Selector, label, push_button
from ui.settings.entries import Entry, Home
from ui.words import marked, tr

CONTROL_PX = 220
NO_FOLDER = marked("Choose a folder…")


class EntryRow(QFrame):
    """GUI thread."""

    changed = Signal(object, object)
    """The Entry, and its new value."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.entry = entry
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(entry.title, role="heading"))
        words.addWidget(label(entry.effect, role="muted", wrap=True))
        self.control = self._make_control()
        self.control.setAccessibleName(entry.title)
        self.control.setAccessibleDescription(entry.effect)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 12, 2, 12)
        layout.setSpacing(24)
        layout.addLayout(words, 1)
        layout.addWidget(self.control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_value(self, value: object) -> None:
        """Shows what holds now, without telling it as a change."""
        control = self.control
        control.blockSignals(True)
        if isinstance(control, Selector):
            at = next((at for at, (held, _words) in enumerate(self.entry.choices) if held == value), 0)
            control.setCurrentIndex(at)
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QLineEdit):
            control.setText(str(value))
        else:
            self._show_folder(str(value))
        control.blockSignals(False)

    def _make_control(self) -> QWidget:
        if self.entry.choices:
            selector = Selector()
            selector.setFixedWidth(CONTROL_PX)
            for _value, words in self.entry.choices:
                selector.addItem(words)
            selector.setEnabled(self.entry.home is not Home.FIXED)
            selector.activated.connect(lambda at: self.changed.emit(self.entry, self.entry.choices[at][0]))
            return selector
        if self.entry.is_text:
            field = QLineEdit()
            field.setFixedWidth(CONTROL_PX + 80)
            field.setAcceptDrops(False)
            field.setPlaceholderText("https://…")
            field.editingFinished.connect(lambda: self.changed.emit(self.entry, field.text().strip()))
            return field
        if self.entry.is_folder:
            self._folder = ""
            button = push_button(tr(NO_FOLDER), self.entry.effect)
            button.clicked.connect(self._on_folder)
            return button
        box = Switch()
        box.toggled.connect(lambda on: self.changed.emit(self.entry, on))
        return box

    def _show_folder(self, folder: str) -> None:
        self._folder = folder
        name = folder.replace("\\", "/").rstrip("/").rpartition("/")[2]
        words = tr("Stop watching “{name}”").format(name=name) if folder else tr(NO_FOLDER)
        self.control.setText(words)  # type: ignore[attr-defined]
        self.control.setToolTip(folder or self.entry.effect)

    def _on_folder(self) -> None:
        if self._folder:
            self.changed.emit(self.entry, "")
            return
        dialog = QFileDialog(self, tr("Folder to watch"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.changed.emit(self.entry, path))
        dialog.open()
