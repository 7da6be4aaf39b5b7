"""What somebody with bad intentions, or a broken program, sends to the companion's port."""

from __future__ import annotations

import gc
import json
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from app.companion import limits
from app.settings import LOCAL_USER, DataFolder
from tests.integration.companion_desk import CompanionDesk, desk_in, hear, hear_events, narrow_line, say, subscribe
from tests.support import eventually

MB = 2**20


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


def refused_socket(desk: CompanionDesk, headers: dict[str, str], **options: Any) -> int:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://127.0.0.1:{desk.port}/ws", additional_headers=headers, **options),
    ):
        pass
    return refused.value.response.status_code


def close_code(desk: CompanionDesk, *sent: str | bytes, hello: bool = True) -> int | None:
    """Sends messages on a socket until the server closes it; returns with which code."""
    with connect(f"ws://127.0.0.1:{desk.port}/ws") as client:
        if hello:
            say(client, type="hello", token=desk.token)
            hear(client)
        with suppress(ConnectionClosed):
            for message in sent:
                client.send(message)
            while client.recv(timeout=10):
                pass
        return client.close_code


@contextmanager
def raw(desk: CompanionDesk, sent: bytes) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as line:
        line.sendall(sent)
        yield line


def handshake(desk: CompanionDesk) -> bytes:
    return (
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def frame(opcode: int, payload: bytes, *, said_length: int | None = None) -> bytes:
    """A masked frame, with a mask of zeros; it may say that it is longer than it is."""
    length = len(payload) if said_length is None else said_length
    if length < 126:
        head = bytes([0x80 | opcode, 0x80 | length])
    elif length < 65536:
        head = bytes([0x80 | opcode, 0x80 | 126]) + struct.pack("!H", length)
    else:
        head = bytes([0x80 | opcode, 0x80 | 127]) + struct.pack("!Q", length)
    return head + bytes(4) + payload


# ---------------------------------------------------------------- from elsewhere


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "file://"]
)
def test_a_socket_of_another_pages_origin_is_refused(desk: CompanionDesk, origin: str) -> None:
    assert refused_socket(desk, {"Origin": origin}) == 403


