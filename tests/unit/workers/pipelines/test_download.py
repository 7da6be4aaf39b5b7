"""Fetching a link from a server that behaves, and from several that do not."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, JobCancelled, StudyleafError
from tests.support import PATIENCE_S, eventually
from workers.pipelines import download
from workers.pipelines.download import fetch

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 1000


class Server(http.server.ThreadingHTTPServer):
    """A local server; `pages` maps a path to what answers it."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[str] = []
        self.go_on = threading.Event()

    def link(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.pages[self.path](self)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is for its failures."""

    def begin(self, kind: str = "application/pdf", *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def answer(self, content: bytes, kind: str = "application/pdf") -> None:
        self.begin(kind, Content_Length=str(len(content)))
        self.wfile.write(content)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.go_on.set()
    made.shutdown()
    made.server_close()
    thread.join()


def get(link: str, *, max_bytes: int = 10**7, cancel: CancelToken | None = None) -> BinaryIO:
    return fetch(link, name="a.pdf", max_bytes=max_bytes, cancel=cancel or CancelToken(), on_bytes=lambda *_: None)


def code_of(link: str, **options: int) -> ErrorCode:
    with pytest.raises(StudyleafError) as caught:
        get(link, **options)  # type: ignore[arg-type]
    return caught.value.code


def test_a_pdf_comes_whole(server: Server) -> None:
    server.pages["/a.pdf"] = lambda handler: handler.answer(CONTENT)
    assert get(server.link("/a.pdf")).read() == CONTENT


def test_progress_is_told_while_bytes_come(server: Server) -> None:
    told: list[tuple[int, int | None]] = []

    def slowly(handler: Handler) -> None:
        handler.begin(Content_Length=str(2 * download.CHUNK_BYTES))
        handler.wfile.write(b"x" * download.CHUNK_BYTES)
        handler.server.go_on.wait(PATIENCE_S)
        handler.wfile.write(b"x" * download.CHUNK_BYTES)

    def on_bytes(received: int, expected: int | None) -> None:
        told.append((received, expected))
        if received == download.CHUNK_BYTES:
            server.go_on.set()

    server.pages["/a.pdf"] = slowly
    fetch(server.link("/a.pdf"), name="a", max_bytes=10**7, cancel=CancelToken(), on_bytes=on_bytes)
    assert (download.CHUNK_BYTES, 2 * download.CHUNK_BYTES) in told
    assert len(told) == len(set(told))


def test_a_link_may_lead_elsewhere_on_the_web(server: Server) -> None:
    server.pages["/old"] = lambda handler: handler.begin(status=302, Location="/new")
    server.pages["/new"] = lambda handler: handler.answer(CONTENT)
    assert get(server.link("/old")).read() == CONTENT


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/a.pdf", "data:application/pdf,x"])
def test_a_link_may_not_lead_off_the_web(server: Server, target: str) -> None:
    server.pages["/old"] = lambda handler: handler.begin(status=302, Location=target)
    assert code_of(server.link("/old")) is ErrorCode.DOWNLOAD_FAILED


def test_links_that_turn_in_circles_fail(server: Server) -> None:
    server.pages["/a"] = lambda handler: handler.begin(status=302, Location="/a")
    assert code_of(server.link("/a")) is ErrorCode.DOWNLOAD_FAILED


def test_spaces_and_letters_beyond_ascii_are_escaped(server: Server) -> None:
    server.pages["/%C3%9Cbung%201.pdf?q=%C3%B6"] = lambda handler: handler.answer(CONTENT)
    assert get(server.link("/Übung 1.pdf?q=ö#page=3")).read() == CONTENT
    assert server.asked == ["/%C3%9Cbung%201.pdf?q=%C3%B6"]


def test_what_is_escaped_already_stays_so(server: Server) -> None:
    server.pages["/a%20b.pdf"] = lambda handler: handler.answer(CONTENT)
    assert get(server.link("/a%20b.pdf")).read() == CONTENT


def test_a_login_page_is_no_pdf(server: Server) -> None:
    server.pages["/a.pdf"] = lambda handler: handler.answer(b"<html>Please log in", "text/html; charset=utf-8")
    assert code_of(server.link("/a.pdf")) is ErrorCode.NOT_A_PDF


def test_a_file_that_says_that_it_is_too_large_is_not_read(server: Server) -> None:
    server.pages["/a.pdf"] = lambda handler: handler.answer(CONTENT)
    assert code_of(server.link("/a.pdf"), max_bytes=1000) is ErrorCode.FILE_TOO_LARGE


def test_a_file_that_does_not_say_its_size_is_cut_at_the_limit(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.begin()
        try:
            while True:
                handler.wfile.write(CONTENT)
        except OSError:
            handler.close_connection = True

    server.pages["/a.pdf"] = endless
    assert code_of(server.link("/a.pdf"), max_bytes=10**6) is ErrorCode.FILE_TOO_LARGE


def test_a_file_that_is_cut_off_fails(server: Server) -> None:
    def cut(handler: Handler) -> None:
        handler.begin(Content_Length=str(len(CONTENT)))
        handler.wfile.write(CONTENT[:1000])

    server.pages["/a.pdf"] = cut
    assert code_of(server.link("/a.pdf")) is ErrorCode.DOWNLOAD_FAILED


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_server_that_says_no_fails(server: Server, status: int) -> None:
    server.pages["/a.pdf"] = lambda handler: handler.begin(status=status)
    assert code_of(server.link("/a.pdf")) is ErrorCode.DOWNLOAD_FAILED


def test_a_server_that_says_nothing_fails(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "TIMEOUT_S", 0.05)
    server.pages["/a.pdf"] = lambda handler: handler.server.go_on.wait(PATIENCE_S) and None
    assert code_of(server.link("/a.pdf")) is ErrorCode.DOWNLOAD_FAILED


@pytest.mark.parametrize(
    "link", ["http://", "http://[", "http://127.0.0.1:99999/a", "http://127.0.0.1:1/a", "http://ü..de/"]
)
def test_a_link_that_leads_nowhere_fails(link: str) -> None:
    assert code_of(link) is ErrorCode.DOWNLOAD_FAILED


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://x/a.pdf", "a.pdf"])
def test_only_web_links_are_fetched(link: str) -> None:
    assert code_of(link) is ErrorCode.LINK_UNSUPPORTED


def test_a_cancel_does_not_wait_for_the_server_and_stops_the_reading(server: Server) -> None:
    cancel, closed = CancelToken(), threading.Event()

    def endless(handler: Handler) -> None:
        handler.begin()
        try:
            while True:
                handler.wfile.write(CONTENT)
                cancel.cancel()
        except OSError:
            closed.set()

    server.pages["/a.pdf"] = endless
    with pytest.raises(JobCancelled):
        get(server.link("/a.pdf"), cancel=cancel, max_bytes=10**12)
    eventually(closed.is_set, "the end of the reading")
