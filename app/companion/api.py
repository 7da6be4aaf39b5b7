"""The addresses below /api: what a page reads, and the few things that it may ask for."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import peewee

from app.companion import snapshot
from app.companion.access import Device
from app.companion.feed import told_again
from app.companion.http import Request, Response, json_response, refusal
from app.companion.messages import BadMessage, Position, parse_position
from app.companion.rooms import Room, RoomKind
from app.companion.services import Services
from app.companion.uploads import CHUNK_BYTES, Upload, Uploads, WrongPlace, job_type_of
from app.errors import ErrorCode, StudyleafError
from app.faults import as_studyleaf_error
from app.pictures import KEY, PictureShelf
from app.store import documents, events
from app.store.events import Replay
from app.wire import Json

MAX_WAIT_S: Final = 25.0
MAX_EVENTS: Final = 200
"""In one answer; the next request gets what follows."""
PAGE_WIDTHS: Final = (320, 2000)
DRAWINGS: Final = 2
"""Pages that are drawn at the same time; more wait."""
MAX_QUOTE_CHARS: Final = 1000

_STATUS_OF: Final = {
    ErrorCode.JOB_NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.NOTE_NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.DOCUMENT_NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.FILE_MISSING: HTTPStatus.NOT_FOUND,
    ErrorCode.JOB_NOT_CANCELLABLE: HTTPStatus.CONFLICT,
    ErrorCode.JOB_NOT_RETRYABLE: HTTPStatus.CONFLICT,
    ErrorCode.FILE_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorCode.DISK_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    ErrorCode.DATABASE_BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorCode.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}

NextEvent = Callable[[frozenset[Room], int, float], Awaitable[None]]
"""Waits until something happens in one of the rooms after an event of the log, or so many seconds."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request of somebody who may come in, with what its address names."""

    request: Request
    device: Device
    names: Mapping[str, str]

    def number(self, name: str, *, least: int = 0, most: int = 2**53, default: int | None = None) -> int:
        """A whole number of the query or the address. Raises StudyleafError INPUT_INVALID."""
        text = self.names.get(name) or self.request.query.get(name)
        if text is None and default is not None:
            return default
        if text is None or not re.fullmatch(r"[0-9]{1,16}", text) or not least <= int(text) <= most:
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=name, reason=f"a number from {least} to {most}")
        return int(text)


Handler = Callable[[Call], Awaitable[Response]]