def test_a_request_of_another_pages_origin_is_refused_whatever_it_knows(desk: CompanionDesk) -> None:
    assert desk.request("GET", "/api/jobs", headers={"Origin": "http://evil.example"}).status == 403
    assert desk.request("GET", "/api/jobs", headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    assert (
        desk.request("GET", "/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status == 200
    )


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1", "localhost:1", ""])
def test_a_name_that_was_pointed_at_this_computer_is_refused(desk: CompanionDesk, host: str) -> None:
    assert desk.request("GET", "/", headers={"Host": host}).status == 421
    with raw(desk, handshake(desk).replace(f"Host: 127.0.0.1:{desk.port}".encode(), f"Host: {host}".encode())) as line:
        assert line.recv(100).startswith(b"HTTP/1.1 421")


def test_our_own_page_is_let_in(desk: CompanionDesk) -> None:
    with desk.socket(additional_headers={"Origin": f"http://127.0.0.1:{desk.port}"}):
        pass


# ---------------------------------------------------------------- tokens


@pytest.mark.parametrize("path", ["/api/jobs", "/api/documents", "/api/events?since=0", "/api/notes/x", "/api/nothing"])
def test_without_a_token_nothing_is_told(desk: CompanionDesk, path: str) -> None:
    assert desk.request("GET", path, token="").status == 401
    assert desk.request("GET", path, token="wrong").status == 401


def test_a_socket_without_a_valid_token_is_closed(desk: CompanionDesk) -> None:
    wrong = json.dumps({"type": "hello", "token": desk.token[:-1]})
    for first in (wrong, '{"type":"hello"}', '{"type":"hello","token":7}', '{"type":"ping"}', "no json", b"bytes"):
        assert close_code(desk, first, hello=False) == 4401


def test_a_revoked_token_is_worthless_at_once_and_its_tabs_are_put_out(desk: CompanionDesk) -> None:
    with desk.socket() as client:
        [device] = desk.companion.devices.list()
        assert desk.companion.revoke(device.id)
        with pytest.raises(ConnectionClosed):
            client.recv(timeout=5)
        assert client.close_code == 4401
    assert desk.request("GET", "/api/jobs").status == 401
    assert close_code(desk, json.dumps({"type": "hello", "token": desk.token}), hello=False) == 4401


def test_a_poll_that_waits_while_its_device_is_removed_is_told_nothing(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    [device] = desk.companion.devices.list()

    def remove_and_tell() -> None:
        desk.companion.revoke(device.id)
        desk.tell(claim, 1)

    later = threading.Timer(0.5, remove_and_tell)
    later.start()
    assert desk.request("GET", f"/api/events?since={desk.seq()}&wait=20").status == 401
    later.join()


def test_many_wrong_tokens_are_answered_more_slowly_and_a_right_one_still_gets_in(desk: CompanionDesk) -> None:
    statuses = [desk.request("GET", "/api/me", token=f"wrong{number}").status for number in range(40)]
    assert set(statuses) == {401, 429}
    assert desk.request("GET", "/api/me").status == 200


def test_who_may_only_read_changes_nothing(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    token = desk.companion.invite("Reader", read_only=True).partition("#token=")[2]
    assert desk.request("GET", "/api/jobs", token=token).status == 200
    assert desk.post(f"/api/jobs/{claim.job_id}/cancel", {}, token=token).status == 403
    assert desk.post("/api/uploads", {"name": "a.pdf", "size": 3}, token=token).status == 403


def test_no_token_stands_in_a_file_or_in_the_log(desk: CompanionDesk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with desk.socket() as client:
        subscribe(client)
    desk.request("GET", f"/api/jobs?token={desk.token}", token="wrong")
    close_code(desk, json.dumps({"type": "hello", "token": f"{desk.token}x"}), hello=False)
    for path in desk.folder.root.rglob("*"):
        if path.is_file():
            assert desk.token.encode() not in path.read_bytes(), path.name
    assert "without a valid token" in caplog.text
    assert desk.token not in caplog.text
    assert oct((desk.folder.root / "companion.json").stat().st_mode & 0o777) == "0o600"


# ---------------------------------------------------------------- messages


def test_a_message_of_a_megabyte_is_refused_before_it_is_read(desk: CompanionDesk) -> None:
    assert close_code(desk, "x" * MB) == 1009
    with raw(desk, handshake(desk)) as line:
        line.recv(4096)
        line.sendall(frame(1, b"", said_length=2**40))
        assert struct.unpack("!H", line.recv(100)[2:4])[0] == 1009


def test_bad_utf8_is_refused(desk: CompanionDesk) -> None:
    with raw(desk, handshake(desk)) as line:
        line.recv(4096)
        line.sendall(frame(1, b"\xff\xfe"))
        assert struct.unpack("!H", line.recv(100)[2:4])[0] == 1007


def test_bytes_are_refused(desk: CompanionDesk) -> None:
    assert close_code(desk, b"\x00\x01") == 1003


def test_ten_thousand_messages_a_second_end_the_connection(desk: CompanionDesk) -> None:
    assert close_code(desk, *(['{"type":"ping"}'] * 10_000)) == 4429


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 60_000, "bad-message"),
        ('{"a":' * 10_000, "bad-message"),
        ("null", "bad-message"),
        ('{"type":"dance"}', "unknown-type"),
        ('{"type":"hello","token":"x"}', "greeted-already"),
        ('{"type":"ping","id":{}}', "bad-message"),
        ('{"type":"subscribe:jobs","rooms":[]}', "bad-rooms"),
        ('{"type":"subscribe:jobs","rooms":[{"jobId":"\\ud800"}]}', "bad-rooms"),
        ('{"type":"subscribe:jobs","rooms":[{"userId":"local"}],"since":-1}', "bad-message"),
        ('{"type":"subscribe:jobs","rooms":[{"userId":"local"}],"since":1e400}', "bad-message"),
        ('{"type":"subscribe:jobs","rooms":[{"userId":"root"}]}', "not-yours"),
    ],
)
def test_nonsense_is_answered_by_an_error_and_the_talk_goes_on(desk: CompanionDesk, text: str, code: str) -> None:
    with desk.socket() as client:
        client.send(text)
        answer = hear(client)
        assert (answer["type"], answer["code"]) == ("error", code)
        say(client, type="ping", id="still here")
        assert hear(client)["id"] == "still here"


def test_more_rooms_than_a_page_needs_are_refused(desk: CompanionDesk) -> None:
    with desk.socket() as client:
        for first in (0, 40):
            rooms = [{"jobId": f"job{first + number}"} for number in range(40)]
            say(client, type="subscribe:jobs", rooms=rooms)
            answer = hear(client)
        assert answer["code"] == "bad-rooms"


# ---------------------------------------------------------------- requests


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/companion.json",
        "/assets//etc/passwd",
        "/assets/..\\..\\companion.json",
        "/assets/app.js%00.html",
        "//etc/passwd",
        "/api/documents/../../etc/passwd/pages/1",
        "/api/notes/..%2f..",
    ],
)
def test_no_path_leads_out_of_the_pages_folder(desk: CompanionDesk, path: str) -> None:
    assert desk.request("GET", path).status == 404


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
    ],
)
def test_requests_that_cannot_be_read_are_refused(desk: CompanionDesk, request_bytes: bytes, status: bytes) -> None:
    with raw(desk, request_bytes) as line:
        assert line.recv(200).startswith(b"HTTP/1.1 " + status)


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(desk: CompanionDesk) -> None:
    headers = f"Host: 127.0.0.1:{desk.port}\r\nAuthorization: Bearer {desk.token}\r\nContent-Length: 99999999\r\n"
    with raw(desk, f"PUT /api/uploads/x?offset=0 HTTP/1.1\r\n{headers}\r\n".encode()) as line:
        assert line.recv(200).startswith(b"HTTP/1.1 413")
    with raw(desk, f"PUT /api/uploads/x?offset=0 HTTP/1.1\r\n{headers}\r\n".replace(desk.token, "x").encode()) as line:
        assert line.recv(200).startswith(b"HTTP/1.1 401")


