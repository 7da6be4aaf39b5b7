"""The companion's server: one port for page, API and socket, on a thread and a loop of its own.

On the window's loop it would share each turn with painting; a flood of requests showed as stutter there (see
tests/benchmarks/companion.py). On a thread it costs the window at most a switch of the interpreter's lock.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from app.companion.access import Devices, Gate, lan_addresses
from app.companion.services import Services
from app.errors import ErrorCode, StudyleafError
from app.events import Event

if TYPE_CHECKING:
    from app.companion.house import House

DEFAULT_PORT: Final = 8765
START_S: Final = 10.0
STOP_S: Final = 3.0
THREADS: Final = 4
"""Two may wait for pages to be drawn; the others read."""

logger = logging.getLogger(__name__)


class Companion:
    """`start` and `stop` may be called from any thread but the GUI's, which must not wait; `publish` from all."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.devices = Devices.of(services.folder)
        self.port = 0
        self.lan = False
        self._thread: threading.Thread | None = None
        self._house: House | None = None
        self._lock = threading.Lock()

    @property
    def is_running(self) -> bool:
        return self._house is not None

    def publish(self, event: Event) -> None:
        """Tells the tabs of an event; returns at once, and does nothing while there is no server."""
        house = self._house
        if house:
            house.feed.publish(event)

    def start(self, *, port: int = DEFAULT_PORT, lan: bool = False) -> None:
        """Opens the port: for this computer alone, or for its network as well. Port 0 takes any free one.

        Raises:
            StudyleafError: PORT_TAKEN.
        """
        with self._lock:
            if self._thread:
                return
            listener = open_port(port, lan=lan)
            self.port, self.lan = listener.getsockname()[1], lan
            ready = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(listener, ready), name="companion", daemon=True)
            self._thread.start()
            if not ready.wait(START_S) or self._house is None:
                raise StudyleafError(ErrorCode.INTERNAL)

    def stop(self) -> None:
        """Says goodbye to all tabs and closes the port. Safe to call twice."""
        with self._lock:
            thread, self._thread = self._thread, None
            house = self._house
            if thread is None:
                return
            if house:
                house.ask_to_stop()
            thread.join(STOP_S + 2)

    def invite(self, name: str = "Device", *, read_only: bool = False) -> str:
        """Makes a token for one more device; returns the address that carries it in its fragment."""
        _, token = self.devices.add(name, read_only=read_only)
        return self.link(token)

    def link(self, token: str) -> str:
        """The address that lets in whoever has it."""
        return f"{self.address()}#token={token}"

    def address(self) -> str:
        """Where the page is: the network's address if it is open to the network, else this computer's own."""
        host = next(iter(lan_addresses()), "127.0.0.1") if self.lan else "127.0.0.1"
        return f"http://{host}:{self.port}/"

    def revoke(self, device_id: str) -> bool:
        """Makes a device's token worthless and ends its connections at once."""
        done = self.devices.revoke(device_id)
        house = self._house
        if done and house:
            house.call_soon(house.put_out_revoked)
        return done

    def present(self) -> set[str]:
        """The ids of the devices that are connected right now."""
        house = self._house
        return house.present() if house else set()

    def _run(self, listener: socket.socket, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(listener, ready))
        finally:
            self._house = None
            ready.set()

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
        # With it come page, API and sockets: a tenth of a start for what most never turn on.
        from app.companion.house import House  # noqa: PLC0415

        # Each thread that reads the library keeps some MB of its pages.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "companion-read"))
        house = House(self.services, self.devices, Gate(self.port, lan=self.lan))
        async with house.open(listener):
            self._house = house
            ready.set()
            logger.info("companion open on port %d, %s", self.port, "for the network" if self.lan else "here only")
            await house.until_stopped()
            self._house = None
        logger.info("companion closed")


def open_port(port: int, *, lan: bool) -> socket.socket:
    """A listening socket. Raises StudyleafError PORT_TAKEN."""
    try:
        listener = socket.create_server(("0.0.0.0" if lan else "127.0.0.1", port), backlog=128)  # noqa: S104 - asked for
    except (OSError, OverflowError) as error:
        raise StudyleafError(ErrorCode.PORT_TAKEN, port=port) from error
    # Connections inherit it. asyncio sets it only on sockets that name their protocol, and these do not; without it an
    # event may wait 40 ms for the acknowledgement of the one before.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
