"""The window: puts the parts together and connects what one asks for with what another does."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.events import JobType
from app.notes import Citation
from app.store.documents import DocumentView
from app.store.search import Hit, HitKind
from ui.activity.job_row import JobRow
from ui.activity.room import ActivityRoom
from ui.beside import Beside
from ui.commands import Commands
from ui.desk import Desk
from ui.export_menu import Exporting, open_place
from ui.library.answers import LibraryAnswers
from ui.library.covers import Covers
from ui.library.empty_state import EmptyState
from ui.library.room import LibraryRoom
from ui.library.shelving import Shelving
from ui.library.sidebar import Sidebar
from ui.library.watching import FolderWatch
from ui.models.room import ModelsRoom
from ui.note.asking import Asking
from ui.note.editing import Editing
from ui.note.pane import NotePane
from ui.note.reader import NoteReader
from ui.note.reading import Reading
from ui.note.section_menu import SectionMenu
from ui.page.pane import PagePane
from ui.parts.drops import Intake, intake_of
from ui.parts.file_dialog import ask_files
from ui.rooms import Room
from ui.router import EventRouter
from ui.search.awaited import AwaitedHit
from ui.search.box import SearchBox
from ui.search.results import plain
from ui.settings.preferences import Preferences, PreferenceStore
from ui.settings.room import SettingsRoom
from ui.settings.shortcuts import Keymap
from ui.shell import Shell
from ui.study.room import StudyRoom
from ui.submitting import Submitting
from ui.task_bar import TaskBar
from ui.tray import QuietHours, Tray
from ui.window_state import WindowState
from ui.words import tr

WIDE_PX = 1120
"""From this width on the page has room beside the note without being asked for."""
SETTLE_MS = 400
"""After the library was shown: what the student does not look at yet is counted then."""


class MainWindow(Shell):
    """GUI thread. Reads the library when it is first shown."""

    closed = Signal()
    looked = Signal(object)
    """The Look that the student likes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWindowTitle("Studyleaf")
        self.resize(1280, 820)
        self.router = EventRouter(desk, self)
        self.sidebar = Sidebar(self.router.documents, self.router.jobs)
        self.empty = EmptyState(has_sample=desk.sample is not None)
        self.note_pane = NotePane()
        self.page_pane = PagePane(desk.shelf, desk.background)
        self._middle = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._reader = NoteReader(desk.background, self)
        self.reading = Reading(self.router, self._reader, self.note_pane, self)
        self.asking = Asking(desk, self.router.jobs, self.note_pane.answer, self)
        self.submitting = Submitting(desk, self)
        self.study = StudyRoom(desk.study, desk.background)
        self.covers = Covers(desk.shelf, desk.covers, self)
        self.welcome = EmptyState(has_sample=desk.sample is not None)
        self.answers = LibraryAnswers(desk, self.router.jobs)
        self.library = LibraryRoom(self.router.documents, self.covers, self.welcome, self.answers)
        self.shelving = Shelving(desk, self)
        self.exporting = Exporting(desk, self)
        self.beside = Beside(self.note_pane, self.page_pane, self)
        self.editing = Editing(self.note_pane, self._reader, desk, self)
        self.preferences = PreferenceStore(desk.state_file, self)
        self.keymap = Keymap(desk.state_file, self)
        self._commands = Commands(self, self.keymap)
        self.settings = SettingsRoom(self.preferences, desk.folder, desk.background, self.keymap)
        self.activity = ActivityRoom(desk, self.router.jobs)
        self.models = ModelsRoom(desk.models, desk.background)
        self.tray = Tray(self)
        self.task_bar = TaskBar(self.router.jobs, self)
        self.watch = FolderWatch(desk.background, self)
        self.search = SearchBox(desk.background, self._commands.actions, self)
        self._awaited = AwaitedHit(self.router.documents, self)
        self.sections = SectionMenu(desk, self.note_pane.view, self._reader, self)
        self._state = WindowState(desk.state_file)
        self._asked_about = ""
        self._is_closed = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._page_wanted = True
        self._lay_out()
        self._connect()
        self._commands.use_keys()
        self._state.restore(self, self._splitters())
        self._on_preferences(self.preferences.held)
        self.sidebar.documents.setFocus()
        self.router.start()

    def add_files(self, paths: list[str]) -> None:
        """Writes notes from files: dropped, chosen, or handed over by a second start."""
        for path in paths:
            self.submitting.add_file(path)

    def open_sample(self) -> None:
        """Writes notes from the document that comes with the program."""
        if self._desk.sample:
            self.add_files([str(self._desk.sample)])

    def bring_forward(self) -> None:
        """Shows the window above others, also when it was minimized."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.note_pane)
        centre = QWidget()
        centre.setObjectName("reading")
        centre_layout = QVBoxLayout(centre)
        centre_layout.setContentsMargins(0, 0, 0, 0)
        centre_layout.setSpacing(0)
        centre_layout.addWidget(self._middle, 1)
        for widget in (self.sidebar, centre, self.page_pane):
            self._splitter.addWidget(widget)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.sidebar.setMinimumWidth(220)
        centre.setMinimumWidth(380)
        self.page_pane.setMinimumWidth(320)
        for place, stretch in enumerate((0, 3, 2)):
            self._splitter.setStretchFactor(place, stretch)
        self._splitter.setSizes([280, 600, 480])
        self.page_pane.hide()
        self.add_room(Room.LIBRARY, self.library)
        self.add_room(Room.READ, self._splitter)
        self.add_room(Room.STUDY, self.study, shown=self.study.refresh)
        self.add_room(Room.ACTIVITY, self.activity, shown=self.activity.refresh)
        self.add_room(Room.MODELS, self.models, shown=self.models.refresh)
        self.add_room(Room.SETTINGS, self.settings, shown=self.settings.refresh)
        self.show_room(Room.READ)

    def _connect(self) -> None:
        for source in (
            self.search, self.settings, self.models, self.study, self.router, self.editing,
            self.sections, self.exporting, self.reading, self.asking, self.activity, self.shelving,
        ):  # fmt: skip
            source.failed.connect(self.toasts.show_error)
        self.rail.search_requested.connect(self.search.open)
        self.search.hit_chosen.connect(self._on_hit)
        self._awaited.arrived.connect(self._on_hit)
        self.rooms.currentChanged.connect(self._awaited.forget)
        self.reading.chosen.connect(self._awaited.forget)
        self._connect_library()
        self._connect_activity()
        self.dropped.connect(self.submitting.take)
        self.preferences.changed.connect(self._on_preferences)
        self.watch.appeared.connect(self.submitting.add_file)
        self.study.learnt_changed.connect(self.router.documents.set_learnt)
        self.study.waiting_changed.connect(lambda count: self.rail.set_badge(Room.STUDY, count))
        self.study.citation_activated.connect(self._on_studied_citation)
        self._settled.timeout.connect(self.study.refresh)
        self.router.loaded.connect(self._on_loaded)
        self.router.job_changed.connect(self.asking.on_job)
        self.router.job_changed.connect(self.answers.on_job)
        self.answers.citation_activated.connect(self._on_studied_citation)
        self.sidebar.add_requested.connect(self.choose_files)
        self.sidebar.document_chosen.connect(self.reading.choose_document)
        self.note_pane.citation_activated.connect(self.beside.show_citation)
        self.beside.explanation_requested.connect(self._on_asked)
        self.editing.changed.connect(lambda words, undo: self.toasts.show_news(words, action=tr("Undo"), act=undo))
        self.editing.copied.connect(lambda _words: self.toasts.show_news(tr("Copied with its page.")))
        self.beside.notes_requested.connect(self.sections.write_page)
        self.beside.card_requested.connect(self._on_card_requested)
        self.sections.told.connect(self.toasts.show_news)
        self.note_pane.export_button.clicked.connect(self.open_export_menu)
        self.exporting.written.connect(self._on_written)
        self.note_pane.ask_bar.asked.connect(self._on_asked)
        self.note_pane.waiting.retry_requested.connect(self._on_retry)
        self.note_pane.waiting.notes_requested.connect(self.submitting.write_notes)
        self.reading.document_shown.connect(self._on_document_shown)
        self.reading.waiting_shown.connect(self._show_reading)
        self.reading.nothing_shown.connect(self._on_nothing_shown)
        self.router.document_removed.connect(self.page_pane.forget)
        self.reading.ready.connect(self._on_ready)
        self.submitting.submitted.connect(self.reading.expect)
        self.submitting.refused.connect(self.toasts.show_error)
        self.page_pane.closed.connect(lambda: self._want_page(wanted=False))
        self.beside.page_needed.connect(lambda: self._want_page(wanted=True))

    def _connect_activity(self) -> None:
        for source in (self.sidebar.jobs, self.activity.list, self.activity.details):
            source.cancel_requested.connect(self.submitting.cancel)
            source.retry_requested.connect(self._on_retry)
        self.sidebar.jobs.chosen.connect(self._on_job_chosen)
        self.activity.details.open_requested.connect(self._on_job_opened)
        self.activity.working_changed.connect(lambda count: self.rail.set_badge(Room.ACTIVITY, count))
        self.activity.working_changed.connect(self.tray.show_working)
        self.tray.opened.connect(self.bring_forward)
        self.tray.quit_requested.connect(self.close)

    def _connect_library(self) -> None:
        self.library.add_requested.connect(self.choose_files)
        for page in (self.empty, self.welcome):
            page.add_requested.connect(self.choose_files)
            page.sample_requested.connect(self.open_sample)
            self.models.chosen_known.connect(page.show_model)
        self.library.opened.connect(self._on_library_opened)
        self.library.notes_requested.connect(self._on_notes_of_several)
        self.library.bin_requested.connect(self.shelving.put_in_bin)
        self.library.bin_opened.connect(lambda: self.shelving.open_bin(QCursor.pos()))
        self.library.tag_added.connect(self.shelving.tag)
        self.library.tag_removed.connect(self.shelving.untag)
        self.shelving.changed.connect(lambda words, undo: self.toasts.show_news(words, action=tr("Undo"), act=undo))

    def choose_files(self) -> None:
        """Lets the student choose files in the system's own dialog."""
        ask_files(self, self.add_files)

    def paste(self) -> None:
        """Takes files or text from the clipboard. A pasted link is not fetched: only a drop asks for that."""
        intake = intake_of(QGuiApplication.clipboard().mimeData())
        if intake.links and not intake.files:
            self.toasts.show_news(tr("To fetch a link, drag it from the browser into this window."))
            return
        self.submitting.take(Intake(files=intake.files, text=intake.text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_page()
        if self.search.isVisible():
            self.search.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._is_closed:
            self._is_closed = True
            self._state.save(self, self._splitters())
            self.router.stop()
            self.page_pane.shut()
            self.covers.shut()
            self.models.shut()
            self.closed.emit()

    def _splitters(self) -> dict[str, QSplitter]:
        return {"columns": self._splitter, "sidebar": self.sidebar.splitter}

    def _show_reading(self) -> None:
        self._middle.setCurrentWidget(self.note_pane)

    def _on_loaded(self) -> None:
        self._settled.start()
        self.reading.show_newest()
        if not self.router.documents.rowCount():
            self.models.refresh()  # what stands where there is no document tells of the model

    def _on_nothing_shown(self) -> None:
        self._desk.look_at("")
        self.models.refresh()
        self._middle.setCurrentWidget(self.empty)
        self._fit_page()

    def _on_document_shown(self, document: DocumentView) -> None:
        self._desk.look_at(document.id)
        self._show_reading()
        self.sidebar.choose(document.id)
        self.setWindowTitle(tr("{title} – Studyleaf").format(title=document.title))
        if self.page_pane.isHidden():
            self._fit_page()
        self.beside.set_document(document)
        self.sections.document_id = document.id
        if self._asked_about != document.id:
            self.asking.hide()

    def ask_library(self) -> None:
        """Goes to where all documents are asked."""
        self.show_room(Room.LIBRARY)
        self.answers.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def study_now(self) -> None:
        """Begins with all that waits to be learnt."""
        self.show_room(Room.STUDY)
        self.study.begin()

    def _on_hit(self, hit: Hit) -> None:
        """Opens what was found at its place."""
        document = self.router.documents.find(hit.document_id)
        if document is None:
            self._awaited.wait_for(hit)
            return
        self.show_room(Room.READ)
        if hit.kind is HitKind.NOTE:
            self.reading.choose_note(hit.note_id)
            self.note_pane.view.go_to_section(hit.place)
            return
        self.reading.choose_document(document)
        if hit.kind is HitKind.PAGE:
            quote = " ".join(plain(hit.text).replace("…", " ").split())
            self.beside.show_citation(Citation(hit.place, quote))

    def open_export_menu(self) -> None:
        """Offers the formats in which the notes that are shown can be taken away."""
        note = self.note_pane.view.note
        button = self.note_pane.export_button
        if note and button.isVisible():
            document_id = self.reading.document.id if self.reading.document else ""
            place = button.mapToGlobal(button.rect().bottomLeft())
            self.exporting.open_menu(self._reader.note_id, note.title, document_id, place)

    def _on_preferences(self, held: Preferences) -> None:
        self.submitting.use(length=held.length, style=held.style)
        self.watch.watch(held.watched_folder)
        self.tray.quiet = QuietHours(held.quiet_from, held.quiet_until)
        self.tray.notify = held.notify
        self.looked.emit(held.look)

    def _on_written(self, words: str, address: str) -> None:
        self.toasts.show_news(words, action=tr("Show") if address else "", act=lambda: open_place(address))

    def _fit_page(self) -> None:
        """The page stands beside its note where there is room; it is of no use without a document."""
        has_room = self._page_wanted and self.width() >= WIDE_PX
        self.page_pane.setVisible(has_room and self.reading.document is not None)

    def _want_page(self, *, wanted: bool) -> None:
        self._page_wanted = wanted
        self.page_pane.setVisible(wanted)

    def _on_asked(self, question: str) -> None:
        if self.reading.document:
            self._asked_about = self.reading.document.id
            self.asking.ask(self.reading.document, question)

    def _on_job_chosen(self, row: JobRow) -> None:
        self.reading.choose_job(row)
        if row.type is JobType.COMPLETION:
            self._asked_about = row.document_id or ""
            self.asking.show(row)

    def _on_card_requested(self, citation: Citation) -> None:
        if self.reading.document:
            self.study.ask_card(self.reading.document.id, citation)

    def _on_library_opened(self, document: DocumentView) -> None:
        self.show_room(Room.READ)
        self.reading.choose_document(document)

    def _on_notes_of_several(self, documents: list[DocumentView]) -> None:
        for document in documents:
            self.submitting.write_notes(document)
        self.show_room(Room.READ)

    def _on_studied_citation(self, document_id: str, citation: Citation) -> None:
        document = self.router.documents.find(document_id)
        if document:
            self.show_room(Room.READ)
            self.reading.choose_document(document)
            self.beside.show_citation(citation)

    def _on_job_opened(self, row: JobRow) -> None:
        self.show_room(Room.READ)
        self._on_job_chosen(row)

    def _on_retry(self, job_id: str, password: str | None) -> None:
        row = self.router.jobs.find(job_id)
        if row and row.document_id and password:
            self.page_pane.remember_password(row.document_id, password)
        self.submitting.retry(job_id, password)

    def _on_ready(self, title: str, note_id: str) -> None:
        self.tray.tell(tr("The notes on “{title}” are ready.").format(title=title))
        self.toasts.show_news(
            tr("The notes on “{title}” are ready.").format(title=title),
            action=tr("Show"),
            act=lambda: self.reading.choose_note(note_id),
        )
