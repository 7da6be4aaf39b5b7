"""What a student does with whole documents: delete and have back, tag. In the background."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.store.bin import BinItem, BinKind
from app.store.documents import DocumentView
from ui.desk import Desk
from ui.parts.menus import passing_menu
from ui.text import moment_words
from ui.words import tr

MAX_IN_MENU = 25


class Shelving(QObject):
    """GUI thread."""

    changed = Signal(str, object)
    """Words about what was done, and a callable that undoes it."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def put_in_bin(self, documents: Sequence[DocumentView]) -> None:
        """Deletes documents; they can be had back."""
        ids = [document.id for document in documents]
        count = len(ids)
        gone = tr("%n document(s) are in the bin.", "", count)
        words = tr("“{title}” is in the bin.").format(title=documents[0].title) if count == 1 else gone

        def work() -> None:
            for document_id in ids:
                self._desk.bin.bin_document(document_id)

        self._desk.background.run(
            work,
            lambda _done: self.changed.emit(words, lambda: self.take_back(ids)),
            self.failed.emit,
        )

    def take_back(self, document_ids: Sequence[str]) -> None:
        """Takes documents out of the bin."""

        def work() -> None:
            for document_id in document_ids:
                self._desk.bin.restore_document(document_id)

        self._desk.background.run(work, lambda _done: None, self.failed.emit)

    def tag(self, document_ids: Sequence[str], tag: str) -> None:
        self._desk.background.run(
            lambda: self._desk.tagging.add(document_ids, tag), lambda _done: None, self.failed.emit
        )

    def untag(self, document_ids: Sequence[str], tag: str) -> None:
        self._desk.background.run(
            lambda: self._desk.tagging.remove(document_ids, tag), lambda _done: None, self.failed.emit
        )

    def open_bin(self, place: QPoint) -> None:
        """Shows at a place of the screen what can be had back."""
        self._desk.background.run(
            self._desk.bin.list_bin, lambda items: self.bin_menu(items).popup(place), self.failed.emit
        )

    def bin_menu(self, items: Sequence[BinItem]) -> QMenu:
        """One entry a document, and one to remove all for good."""
        menu = passing_menu(tr("What was deleted"), self._window)
        documents = [item for item in items if item.kind is BinKind.DOCUMENT]
        for item in documents[:MAX_IN_MENU]:
            restore = menu.addAction(
                tr("Put back “{name}”, deleted {moment}").format(
                    name=item.name[:60], moment=moment_words(item.deleted_at)
                )
            )
            restore.triggered.connect(lambda _checked=False, item=item: self.take_back([item.id]))
        if not documents:
            menu.addAction(tr("The bin is empty")).setEnabled(False)
            return menu
        menu.addSeparator()
        menu.addAction(tr("Empty the bin for good")).triggered.connect(
            lambda: self._desk.background.run(self._desk.bin.empty_bin, lambda _done: None, self.failed.emit)
        )
        return menu
