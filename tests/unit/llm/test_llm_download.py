"""Downloading a model from a server that behaves, and from several that do not."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, JobCancelled, StudyleafError
from workers.llm import download
from workers.llm.catalogue import Entry
from workers.llm.download import fetch_model, part_of

CONTENT = bytes(range(256)) * 4000
ENTRY = Entry("Tiny", "models/Tiny.gguf", len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), "MIT")


class Server(http.server.ThreadingHTTPServer):
    """Has one file. `cuts` are the bytes after which each answer ends too early."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = CONTENT
        self.knows_ranges = True
        self.status = 0
        self.cuts: list[int] = []
        self.asked: list[tuple[str, str | None]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wish = self.headers["Range"]
        self.server.asked.append((self.path, wish))
        begin = int(wish[6:-1]) if wish and self.server.knows_ranges else 0
        self.send_response(self.server.status or (206 if begin else 200))
        content = self.server.content[begin:]
        self.send_header("Content-Length", str(len(content)))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(self.server.content) - 1}/{len(CONTENT)}")
        self.end_headers()
        self.wfile.write(content[: self.server.cuts.pop(0)] if self.server.cuts else content)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is for its failures."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def fetch(server: Server, folder: Path) -> bytes:
    heard: list[int] = []
    path = fetch_model(ENTRY, server.address, folder, cancel=CancelToken(), on_bytes=heard.append)
    assert heard[-1:] in ([], [len(CONTENT)])
    return path.read_bytes()


def code_of(server: Server, folder: Path) -> ErrorCode:
    with pytest.raises(StudyleafError) as raised:
        fetch(server, folder)
    return raised.value.code


def test_a_whole_file_is_fetched_from_below_the_address(server: Server, tmp_path: Path) -> None:
    assert fetch(server, tmp_path) == CONTENT
    assert server.asked == [("/models/Tiny.gguf", None)]


def test_a_download_that_is_cut_off_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    server.cuts = [300_000, 200_000]
    assert fetch(server, tmp_path) == CONTENT
    assert [wish for _, wish in server.asked] == [None, "bytes=300000-", "bytes=500000-"]


def test_a_download_goes_on_after_a_restart_of_the_program(server: Server, tmp_path: Path) -> None:
    part_of(ENTRY, tmp_path).write_bytes(CONTENT[:700_000])
    assert fetch(server, tmp_path) == CONTENT
    assert server.asked == [("/models/Tiny.gguf", "bytes=700000-")]
    assert fetch(server, tmp_path) == CONTENT
    assert len(server.asked) == 1, "a whole one is not loaded again"


def test_a_server_without_ranges_begins_anew(server: Server, tmp_path: Path) -> None:
    server.knows_ranges = False
    part_of(ENTRY, tmp_path).write_bytes(b"x" * 700_000)
    assert fetch(server, tmp_path) == CONTENT


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"!", CONTENT + b"more"])
def test_what_has_another_checksum_or_size_is_not_kept(server: Server, tmp_path: Path, content: bytes) -> None:
    server.content = content
    assert code_of(server, tmp_path) is ErrorCode.MODEL_DAMAGED
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_part_is_found_out_and_the_next_try_is_whole(server: Server, tmp_path: Path) -> None:
    part_of(ENTRY, tmp_path).write_bytes(b"x" * 700_000)
    assert code_of(server, tmp_path) is ErrorCode.MODEL_DAMAGED
    assert fetch(server, tmp_path) == CONTENT


def test_a_server_that_refuses_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    server.status = 404
    assert code_of(server, tmp_path) is ErrorCode.DOWNLOAD_FAILED
    assert len(server.asked) == 1


def test_a_server_that_always_cuts_off_is_given_up_and_what_came_is_kept(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "TRIES", 2)
    monkeypatch.setattr(CancelToken, "wait", lambda _self, _seconds: False)
    server.cuts = [1000, *[0] * 50]
    assert code_of(server, tmp_path) is ErrorCode.DOWNLOAD_FAILED
    assert part_of(ENTRY, tmp_path).read_bytes() == CONTENT[:1000]


def test_a_cancel_keeps_what_came(server: Server, tmp_path: Path) -> None:
    cancel = CancelToken()

    def stop(received: int) -> None:
        if received:
            cancel.cancel()

    with pytest.raises(JobCancelled):
        fetch_model(ENTRY, server.address, tmp_path, cancel=cancel, on_bytes=stop)
    assert part_of(ENTRY, tmp_path).exists()


@pytest.mark.parametrize("address", ["", "ftp://example.org", "file:///etc"])
def test_only_the_web_is_asked(tmp_path: Path, address: str) -> None:
    with pytest.raises(StudyleafError) as raised:
        fetch_model(ENTRY, address, tmp_path, cancel=CancelToken(), on_bytes=lambda _: None)
    assert raised.value.code is ErrorCode.LINK_UNSUPPORTED
