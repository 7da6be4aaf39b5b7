"""A thin bar of all pages: the darker a page, the more the notes say of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import counts
from ui.theme.colors import mix
from ui.words import tr

HEIGHT_PX: Final = 22
BAR_PX: Final = 8
FULL: Final = 4
"""So many statements on a page make it as dark as it gets."""
LIGHTEST: Final = 0.3
GAPS_UNTIL_PX: Final = 6.0
"""Segments narrower than this stand without gaps."""


class CoverageBar(QWidget):
    """Click a page to see it; left and right go from page to page. GUI thread."""

    page_chosen = Signal(int)
    """A page, 1-based."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self._current = 0
        self._drawn = QPixmap()
        self._drawn_for: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    @property
    def counts(self) -> tuple[int, ...]:
        """Statements a page."""
        return self._counts

    def set_counts(self, counts: tuple[int, ...]) -> None:
        self._counts = counts
        self.setVisible(len(counts) > 1)
        self._name()
        self.update()

    def set_current(self, page: int) -> None:
        """The page (1-based) that is in view; 0 for none."""
        if page != self._current:
            self._current = page
            self._name()
            self.update()

    def tip_of(self, page: int) -> str:
        """What is told about a page."""
        count = self._counts[page - 1]
        said = counts.statements(count) if count else tr("no notes on it yet")
        return tr("Page {page}: {said}").format(page=page, said=said)

    def page_at(self, x: float) -> int:
        """The page (1-based) at a horizontal place."""
        if not self._counts:
            return 0
        share = max(0.0, min(0.999_999, x / max(1, self.width())))
        return int(share * len(self._counts)) + 1

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._counts:
            self.page_chosen.emit(self.page_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 1 <= self._current + step <= len(self._counts):
            self.page_chosen.emit(self._current + step)
        elif not step:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._counts:
            QToolTip.showText(event.globalPos(), self.tip_of(self.page_at(event.pos().x())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        if not self._counts:
            return
        role = QPalette.ColorRole
        accent, pale = self.palette().color(role.Link), self.palette().color(role.Mid)
        looks = (self.size(), self.devicePixelRatioF(), self._counts, accent, pale)
        if looks != self._drawn_for:
            self._drawn_for, self._drawn = looks, self._draw(accent, pale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._drawn)
        width, gap = self._width_and_gap()
        if self._current:
            middle = (self._current - 0.5) * width
            pen = QPen(self.palette().color(role.Text), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            half = max(3.0, width / 2 - gap)
            painter.drawLine(QPointF(middle - half, self.height() - 2), QPointF(middle + half, self.height() - 2))
        if self.hasFocus():
            painter.setPen(accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _draw(self, accent: QColor, pale: QColor) -> QPixmap:
        """All pages: a book has a thousand, and the mark of the page in view moves at each scroll."""
        drawn = QPixmap(self.size() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, gap = self._width_and_gap()
        top = (self.height() - BAR_PX) / 2
        shares = (0.0, *(LIGHTEST + (1 - LIGHTEST) * count / FULL for count in range(1, FULL + 1)))
        shades = [mix(accent, pale, share) for share in shares]
        painter.setPen(Qt.PenStyle.NoPen)
        for index, count in enumerate(self._counts):
            painter.setBrush(shades[min(count, FULL)])
            rect = QRectF(index * width + gap / 2, top, width - gap, BAR_PX)
            radius = 2.5 if gap else 0.0
            painter.drawRoundedRect(rect, radius, radius)
        painter.end()
        return drawn

    def _width_and_gap(self) -> tuple[float, float]:
        """Of one page's segment, in pixels."""
        width = self.width() / len(self._counts)
        return width, 2.0 if width > GAPS_UNTIL_PX else 0.0

    def _name(self) -> None:
        touched = sum(1 for count in self._counts if count)
        said = tr("Notes speak of {touched} of {pages}").format(touched=touched, pages=counts.pages(len(self._counts)))
        self.setAccessibleName(
            tr("{said}; page {page} is in view").format(said=said, page=self._current) if self._current else said
        )
