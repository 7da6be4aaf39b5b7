"""Flashcards, one at a time: click or press Space to turn the card over."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.notes import Flashcard
from app.pictures import without_pictures
from ui.parts.chip_row import ChipRow
from ui.parts.column import Column
from ui.parts.focus import focus_kept
from ui.parts.widgets import label, push_button
from ui.parts.wrapped_button import WrappedButton
from ui.words import tr

CARD_HEIGHT_PX = 260


class FlashcardsView(Column):
    """Left and right go to other cards. GUI thread."""

    citation_activated = Signal(object)
    """An app.notes.Citation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardsPage")
        self._cards: tuple[Flashcard, ...] = ()
        self._at = 0
        self._is_back = False
        self._place = label(role="muted")
        self._side = label(role="muted")
        self.card = WrappedButton(font_px=20)
        self.card.set_card(pad=QSize(36, 40))
        self.card.setMinimumHeight(CARD_HEIGHT_PX)
        self.card.setToolTip(tr("Turn the card over (Space)"))
        self._chips = ChipRow()
        self._chips.citation_activated.connect(self.citation_activated)
        self.previous_button = push_button(tr("Previous"), tr("The card before (left arrow)"))
        self.next_button = push_button(tr("Next"), tr("The next card (right arrow)"), role="primary")
        self._lay_out()
        self.card.clicked.connect(self.flip)
        self.previous_button.clicked.connect(lambda: self._go(-1))
        self.next_button.clicked.connect(lambda: self._go(1))
        for keys, step in (("Left", -1), ("Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._go(step))

    def set_cards(self, cards: tuple[Flashcard, ...]) -> None:
        """Shows a deck from its first card; the same cards again change nothing."""
        if cards != self._cards:
            self._cards = cards
            self._at, self._is_back = 0, False
            self._show()

    def flip(self) -> None:
        """Turns the card over."""
        self._is_back = not self._is_back
        self._show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._place, 1)
        top.addWidget(self._side)
        bottom = QHBoxLayout()
        bottom.addWidget(self.previous_button)
        bottom.addStretch(1)
        bottom.addWidget(self.next_button)
        self.body.addLayout(top)
        self.body.addWidget(self.card)
        self.body.addWidget(self._chips)
        self.body.addSpacing(4)
        self.body.addLayout(bottom)
        self.body.addStretch(1)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._cards):
            self._at += step
            self._is_back = False
            self._show()

    def _show(self) -> None:
        if self._cards:
            with focus_kept(self, lambda: self.card):
                self._show_card()

    def _show_card(self) -> None:
        card = self._cards[self._at]
        self._place.setText(tr("Card {number} of {count}").format(number=self._at + 1, count=len(self._cards)))
        self._side.setText(tr("Answer") if self._is_back else tr("Click to turn over"))
        words = without_pictures(card.back if self._is_back else card.front, tr("[picture]"))
        self.card.setText(words)
        self.card.setAccessibleName(f"{tr('Back') if self._is_back else tr('Front')}: {words}")
        self.card.set_tone("right" if self._is_back else "plain")
        self.card.updateGeometry()
        self._chips.set_citations(card.citations if self._is_back else ())
        self.previous_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at + 1 < len(self._cards))
