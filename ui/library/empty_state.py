"""What the window shows before there is a note: what to do, and what will happen then."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.language_models import InstalledModel
from ui.parts.column import centered_column
from ui.parts.fact import Fact
from ui.parts.widgets import label, push_button
from ui.text import speed_words
from ui.theme.icons import app_icon
from ui.words import marked, tr

LEAF_PX = 84
WIDTH_PX = 440

UNMEASURED = marked("How fast this computer is will be measured when there is nothing else to do.")


class EmptyState(QWidget):
    """Teaches by one sentence each: drop, read, check."""

    add_requested = Signal()
    sample_requested = Signal()

    def __init__(self, *, has_sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaf = QLabel()
        self._leaf.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._leaf.setPixmap(app_icon().pixmap(QSize(LEAF_PX, LEAF_PX)))
        self.title = label(tr("Drop a PDF here"), role="display")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = label(
            tr(
                "Studyleaf reads it on this computer and writes notes, a quiz and flashcards. "
                "Every statement leads to the page that says it."
            ),
            role="muted",
            wrap=True,
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add_button = push_button(tr("Add files"), tr("Choose PDFs or text files"), role="primary")
        self.add_button.clicked.connect(self.add_requested.emit)
        self.sample_button = push_button(tr("Try a sample"), tr("See what notes look like, with a document of ours"))
        self.sample_button.clicked.connect(self.sample_requested.emit)
        self.sample_button.setVisible(has_sample)
        self.privacy = Fact("lock", tr("Private: no account, and nothing that you read or write leaves this computer."))
        self.model = Fact(
            "models", tr("Notes are written by a small language model, which is here already and needs no connection.")
        )
        self.speed = Fact("activity", tr(UNMEASURED))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        layout = centered_column(self, WIDTH_PX)
        layout.addWidget(self._leaf)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        layout.addSpacing(18)
        facts = QFrame()
        facts.setObjectName("panel")
        inside = QVBoxLayout(facts)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        for fact in (self.privacy, self.model, self.speed):
            inside.addWidget(fact)
        layout.addWidget(facts)

    def show_model(self, model: InstalledModel) -> None:
        """What writes the notes, and how fast it was found to be on this computer."""
        self.model.say(
            tr("Notes are written by {name}, which is here already and needs no connection.").format(name=model.name)
        )
        self.speed.say(f"{speed_words(model.speed)}." if model.speed else tr(UNMEASURED))
