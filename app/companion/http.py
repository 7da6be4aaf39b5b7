"""HTTP on the companion's port, and the door through which a WebSocket goes on to its library.

The library's own HTTP answers only requests without a body; uploads need one. So a connection speaks HTTP/1.1 through
h11 until a request asks for a WebSocket; from its first byte on, that request and all that follows is the library's.
"""

from __future__ import annotations

import asyncio
import logging
import urllib.parse
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, cast

import h11
from websockets.asyncio.server import ServerConnection

from app.companion import limits
from app.wire import Json, compact_json

MAX_HEAD_BYTES: Final = 16 * 1024
MAX_BODY_BYTES: Final = 1024 * 1024
"""A chunk of an upload; everything else is far smaller."""
MAX_QUERY_FIELDS: Final = 20
MAX_AHEAD_BYTES: Final = 64 * 1024
"""What a client may send while its last request is being answered."""

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Final = (
    ("Content-Security-Policy", CONTENT_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)

LINGER_S: Final = 0.5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request with its whole body. Header names are lower case; the path is not decoded."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    address: str

    def token(self) -> str:
        """What the client shows as its right to come in; empty where it shows nothing."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer; security headers are added to all of them."""

    status: HTTPStatus = HTTPStatus.OK
    content_type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def json_response(data: Json, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Response:
    """A JSON answer that no cache keeps."""
    body = compact_json(data).encode()
    return Response(
        status=status,
        content_type="application/json",
        body=body,
        headers={"Cache-Control": "no-store", **{name.replace("_", "-"): value for name, value in headers.items()}},
    )


def refusal(status: HTTPStatus, code: str, message: str, **headers: str) -> Response:
    """A JSON answer that says why not."""
    return json_response({"error": {"code": code, "message": message}}, status, **headers)


Answer = Callable[[Request], Awaitable[Response]]
Admit = Callable[[Request], Response | None]


@dataclass(frozen=True, slots=True)
class Door:
    """What a connection asks: `arrived` and `left` count it, `admit` judges each request before its body is read,
    `answer` answers it, and `admit_socket` judges one for a WebSocket. `arrived` is False where there are too many."""

    arrived: Callable[[Doorway], bool]
    left: Callable[[Doorway], None]
    admit: Admit
    admit_socket: Admit
    answer: Answer


class _Refused(Exception):
    """A request that is answered with a refusal, after which the connection closes."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class Doorway(ServerConnection):
    """A connection: HTTP first, and a WebSocket from the request on that asks for one."""

    def __init__(self, *arguments: Any, door: Door, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._door = door
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._raw = bytearray()
        """What came since the last request ended: handed over when it asks for a WebSocket."""
        self._upgraded = False
        self._talking: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._writable = asyncio.Event()
        self._answering = False
        self._ahead = 0
        self._deaf = False
        self._method = ""
        self.address = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else ""
        if not self._door.arrived(self):
            self.transport.abort()
            return
        self._writable.set()
        self._talking = self.loop.create_task(self._talk(), name="companion-http")
        self._talking.add_done_callback(self._after_talk)

    def data_received(self, data: bytes) -> None:
        if self._upgraded:
            super().data_received(data)
            return
        if self._deaf:
            return
        if self._http.their_state not in (h11.IDLE, h11.SEND_BODY):  # also while the answer waits to be taken
            self._ahead += len(data)
            if self._ahead > MAX_AHEAD_BYTES:
                self.transport.abort()
                return
        if self._http.their_state in (h11.IDLE, h11.DONE):
            self._raw += data
        try:
            self._http.receive_data(data)
        except h11.RemoteProtocolError:
            self.transport.abort()
            return
        self._news.set()

    def eof_received(self) -> None:
        if self._upgraded:
            super().eof_received()
            return
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.left(self)
        if self._upgraded:
            super().connection_lost(exc)
        elif self._talking:
            self._talking.cancel()

    def pause_writing(self) -> None:
        if self._upgraded:
            super().pause_writing()
        else:
            self._writable.clear()

    def resume_writing(self) -> None:
        if self._upgraded:
            super().resume_writing()
        else:
            self._writable.set()

    @property
    def is_idle(self) -> bool:
        """Whether it is no WebSocket, and no request of it is being answered."""
        return not self._upgraded and not self._answering

    def hang_up(self) -> None:
        """Ends a connection that is no WebSocket; those the library closes."""
        if not self._upgraded:
            self.transport.abort()

    async def _talk(self) -> None:
        """Answers one request after the other until the connection is to end, or becomes a WebSocket."""
        idle_s = limits.HEAD_S
        try:
            while True:
                head = await self._next_head(idle_s)
                if head is None:
                    break
                if self._wants_socket(head):
                    self._open_socket(head)
                    return
                self._method = head.method.decode("ascii", "replace")
                request = await self._whole(head)
                self._answering, self._ahead = True, 0
                response = await self._door.answer(request)
                self._answering = False
                await self._send(response, close=False)
                if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
                    break
                rest, _ = self._http.trailing_data
                self._raw = bytearray(rest)
                self._http.start_next_cycle()
                idle_s = limits.IDLE_S
        except _Refused as refused:
            await self._send(refused.response, close=True)
            await self._linger()
        except h11.RemoteProtocolError as error:
            hint = HTTPStatus(error.error_status_hint or 400)
            await self._send(refusal(hint, "bad-request", "this is no request that can be read"), close=True)
            await self._linger()
        except (TimeoutError, h11.LocalProtocolError):
            logger.debug("an idle connection was closed")
        if not self.transport.is_closing():
            self.transport.close()

    def _after_talk(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            logger.error("a request failed", exc_info=error)
            self.transport.abort()

    async def _linger(self) -> None:
        """Lets the client read why it was refused: closing on what it still sends would take the answer away."""
        if self.transport.can_write_eof() and not self.transport.is_closing():
            self.transport.write_eof()
        await asyncio.sleep(LINGER_S)

    async def _next_head(self, within_s: float) -> h11.Request | None:
        async with asyncio.timeout(within_s):
            while True:
                event = self._http.next_event()
                if isinstance(event, h11.Request):
                    # h11 bounds only what is not yet complete.
                    if sum(len(name) + len(value) for name, value in event.headers) > MAX_HEAD_BYTES:
                        raise _Refused(
                            refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "too-large", "too many headers")
                        )
                    return event
                if event is h11.NEED_DATA:
                    await self._wait()
                elif event is not h11.PAUSED:
                    return None

    async def _wait(self) -> None:
        self._news.clear()
        await self._news.wait()

    async def _whole(self, head: h11.Request) -> Request:
        """The request with its body, once it is admitted; only then is the client told to send it."""
        request = self._request(head)
        if refused := self._door.admit(request):
            raise _Refused(refused)
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > MAX_BODY_BYTES:
            raise _Refused(_too_large())
        if self._http.they_are_waiting_for_100_continue:
            self._write(self._http.send(h11.InformationalResponse(status_code=100, headers=[])))
        body = bytearray()
        async with asyncio.timeout(limits.BODY_S):
            while True:
                event = self._http.next_event()
                if event is h11.NEED_DATA:
                    await self._wait()
                elif isinstance(event, h11.Data):
                    body += event.data
                    if len(body) > MAX_BODY_BYTES:
                        raise _Refused(_too_large())
                elif isinstance(event, h11.EndOfMessage):
                    return self._request(head, bytes(body))
                else:
                    raise TimeoutError  # the client is gone

    def _request(self, head: h11.Request, body: bytes = b"") -> Request:
        path, _, query = head.target.decode("ascii", "replace").partition("?")
        try:
            pairs = urllib.parse.parse_qsl(query, max_num_fields=MAX_QUERY_FIELDS)
        except ValueError:
            raise _Refused(refusal(HTTPStatus.BAD_REQUEST, "bad-request", "the query is too long")) from None
        headers = {name.decode("ascii"): value.decode("latin-1") for name, value in head.headers}
        return Request(
            method=head.method.decode("ascii", "replace"),
            path=path,
            query=dict(pairs),
            headers=headers,
            body=body,
            address=self.address,
        )

    def _wants_socket(self, head: h11.Request) -> bool:
        return any(name == b"upgrade" and value.lower() == b"websocket" for name, value in head.headers)

    def _open_socket(self, head: h11.Request) -> None:
        if refused := self._door.admit_socket(self._request(head)):
            raise _Refused(refused)
        self._upgraded = True
        raw, self._raw = bytes(self._raw), bytearray()
        super().connection_made(self.transport)
        super().data_received(raw)

    async def _send(self, response: Response, *, close: bool) -> None:
        # Nothing more is read of who is refused, also while the refusal waits to be taken.
        self._deaf = close
        headers = [
            ("Content-Type", response.content_type),
            ("Content-Length", str(len(response.body))),
            *SECURITY_HEADERS,
            *response.headers.items(),
        ]
        if close:
            headers.append(("Connection", "close"))
        try:
            self._write(self._http.send(h11.Response(status_code=response.status, headers=headers)))
            if self._method != "HEAD":
                self._write(self._http.send(h11.Data(data=response.body)))
            self._write(self._http.send(h11.EndOfMessage()))
        except h11.LocalProtocolError:  # an answer had begun, or none may be sent any more
            self.transport.abort()
            return
        async with asyncio.timeout(limits.SLOW_S):
            await self._writable.wait()

    def _write(self, data: bytes | None) -> None:
        if data and not self.transport.is_closing():
            self.transport.write(data)


def _too_large() -> Response:
    return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "a request may carry at most 1 MiB")
