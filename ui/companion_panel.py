"""The companion in the window: turned on for this computer or for the network, a code to scan, and who may come in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.companion.access import Device
from app.companion.server import DEFAULT_PORT, Companion
from app.errors import StudyleafError
from ui.background import Background
from ui.main_window import MainWindow
from ui.parts.widgets import label, push_button
from ui.text import error_words, moment_words
from ui.words import marked, tr

WIDTH_PX: Final = 470
PEOPLE_PX: Final = 140
QR_PX: Final = 220
QUIET_MODULES: Final = 4
"""White around the code, as its standard asks; also by night: phones read dark on light best."""
REFRESH_MS: Final = 1500

OFF_WORDS: Final = marked(
    "See notes, quiz and flashcards in a browser, and add documents from there. It is off until you turn it on, and "
    "then only on this computer unless you let your network in."
)
HERE_WORDS: Final = marked("Open in browsers on this computer. Others cannot reach it.")
LAN_WORDS: Final = marked(
    "Scan the code with your phone. Whoever scans it may come in, until you remove the device. What goes over your "
    "network is not encrypted: turn it off in networks that you do not trust."
)


def add_companion_panel(window: MainWindow, companion: Companion, background: Background) -> CompanionPanel:
    """Puts a button for the panel below the side bar. GUI thread."""
    panel = CompanionPanel(companion, background, window)
    opener = push_button(tr("On your phone…"), tr("See your notes in a browser, here or on your phone"), role="link")
    opener.clicked.connect(panel.show)
    layout = window.sidebar.layout()
    assert layout is not None
    layout.addWidget(opener)
    QWidget.setTabOrder(window.sidebar.documents, opener)
    return panel


class CompanionPanel(QDialog):
    """GUI thread. Whatever touches the disk or the network runs in the background."""

    def __init__(self, companion: Companion, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._companion = companion
        self._background = background
        self.address = ""
        self._devices: tuple[Device, ...] | None = None
        self._present: set[str] = set()
        self.setWindowTitle(tr("On your phone"))
        self.setMinimumSize(WIDTH_PX, 0)
        self.words = label(tr(OFF_WORDS), wrap=True)
        self.code = QrCode()
        self.trouble = label(role="wrong", wrap=True)
        self.here = push_button(
            tr("On this computer"), tr("Open the page in a browser of this computer"), role="primary"
        )
        self.lan = push_button(tr("Let my phone in"), tr("Open it to the network that this computer is in"))
        self.new_code = push_button(tr("New code"), tr("A code for one more device"))
        self.copy = push_button(tr("Copy address"), tr("Copy the address that the code carries"))
        self.browse = push_button(tr("Open here"), tr("Open the page in this computer's browser"))
        self.off = push_button(tr("Turn off"), tr("Close the page for all devices"))
        self._list = QVBoxLayout()
        self._people = QScrollArea()
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._lay_out()
        self._connect()
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _lay_out(self) -> None:
        choose, act = QHBoxLayout(), QGridLayout()
        for button in (self.here, self.lan):
            choose.addWidget(button)
        for place, button in enumerate((self.new_code, self.copy, self.browse, self.off)):
            act.addWidget(button, place // 2, place % 2)
        self._people.setWidgetResizable(True)
        self._people.setMinimumHeight(PEOPLE_PX)
        inner = QWidget()
        inner.setObjectName("column")
        inner.setLayout(self._list)
        self._people.setWidget(inner)
        self._people_title = label(tr("Devices"), role="caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 20)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.trouble)
        layout.addLayout(choose)
        layout.addLayout(act)
        layout.addWidget(self._people_title)
        layout.addWidget(self._people, 1)

    def _connect(self) -> None:
        self.here.clicked.connect(lambda: self._turn_on(lan=False))
        self.lan.clicked.connect(lambda: self._turn_on(lan=True))
        self.new_code.clicked.connect(self._invite)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.address))
        self.browse.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self.address)))
        self.off.clicked.connect(self._turn_off)
        self._timer.timeout.connect(self._refresh)

    def _turn_on(self, *, lan: bool) -> None:
        def start() -> str:
            try:
                self._companion.start(port=DEFAULT_PORT, lan=lan)
            except StudyleafError:
                self._companion.start(port=0, lan=lan)  # another Studyleaf, or another program, has that port
            return self._companion.invite()

        self._run(start, self._show_address)

    def _invite(self) -> None:
        self._run(self._companion.invite, self._show_address)

    def _turn_off(self) -> None:
        self._run(self._companion.stop, lambda _: self._show_address(""))

    def _remove(self, device_id: str) -> None:
        self._run(lambda: self._companion.revoke(device_id), lambda _: self._refresh())

    def _refresh(self) -> None:
        def look() -> tuple[tuple[Device, ...], set[str]]:
            return tuple(self._companion.devices.list()), self._companion.present()

        self._background.run(look, self._show_devices, self._show_trouble)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.setEnabled(False)

        def on_done(value: object) -> None:
            self.setEnabled(True)
            self.trouble.clear()
            done(value)

        self._background.run(work, on_done, self._show_trouble)

    def _show_trouble(self, error: StudyleafError) -> None:
        self.setEnabled(True)
        self.trouble.setText(error_words(error))
        self._show_state()

    def _show_address(self, address: str) -> None:
        self.address = address
        self.code.show_text(address)
        self._show_state()
        self._refresh()

    def _show_state(self) -> None:
        is_on = self._companion.is_running
        self.words.setText(tr((LAN_WORDS if self._companion.lan else HERE_WORDS) if is_on else OFF_WORDS))
        self.code.setVisible(is_on and self._companion.lan and bool(self.address))
        self.trouble.setVisible(bool(self.trouble.text()))
        for button in (self.here, self.lan):
            button.setVisible(not is_on)
        for button in (self.new_code, self.copy, self.browse, self.off):
            button.setVisible(is_on)
        self._fit()

    def _fit(self) -> None:
        """Makes room for what has come: words that wrap say how high they are only for a given width."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(max(self.width(), WIDTH_PX), max(layout.heightForWidth(max(self.width(), WIDTH_PX)), 120))

    def _show_devices(self, found: tuple[tuple[Device, ...], set[str]]) -> None:
        devices, present = found
        if (devices, present) == (self._devices, self._present):
            return
        self._devices, self._present = devices, present
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for device in reversed(devices):
            self._list.addWidget(_DeviceRow(device, is_here=device.id in present, remove=self._remove))
        self._list.addStretch(1)
        for widget in (self._people, self._people_title):
            widget.setVisible(bool(devices))
        self._fit()