class Api:
    """Answers on the companion's loop; whatever waits for a disk or a child does so on another thread."""

    def __init__(
        self, services: Services, uploads: Uploads, *, next_event: NextEvent, epoch: Callable[[], str]
    ) -> None:
        self._services = services
        self._uploads = uploads
        self._next_event = next_event
        self._epoch = epoch
        self._pictures = PictureShelf(services.folder)
        self._drawing = asyncio.Semaphore(DRAWINGS)
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []
        for method, address, handler in (
            ("GET", "/api/me", self._me),
            ("GET", "/api/jobs", self._jobs),
            ("POST", "/api/jobs/{id}/cancel", self._cancel),
            ("POST", "/api/jobs/{id}/retry", self._retry),
            ("GET", "/api/events", self._events),
            ("GET", "/api/documents", self._documents),
            ("POST", "/api/documents/{id}/notes", self._write_notes),
            ("GET", "/api/documents/{id}/pages/{page}", self._page),
            ("GET", "/api/documents/{id}/pages/{page}/image", self._page_image),
            ("GET", "/api/notes/{id}", self._note),
            ("GET", "/api/pictures/{key}", self._picture),
            ("POST", "/api/uploads", self._begin_upload),
            ("PUT", "/api/uploads/{id}", self._put_upload),
            ("DELETE", "/api/uploads/{id}", self._cancel_upload),
        ):
            pattern = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[0-9a-zA-Z]{1,64})", address))
            self._routes.append((method, pattern, handler))

    async def answer(self, request: Request, device: Device) -> Response:
        """Finds who answers; errors of the user's world become answers with their codes."""
        found = [
            (method, handler, match)
            for method, pattern, handler in self._routes
            if (match := pattern.fullmatch(request.path))
        ]
        if not found:
            return refusal(HTTPStatus.NOT_FOUND, "not-found", "there is nothing at this address")
        wanted = "GET" if request.method == "HEAD" else request.method
        for method, handler, match in found:
            if method != wanted:
                continue
            if device.read_only and method != "GET":
                return refusal(HTTPStatus.FORBIDDEN, "read-only", "this device may only read")
            try:
                return await handler(Call(request, device, match.groupdict()))
            except (StudyleafError, peewee.DatabaseError, OSError) as error:
                return error_response(as_studyleaf_error(error))
            except BadMessage as error:
                return refusal(HTTPStatus.BAD_REQUEST, error.complaint.value, error.text)
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method", "not this way", Allow=", ".join(m for m, _, _ in found))

    async def _me(self, call: Call) -> Response:
        services = self._services
        return json_response(
            {
                "userId": services.user_id,
                "device": call.device.name,
                "readOnly": call.device.read_only,
                "maxFileBytes": services.max_file_mb * 2**20,
                "chunkBytes": CHUNK_BYTES,
            }
        )

    async def _jobs(self, _call: Call) -> Response:
        return json_response(await asyncio.to_thread(snapshot.jobs_snapshot, self._services.user_id))

    async def _cancel(self, call: Call) -> Response:
        def cancel() -> None:
            job = snapshot.own_job(call.names["id"], self._services.user_id)
            self._services.jobs.cancel(job.id)

        await asyncio.to_thread(cancel)
        return json_response({"jobId": call.names["id"]}, HTTPStatus.ACCEPTED)

    async def _retry(self, call: Call) -> Response:
        password = _optional_text(_body(call.request), "password")

        def retry() -> None:
            job = snapshot.own_job(call.names["id"], self._services.user_id)
            self._services.jobs.retry(job.id, password=password)

        await asyncio.to_thread(retry)
        return json_response({"jobId": call.names["id"]}, HTTPStatus.ACCEPTED)

    async def _events(self, call: Call) -> Response:
        """What came after `since`, or comes within `wait` seconds: for whom WebSockets are blocked."""
        query = call.request.query
        since = parse_position({"epoch": query.get("epoch"), "seq": call.number("since")})
        assert since is not None
        user_id = self._services.user_id
        job = query.get("job")
        rooms = frozenset({Room(RoomKind.JOB, job) if job else Room(RoomKind.USER, user_id)})
        deadline = asyncio.get_running_loop().time() + call.number("wait", most=60, default=0)
        while True:
            replay = await asyncio.to_thread(self._replay, since, user_id)
            found = [event for event in map(told_again, replay.stored) if rooms & set(event.rooms)]
            left = min(deadline - asyncio.get_running_loop().time(), MAX_WAIT_S)
            if not replay.recovered or found or left <= 0:
                break
            since = Position(replay.epoch, replay.seq)
            await self._next_event(rooms, since.seq, left)
        answer: Json = {"recovered": replay.recovered, "epoch": replay.epoch, "seq": replay.seq}
        answer["events"] = [json.loads(event.body) for event in found]
        if not replay.recovered:
            answer |= {"snapshot": await asyncio.to_thread(snapshot.jobs_snapshot, user_id)}
        return json_response(answer)

    def _replay(self, since: Position, user_id: str) -> Replay:
        return events.replay(since.epoch or self._epoch(), since.seq, user_id=user_id, limit=MAX_EVENTS)

    async def _documents(self, _call: Call) -> Response:
        return json_response(await asyncio.to_thread(snapshot.library, self._services.user_id))

    async def _write_notes(self, call: Call) -> Response:
        def submit() -> str:
            document = documents.find_document(call.names["id"])
            job_type = job_type_of(document.kind)
            return self._services.jobs.notes_from_document(document.id, file_name=document.file_name, job_type=job_type)

        return json_response({"jobId": await asyncio.to_thread(submit)}, HTTPStatus.ACCEPTED)

    async def _page(self, call: Call) -> Response:
        number = call.number("page", least=1)
        return json_response(await asyncio.to_thread(snapshot.page_text, call.names["id"], number))

    async def _page_image(self, call: Call) -> Response:
        """A page as a picture, with words marked: drawn by a child, because the file is anybody's."""
        number, width = call.number("page", least=1), call.number("width", least=PAGE_WIDTHS[0], most=PAGE_WIDTHS[1])
        quote = call.request.query.get("quote", "")[:MAX_QUOTE_CHARS]

        def draw() -> bytes:
            return self._services.draw_page(documents.find_document(call.names["id"]), number, width, quote)

        async with self._drawing:
            picture = await asyncio.to_thread(draw)
        return Response(content_type="image/webp", body=picture, headers={"Cache-Control": "private, max-age=3600"})

    async def _note(self, call: Call) -> Response:
        return json_response(await asyncio.to_thread(snapshot.note, call.names["id"], self._services.user_id))

    async def _picture(self, call: Call) -> Response:
        """A picture that the student put into her own words."""
        key = call.names["key"]

        def read() -> bytes:
            place = self._pictures.find(key) if re.fullmatch(KEY, key) else None
            if place is None:
                raise StudyleafError(ErrorCode.FILE_MISSING, name=key)
            return place.read_bytes()

        picture = await asyncio.to_thread(read)
        return Response(content_type="image/png", body=picture, headers={"Cache-Control": "private, max-age=3600"})

    async def _begin_upload(self, call: Call) -> Response:
        body = _body(call.request)
        name, size = body.get("name"), body.get("size")
        if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
            raise StudyleafError(ErrorCode.INPUT_INVALID, name="upload", reason="it needs a name and a size")
        mark = _optional_text(body, "mark") or ""
        upload = await asyncio.to_thread(self._uploads.begin, call.device.id, name, size, mark=mark)
        return json_response(_upload_json(upload), HTTPStatus.CREATED)

    async def _put_upload(self, call: Call) -> Response:
        offset = call.number("offset")
        put = self._uploads.put
        try:
            done = await asyncio.to_thread(put, call.device.id, call.names["id"], offset, call.request.body)
        except WrongPlace as wrong:
            return json_response({"offset": wrong.have}, HTTPStatus.CONFLICT)
        if isinstance(done, Upload):
            return json_response(_upload_json(done))
        return json_response({"jobId": done}, HTTPStatus.CREATED)

    async def _cancel_upload(self, call: Call) -> Response:
        await asyncio.to_thread(self._uploads.cancel, call.device.id, call.names["id"])
        return json_response({})


def error_response(error: StudyleafError) -> Response:
    """An error of the user's world as an answer: its code, its sentence and its hint."""
    body = {"error": {"code": error.code.value, "message": error.sentence, "hint": error.hint}}
    return json_response(body, _STATUS_OF.get(error.code, HTTPStatus.BAD_REQUEST))


def _upload_json(upload: Upload) -> Json:
    return {"uploadId": upload.id, "name": upload.name, "size": upload.size, "offset": upload.have}


def _body(request: Request) -> Json:
    """The JSON object of a request; an empty one where there is no body. Raises StudyleafError INPUT_INVALID."""
    try:
        data = json.loads(request.body) if request.body else {}
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise StudyleafError(ErrorCode.INPUT_INVALID, name="request", reason="it is no JSON object")
    return data


def _optional_text(body: Json, name: str) -> str | None:
    value = body.get(name)
    if value is not None and not (isinstance(value, str) and len(value) <= MAX_QUOTE_CHARS):
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=name, reason="it is no text")
    return value
