"""One window per data folder: a second start hands its files to the first."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS: Final = 500
"""A living first instance on this machine answers within a few milliseconds."""

MAX_MESSAGE_BYTES: Final = 1 << 20
"""Some thousand paths; a longer message is nobody's file list."""

logger = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Ask `try_become_first` once at start. GUI thread."""

    files_received = Signal(list)
    """Paths (str) that another start was given; empty where it only wants the window to come forward."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()
        self._name = f"studyleaf-{digest[:24]}"
        # Two starts at the same moment both find nobody listening; only one gets the lock.
        self._lock = QLockFile(str(data_dir / ".window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._received: dict[QLocalSocket, bytearray] = {}

    def try_become_first(self) -> bool:
        """Whether this is the only instance; it listens for others then."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        # What a crashed instance left behind may go.
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        if not server.listen(self._name):
            logger.info("not the first instance: %s", server.errorString())
            server.deleteLater()
            return False
        self._server = server
        return True

    def hand_over(self, paths: list[str]) -> bool:
        """Gives paths to the first instance; whether it took them. Waits half a second at most for each step."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(json.dumps(paths).encode())
        written = socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(CONNECT_MS)
        return written

    def close(self) -> None:
        """Stops listening. Safe to call twice."""
        if self._server:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()):
            self._received[socket] = bytearray()
            socket.readyRead.connect(self._on_bytes)
            socket.disconnected.connect(self._on_disconnected)
            # Both may have happened before the signals were connected.
            self._read(socket)
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._finish(socket)

    def _on_bytes(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _on_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._finish(socket)

    def _read(self, socket: QLocalSocket) -> None:
        received = self._received.get(socket)
        if received is None:
            return
        received += bytes(socket.readAll().data())
        if len(received) > MAX_MESSAGE_BYTES:
            socket.abort()

    def _finish(self, socket: QLocalSocket) -> None:
        self._read(socket)
        received = self._received.pop(socket, None)
        socket.deleteLater()
        if received is None or not received or len(received) > MAX_MESSAGE_BYTES:
            return
        try:
            paths = json.loads(received)
        except ValueError:
            logger.warning("another instance sent what is no file list")
            return
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            self.files_received.emit(paths)