class QrCode(QWidget):
    """Draws a text as a QR code."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[bytearray, ...] = ()
        self.setAccessibleName(tr("Code to scan with a phone"))
        self.setFixedSize(QSize(QR_PX, QR_PX))

    def show_text(self, text: str) -> None:
        """The code of this text; nothing for an empty one."""
        import segno  # noqa: PLC0415 - no start has to wait for it

        self._rows = tuple(segno.make(text, error="m", micro=False).matrix) if text else ()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        count = len(self._rows) + 2 * QUIET_MODULES
        size = self.width() / count
        for y, row in enumerate(self._rows, QUIET_MODULES):
            for x, is_dark in enumerate(row, QUIET_MODULES):
                if is_dark:
                    # To whole pixels: no light seams between neighbours.
                    left, top = round(x * size), round(y * size)
                    right, bottom = round((x + 1) * size), round((y + 1) * size)
                    painter.fillRect(QRectF(left, top, right - left, bottom - top), QColor("black"))
        painter.end()


class _DeviceRow(QWidget):
    """One that may come in, when it was here, and a button that puts it out."""

    def __init__(self, device: Device, *, is_here: bool, remove: Callable[[str], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(device.name), 1)
        row.addWidget(label(_presence_words(device, is_here=is_here), role="muted"))
        button: QPushButton = push_button(
            tr("Remove"), tr("Let {name} in no more").format(name=device.name), role="link"
        )
        button.clicked.connect(lambda: remove(device.id))
        row.addWidget(button)


def _presence_words(device: Device, *, is_here: bool) -> str:
    if is_here:
        return tr("here now")
    if device.seen_at is None:
        return tr("not used yet")
    return tr("last here {moment}").format(moment=moment_words(device.seen_at))
