"""A connection of the companion, by itself: what a client may send while it takes no answer."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, cast

import pytest
from websockets.asyncio.server import Server
from websockets.server import ServerProtocol

from app.companion.http import MAX_AHEAD_BYTES, Door, Doorway, Request, Response, refusal


class FullLine(asyncio.Transport):
    """A transport to somebody who takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.doorway: Doorway
        self.is_aborted = False

    def write(self, data: Any) -> None:
        self.doorway.pause_writing()

    def abort(self) -> None:
        self.is_aborted = True

    def is_closing(self) -> bool:
        return self.is_aborted


async def answer(_request: Request) -> Response:
    return Response(body=b"long")


@pytest.mark.parametrize("is_refused", [False, True])
def test_who_takes_no_answer_cannot_send_without_end(*, is_refused: bool) -> None:
    async def flood() -> tuple[bool, int]:
        refused = refusal(HTTPStatus.UNAUTHORIZED, "unauthorized", "no") if is_refused else None
        door = Door(
            arrived=lambda _: True,
            left=lambda _: None,
            admit=lambda _: refused,
            admit_socket=lambda _: None,
            answer=answer,
        )
        line = FullLine()
        line.doorway = doorway = Doorway(ServerProtocol(), cast(Server, None), door=door)
        doorway.connection_made(line)
        doorway.data_received(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody")
        await asyncio.sleep(0.05)
        for _ in range(4):
            doorway.data_received(bytes(MAX_AHEAD_BYTES // 2))
        kept = len(doorway._http.trailing_data[0])
        doorway.connection_lost(None)
        return line.is_aborted, kept

    is_aborted, kept = asyncio.run(flood())
    assert kept <= MAX_AHEAD_BYTES
    assert is_aborted or is_refused
