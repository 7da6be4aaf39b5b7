"""The receiving side, a process of its own: `… PORT TOKEN CLIENTS FIRST LAST` listens on so many sockets.

Says "ready" when all are subscribed, and at the end one JSON line: how long each event took to the first socket, by the
stamp in its message, when the first and the last of all came, and how many were lost or came twice.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from app.settings import LOCAL_USER

SILENCE_S = 5.0
"""After so long without an event the rest is lost."""


@dataclass
class Heard:
    """What all sockets heard."""

    first: int
    last: int
    clients: int
    stamps_ms: list[float] = field(default_factory=list)
    seqs: list[set[int]] = field(default_factory=list)
    doubled: int = 0
    begun_at: float = 0.0
    ended_at: float = 0.0


class Client(asyncio.Protocol):
    """Reads frames of a server, which are not masked and not fragmented; does no more than a page must."""

    def __init__(self, token: str, heard: Heard, number: int, ready: asyncio.Future[None]) -> None:
        self._hello = {"type": "hello", "token": token}
        self._heard = heard
        self._number = number
        self._ready = ready
        self._buffer = bytearray()
        self._is_open = False

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        port = transport.get_extra_info("peername")[1]
        key = base64.b64encode(os.urandom(16)).decode()
        head = f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        transport.write(f"{head}Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_open:
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self._is_open, self._buffer = True, bytearray(rest)
            self._say(self._hello)
        place, size = 0, len(self._buffer)
        while size - place >= 2:
            length, start = self._buffer[place + 1], place + 2
            if length == 126:
                if size - place < 4:
                    break
                (length,) = struct.unpack_from("!H", self._buffer, place + 2)
                start = place + 4
            assert length < 127 or start == place + 4
            if size < start + length:
                break
            if self._buffer[place] == 0x81:
                self._take(json.loads(self._buffer[start : start + length]))
            place = start + length
        del self._buffer[:place]

    def _take(self, message: Any) -> None:
        now = time.monotonic_ns()
        if message["type"] == "welcome":
            self._say({"type": "subscribe:jobs", "rooms": [{"userId": LOCAL_USER}]})
        elif message["type"] == "subscribed":
            self._ready.set_result(None)
        elif message["type"] == "event":
            self._count(message["event"], now)

    def _count(self, event: Any, now: int) -> None:
        heard, seqs = self._heard, self._heard.seqs[self._number]
        heard.ended_at = now / 1e9
        heard.begun_at = heard.begun_at or heard.ended_at
        if event["seq"] in seqs:
            heard.doubled += 1
        seqs.add(event["seq"])
        if self._number == 0 and event["message"]:
            heard.stamps_ms.append((now - int(event["message"])) / 1e6)

    def _say(self, message: Any) -> None:
        payload = json.dumps(message).encode()
        head = (
            bytes([0x81, 0x80 | len(payload)]) if len(payload) < 126 else struct.pack("!BBH", 0x81, 0xFE, len(payload))
        )
        self._transport.write(head + bytes(4) + payload)


async def listen(port: int, token: str, heard: Heard) -> None:
    """Until all heard all, or none came for a while."""
    loop = asyncio.get_running_loop()
    for number in range(heard.clients):
        heard.seqs.append(set())
        ready = loop.create_future()
        await loop.create_connection(lambda n=number, r=ready: Client(token, heard, n, r), "127.0.0.1", port)
        await ready
    print("ready", flush=True)
    wanted = heard.last - heard.first + 1
    waited_from = time.monotonic()
    while min(len(seqs) for seqs in heard.seqs) < wanted:
        await asyncio.sleep(0.05)
        if time.monotonic() - max(heard.ended_at, waited_from) > SILENCE_S + (0 if heard.ended_at else 60):
            break


def main() -> None:
    port, token, clients, first, last = int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6])
    heard = Heard(first, last, clients)
    asyncio.run(listen(port, token, heard))
    every = set(range(first, last + 1))
    answer = {
        "stampsMs": heard.stamps_ms,
        "seconds": heard.ended_at - heard.begun_at,
        "lost": sum(len(every - seqs) for seqs in heard.seqs),
        "doubled": heard.doubled,
    }
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
