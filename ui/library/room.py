"""The room of the library: all documents as cards, found by words and tags, several at a time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.store.documents import DocumentView
from ui import counts
from ui.library.card_delegate import CardDelegate
from ui.library.covers import Covers
from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow, DocumentsModel
from ui.library.empty_state import EmptyState
from ui.library.filtering import LibraryFilter, Order
from ui.parts.menus import passing_menu
from ui.parts.row_list import RowList
from ui.parts.soon import Soon
from ui.parts.widgets import IconButton, Selector, label, push_button
from ui.words import marked, tr

ALL_TAGS = marked("All tags")


class LibraryRoom(QStackedWidget):
    """GUI thread. It shows the model and tells what was asked for."""

    opened = Signal(object)
    """A DocumentView to read."""
    add_requested = Signal()
    notes_requested = Signal(object)
    """A list of DocumentViews to write notes from."""
    bin_requested = Signal(object)
    """A list of DocumentViews to delete."""
    bin_opened = Signal()
    tag_added = Signal(object, str)
    """Ids of documents, and a tag for them."""
    tag_removed = Signal(object, str)

    def __init__(
        self,
        documents: DocumentsModel,
        covers: Covers,
        empty: EmptyState,
        answers: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self._documents = documents
        self._filter = LibraryFilter(documents, self)
        self.cards = RowList()
        self.search = QLineEdit()
        self.order = Selector()
        self._answers = answers
        self.tags = Selector()
        self.selection = QWidget()
        self._chosen_words = label(role="heading")
        self._nothing = label(tr("Nothing matches. Try fewer words, or all tags."), role="muted")
        self._count = label(role="muted")
        self._set_up_cards(covers)
        self._page = QWidget()
        self._lay_out()
        self.addWidget(empty)
        self.addWidget(self._page)
        for changed in (documents.rowsInserted, documents.rowsRemoved, documents.modelReset):
            changed.connect(self._on_changed)
        documents.dataChanged.connect(Soon(self._on_changed, self).ask)
        self._show_facts()

    def chosen(self) -> list[DocumentView]:
        """The documents that are selected."""
        rows = (index.data(DOCUMENT_ROLE) for index in self.cards.selectionModel().selectedIndexes())
        return [row.document for row in rows if isinstance(row, DocumentRow)]

    def _set_up_cards(self, covers: Covers) -> None:
        cards = self.cards
        cards.setAccessibleName(tr("Documents of the library"))
        cards.setViewMode(QListView.ViewMode.IconMode)
        cards.setResizeMode(QListView.ResizeMode.Adjust)
        cards.setMovement(QListView.Movement.Static)
        cards.setUniformItemSizes(True)
        cards.setLayoutMode(QListView.LayoutMode.Batched)
        cards.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        cards.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cards.setMouseTracking(True)
        cards.setItemDelegate(CardDelegate(covers, cards))
        cards.setModel(self._filter)
        cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        cards.customContextMenuRequested.connect(self._open_menu)
        cards.doubleClicked.connect(self._on_opened)
        cards.activated.connect(self._on_opened)
        cards.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        covers.drawn.connect(lambda _id: cards.viewport().update())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), cards)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Filter by title or tag"))
        self.search.setAccessibleName(tr("Filter the library"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self._on_filter)
        self.order.setAccessibleName(tr("Order of the library"))
        for order in Order:
            self.order.addItem(tr(order.value), order)
        self.order.activated.connect(lambda at: self._filter.use_order(self.order.itemData(at)))
        self.tags.setAccessibleName(tr("Tag to show"))
        self.tags.activated.connect(self._on_filter)
        bin_button = IconButton("bin", tr("What was deleted"))
        bin_button.clicked.connect(self.bin_opened.emit)
        self.add_button = push_button(
            tr("Add files"), tr("Choose files, or drop them anywhere in the window"), role="primary"
        )
        self.add_button.clicked.connect(self.add_requested.emit)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(tr("Library"), role="title"))
        head.addWidget(self._count, 1)
        head.addWidget(self.search, 3)
        for widget in (self.tags, self.order, bin_button, self.add_button):
            head.addWidget(widget)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(34, 26, 34, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self.selection)
        layout.addWidget(self._answers)
        self._lay_out_selection()

    def _lay_out_selection(self) -> None:
        row = QHBoxLayout(self.selection)
        row.setContentsMargins(6, 8, 6, 14)
        row.setSpacing(8)
        row.addWidget(self._chosen_words, 1)
        for words, tip, role, act in (
            (tr("Open"), tr("Read it (Enter)"), "", lambda: self.opened.emit(self.chosen()[0])),
            (tr("Write notes"), tr("Have notes made of these documents"), "", self._on_notes),
            (tr("Tag…"), tr("Give these documents a tag"), "", self._ask_tag),
            (tr("Delete"), tr("Put these documents into the bin (Delete)"), "danger", self._on_delete),
        ):
            button = push_button(words, tip, role=role)
            button.clicked.connect(act)
            row.addWidget(button)
        self.selection.hide()

    def _on_filter(self) -> None:
        self._filter.use_words(self.search.text())
        self._filter.use_tag(self.tags.currentData() or "")
        self._show_count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_facts()

    def _on_changed(self) -> None:
        """Takes no time from the room that is looked at."""
        if self.isVisible():
            self._show_facts()

    def _show_facts(self) -> None:
        self.setCurrentIndex(1 if self._documents.rowCount() else 0)
        shown, known = self.tags.currentData() or "", self._documents.tags()
        if [self.tags.itemData(at) for at in range(1, self.tags.count())] != known:
            self.tags.clear()
            self.tags.addItem(tr(ALL_TAGS), "")
            for tag in known:
                self.tags.addItem(tag, tag)
            self.tags.setCurrentIndex(max(0, self.tags.findData(shown)))
        self.tags.setVisible(bool(known))
        self._show_count()

    def _show_count(self) -> None:
        shown, total = self._filter.rowCount(), self._documents.rowCount()
        words = counts.documents(total) + ("" if self._documents.is_whole else "…")
        self._count.setText(words if shown == total else tr("{shown} of {words}").format(shown=shown, words=words))
        self._nothing.setVisible(shown == 0 and self._documents.is_whole)
        self._show_selection()

    def _show_selection(self) -> None:
        chosen = self.chosen()
        self.selection.setVisible(bool(chosen))
        self._chosen_words.setText(
            chosen[0].title
            if len(chosen) == 1
            else tr("{documents} selected").format(documents=counts.documents(len(chosen)))
        )

    def _on_opened(self, index: QModelIndex) -> None:
        row = index.data(DOCUMENT_ROLE)
        if isinstance(row, DocumentRow):
            self.opened.emit(row.document)

    def _on_notes(self) -> None:
        self.notes_requested.emit(self.chosen())

    def _on_delete(self) -> None:
        if chosen := self.chosen():
            self.bin_requested.emit(chosen)

    def _ask_tag(self) -> None:
        ids = [document.id for document in self.chosen()]
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Tag"))
        dialog.setLabelText(tr("A word to find these documents by:"))
        dialog.setComboBoxEditable(True)
        dialog.setComboBoxItems(["", *self._documents.tags()])
        dialog.textValueSelected.connect(lambda tag: self.tag_added.emit(ids, tag))
        dialog.open()

    def _open_menu(self, place: QPoint) -> None:
        if not self.chosen():
            return
        ids = [document.id for document in self.chosen()]
        menu = passing_menu(tr("Selected documents"), self)
        menu.addAction(tr("Open")).triggered.connect(lambda: self.opened.emit(self.chosen()[0]))
        menu.addAction(tr("Write notes")).triggered.connect(self._on_notes)
        menu.addAction(tr("Tag…")).triggered.connect(self._ask_tag)
        for tag in sorted(self._tags_of_chosen()):
            remove = menu.addAction(tr("Remove tag “{tag}”").format(tag=tag))
            remove.triggered.connect(lambda _checked=False, tag=tag: self.tag_removed.emit(ids, tag))
        menu.addSeparator()
        menu.addAction(tr("Delete")).triggered.connect(self._on_delete)
        menu.popup(self.cards.viewport().mapToGlobal(place))

    def _tags_of_chosen(self) -> set[str]:
        rows = (index.data(DOCUMENT_ROLE) for index in self.cards.selectionModel().selectedIndexes())
        return {tag for row in rows if isinstance(row, DocumentRow) for tag in row.tags}
