"""What waits to be learnt, and how it goes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.study import Progress
from ui import counts
from ui.parts.widgets import label, push_button
from ui.study.bars import Bars
from ui.study.deck_row import DeckRow
from ui.study.heat_map import HeatMap
from ui.text import day_words, share_words
from ui.words import tr

WIDTH_PX = 920
SIDE_PX = 26 * 16 + 40


class Overview(QScrollArea):
    """GUI thread."""

    study_requested = Signal(str)
    """A document's id, empty for all."""
    exam_chosen = Signal(str, str)
    """A document's id, and the day of its exam (ISO date), empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._today = date.today()  # noqa: DTZ011 - the student's own day
        self._count = label("0", role="number")
        self._words = label(role="muted", wrap=True)
        self.study_button = push_button(tr("Study now"), tr("Study all that waits (Enter)"), role="primary")
        self.study_button.clicked.connect(lambda: self.study_requested.emit(""))
        self._decks = QVBoxLayout()
        self._decks.setSpacing(0)
        self.rows: list[DeckRow] = []
        self._streak = label(role="muted")
        self.heat = HeatMap()
        self.ahead = Bars(self._ahead_tip)
        self.retention = Bars(_retention_tip)
        self._news: tuple[Progress, date] | None = None
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_news()

    def show_progress(self, progress: Progress, today: date) -> None:
        """At once, or when the student comes: rows that nobody sees would hold up what is seen."""
        self._news = (progress, today)
        if self.isVisible():
            self._show_news()

    def _show_news(self) -> None:
        if self._news is None:
            return
        (progress, today), self._news = self._news, None
        self._today = today
        waiting = sum(deck.due + deck.new for deck in progress.decks)
        self._count.setText(str(waiting))
        self._words.setText(_waiting_words(progress, waiting))
        self.study_button.setEnabled(waiting > 0)
        self._show_decks(progress)
        self._streak.setText(tr("{days} in a row").format(days=counts.days(progress.streak)) if progress.streak else "")
        self.heat.show_reviews(progress.reviews, today)
        ahead = [float(count) for count in progress.ahead]
        self.ahead.show_values(
            ahead,
            end=None,
            first=tr("today"),
            last=day_words(today + timedelta(days=len(ahead) - 1)),
            name=tr("Cards that fall due: {counts}").format(counts=", ".join(map(str, progress.ahead))),
        )
        weeks = len(progress.retention)
        told = [share_words(share) if share is not None else tr("none") for share in progress.retention]
        self.retention.show_values(
            progress.retention,
            end=1.0,
            first=tr("%n week(s) ago", "", weeks),
            last=tr("this week"),
            name=tr("Known again, week by week: {shares}").format(shares=", ".join(told)),
        )

    def _show_decks(self, progress: Progress) -> None:
        while (item := self._decks.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = [DeckRow(deck, self._today) for deck in progress.decks]
        for row in self.rows:
            row.study_requested.connect(self.study_requested)
            row.exam_chosen.connect(self.exam_chosen)
            self._decks.addWidget(row)
        if not self.rows:
            self._decks.addWidget(
                label(tr("Cards come with the notes. Drop a document to get some."), role="muted", wrap=True)
            )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._count)
        head.addWidget(self._words, 1)
        head.addWidget(self.study_button)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(_panel(head))
        left.addWidget(label(tr("Documents"), role="caption"))
        left.addLayout(self._decks)
        left.addStretch(1)
        days = QHBoxLayout()
        days.addWidget(label(tr("Reviews"), role="caption"), 1)
        days.addWidget(self._streak)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addLayout(days)
        side.addWidget(self.heat)
        for words, bars in ((tr("Falling due"), self.ahead), (tr("Known again"), self.retention)):
            side.addSpacing(12)
            side.addWidget(label(words, role="caption"))
            side.addWidget(bars)
        side.addStretch(1)
        right = QWidget()
        right.setFixedWidth(SIDE_PX - 36)
        right.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(40)
        body.addLayout(left, 1)
        body.addWidget(right)
        page = QWidget()
        page.setObjectName("column")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(40, 30, 40, 30)
        layout.setSpacing(18)
        layout.addWidget(label(tr("Study"), role="title"))
        layout.addLayout(body, 1)
        self.setWidget(page)

    def _ahead_tip(self, number: int, value: float | None) -> str:
        return f"{day_words(self._today + timedelta(days=number))}: {counts.cards(int(value or 0))}"


def _panel(content: QHBoxLayout) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    content.setContentsMargins(20, 16, 20, 16)
    panel.setLayout(content)
    return panel


def _waiting_words(progress: Progress, waiting: int) -> str:
    if not progress.decks:
        return tr("cards wait. They are made together with the notes.")
    due = sum(deck.due for deck in progress.decks)
    return (
        tr("cards wait: {due} to repeat, {waiting} new.").format(due=due, waiting=waiting - due)
        if waiting
        else tr("cards wait. All is done for now.")
    )


def _retention_tip(_number: int, value: float | None) -> str:
    return (
        tr("No reviews in this week")
        if value is None
        else tr("{share} were still known").format(share=share_words(value))
    )
