"""The pages of a PDF under one another, with a quote marked; only what is visible is drawn and kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from ui.page.pdf_file import PdfFile
from ui.words import tr

GAP_PX: Final = 12
MARGIN_PX: Final = 14
KEPT_PAGES: Final = 8
"""Images of pages in memory: those in sight and a few around them."""
MAX_IMAGE_PX: Final = 4096
"""Neither side of an image is drawn larger; beyond that it is stretched."""
FOCUS_PX: Final = 2
"""The line around the pages while the keyboard is theirs."""
ZOOM_STEP: Final = 1.2
MIN_ZOOM, MAX_ZOOM = 0.5, 4.0
MARKER: Final = QColor(255, 214, 0, 95)
"""A text marker's yellow: pages are white by day and by night."""

SELECTION: Final = QColor(96, 168, 255, 90)


class PageCanvas(QAbstractScrollArea):
    """Zoom 1 fits the width. GUI thread; it draws images and rectangles only."""

    page_changed = Signal(int)
    """The page (0-based) in the middle of the view."""
    place_clicked = Signal(int, object)
    """A page (0-based), and a QPointF on it in points from its top left."""
    range_dragged = Signal(int, object, object)
    """A page (0-based), and where on it the pointer was pressed and let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Pages of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._file: PdfFile | None = None
        self._zoom = 1.0
        self._ratios: list[float] = []
        self._tops: list[int] = []
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._marked: tuple[int, list[QRectF]] = (-1, [])
        self._page = -1
        self._selected: tuple[int, list[QRectF]] = (-1, [])
        self._pressed: tuple[int, QPointF] | None = None
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_file(self, file: PdfFile | None) -> None:
        """Shows another document from its first page; the caller retires the old one."""
        if self._file:
            self._file.drawn.disconnect(self._on_drawn)
        self._file = file
        self._ratios = [size.height() / max(1.0, size.width()) for size in file.sizes] if file else []
        self._images.clear()
        self._marked = self._selected = (-1, [])
        self._page = -1
        if file:
            file.drawn.connect(self._on_drawn)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def go_to(self, page: int, rects: list[QRectF]) -> None:
        """Scrolls to a page (0-based) and marks rectangles on it, given in points from its top left."""
        if not self._file or not 0 <= page < len(self._file.sizes):
            return
        self._marked = (page, rects)
        top = self._tops[page] - GAP_PX
        if rects:
            quote_top = self._on_view(page, rects[0]).top() + self.verticalScrollBar().value()
            top = max(top, int(quote_top) - self.viewport().height() // 3)
        self.verticalScrollBar().setValue(top)
        self.viewport().update()

    def mark(self, page: int, rects: list[QRectF]) -> None:
        """Marks rectangles like `go_to`, but goes there only if the page is still in sight: who has scrolled on since
        is left where she is."""
        if page in self._visible():
            self.go_to(page, rects)
        else:
            self._marked = (page, rects)

    def select(self, page: int, rects: list[QRectF]) -> None:
        """Shows what the student has selected on a page (0-based); no rectangles for nothing."""
        self._selected = (page, rects)
        self.viewport().update()

    def place_of(self, page: int, point: QPointF) -> QPoint:
        """Where a point of a page is in the viewport."""
        return self._on_view(page, QRectF(point, point)).topLeft().toPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._file:
            self._pressed = self._on_page(event.position())
            self.select(-1, [])
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        here = self._on_page(event.position()) if self._file else None
        if pressed is None or here is None or pressed[0] != here[0]:
            return
        page, start = pressed
        way = QPointF(self.place_of(page, start)) - event.position()
        if way.manhattanLength() < QApplication.startDragDistance():
            self.place_clicked.emit(page, start)
        else:
            self.range_dragged.emit(page, start, here[1])

    def _on_page(self, position: QPointF) -> tuple[int, QPointF] | None:
        """The page (0-based) at a place of the viewport, and where on it in points."""
        for page in self._visible():
            rect = self._page_rect(page)
            if rect.contains(position.toPoint()):
                return page, (position - QPointF(rect.topLeft())) / self._scale(page)
        return None

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller around the middle of the view."""
        self.set_zoom(self._zoom * factor)

    def set_zoom(self, zoom: float) -> None:
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._keep_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._file:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            rect = self._page_rect(page)
            if not rect.intersects(event.rect()):
                continue
            image = self._images.get(page)
            if image:
                painter.drawImage(rect, image)
            else:
                painter.fillRect(rect, Qt.GlobalColor.white)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            if page == self._marked[0]:
                self._paint_marks(painter, page, self._marked[1], MARKER)
            if page == self._selected[0]:
                self._paint_marks(painter, page, self._selected[1], SELECTION)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), FOCUS_PX))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _paint_marks(self, painter: QPainter, page: int, rects: list[QRectF], color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        # Multiplied like ink: the letters stay black.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in rects:
            painter.drawRoundedRect(self._on_view(page, rect).adjusted(-2, -2, 2, 2), 3, 3)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _scale(self, page: int) -> float:
        """Pixels a point on this page: every page is as wide as the column."""
        assert self._file is not None
        width = max(50, self.viewport().width() - 2 * MARGIN_PX) * self._zoom
        return width / max(1.0, self._file.sizes[page].width())

    def _size(self, page: int) -> QSize:
        assert self._file is not None
        return (self._file.sizes[page] * self._scale(page)).toSize()

    def _page_rect(self, page: int) -> QRect:
        size = self._size(page)
        left = max(MARGIN_PX, (self.viewport().width() - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[page] - self.verticalScrollBar().value()), size)

    def _on_view(self, page: int, rect: QRectF) -> QRectF:
        scale = self._scale(page)
        scaled = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
        return scaled.translated(self._page_rect(page).topLeft())

    def _lay_out(self) -> None:
        column = max(50, self.viewport().width() - 2 * MARGIN_PX) * self._zoom
        # Plain numbers: a book has a thousand pages, and this runs at every step of a resize.
        heights = (round(column * ratio) + GAP_PX for ratio in self._ratios)
        *self._tops, total = accumulate(heights, initial=GAP_PX)
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, total - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        width = max((self._size(page).width() for page in self._visible()), default=0) + 2 * MARGIN_PX
        self.horizontalScrollBar().setRange(0, max(0, width - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _keep_place(self) -> None:
        """Lays out anew; what is in the middle stays there."""
        if not self._tops:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = max(0, bisect_right(self._tops, middle) - 1)
        height_before = max(1, self._height_of(page))
        share = (middle - self._tops[page]) / height_before
        self._lay_out()
        self._tops_changed(page, share)
        self._on_scrolled()
        self.viewport().update()

    def _height_of(self, page: int) -> int:
        below = self._tops[page + 1] if page + 1 < len(self._tops) else self._tops[page] + self._size(page).height()
        return below - self._tops[page]

    def _tops_changed(self, page: int, share: float) -> None:
        middle = self._tops[page] + share * self._height_of(page)
        self.verticalScrollBar().setValue(int(middle - self.viewport().height() / 2))

    def _visible(self) -> range:
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, max(first + 1, last))

    def _on_scrolled(self) -> None:
        if not self._file:
            return
        visible = self._visible()
        ratio = self.devicePixelRatioF()
        wanted = {}
        for page in visible:
            size = (self._size(page) * ratio).boundedTo(QSize(MAX_IMAGE_PX, MAX_IMAGE_PX))
            image = self._images.get(page)
            if image is None or image.size() != size:
                wanted[page] = size
        self._file.draw(wanted)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = max(0, bisect_right(self._tops, middle) - 1)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _on_drawn(self, page: int, image: QImage) -> None:
        self._images[page] = _on_paper(image)
        self._images.move_to_end(page)
        while len(self._images) > KEPT_PAGES:
            self._images.popitem(last=False)
        if page in self._visible():
            self.viewport().update()


def _on_paper(image: QImage) -> QImage:
    """PDFium's images are transparent where nothing is printed. On white once, they are copied at each scroll; mixing
    every pixel takes three times as long."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
