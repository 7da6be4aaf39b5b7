"""All that lives on the companion's loop: connections, rooms, polls, the feed, and who is let in."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final, cast

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from app.companion import limits
from app.companion.access import SEEN_EVERY_S, Device, Devices, Gate, device_name
from app.companion.api import Api
from app.companion.feed import Feed, Told
from app.companion.http import Door, Doorway, Request, Response, json_response, refusal
from app.companion.limits import Buckets
from app.companion.messages import MAX_MESSAGE_BYTES, Close
from app.companion.pages import Pages
from app.companion.rooms import Room, Roster
from app.companion.runs import runs_of
from app.companion.services import Services
from app.companion.tab import Tab
from app.companion.uploads import Uploads

REVOKED_S: Final = 1.0
"""How soon a device that was revoked by another program is put out; by this one it is at once."""
CLOSE_S: Final = 1.5
"""How long a tab gets to say goodbye."""
SOCKET_PATHS: Final = ("/ws", "/")
LOOPBACK: Final = ("127.0.0.1", "::1")

logger = logging.getLogger(__name__)


class House:
    """Belongs to the loop that it is made on, but for `call_soon`, `ask_to_stop` and `present`."""

    def __init__(self, services: Services, devices: Devices, gate: Gate) -> None:
        self.feed = Feed(self._deliver, on_replaced=self._on_replaced)
        self._services = services
        self._devices = devices
        self._gate = gate
        self._pages = Pages(services.language)
        self._roster: Roster[Tab] = Roster()
        self._tabs: set[Tab] = set()
        self._doorways: dict[Doorway, None] = {}
        self._strangers: set[Doorway] = set()
        self._requests = Buckets(limits.REQUESTS_PER_S, limits.REQUESTS_AT_ONCE)
        self._wrong_tokens = Buckets(limits.REFUSALS_PER_S, limits.REFUSALS_AT_ONCE)
        self._polls: Roster[asyncio.Future[None]] = Roster()
        self._seen: dict[str, float] = {}
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        uploads = Uploads(
            services.folder.root / "uploads", services.shelf, services.jobs, max_file_mb=services.max_file_mb
        )
        self._api = Api(services, uploads, next_event=self._next_event, epoch=lambda: self.feed.epoch)

    def open(self, listener: socket.socket) -> Opened:
        """Takes connections while the context is open."""
        return Opened(self, listener)

    async def until_stopped(self) -> None:
        """Waits for `ask_to_stop`, and puts out revoked devices meanwhile."""
        while not self._stopped.is_set():
            try:
                async with asyncio.timeout(REVOKED_S):
                    await self._stopped.wait()
            except TimeoutError:
                self.put_out_revoked()

    def ask_to_stop(self) -> None:
        """From any thread."""
        self.call_soon(self._stopped.set)

    def call_soon(self, act: Callable[[], object]) -> None:
        """Does something on the loop, from any thread."""
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:  # it has just been closed
            logger.debug("the companion was gone already")

    def present(self) -> set[str]:
        """The ids of connected devices; a moment old. From any thread."""
        return {tab.device.id for tab in tuple(self._tabs) if tab.device}

    def put_out_revoked(self) -> None:
        """Ends the connections of devices that may not come in any more."""
        allowed = {device.id for device in self._devices.list()}
        for tab in tuple(self._tabs):
            if tab.device and tab.device.id not in allowed:
                self._closing(tab.socket, Close.UNAUTHORIZED, "this device was removed")

    def door(self) -> Door:
        """What each connection is given."""
        return Door(
            arrived=self._arrived,
            left=self._left,
            admit=self._admit,
            admit_socket=self._admit_socket,
            answer=self._answer,
        )

    def hang_up(self) -> None:
        """Ends all connections that are no WebSockets."""
        for doorway in tuple(self._doorways):
            doorway.hang_up()

    async def talk(self, connection: ServerConnection) -> None:
        """One WebSocket from its greeting to its end."""
        assert isinstance(connection, Doorway)
        began = time.monotonic()
        tab = Tab(
            connection,
            address=connection.address,
            user_id=self._services.user_id,
            feed=self.feed,
            roster=self._roster,
        )

        def on_entered(entered: Tab) -> None:
            assert entered.device
            self._strangers.discard(connection)
            self._tabs.add(entered)
            request = connection.request
            agent = request.headers.get("User-Agent", "") if request else ""
            self._saw(entered.device, device_name(agent))
            logger.info("tab came, %d now", len(self._tabs))

        self._strangers.add(connection)
        try:
            await tab.run(self._let_in, on_entered)
        except ConnectionClosed:
            logger.debug("a tab went without a goodbye")
        finally:
            self._strangers.discard(connection)
            if tab in self._tabs:
                self._tabs.discard(tab)
                spent = time.monotonic() - began
                logger.info("tab left after %.0f s with code %s, %d now", spent, connection.close_code, len(self._tabs))

    def _deliver(self, batch: list[Told]) -> None:
        """Sends each tab all that it hears of these in one go; a frame is made once for all tabs."""
        outgoing: dict[Tab, list[bytes]] = {}
        rooms: dict[Room, None] = {}
        for run in runs_of(batch):
            for tab in self._roster.members(run.rooms):
                if tab.user_id == run.user_id and (frames := tab.overhears(run)):
                    outgoing.setdefault(tab, []).append(frames)
            if run.last:
                rooms.update(dict.fromkeys(run.rooms))
        for tab, pieces in outgoing.items():
            tab.write(b"".join(pieces))
        for poll in self._polls.members(rooms):
            if not poll.done():
                poll.set_result(None)

    def _on_replaced(self) -> None:
        for tab in tuple(self._tabs):
            # It leaves now: what comes next must not be heard across the gap.
            if tab.leave_all():
                task = self._loop.create_task(tab.tell_resync(), name="companion-resync")
                task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _next_event(self, rooms: frozenset[Room], after: int, seconds: float) -> None:
        poll = self._loop.create_future()
        self._polls.enter(poll, rooms)
        try:
            if self.feed.seq > after:  # it came between the look at the log and this
                return
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            return
        finally:
            self._polls.forget(poll)

    def _arrived(self, doorway: Doorway) -> bool:
        if len(self._doorways) >= limits.MAX_CONNECTIONS:
            # The oldest that does nothing makes room: who opens many and keeps them shuts nobody out.
            idle = next((each for each in self._doorways if each.is_idle), None)
            if idle is None:
                logger.info("a connection too many was refused")
                return False
            del self._doorways[idle]
            idle.hang_up()
        self._doorways[doorway] = None
        return True

    def _left(self, doorway: Doorway) -> None:
        self._doorways.pop(doorway, None)

    def _admit(self, request: Request) -> Response | None:
        if refused := self._from_elsewhere(request):
            return refused
        if not self._requests.take(request.address):
            return refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", "too many requests", Retry_After="1")
        return self._no_token(request) if request.path.startswith("/api/") else None

    def _admit_socket(self, request: Request) -> Response | None:
        if refused := self._from_elsewhere(request):
            return refused
        if request.path not in SOCKET_PATHS:
            return refusal(HTTPStatus.NOT_FOUND, "not-found", "the socket is at /ws")
        sockets = len(self._tabs) + len(self._strangers)
        if sockets >= limits.MAX_SOCKETS or len(self._strangers) >= limits.MAX_STRANGERS:
            return refusal(HTTPStatus.SERVICE_UNAVAILABLE, "full", "too many tabs are open", Retry_After="10")
        return None

    def _from_elsewhere(self, request: Request) -> Response | None:
        headers = request.headers
        status = self._gate.check(
            host=headers.get("host"),
            origin=headers.get("origin"),
            # To follow a link to the page is no attack; all that the page can do needs its token.
            fetch_site=None if headers.get("sec-fetch-mode") == "navigate" else headers.get("sec-fetch-site"),
        )
        if status is None:
            return None
        logger.warning("a request from elsewhere was refused with %d", status)
        return refusal(status, "elsewhere", "this is not the address of this server, or not its page")

    def _no_token(self, request: Request) -> Response | None:
        if self._device_of(request):
            return None
        if not self._wrong_tokens.take(request.address):
            return refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", "too many wrong tokens", Retry_After="10")
        return refusal(HTTPStatus.UNAUTHORIZED, "unauthorized", "a valid token is needed", WWW_Authenticate="Bearer")

    def _device_of(self, request: Request) -> Device | None:
        token = request.token()
        return self._devices.check(token) if token else None

    def _let_in(self, token: str, *, address: str) -> Device | None:
        device = self._devices.check(token) if token else None
        if device is None:
            self._wrong_tokens.take(address)
            logger.warning("a socket came without a valid token")
        return device

    def _saw(self, device: Device, name: str) -> None:
        now = time.monotonic()
        if now - self._seen.get(device.id, -SEEN_EVERY_S) < SEEN_EVERY_S:
            return
        self._seen[device.id] = now
        # On a thread: it writes to the disk.
        self._loop.run_in_executor(None, partial(self._devices.saw, device.id, name=name))

    async def _answer(self, request: Request) -> Response:
        if request.path.startswith("/api/"):
            device = self._device_of(request)
            if device is None:
                return refusal(HTTPStatus.UNAUTHORIZED, "unauthorized", "a valid token is needed")
            self._saw(device, device_name(request.headers.get("user-agent", "")))
            answer = await self._api.answer(request, device)
            # It may have waited for an event, and the device been removed meanwhile.
            return self._no_token(request) or answer
        if request.method not in ("GET", "HEAD"):
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method", "not this way", Allow="GET")
        if request.path == "/healthz":
            return json_response({"status": "ok", "tabs": len(self._tabs)})
        if request.path == "/metrics":
            return await self._metrics(request)
        page = self._pages.find(request)
        return page or refusal(HTTPStatus.NOT_FOUND, "not-found", "there is nothing at this address")

    async def _metrics(self, request: Request) -> Response:
        # Numbers without names; still, beyond this computer only for those who may come in.
        if request.address not in LOOPBACK and (refused := self._no_token(request)):
            return refused
        body = await asyncio.to_thread(self._services.metrics)
        own = f"# TYPE studyleaf_companion_tabs gauge\nstudyleaf_companion_tabs {len(self._tabs)}\n".encode()
        return Response(content_type="text/plain; version=0.0.4; charset=utf-8", body=body + own)

    def _closing(self, connection: ServerConnection, code: Close, reason: str) -> None:
        self._loop.create_task(connection.close(code, reason), name="companion-close")


class Opened:
    """The server on a listening socket, as a context."""

    def __init__(self, house: House, listener: socket.socket) -> None:
        self._house = house
        self._listener = listener
        self._server: Server | None = None

    async def __aenter__(self) -> None:
        await self._house.feed.open()
        connection: Any = partial(Doorway, door=self._house.door())
        self._server = await serve(
            self._house.talk,
            sock=self._listener,
            create_connection=cast(type[ServerConnection], connection),
            compression=None,  # it costs a page's latency, and each tab a hundred kilobytes
            server_header=None,
            open_timeout=limits.HEAD_S,
            ping_interval=limits.PING_S,
            ping_timeout=limits.PING_S,
            close_timeout=CLOSE_S,
            max_size=MAX_MESSAGE_BYTES,
            max_queue=8,
            write_limit=64 * 1024,
        )

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close(code=Close.RESTART, reason="the server is closing")
        self._house.hang_up()
        await self._server.wait_closed()
        await self._house.feed.close()
