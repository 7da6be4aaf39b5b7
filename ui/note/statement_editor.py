"""A statement while the student changes it, in its own place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.pictures import Picture
from ui.note.pictures import files_in, offers_pictures, pictures_offered
from ui.parts.elided_label import ElidedLabel
from ui.parts.widgets import push_button
from ui.words import tr

LINES_MIN, LINES_MAX = 2, 9


class WordsField(QPlainTextEdit):
    """Takes pictures too: it tells of one that was pasted or dropped. GUI thread."""

    picture_given = Signal(object)
    """What `ui.note.pictures.take_picture` takes."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Other files are not for this field: a drop goes on to the window, which adds them.
        return offers_pictures(source) or (not files_in(source) and super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        for offered in pictures_offered(source):
            self.picture_given.emit(offered)
        if self.canInsertFromMimeData(source) and not offers_pictures(source):
            super().insertFromMimeData(source)


class StatementEditor(QFrame):
    """Ctrl+Enter keeps, Escape lets go. GUI thread."""

    kept = Signal(str)
    """The new words; empty to leave the statement out."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._awaited: set[object] = set()
        self.setObjectName("statementEditor")
        self.field = WordsField()
        self.field.setObjectName("editor")
        self.field.setAccessibleName(tr("Your words for this statement"))
        self.field.setTabChangesFocus(True)
        self.field.setToolTip(tr("Paste or drop a picture to have it among your words"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fit)
        self.keep_button = push_button(tr("Keep"), tr("Keep the change (Ctrl+Enter)"), role="primary")
        self.keep_button.clicked.connect(self._keep)
        cancel = push_button(tr("Cancel"), tr("Leave it as it was (Escape)"), role="link")
        cancel.clicked.connect(self.dismissed.emit)
        foot = QHBoxLayout()
        hint = ElidedLabel()
        hint.setText(tr("**bold**, *italic*, `code`, ==marked==, $x^2$"))
        foot.addWidget(hint, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addLayout(foot)
        self.hide()

    def open(self, words: str) -> None:
        """Begins with these words, the caret at their end."""
        self._awaited.clear()
        self.keep_button.setEnabled(True)
        self.field.setPlainText(words)
        self._fit()
        self.show()
        self.raise_()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # The lines break elsewhere; the field has its new width only after the layout.
            QTimer.singleShot(0, self, self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape:
                self.dismissed.emit()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
                self._keep()
                return True
        return super().eventFilter(watched, event)

    @property
    def is_waiting(self) -> bool:
        """Whether a picture that was given is still being taken in."""
        return bool(self._awaited)

    def await_picture(self) -> object:
        """Nothing is kept until `put_picture` is called with what this returns."""
        awaited = object()
        self._awaited.add(awaited)
        self.keep_button.setEnabled(False)
        return awaited

    def put_picture(self, awaited: object, picture: Picture | None) -> None:
        """Puts a picture where the caret is, if these words are still being edited; None where there is none."""
        if awaited in self._awaited:
            self._awaited.remove(awaited)
            self.keep_button.setEnabled(not self._awaited)
            if picture:
                self.field.insertPlainText(picture.mark)

    def _keep(self) -> None:
        if not self.is_waiting:
            self.kept.emit(self.field.toPlainText().strip())

    def _fit(self) -> None:
        # For a plain text document the height is counted in lines.
        lines = round(self.field.document().size().height())
        height = max(LINES_MIN, min(LINES_MAX, lines)) * self.field.fontMetrics().lineSpacing() + 28
        self.field.setFixedHeight(height)
        self.resize(self.width(), self.sizeHint().height())
