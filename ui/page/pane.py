"""The source beside the note: the page that a citation names, with the quote marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import ErrorCode, StudyleafError
from app.library import FileShelf
from app.notes import Citation
from app.store import documents
from app.store.documents import DocumentView
from ui.background import Background
from ui.page.block_places import block_rects
from ui.page.canvas import ZOOM_STEP, PageCanvas
from ui.page.pdf_file import LoadedPdf, PdfFile, Selected, load_pdf
from ui.page.scan_badge import ScanBadge
from ui.page.text_view import TextPageView
from ui.parts.elided_label import ElidedLabel
from ui.parts.password_field import PasswordField
from ui.parts.widgets import IconButton, label, push_button
from ui.text import error_words, uses_words
from ui.words import tr

LOCKED = frozenset({ErrorCode.PDF_PASSWORD_NEEDED, ErrorCode.PDF_PASSWORD_WRONG})


class PagePane(QWidget):
    """Opens a document when it is first asked for and keeps it open until another one is. GUI thread."""

    closed = Signal()
    page_shown = Signal(int)
    """The page (1-based) in the middle of the view; 0 for none."""
    place_clicked = Signal(int, object)
    """A page (1-based), and a callable that takes quotes and calls back with the number of the one at that place."""
    text_selected = Signal(object, object)
    """Selected text, and where on the screen a menu about it goes."""
    notes_requested = Signal(int)
    """Notes are wanted on this page (1-based)."""

    def __init__(self, shelf: FileShelf, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._shelf = shelf
        self._background = background
        # PDFium serves one caller at a time: a second thread would only hold up the reads of the library.
        self._pdf_thread = Background(threads=1, parent=self)
        self._document: DocumentView | None = None
        self._file: PdfFile | None = None
        self._target: Citation | None = None
        self.page = 0
        self._wanted_page = 0
        self._passwords: dict[str, str] = {}
        self.canvas = PageCanvas()
        self.text_view = TextPageView()
        self._message = label(role="muted", wrap=True)
        self._locked = QWidget()
        self._stack = QStackedWidget()
        self._title = ElidedLabel()
        self._where = label(role="muted")
        self.badge = ScanBadge(background)
        self._uses = ElidedLabel()
        self._more = push_button(tr("Write notes on it"), tr("Have notes made of this page"), role="link")
        # A foot that grows and shrinks from page to page would lay the pages out anew while they are scrolled.
        policy = self._more.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(policy)
        self._more.clicked.connect(lambda: self.notes_requested.emit(self.page))
        self._lay_out()
        self.canvas.place_clicked.connect(self._on_place)
        self.canvas.range_dragged.connect(self._on_range)
        self.canvas.page_changed.connect(self._show_page_number)

    @property
    def main_stop(self) -> QWidget:
        """Where the keyboard scrolls what is shown."""
        return self._stack.currentWidget() or self._stack

    def show_document(self, document: DocumentView) -> None:
        """Opens the document if another one is open, at its first page."""
        if not self._is_open(document.id):
            self._target = None
            self._open(document)

    def go_to(self, page: int) -> None:
        """Shows a page (1-based)."""
        self._target = None
        self._wanted_page = page
        if self._file:
            self.canvas.go_to(page - 1, [])
        elif self._document and self._document.kind != "pdf":
            self.text_view.go_to(page - 1, "")
            self._show_text_page(page)

    def set_uses(self, uses: int | None) -> None:
        """How many statements use the page in view; None where that is not known."""
        self._uses.setText(uses_words(uses))
        self._more.setVisible(uses == 0)
        self._foot.setVisible(uses is not None)

    def show_citation(self, document: DocumentView, citation: Citation) -> None:
        """Opens the document if another one is open, goes to the page and marks the quote."""
        self._target = citation
        if self._document is None or self._document.id != document.id:
            self._open(document)
        elif self._file or document.kind != "pdf":
            self._go_to_target()

    def remember_password(self, document_id: str, password: str) -> None:
        """A password that was entered elsewhere opens the document here too."""
        self._passwords[document_id] = password

    def forget(self, document_id: str) -> None:
        """Closes the document if it is the one shown: it was deleted."""
        if self._document and self._document.id == document_id:
            self._clear()
            self._title.clear()
            self._where.clear()
            self._say(tr("This document was deleted."))

    def shut(self) -> None:
        """Ends the work on pages; call it once, before the window goes."""
        self._clear()
        self._pdf_thread.close()

    def _lay_out(self) -> None:
        self._message.setContentsMargins(28, 28, 28, 28)
        locked_layout = QVBoxLayout(self._locked)
        locked_layout.setContentsMargins(28, 28, 28, 28)
        for view in (self._message, self.canvas, self.text_view, self._locked):
            self._stack.addWidget(view)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 8, 8, 8)
        bar.setSpacing(2)
        bar.addWidget(self._title, 1)
        bar.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addSpacing(6)
        bar.addWidget(self._where)
        bar.addSpacing(8)
        for icon, name, act in (
            ("zoom-out", tr("Smaller"), lambda: self.canvas.zoom_by(1 / ZOOM_STEP)),
            ("fit-width", tr("Fit the width"), lambda: self.canvas.set_zoom(1.0)),
            ("zoom-in", tr("Larger"), lambda: self.canvas.zoom_by(ZOOM_STEP)),
            ("close", tr("Close the page"), self.closed.emit),
        ):
            bar.addWidget(self._bar_button(icon, name, act))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 4, 10, 6)
        foot.addWidget(self._uses, 1)
        foot.addWidget(self._more)
        self._foot.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)

    def _bar_button(self, icon: str, name: str, act: Callable[[], None]) -> IconButton:
        button = IconButton(icon, name)
        button.clicked.connect(act)
        return button

    def _clear(self) -> None:
        self.canvas.set_file(None)
        if self._file:
            self._file.retire()
        self._file = None
        self._document = None
        self.badge.set_document("")
        self._show_page(0)

    def _open(self, document: DocumentView) -> None:
        self._clear()
        self._wanted_page = 0
        self._document = document
        self._title.setText(document.title)
        self._where.clear()
        self._say(tr("Opening…"))
        shown = document.id

        def failed(error: StudyleafError) -> None:
            if self._is_open(shown):
                self._on_failed(error)

        if document.kind == "pdf":
            self.badge.set_document(document.id)
            path, name = self._shelf.path_of(document), document.file_name
            password = self._passwords.get(document.id, "")
            self._pdf_thread.run(
                lambda: load_pdf(path, name=name, password=password),
                lambda loaded: self._on_pdf(shown, loaded),
                failed,
            )
        else:
            self._background.run(
                lambda: [page.text for page in documents.pages_of(shown)],
                lambda pages: self._on_text(shown, pages),
                failed,
            )

    def _is_open(self, document_id: str) -> bool:
        return self._document is not None and self._document.id == document_id

    def _on_pdf(self, document_id: str, loaded: LoadedPdf) -> None:
        file = PdfFile(loaded, self._pdf_thread, self)
        if not self._is_open(document_id) or self._file:
            file.retire()
            return
        self._file = file
        self.canvas.set_file(file)
        self._stack.setCurrentWidget(self.canvas)
        self._go_to_target()

    def _on_text(self, document_id: str, pages: list[str]) -> None:
        if self._is_open(document_id):
            self.text_view.set_pages(pages)
            self._stack.setCurrentWidget(self.text_view)
            self._go_to_target()

    def _on_failed(self, error: StudyleafError) -> None:
        if error.code in LOCKED:
            self._ask_password(error)
        else:
            # The next citation tries again: the file may be back.
            self._document = None
            self._say(error_words(error))

    def _ask_password(self, error: StudyleafError) -> None:
        assert self._document is not None
        document = self._document
        layout = self._locked.layout()
        assert isinstance(layout, QVBoxLayout)
        while (item := layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        field = PasswordField(document.file_name)
        field.entered.connect(lambda password: self._on_password(document, password))
        layout.addWidget(label(error_words(error), role="muted", wrap=True))
        layout.addWidget(field)
        layout.addStretch(1)
        self._stack.setCurrentWidget(self._locked)
        field.setFocus()

    def _on_password(self, document: DocumentView, password: str) -> None:
        self._passwords[document.id] = password
        self._open(document)

    def _go_to_target(self) -> None:
        citation = self._target
        if citation is None:
            if self._wanted_page:
                self.go_to(self._wanted_page)
            elif not self._file:
                self._show_text_page(1)
            return
        page = citation.page - 1
        if not self._file:
            self._show_text_page(citation.page)
            self.text_view.go_to(page, citation.quote)
            return
        self.canvas.go_to(page, [])

        def mark(rects: list[QRectF]) -> None:
            if rects and self._target == citation:
                self.canvas.mark(page, rects)
            elif self._target == citation:
                self._mark_block(citation)

        self._file.find(page, citation.quote, mark)

    def _mark_block(self, citation: Citation) -> None:
        """Marks what was read there: a scan holds no text to be searched."""
        if self._document is None or self._file is None:
            return
        document_id, page = self._document.id, citation.page - 1
        height = self._file.sizes[page].height()

        def mark(rects: list[QRectF]) -> None:
            if self._target == citation and self._is_open(document_id):
                self.canvas.mark(page, rects)

        self._background.run(lambda: block_rects(document_id, page, citation.quote, height), mark)

    def _on_place(self, page: int, place: QPointF) -> None:
        file = self._file
        if file:
            self.place_clicked.emit(page + 1, lambda quotes, found: file.find_at(page, place, quotes, found))

    def _on_range(self, page: int, start: QPointF, end: QPointF) -> None:
        def show(selected: Selected) -> None:
            if selected.text:
                self.canvas.select(page, selected.rects)
                below = self.canvas.place_of(page, selected.rects[-1].bottomLeft() if selected.rects else end)
                self.text_selected.emit(selected, self.canvas.viewport().mapToGlobal(below + QPoint(0, 6)))

        if self._file:
            self._file.select(page, start, end, show)

    def _show_text_page(self, page: int) -> None:
        self._where.setText(tr("Part {page}").format(page=page))
        self._show_page(page)

    def _show_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.page_shown.emit(page)

    def _show_page_number(self, page: int) -> None:
        if not self._file:
            return
        printed = self._file.labels[page]
        number = str(page + 1)
        labelled = f" ({printed})" if printed and printed != number else ""
        self.badge.show_page(page + 1)
        self._show_page(page + 1)
        self._where.setText(
            tr("Page {number}{labelled} of {count}").format(
                number=number, labelled=labelled, count=len(self._file.sizes)
            )
        )

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._stack.setCurrentWidget(self._message)
