"""One open PDF: loaded and searched on a thread of its own, drawn by Qt's renderer on another."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, QSizeF, QThread, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

from app.errors import ErrorCode, StudyleafError
from ui.background import Background
from ui.page.quote_search import find_quote

MAX_GAP_HEIGHTS = 2.5
"""Wider gaps in a line, measured in its height, are between columns."""

LINE_PT = 8
"""Places of one line differ by less."""
REACH_PT = 12
MAX_REACH_PT = 300
"""How far beside the text a selection may begin or end."""

PAGES_PER_BREATH = 8
BREATH_S = 0.0005

_ERRORS = {
    QPdfDocument.Error.FileNotFound: ErrorCode.FILE_MISSING,
    QPdfDocument.Error.UnsupportedSecurityScheme: ErrorCode.PDF_ENCRYPTION_UNSUPPORTED,
}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Selected:
    """Text of a page (0-based) and where its lines are, in points from the page's top left."""

    page: int
    text: str
    rects: list[QRectF]


@dataclass(frozen=True, slots=True)
class LoadedPdf:
    """A document, its page sizes in points, and the labels printed on its pages. Belongs to the GUI thread."""

    document: QPdfDocument
    sizes: tuple[QSizeF, ...]
    labels: tuple[str, ...]


def load_pdf(path: Path, *, name: str, password: str) -> LoadedPdf:
    """Reads a PDF; not on the GUI thread, to which the document is handed over.

    Raises:
        StudyleafError: PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG, FILE_MISSING, PDF_ENCRYPTION_UNSUPPORTED, PDF_DAMAGED.
    """
    document = QPdfDocument(None)  # type: ignore[call-overload]
    document.setPassword(password)
    error = document.load(str(path))
    if error is QPdfDocument.Error.IncorrectPassword:
        raise StudyleafError(ErrorCode.PDF_PASSWORD_WRONG if password else ErrorCode.PDF_PASSWORD_NEEDED, name=name)
    if error is not QPdfDocument.Error.None_:
        raise StudyleafError(_ERRORS.get(error, ErrorCode.PDF_DAMAGED), name=name)
    sizes, labels = [], []
    for page in range(document.pageCount()):
        sizes.append(document.pagePointSize(page))
        labels.append(document.pageLabel(page))
        if page % PAGES_PER_BREATH == 0:
            # PDFium's calls hold Python's lock; the GUI thread gets it here at once instead of after 5 ms.
            time.sleep(BREATH_S)
    loaded = LoadedPdf(document, tuple(sizes), tuple(labels))
    application = QCoreApplication.instance()
    assert application is not None
    document.moveToThread(application.thread())
    assert document.thread() is not QThread.currentThread() or application.thread() is QThread.currentThread()
    return loaded


