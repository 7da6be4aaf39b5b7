"""Taking notes away: the menu of formats, the place to write to, and the writing in the background."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.errors import ErrorCode, StudyleafError
from app.export import markdown
from app.export.formats import FORMATS, Format
from app.export.saying import Saying, saying_of
from app.export.source import load_export
from app.export.wanted import Wanted
from app.export.words import file_stem
from app.notes import NotesExport
from app.pictures import PictureShelf, without_pictures
from app.store import documents
from ui.desk import Desk
from ui.parts.menus import passing_menu
from ui.words import tr


class Exporting(QObject):
    """Works on the note whose id it is given. GUI thread."""

    written = Signal(str, str)
    """Words about the file, and its address for the system to open."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def menu(self, note_id: str, title: str, document_id: str) -> QMenu:
        """All that can be done with these notes."""
        menu = passing_menu(tr("Take the notes away"), self._window)
        for kind, chosen in FORMATS.items():
            act = menu.addAction(f"{tr(chosen.name)}…")
            act.triggered.connect(lambda _checked=False, kind=kind: self._ask_place(kind, note_id, title, document_id))
        menu.addSeparator()
        menu.addAction(tr("Copy all with citations")).triggered.connect(lambda: self._copy(note_id))
        menu.addAction(tr("Print…")).triggered.connect(lambda: self._print(note_id))
        return menu

    def open_menu(self, note_id: str, title: str, document_id: str, place: QPoint) -> None:
        """Shows the menu at a place of the screen."""
        self.menu(note_id, title, document_id).popup(place)

    def write(self, kind: str, note_id: str, document_id: str, out: Path) -> None:
        """Writes the notes to a place in the background; `written` follows."""
        chosen = FORMATS[kind]

        def work() -> Path:
            found = load_export(note_id)
            try:
                _write(chosen, found, out, self._wanted(self._source_of(document_id)))
            except OSError as error:
                raise StudyleafError(ErrorCode.INPUT_INVALID, name=out.name, reason="it cannot be written") from error
            return out

        def done(place: Path) -> None:
            shown = place if place.is_dir() else place.parent
            self.written.emit(
                tr("Saved as “{name}”.").format(name=place.name), QUrl.fromLocalFile(str(shown)).toString()
            )

        self._desk.background.run(work, done, self.failed.emit)

    def _wanted(self, source: Path | None = None) -> Wanted:
        return Wanted(spoken(), source, PictureShelf(self._desk.folder).find)

    def _source_of(self, document_id: str) -> Path | None:
        if not document_id:
            return None
        return self._desk.shelf.path_of(documents.find_document(document_id))

    def _ask_place(self, kind: str, note_id: str, title: str, document_id: str) -> None:
        chosen = FORMATS[kind]
        dialog = QFileDialog(self._window, tr("Save as {name}").format(name=tr(chosen.name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{file_stem(title)}{chosen.suffix}")
        if chosen.suffix:
            dialog.setDefaultSuffix(chosen.suffix)
            dialog.setNameFilter(f"{tr(chosen.name)} (*{chosen.suffix})")
        dialog.fileSelected.connect(lambda path: self.write(kind, note_id, document_id, Path(path)))
        dialog.open()

    def _copy(self, note_id: str) -> None:
        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.written.emit(tr("Copied, each statement with its page."), "")

        wanted, instead = self._wanted(), tr("[picture]")
        self._desk.background.run(
            lambda: without_pictures(markdown.render(load_export(note_id), wanted), instead), done, self.failed.emit
        )

    def _print(self, note_id: str) -> None:
        # No start of the window waits for what few students do.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        from ui.printing import a4, paper_document, paper_text  # noqa: PLC0415

        wanted = self._wanted()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(a4())
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def read() -> tuple[str, str]:
            found = load_export(note_id)
            try:
                return found.note.title, paper_text(found, wanted)
            except OSError as error:
                raise StudyleafError(ErrorCode.FILE_UNREADABLE, name=found.note.title) from error

        def go(read: tuple[str, str]) -> None:
            title, text = read
            printer.setDocName(title)
            paper_document(text, printer).print_(printer)

        dialog.accepted.connect(lambda: self._desk.background.run(read, go, self.failed.emit))
        # The override that PySide declares wants a slot; show() keeps the loop running as open() does.
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


def open_place(address: str) -> None:
    """Shows a file or a folder with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl(address))


def spoken() -> Saying:
    """The words of exports in the language that the window speaks."""
    return saying_of(QLocale().name())


def _write(chosen: Format, found: NotesExport, out: Path, wanted: Wanted) -> None:
    if chosen.write:
        chosen.write(found, out, wanted)
    else:
        from ui.printing import write_pdf  # noqa: PLC0415 - see above

        write_pdf(found, out, wanted)
