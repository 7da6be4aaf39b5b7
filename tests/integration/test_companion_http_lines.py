"""HTTP as it goes over the line: several requests on one connection, bodies in pieces, clients that go away."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.companion.http import MAX_AHEAD_BYTES, MAX_BODY_BYTES
from app.companion.server import open_port
from app.settings import DataFolder
from tests.integration.companion_desk import CompanionDesk, desk_in
from tests.support import eventually


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


@contextmanager
def line(desk: CompanionDesk) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as opened:
        yield opened


def head(desk: CompanionDesk, start: str, *more: str) -> bytes:
    lines = [start, f"Host: 127.0.0.1:{desk.port}", f"Authorization: Bearer {desk.token}", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def read_until(opened: socket.socket, wanted: bytes, *, count: int = 1) -> bytes:
    heard = b""
    while heard.count(wanted) < count:
        piece = opened.recv(65536)
        assert piece, heard
        heard += piece
    return heard


def talk_on(opened: socket.socket) -> None:
    for _ in range(200):
        opened.sendall(bytes(MAX_AHEAD_BYTES))
        time.sleep(0.01)


def ended(opened: socket.socket) -> bool:
    """Whether the other side has closed, after whatever it still said."""
    try:
        while opened.recv(65536):
            pass
    except ConnectionResetError:
        return True
    return True


def test_small_answers_do_not_wait_for_acknowledgements() -> None:
    with open_port(0, lan=False) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_one_connection_serves_one_request_after_the_other(desk: CompanionDesk) -> None:
    with line(desk) as opened:
        for _ in range(3):
            opened.sendall(head(desk, "GET /healthz HTTP/1.1"))
            assert read_until(opened, b'"ok"').startswith(b"HTTP/1.1 200")


def test_requests_sent_at_once_are_answered_in_turn(desk: CompanionDesk) -> None:
    with line(desk) as opened:
        opened.sendall(head(desk, "GET /healthz HTTP/1.1") + head(desk, "GET /nothing HTTP/1.1") * 2)
        heard = read_until(opened, b"not-found", count=2)
        assert heard.index(b" 200 ") < heard.index(b" 404 ")


def test_a_socket_may_follow_a_request_on_the_same_connection(desk: CompanionDesk) -> None:
    upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    with line(desk) as opened:
        opened.sendall(head(desk, "GET /healthz HTTP/1.1"))
        read_until(opened, b'"ok"')
        opened.sendall(head(desk, "GET /ws HTTP/1.1", *upgrade, "Sec-WebSocket-Version: 13"))
        assert b" 101 " in read_until(opened, b"\r\n\r\n")


def test_an_old_client_gets_its_answer_and_an_end(desk: CompanionDesk) -> None:
    with line(desk) as opened:
        opened.sendall(head(desk, "GET /healthz HTTP/1.0"))
        read_until(opened, b'"ok"')
        assert ended(opened)


def test_a_body_may_come_in_chunks_and_after_a_word_to_go_on(desk: CompanionDesk) -> None:
    upload = desk.post("/api/uploads", {"name": "a.pdf", "size": 10}).json["uploadId"]
    with line(desk) as opened:
        start = f"PUT /api/uploads/{upload}?offset=0 HTTP/1.1"
        opened.sendall(head(desk, start, "Transfer-Encoding: chunked", "Expect: 100-continue"))
        read_until(opened, b"100 ")
        opened.sendall(b"3\r\n%PD\r\n")
        time.sleep(0.05)
        opened.sendall(b"2\r\nF-\r\n0\r\n\r\n")
        assert b'"offset":5' in read_until(opened, b"}")


def test_chunks_without_end_are_refused_at_the_limit(desk: CompanionDesk) -> None:
    with line(desk) as opened:
        opened.sendall(head(desk, "PUT /api/uploads/x?offset=0 HTTP/1.1", "Transfer-Encoding: chunked"))
        chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        for _ in range(MAX_BODY_BYTES // 0x10000 + 1):
            opened.sendall(chunk)
        assert read_until(opened, b"too-large").startswith(b"HTTP/1.1 413")


def test_a_body_that_breaks_off_leaves_nothing_behind(desk: CompanionDesk) -> None:
    upload = desk.post("/api/uploads", {"name": "a.pdf", "size": 10}).json["uploadId"]
    with line(desk) as opened:
        opened.sendall(head(desk, f"PUT /api/uploads/{upload}?offset=0 HTTP/1.1", "Content-Length: 5") + b"%P")
    again = desk.post("/api/uploads", {"name": "a.pdf", "size": 10}).json
    assert again["offset"] == 0


def test_who_talks_on_while_an_answer_is_awaited_is_cut_off(desk: CompanionDesk) -> None:
    with line(desk) as opened:
        opened.sendall(head(desk, f"GET /api/events?since={desk.seq()}&wait=20 HTTP/1.1"))
        time.sleep(0.2)
        with pytest.raises(ConnectionError):
            talk_on(opened)


def test_a_poll_whose_client_went_away_is_forgotten(desk: CompanionDesk) -> None:
    house = desk.companion._house
    assert house
    with line(desk) as opened:
        opened.sendall(head(desk, f"GET /api/events?since={desk.seq()}&wait=20 HTTP/1.1"))
        eventually(lambda: len(house._polls) == 1, "the poll waits")
    eventually(lambda: len(house._polls) == 0, "the poll is forgotten")


def test_a_query_of_a_thousand_fields_is_refused(desk: CompanionDesk) -> None:
    assert desk.request("GET", "/api/jobs?" + "&".join(f"a{number}=1" for number in range(1000))).status == 400
