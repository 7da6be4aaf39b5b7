"""One language model: what it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.language_models import InstalledModel, OfferedModel, Speed
from ui.parts.widgets import IconButton, label, push_button
from ui.text import model_words, offer_words, speed_words
from ui.words import tr


class ModelRow(QFrame):
    """An installed model. GUI thread."""

    choose_requested = Signal(str)
    measure_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, model: InstalledModel, speed: Speed | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.model = model
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(label(model.name, role="heading"))
        if model.is_chosen:
            name.addWidget(label(tr("in use"), role="badge"))
        name.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(name)
        words.addWidget(label(model_words(model), role="danger" if model.problem else "muted", wrap=True))
        self.speed = label(speed_words(speed) if speed else "", role="muted")
        self.speed.setVisible(speed is not None)
        words.addWidget(self.speed)
        self.measure_button = push_button(
            tr("Measure"), tr("Measure how fast {name} is on this computer").format(name=model.name)
        )
        self.measure_button.clicked.connect(self._on_measure)
        self.choose_button = push_button(tr("Use it"), tr("Write new notes with {name}").format(name=model.name))
        self.choose_button.clicked.connect(lambda: self.choose_requested.emit(model.name))
        self.remove_button = IconButton("bin", tr("Remove {name} from this computer").format(name=model.name))
        self.remove_button.clicked.connect(lambda: self.remove_requested.emit(model.name))
        for button in (self.measure_button, self.choose_button):
            button.setAccessibleName(f"{button.text()}: {model.name}")
        self.measure_button.setVisible(not model.problem)
        self.choose_button.setVisible(not model.is_chosen and not model.problem)
        self.remove_button.setVisible(not model.is_embedded)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 14, 2, 14)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        for widget in (self.measure_button, self.choose_button, self.remove_button):
            layout.addWidget(widget)

    def _on_measure(self) -> None:
        self.measure_button.setEnabled(False)
        self.measure_button.setText(tr("Measuring…"))
        self.measure_requested.emit(self.model.name)


class OfferRow(QFrame):
    """A model of the catalogue. GUI thread."""

    download_requested = Signal(str)

    def __init__(self, model: OfferedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.model = model
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(model.name, role="heading"))
        words.addWidget(label(offer_words(model), role="muted", wrap=True))
        fingerprint = label(f"SHA-256 {model.sha256[:16]}…", role="muted")
        fingerprint.setToolTip(model.sha256)
        words.addWidget(fingerprint)
        self.button = push_button(
            tr("Installed") if model.is_installed else tr("Download"),
            tr("Download {name} and check it").format(name=model.name),
        )
        self.button.setAccessibleName(f"{self.button.text()}: {model.name}")
        self.button.setEnabled(not model.is_installed)
        self.button.clicked.connect(lambda: self.download_requested.emit(model.name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 14, 2, 14)
        layout.addLayout(words, 1)
        layout.addWidget(self.button)

    def show_received(self, received: int) -> None:
        """How far the download is, in bytes."""
        self.button.setEnabled(False)
        self.button.setText(f"{100 * received // max(1, self.model.size_bytes)} %")
