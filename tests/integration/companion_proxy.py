"""A line that can be cut: a TCP proxy before the companion, which can refuse everything, or only WebSockets."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time

CHUNK = 65536
POLL_S = 0.05


class Proxy:
    """Listens on `port`. Both ends see the port that they expect in `Host` and `Origin`."""

    def __init__(self, target_port: int) -> None:
        self._target = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(POLL_S)
        self.port: int = self._listener.getsockname()[1]
        self.refuses_all = False
        self.refuses_sockets = False
        self.silent: set[tuple[socket.socket, socket.socket]] = set()
        """Connections that carry nothing any more, and whose ends are not told."""
        self._stop = False
        self._threads: list[threading.Thread] = []
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._lock = threading.Lock()
        self._run(self._accept)

    def cut(self) -> None:
        """Breaks every connection, and lets none through until `mend`."""
        self.refuses_all = True
        self.break_all()

    def break_all(self) -> None:
        with self._lock:
            pairs = list(self._pairs)
        for pair in pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def silence(self) -> None:
        """All connections that are there fall silent, as when a phone leaves its network; new ones work."""
        with self._lock:
            self.silent = set(self._pairs)

    def mend(self) -> None:
        self.refuses_all = self.refuses_sockets = False

    def close(self) -> None:
        self._stop = True
        self.cut()
        for thread in list(self._threads):
            thread.join(5)
        self._listener.close()

    def _run(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="proxy", daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            if self.refuses_all:
                client.close()
                continue
            self._run(self._carry, client)

    def _carry(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            first = client.recv(CHUNK)
            if self.refuses_all or (self.refuses_sockets and b"/ws " in first[:64]):
                return
            with socket.create_connection(("127.0.0.1", self._target), timeout=5) as server:
                pair = (client, server)
                with self._lock:
                    self._pairs.add(pair)
                try:
                    server.sendall(self._renamed(first))
                    self._pump(client, server)
                finally:
                    with self._lock:
                        self._pairs.discard(pair)

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as watched:
            watched.register(client, selectors.EVENT_READ, server)
            watched.register(server, selectors.EVENT_READ, client)
            while not self._stop:
                if (client, server) in self.silent:
                    time.sleep(POLL_S)
                    continue
                for key, _ in watched.select(POLL_S):
                    source, sink = key.fileobj, key.data
                    assert isinstance(source, socket.socket)
                    data = source.recv(CHUNK)
                    if not data:
                        return
                    sink.sendall(self._renamed(data) if source is client else data)

    def _renamed(self, data: bytes) -> bytes:
        return data.replace(f"127.0.0.1:{self.port}".encode(), f"127.0.0.1:{self._target}".encode())
