"""Half a year of reviews, a square a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

from ui import counts
from ui.text import day_words, month_words
from ui.theme.colors import mix
from ui.words import tr

SQUARE_PX: Final = 13
GAP_PX: Final = 3
HEAD_PX: Final = 20
WEEKS: Final = 26
DAYS: Final = 7
SHADES: Final = (0.3, 0.55, 0.8, 1.0)
STEPS: Final = (1, 10, 25, 50)
"""So many reviews are as dark as the shade of the same place."""


class HeatMap(QWidget):
    """Columns are weeks, rows Monday to Sunday; the last column is this week. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews: dict[date, int] = {}
        self._today = date(2000, 1, 1)
        self.setFixedSize(self.sizeHint())

    def show_reviews(self, reviews: dict[date, int], today: date) -> None:
        self._reviews, self._today = reviews, today
        total = sum(reviews.values())
        self.setAccessibleName(tr("{reviews} in half a year").format(reviews=counts.reviews(total)))
        self.update()

    def day_at(self, place: QPoint) -> date | None:
        """The day of a square; None beside them and after today."""
        step = SQUARE_PX + GAP_PX
        week, weekday = place.x() // step, (place.y() - HEAD_PX) // step
        if not (0 <= week < WEEKS and 0 <= weekday < DAYS):
            return None
        day = self._monday() + timedelta(weeks=week, days=weekday)
        return day if day <= self._today else None

    def tip_of(self, day: date) -> str:
        return f"{day_words(day)}: {counts.reviews(self._reviews.get(day, 0))}"

    def sizeHint(self) -> QSize:
        step = SQUARE_PX + GAP_PX
        return QSize(WEEKS * step, HEAD_PX + DAYS * step)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.tip_of(day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, palette, step = QPalette.ColorRole, self.palette(), SQUARE_PX + GAP_PX
        accent, pale = palette.color(role.Link), palette.color(role.AlternateBase)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        monday = self._monday()
        for week in range(WEEKS):
            first = monday + timedelta(weeks=week)
            if first.day <= DAYS and week < WEEKS - 1:
                painter.setPen(palette.color(role.PlaceholderText))
                painter.drawText(QPoint(week * step, HEAD_PX - 8), month_words(first))
            painter.setPen(Qt.PenStyle.NoPen)
            for weekday in range(DAYS):
                day = first + timedelta(days=weekday)
                if day <= self._today:
                    share = _share(self._reviews.get(day, 0))
                    painter.setBrush(mix(accent, pale, share) if share else pale)
                    painter.drawRoundedRect(QRectF(week * step, HEAD_PX + weekday * step, SQUARE_PX, SQUARE_PX), 3, 3)
        painter.end()

    def _monday(self) -> date:
        """Of the first column."""
        return self._today - timedelta(days=self._today.weekday()) - timedelta(weeks=WEEKS - 1)


def _share(count: int) -> float:
    return max((shade for shade, step in zip(SHADES, STEPS, strict=True) if count >= step), default=0.0)
