"""The student's hand in the note: which statement is chosen, its bar, its editor, and where changes are kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from app.errors import StudyleafError
from app.notes import Origin, Point, Term
from app.pictures import Picture, PictureShelf, without_pictures
from app.store.edits import Version
from ui.desk import Desk
from ui.note.format import statement_of, words_of
from ui.note.pane import NotePane
from ui.note.pictures import NotePictures, Offered, take_picture
from ui.note.reader import NoteReader
from ui.note.statement_editor import StatementEditor
from ui.parts.menus import passing_menu
from ui.text import citation_words, moment_words
from ui.words import marked, tr

AS_WRITTEN = marked("As it was written")
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Editing(QObject):
    """Enter edits the chosen statement, Delete leaves it out, up and down with Alt go to the next. Ctrl+Shift with C
    copies it, with H offers what it was. GUI thread."""

    changed = Signal(str, object)
    """Words about a change that was just made, and a callable that undoes it."""
    copied = Signal(str)
    """What went to the clipboard."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, pane: NotePane, reader: NoteReader, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._notebook, self._background = reader, desk.notebook, desk.background
        self._shelf = PictureShelf(desk.folder)
        self._pictures = NotePictures(pane.view, self._shelf, desk.background, self)
        self._view = view = pane.view
        self.bar = pane.statement_bar
        self.editor = StatementEditor(view.viewport())
        self._statement: Point | Term | None = None
        view.statement_chosen.connect(self._on_chosen)
        view.moved.connect(self._place)
        view.installEventFilter(self)
        self.bar.edit_requested.connect(self.edit)
        self.bar.copy_requested.connect(self.copy)
        self.bar.remove_requested.connect(lambda: self._keep(""))
        self.bar.history_requested.connect(self._ask_versions)
        self.editor.kept.connect(self._keep)
        self.editor.dismissed.connect(self._close_editor)
        self.editor.field.picture_given.connect(self._take_picture)

    def edit(self) -> None:
        """Opens the editor over the chosen statement."""
        if self._statement:
            self.editor.open(words_of(self._statement))
            # Only now: a bar that is hidden with the focus in it would give it to the note's first link.
            self.bar.hide()
            self._view.show_chosen(below_px=self.editor.sizeHint().height())
            self._place()

    def copy(self) -> None:
        """Copies the chosen statement with its pages."""
        if self._statement and self._view.note:
            said = without_pictures(words_of(self._statement), tr("[picture]"))
            words = f"{said} ({citation_words(self._statement.citations, self._view.note.title)})"
            QGuiApplication.clipboard().setText(words)
            self.copied.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._view.choose_next(1 if key == Qt.Key.Key_Down else -1)
            return True
        if not self._statement or self._view.textCursor().hasSelection():
            return False
        if held == CONTROL_SHIFT and key == Qt.Key.Key_C:
            self.copy()
        elif held == CONTROL_SHIFT and key == Qt.Key.Key_H:
            self._ask_versions()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit()
        elif key == Qt.Key.Key_Delete:
            self._keep("")
        elif key == Qt.Key.Key_Escape:
            self._view.choose("")
        else:
            return False
        return True

    def _on_chosen(self, path: str) -> None:
        self._close_editor()
        self._statement = statement_of(path, self._view.sections) if path else None
        self.bar.setVisible(self._statement is not None)
        if self._statement:
            self.bar.show_statement(self._statement)
            # The bar takes its place from the note, maybe that of the statement.
            QTimer.singleShot(0, self, self._view.show_whole)
        self._place()

    def _place(self) -> None:
        """Keeps the editor at its statement while the text scrolls under it."""
        rect = self._view.chosen_rect()
        if rect is None:
            self.bar.hide()
            self._close_editor()
            return
        width = self._view.viewport().width()
        self.editor.setGeometry(QRect(0, round(rect.top()) - 8, width, self.editor.sizeHint().height()))

    def _close_editor(self) -> None:
        if self.editor.isVisible():
            self.editor.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.setVisible(self._statement is not None and self._view.chosen_rect() is not None)

    def _take_picture(self, offered: Offered) -> None:
        """Puts it among the words that are being edited, if they still are when it is kept."""
        awaited = self.editor.await_picture()

        def put(picture: Picture) -> None:
            self.editor.put_picture(awaited, picture)

        def fail(error: StudyleafError) -> None:
            self.editor.put_picture(awaited, None)
            self.failed.emit(error)

        self._background.run(lambda: take_picture(offered, self._shelf), put, fail)

    def _keep(self, words: str | None) -> None:
        statement, note_id = self._statement, self._reader.note_id
        self._view.choose("")
        if statement is None or words == words_of(statement):
            return
        was_hers = isinstance(statement, Point) and statement.origin is Origin.EDITED
        before = words_of(statement) if was_hers else None

        def undo() -> None:
            self._store(note_id, statement, before, lambda _done: None)

        news = tr("The statement is left out.") if words == "" else tr("Your words are kept.")
        self._store(note_id, statement, words, lambda _done: self.changed.emit(news, undo))

    def _store(self, note_id: str, statement: Point | Term, words: str | None, done: Callable[[None], None]) -> None:
        self._background.run(lambda: self._notebook.change(note_id, statement, words), done, self.failed.emit)

    def _ask_versions(self) -> None:
        statement, note_id = self._statement, self._reader.note_id
        if statement:
            self._background.run(
                lambda: self._notebook.versions(note_id, statement),
                self._offer,
                self.failed.emit,
            )

    def _offer(self, versions: list[Version]) -> None:
        menu = passing_menu(tr("Earlier versions"), self._view)
        menu.addAction(tr(AS_WRITTEN)).triggered.connect(lambda: self._keep(None))
        menu.addSeparator()
        for version in versions:
            if version.text:
                said = without_pictures(version.text, tr("[picture]"))
                action = menu.addAction(f"{moment_words(version.at)}:  {said[:60]}")
                action.triggered.connect(lambda _checked=False, words=version.text: self._keep(words))
        height = menu.sizeHint().height()
        menu.popup(self.bar.mapToGlobal(QPoint(self.bar.width() - menu.sizeHint().width(), -height - 2)))
