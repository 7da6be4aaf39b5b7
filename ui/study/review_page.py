"""One card after the other: think, turn it over, say how it went."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.pictures import without_pictures
from app.store.study import LearntCard
from app.study import Rating
from ui.parts.chip_row import ChipRow
from ui.parts.column import Column
from ui.parts.widgets import IconButton, label, push_button
from ui.parts.wrapped_button import WrappedButton
from ui.text import wait_words
from ui.words import marked, tr

CARD_HEIGHT_PX: Final = 260
WORDS: Final = {
    Rating.AGAIN: marked("Again"),
    Rating.HARD: marked("Hard"),
    Rating.GOOD: marked("Good"),
    Rating.EASY: marked("Easy"),
}


class ReviewPage(Column):
    """Space turns the card, 1 to 4 answer, Ctrl+Z takes back, Escape ends. GUI thread."""

    answered = Signal(object)
    """A Rating of the card that is shown."""
    undo_requested = Signal()
    ended = Signal()
    citation_activated = Signal(str, object)
    """A document's id and an app.notes.Citation on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: LearntCard | None = None
        self._is_back = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("Progress of this session"))
        self._left = label(role="muted")
        self.undo_button = IconButton("undo", tr("Take the last answer back (Ctrl+Z)"))
        self.undo_button.clicked.connect(self.undo_requested.emit)
        close = IconButton("close", tr("End the session (Escape)"))
        close.clicked.connect(self.ended.emit)
        self.card_button = WrappedButton(font_px=20)
        self.card_button.set_card(pad=QSize(36, 40))
        self.card_button.setMinimumHeight(CARD_HEIGHT_PX)
        self.card_button.setAccessibleName(tr("Card"))
        self.card_button.clicked.connect(self.turn)
        self._asked = label(role="muted", wrap=True)
        self._chips = ChipRow()
        self._chips.citation_activated.connect(self._on_citation)
        self.turn_button = push_button(tr("Show the answer"), tr("Turn the card over (Space)"), role="primary")
        self.turn_button.clicked.connect(self.turn)
        self.buttons: dict[Rating, QWidget] = {}
        self._waits: dict[Rating, QLabel] = {}
        self._ratings = QWidget()
        self._lay_out(close)
        self._add_shortcuts()

    def show_card(self, card: LearntCard, waits: Mapping[Rating, float], *, done: int, total: int) -> None:
        """Shows the front of a card; `waits` are the seconds until it comes again, by answer."""
        self._card, self._is_back = card, False
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._left.setText(tr("{total} left").format(total=total - done))
        self.undo_button.setEnabled(done > 0)
        for rating, wait in waits.items():
            self._waits[rating].setText(wait_words(wait))
            self.buttons[rating].setAccessibleName(
                tr("{answer}, again in {wait}").format(answer=tr(WORDS[rating]), wait=wait_words(wait))
            )
        self._show()

    def turn(self) -> None:
        """Shows the other side."""
        if self._card:
            self._is_back = not self._is_back
            self._show()

    def rate(self, rating: Rating) -> None:
        """Says how it went; nothing before the card was turned."""
        if self._card and self._is_back:
            self._is_back = False
            self.answered.emit(rating)

    def _lay_out(self, close: IconButton) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._bar, 1)
        top.addWidget(self._left)
        top.addWidget(self.undo_button)
        top.addWidget(close)
        row = QHBoxLayout(self._ratings)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for rating, words in WORDS.items():
            button = push_button(tr(words), f"{tr(words)} ({rating.value})")
            button.clicked.connect(functools.partial(self.rate, rating))
            wait = label(role="muted")
            wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(wait)
            column.addWidget(button)
            row.addLayout(column, 1)
            self.buttons[rating], self._waits[rating] = button, wait
        self.body.addLayout(top)
        self.body.addWidget(self._asked)
        self.body.addWidget(self.card_button)
        self.body.addWidget(self._chips)
        self.body.addSpacing(4)
        self.body.addWidget(self.turn_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._ratings)
        self.body.addStretch(1)

    def _add_shortcuts(self) -> None:
        for rating in Rating:
            self._shortcut(str(rating.value)).activated.connect(functools.partial(self.rate, rating))
        self._shortcut("Ctrl+Z").activated.connect(self.undo_requested)
        self._shortcut("Escape").activated.connect(self.ended)
        self._shortcut("Space").activated.connect(self._on_space)

    def _shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _on_space(self) -> None:
        """The front turns; a second press means that it was known."""
        if self._is_back:
            self.rate(Rating.GOOD)
        else:
            self.turn()

    def _on_citation(self, citation: object) -> None:
        if self._card:
            self.citation_activated.emit(self._card.document_id, citation)

    def _show(self) -> None:
        assert self._card is not None
        card = self._card.card
        front, back = (without_pictures(side, tr("[picture]")) for side in (card.front, card.back))
        words = back if self._is_back else front
        self._asked.setText(front if self._is_back else " ")
        self.card_button.setText(words)
        self.card_button.setAccessibleName(f"{tr('Back') if self._is_back else tr('Front')}: {words}")
        self.card_button.set_tone("right" if self._is_back else "plain")
        self.card_button.updateGeometry()
        self._chips.set_citations(card.citations if self._is_back else ())
        self.turn_button.setVisible(not self._is_back)
        self._ratings.setVisible(self._is_back)
        self.card_button.setFocus(Qt.FocusReason.OtherFocusReason)
