"""The room of models: what is here, how fast it is, and what can be had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.cancel import CancelToken
from app.language_models import InstalledModel, ModelShelf, OfferedModel, Speed
from ui.background import Background
from ui.models.model_row import ModelRow, OfferRow
from ui.parts.widgets import label, push_button
from ui.words import marked, tr

WIDTH_PX = 760
INTRO = marked(
    "Models write on this computer, and what they write is checked against the pages. No page ever leaves it."
)


class ModelsRoom(QScrollArea):
    """GUI thread; the shelf is asked in the background, slow work on a thread of its own."""

    failed = Signal(object)
    """A StudyleafError: why a model could not be added, used or fetched."""
    chosen_known = Signal(object)
    """The InstalledModel that new notes are written with."""
    _received = Signal(str, object)  # bytes: an int of Qt is too small for a model

    def __init__(self, shelf: ModelShelf, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shelf, self._background = shelf, background
        # A measurement or a download must not hold up the reads of the library.
        self._slow: Background | None = None
        self._cancel = CancelToken()
        self._speeds: dict[str, Speed] = {}
        self._found: tuple[list[InstalledModel], list[OfferedModel]] | None = None
        """What is to be shown when the student comes."""
        self.rows: list[ModelRow] = []
        self.offers: list[OfferRow] = []
        self._installed = QVBoxLayout()
        self._installed.setSpacing(0)
        self._offered = QVBoxLayout()
        self._offered.setSpacing(0)
        self.add_button = push_button(tr("Add a file…"), tr("Try a GGUF file and copy it in"), role="primary")
        self.add_button.clicked.connect(self._choose_file)
        self._received.connect(self._on_received)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rows()

    def refresh(self) -> None:
        """Reads what is here and what can be had."""
        self._background.run(lambda: (self._shelf.installed(), self._shelf.offered()), self._show, self.failed.emit)

    def add_file(self, path: str) -> None:
        """Tries a model file and takes it in."""
        self.add_button.setEnabled(False)
        self._slowly(lambda: self._shelf.add(Path(path), self._cancel))

    def shut(self) -> None:
        """Ends what is measured or fetched; call it once, before the window goes."""
        self._cancel.cancel()
        if self._slow:
            self._slow.close()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Models"), role="title"), 1)
        head.addWidget(self.add_button)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH_PX)
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 30, 40, 40)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label(tr(INTRO), role="muted", wrap=True))
        for words, rows in ((tr("On this computer"), self._installed), (tr("To be had"), self._offered)):
            caption = label(words, role="caption")
            caption.setContentsMargins(0, 16, 0, 0)
            column.addWidget(caption)
            column.addLayout(rows)
        column.addStretch(1)
        page = QWidget()
        page.setObjectName("column")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(page)

    def _show(self, found: tuple[list[InstalledModel], list[OfferedModel]]) -> None:
        installed, _ = found
        self.add_button.setEnabled(True)
        for model in installed:
            if model.is_chosen:
                self.chosen_known.emit(model)
        self._found = found
        if self.isVisible():
            self._show_rows()

    def _show_rows(self) -> None:
        """What a room shows that nobody is in would hold up the one that the student is in."""
        if self._found is None:
            return
        (installed, offered), self._found = self._found, None
        for layout in (self._installed, self._offered):
            while (item := layout.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
        self.rows = [ModelRow(model, self._speeds.get(model.name) or model.speed) for model in installed]
        for row in self.rows:
            row.choose_requested.connect(self._on_choose)
            row.remove_requested.connect(lambda name: self._slowly(lambda: self._shelf.remove(name)))
            row.measure_requested.connect(self._on_measure)
            self._installed.addWidget(row)
        self.offers = [OfferRow(model) for model in offered]
        for offer in self.offers:
            offer.download_requested.connect(self._on_download)
            self._offered.addWidget(offer)

    def _on_choose(self, name: str) -> None:
        self._slowly(lambda: self._shelf.choose(name))

    def _on_measure(self, name: str) -> None:
        def measure() -> None:
            self._speeds[name] = self._shelf.measure(name, self._cancel)

        self._slowly(measure)

    def _on_download(self, name: str) -> None:
        def tell(received: int) -> None:
            self._received.emit(name, received)

        self._slowly(lambda: self._shelf.download(name, tell, self._cancel))

    def _on_received(self, name: str, received: int) -> None:
        for offer in self.offers:
            if offer.model.name == name:
                offer.show_received(received)

    def _slowly(self, work: Callable[[], object]) -> None:
        def failed(error: object) -> None:
            self.failed.emit(error)
            self.refresh()

        self._slow = self._slow or Background(threads=1, parent=self)
        self._slow.run(work, lambda _done: self.refresh(), failed)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Add a model"), "", tr("Language models (*.gguf)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_file)
        dialog.open()