class PdfFile(QObject):
    """Draws pages and finds quotes. GUI thread; it calls PDFium from no other place than its two threads.

    PDFium works for one caller at a time, and Python's lock is held while a search waits for it: so searches run only
    when no page is being drawn, and pages asked for meanwhile are drawn after them.
    """

    drawn = Signal(int, QImage)
    """A page (0-based) and its image."""

    def __init__(self, loaded: LoadedPdf, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sizes = loaded.sizes
        self.labels = loaded.labels
        self._document = loaded.document
        self._background = background
        self._drawing: dict[int, int] = {}
        self._waiting: dict[int, QSize] = {}
        self._searches: deque[tuple[Callable[[], Any], Callable[[Any], None], Any]] = deque()
        self._searching = False
        self._retired = False
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._on_rendered)

    def draw(self, wanted: dict[int, QSize]) -> None:
        """Asks for these pages (0-based) in these sizes in device pixels; what was asked before and has not begun
        is forgotten."""
        self._waiting = {page: size for page, size in wanted.items() if page not in self._drawing.values()}
        self._go_on()

    def find(self, page: int, quote: str, found: Callable[[list[QRectF]], None]) -> None:
        """Calls back with the rectangles of a quote on a page (0-based), in points from its top left; empty if it is
        not there."""
        document = self._document
        self._ask(lambda: locate(document, page, quote), found, list[QRectF]())

    def find_at(self, page: int, place: QPointF, quotes: list[str], found: Callable[[int], None]) -> None:
        """Calls back with the number of the first of the quotes that stands at a place of a page; -1 for none."""
        document = self._document

        def look() -> int:
            rects = (locate(document, page, quote) for quote in quotes)
            near = (any(rect.adjusted(-2, -2, 2, 2).contains(place) for rect in each) for each in rects)
            return next((number for number, hit in enumerate(near) if hit), -1)

        self._ask(look, found, -1)

    def select(self, page: int, start: QPointF, end: QPointF, found: Callable[[Selected], None]) -> None:
        """Calls back with the text between two places of a page, in points from its top left."""
        document = self._document

        self._ask(lambda: selected_between(document, page, start, end), found, Selected(page, "", []))

    def _ask(self, look: Callable[[], T], found: Callable[[T], None], nothing: T) -> None:
        self._searches.append((look, found, nothing))
        self._go_on()

    def retire(self) -> None:
        """Lets the document go as soon as nothing works with it."""
        self._retired = True
        self._waiting.clear()
        self._searches.clear()
        self._go_on()

    def _go_on(self) -> None:
        if self._searching or (self._drawing and (self._searches or self._retired)):
            return
        if self._retired:
            self._renderer.setDocument(None)  # type: ignore[arg-type]
            self._document.deleteLater()
            self.deleteLater()
        elif self._searches:
            self._search(*self._searches.popleft())
        elif self._waiting and not self._drawing:
            # One page at a time: a fast scroll leaves no queue of pages that nobody looks at any more.
            page = next(iter(self._waiting))
            request = self._renderer.requestPage(page, self._waiting.pop(page))
            self._drawing[request] = page

    def _search(self, look: Callable[[], T], found: Callable[[T], None], nothing: T) -> None:
        self._searching = True

        def show(value: T) -> None:
            self._searching = False
            if not self._retired:
                found(value)
            self._go_on()

        self._background.run(look, show, lambda _error: show(nothing))

    def _on_rendered(
        self, page: int, _size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, request: int
    ) -> None:
        self._drawing.pop(request, None)
        if not self._retired:
            self.drawn.emit(page, image)
        self._go_on()


def locate(document: QPdfDocument, page: int, quote: str) -> list[QRectF]:
    """The rectangles of a quote on a page, one a line; not on the GUI thread."""
    place = find_quote(document.getAllText(page).text(), quote)
    if place is None:
        return []
    selection = document.getSelectionAtIndex(page, *place)
    return join_lines([polygon.boundingRect() for polygon in selection.bounds()])


def selected_between(document: QPdfDocument, page: int, start: QPointF, end: QPointF) -> Selected:
    """The text between two places of a page; not on the GUI thread.

    PDFium wants both on a letter: from one beside the text we go towards it.
    """
    first, last = sorted((start, end), key=lambda place: (round(place.y() / LINE_PT), place.x()))
    for forward in range(0, MAX_REACH_PT, REACH_PT * 2):
        for back in range(0, MAX_REACH_PT, REACH_PT):
            selection = document.getSelection(page, first + QPointF(forward, 0), last - QPointF(back, 0))
            if selection.text().strip():
                rects = join_lines([polygon.boundingRect() for polygon in selection.bounds()])
                return Selected(page, " ".join(selection.text().split()), rects)
            time.sleep(BREATH_S)
    return Selected(page, "", [])


def join_lines(rects: list[QRectF]) -> list[QRectF]:
    """One rectangle for each line of text: some PDFs place every letter by itself."""
    lines: list[QRectF] = []
    for rect in rects:
        if lines and _is_beside(lines[-1], rect):
            lines[-1] = lines[-1].united(rect)
        else:
            lines.append(rect)
    return lines


def _is_beside(line: QRectF, rect: QRectF) -> bool:
    """Whether a rectangle goes on to the right of a line: low dots and tall letters differ, a column's gap is wide."""
    overlap = min(line.bottom(), rect.bottom()) - max(line.top(), rect.top())
    height = max(line.height(), rect.height())
    gap = rect.left() - line.right()
    return overlap > -0.2 * height and -height < gap < MAX_GAP_HEIGHTS * height
