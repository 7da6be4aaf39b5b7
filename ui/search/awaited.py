"""A hit in a document that the window has not read yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.store.search import Hit
from ui.library.documents_model import DocumentsModel
from ui.parts.soon import Soon


class AwaitedHit(QObject):
    """Tells when its document is there. One at a time, and none any more once the student has gone elsewhere: whoever
    hears of that calls `forget`. GUI thread."""

    arrived = Signal(object)
    """The Hit."""

    def __init__(self, documents: DocumentsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self._hit: Hit | None = None
        # In a pass of its own: the views have to know the new rows first.
        looking = Soon(self._look, self)
        for changed in (documents.rowsInserted, documents.modelReset):
            changed.connect(looking.ask)

    def wait_for(self, hit: Hit) -> None:
        """Instead of any that was awaited. A document that is not even in the library never comes."""
        self._hit = None if self._documents.is_whole else hit

    def forget(self) -> None:
        self._hit = None

    def _look(self) -> None:
        if self._hit and self._documents.find(self._hit.document_id):
            hit, self._hit = self._hit, None
            self.arrived.emit(hit)
