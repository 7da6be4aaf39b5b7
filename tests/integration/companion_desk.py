"""A companion on a scratch library, its emitter, and clients that speak to it."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from websockets.sync.client import ClientConnection, connect

from app.companion.server import Companion
from app.companion.services import Services
from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import Event, EventType, JobEvent, JobMetadata, JobResult, JobStage, JobStatus, JobType, timestamp_now
from app.jobs import Jobs
from app.library import FileShelf
from app.models import Library
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store import events
from app.store.connection import open_library, transaction
from app.store.documents import DocumentView
from tests.support import a_new_job

STAGES = (JobStage.GENERATING_NOTES, JobStage.GENERATING_QUIZ)
RESULT = JobResult(note_id="", title="Biology", processing_time_ms=1, cache_hit=False)
PICTURE = b"RIFF\x00\x00\x00\x00WEBP"


@dataclass
class Answer:
    """What an HTTP request brought."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class CompanionDesk:
    """The companion, and the hand that makes things happen in it."""

    def __init__(self, folder: DataFolder, *, port: int = 0, lan: bool = False, language: str = "en") -> None:
        self.folder = folder
        self._told = 0
        self.emitter = JobEventEmitter(self._publish)
        self.jobs = Jobs(self.emitter, Settings(), user_id=LOCAL_USER, wake=lambda *_: None)
        services = Services(
            user_id=LOCAL_USER,
            folder=folder,
            jobs=self.jobs,
            shelf=FileShelf(folder, max_file_mb=2),
            draw_page=draw_page,
            metrics=lambda: b"studyleaf_events_total 1\n",
            max_file_mb=2,
            language=language,
        )
        self.companion = Companion(services)
        self.companion.start(port=port, lan=lan)
        self.port = self.companion.port
        self.address = self.companion.invite("Test")
        self.token = self.address.partition("#token=")[2]

    def close(self) -> None:
        self.companion.stop()

    def reopen(self) -> None:
        """The server goes and comes back on the same port, as after a crash."""
        self.companion.stop()
        self.companion.start(port=self.port)

    def _publish(self, event: Event) -> None:
        self.companion.publish(event)

    def begin_job(self) -> Claim:
        claim = self.emitter.claim(self.emitter.submit(a_new_job()), owner="test", lease_s=3600)
        assert claim
        return claim

    def tell(self, claim: Claim, count: int) -> None:
        """So many progress events, each stored and published: a change of stage is never coalesced."""
        for _ in range(count):
            self._told += 1
            self.emitter.progress(claim, STAGES[self._told % 2], self._told % 100)

    def flood(self, count: int) -> None:
        """So many events, stored in one go and then published as fast as it goes."""
        for event in stored_events(count):
            self.companion.publish(event)

    def seq(self) -> int:
        return events.position()[1]

    @contextmanager
    def socket(self, *, token: str | None = None, resume: Any = None, **options: Any) -> Iterator[ClientConnection]:
        """A client that said hello; `welcome` came and is thrown away."""
        with connect(f"ws://127.0.0.1:{self.port}/ws", **options) as client:
            say(client, type="hello", token=self.token if token is None else token, resume=resume)
            assert hear(client)["type"] == "welcome"
            yield client

    def request(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        token: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One HTTP request, with the token unless it is empty."""
        token = self.token if token is None else token
        sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def post(self, path: str, body: Any, **options: Any) -> Answer:
        return self.request("POST", path, body=json.dumps(body).encode(), **options)


def narrow_line(port: int) -> socket.socket:
    """A connection whose own end holds little, so that what is not read waits at the server."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # before it connects: the window is agreed then
    line.settimeout(20)
    line.connect(("127.0.0.1", port))
    return line


def draw_page(document: DocumentView, page: int, _width: int, _quote: str) -> bytes:
    if page > 1:
        raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND)
    return PICTURE


def say(client: ClientConnection, **message: Any) -> None:
    client.send(json.dumps(message))


def hear(client: ClientConnection, timeout: float = 20) -> Any:
    return json.loads(client.recv(timeout=timeout))


def subscribe(client: ClientConnection, *rooms: dict[str, str], **more: Any) -> Any:
    """Subscribes, to the user's room where none is named, and returns the answer."""
    say(client, type="subscribe:jobs", id="1", rooms=list(rooms) or [{"userId": LOCAL_USER}], **more)
    answer = hear(client)
    assert answer["type"] == "subscribed", answer
    return answer


def hear_events(client: ClientConnection, count: int) -> list[int]:
    """The numbers of the next events."""
    numbers = []
    while len(numbers) < count:
        message = hear(client)
        if message["type"] == "event" and "seq" in message["event"]:
            numbers.append(message["event"]["seq"])
    return numbers


def an_event(epoch: str, seq: int) -> JobEvent:
    """Of usual size, with the time in its message by which another process tells how long it took."""
    return JobEvent(
        seq=seq,
        epoch=epoch,
        type=EventType.JOB_PROGRESS,
        job_id="0" * 32,
        job_type=JobType.PDF_NOTES,
        user_id=LOCAL_USER,
        status=JobStatus.ACTIVE,
        stage=JobStage.GENERATING_NOTES,
        progress=seq % 100,
        message=str(time.monotonic_ns()),
        metadata=JobMetadata(file_name="Biology.pdf", attempt=1),
        timestamp=timestamp_now(),
    )


def stored_events(count: int) -> list[JobEvent]:
    """Events that are in the log, as all are before they are published."""
    epoch, seq = events.position()
    made = [an_event(epoch, seq + number) for number in range(1, count + 1)]
    with transaction():
        Library.update(seq=seq + count).execute()
        for event in made:
            events.append(event, job_id=None)
    return made


@contextmanager
def desk_in(folder: DataFolder, *, language: str = "en") -> Iterator[CompanionDesk]:
    library = open_library(folder.library)
    desk = CompanionDesk(folder, language=language)
    try:
        yield desk
    finally:
        desk.close()
        library.close_everywhere()