def test_every_answer_carries_the_headers_that_keep_the_page_to_itself(desk: CompanionDesk) -> None:
    for path in ("/", "/assets/app.js", "/api/jobs", "/nothing"):
        headers = desk.request("GET", path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Server" not in headers


def test_more_requests_than_anybody_needs_are_refused_for_a_while(desk: CompanionDesk) -> None:
    statuses = set()
    for _ in range(int(limits.REQUESTS_AT_ONCE) + 60):
        statuses.add(desk.request("GET", "/healthz").status)
    assert statuses == {200, 429}


# ---------------------------------------------------------------- slow, silent, many


def test_who_says_nothing_is_let_go(desk: CompanionDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HELLO_S", 0.3)
    monkeypatch.setattr(limits, "HEAD_S", 0.3)
    assert close_code(desk, hello=False) == 4408
    with raw(desk, b"GET / HTTP/1.1\r\nHost:") as line:
        assert line.recv(100) == b""


def test_a_half_open_socket_is_found_out(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It took the handshake and then answers no ping, as a computer that was unplugged."""
    monkeypatch.setattr(limits, "PING_S", 0.3)
    with desk_in(folder) as desk, raw(desk, handshake(desk)) as line:
        line.recv(4096)
        line.sendall(frame(1, json.dumps({"type": "hello", "token": desk.token}).encode()))
        eventually(lambda: desk.request("GET", "/healthz").json["tabs"] == 1, "the tab is there")
        eventually(lambda: desk.request("GET", "/healthz").json["tabs"] == 0, "the tab is gone")


def test_a_reader_that_takes_nothing_costs_little_memory_and_is_let_go(
    desk: CompanionDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLOW_S", 1.0)
    desk.flood(20_000)  # what all this needs by itself is there before
    with narrow_line(desk.port) as line:
        line.sendall(handshake(desk))
        line.recv(4096)
        line.sendall(frame(1, json.dumps({"type": "hello", "token": desk.token}).encode()))
        rooms = {"type": "subscribe:jobs", "rooms": [{"userId": LOCAL_USER}]}
        line.sendall(frame(1, json.dumps(rooms).encode()))
        heard = b""
        while b"subscribed" not in heard:
            heard += line.recv(4096)
        gc.collect()
        before = psutil.Process().memory_info().rss
        desk.flood(20_000)  # some 9 MB for this tab
        grown = psutil.Process().memory_info().rss - before
        assert grown < 16 * MB, grown / MB
        eventually(lambda: desk.request("GET", "/healthz").json["tabs"] == 0, "the tab is gone")


def test_five_hundred_connections_are_met_with_a_limit_and_others_go_on(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    with desk.socket() as client, ExitStack() as held:
        subscribe(client)
        refused = 0
        for _ in range(500):
            line = held.enter_context(socket.create_connection(("127.0.0.1", desk.port), timeout=10))
            try:
                line.sendall(handshake(desk))
                refused += not line.recv(100).startswith(b"HTTP/1.1 101")
            except ConnectionError:
                refused += 1
        assert refused >= 500 - limits.MAX_STRANGERS
        before = desk.seq()
        desk.tell(claim, 50)
        assert hear_events(client, 50) == list(range(before + 1, before + 51))
    eventually(lambda: desk.request("GET", "/healthz").status == 200, "the server has room again")


def test_connections_that_do_nothing_shut_nobody_out(desk: CompanionDesk) -> None:
    with ExitStack() as held:
        for _ in range(limits.MAX_CONNECTIONS + 20):
            held.enter_context(socket.create_connection(("127.0.0.1", desk.port), timeout=10))
        assert desk.request("GET", "/healthz").status == 200
        with desk.socket():
            pass


def test_a_full_house_turns_further_tabs_away(desk: CompanionDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SOCKETS", 3)
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(desk.socket())
        assert refused_socket(desk, {}) == 503


def test_a_tab_hears_all_its_events_while_everything_is_thrown_at_the_port(desk: CompanionDesk) -> None:
    """How much the window's own thread notices of it is measured by tests/benchmarks/companion.py."""
    claim = desk.begin_job()
    attacker = desk.companion.invite("Attacker").partition("#token=")[2]
    command = [sys.executable, "-m", "tests.integration.companion_flood", str(desk.port), attacker]
    with desk.socket() as client, subprocess.Popen(command, stdout=subprocess.PIPE) as flood:
        try:
            assert flood.stdout
            assert flood.stdout.readline()
            subscribe(client)
            before = desk.seq()
            for _ in range(200):
                desk.tell(claim, 1)
                time.sleep(0.01)
            assert hear_events(client, 200) == list(range(before + 1, before + 201))
        finally:
            flood.kill()
