"""The llm child: owns one model, batches the requests of all jobs.

→ {"load": {"path", "plan", "cores", "speed", "memoryFolder"}}
                                             ← {"weights": true} {"loaded": {…}}, or {"failed": code}
→ {"about": true} instead                    ← {"about": {"gpu"}}
→ {"quantize": {"source", "target", "fileType", "threads"}} instead        ← {"quantized": true} or {"failed": code}
→ {"measure": {"text"}}                      ← {"measured": {…}}
→ {"rehearse": {"text", "setup"}}            ← {"rehearsed": {"seconds", "texts"}}
→ {"generate": {"id", "group", "request", "written"}}
                                             ← {"begun": {"id"}}  {"text": {"id", "text", "tokens"}} …
                                             ← {"done": {"id", "result"}} or {"refused": {"id", "reason"}}
→ {"score": {"id", "group", "request"}}      ← {"begun": {"id"}}  {"done": {"id", "result"}}
→ {"wish": {"prefer": [group, …], "paused", "speed"}}                       what holds from now on
→ {"count": true}                            ← {"counted": [[tokens held, tokens accounted for] of each sequence]}
→ {"drop": [id, …]}                          ← {"dropped": [id, …]}
← {"alive": true} now and then while it works
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Final

from app import wire
from app.errors import ErrorCode
from app.wire import Json
from workers.children.framing import read_frame, write_frame
from workers.children.limits import limit_own_memory
from workers.llm.batching import Batcher
from workers.llm.constraints import BadConstraint
from workers.llm.effort import Effort, Speed, take_place
from workers.llm.measure import measure, rehearse
from workers.llm.native import LoadFailed, ModelLimits, NativeModel, quantize, supports_gpu
from workers.llm.plan import LoadPlan, Setup
from workers.llm.protocol import GenerationRequest, Message, Role, ScoreRequest

ALIVE_INTERVAL_S: Final = 1.0
USUAL_CHAT: Final = (
    Message(Role.SYSTEM, "Answer."),
    Message(Role.USER, "One?"),
    Message(Role.ASSISTANT, "One."),
    Message(Role.USER, "Two?"),
)
"""Of the form that all prompts have: a model's template must know what to do with it."""


def run(requests: BinaryIO, replies: BinaryIO) -> None:
    """Serves until the parent closes the pipe; then ends the process, also in the middle of a decode."""
    inbox: SimpleQueue[Json] = SimpleQueue()
    service = _Service(replies)
    threading.Thread(target=_read, args=(requests, inbox, service), daemon=True).start()
    first = inbox.get()
    if "about" in first:
        write_frame(replies, {"about": {"gpu": supports_gpu()}})
    elif "quantize" in first:
        service.quantize(first["quantize"])
    elif service.load(first["load"]):
        service.serve(inbox)


def _read(requests: BinaryIO, inbox: SimpleQueue[Json], service: _Service) -> None:
    while (message := read_frame(requests)) is not None:
        inbox.put(message)
        if "drop" in message:
            service.interrupt()
    os._exit(0)


class _Service:
    """All but `interrupt` runs on the child's main thread."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._model: NativeModel | None = None
        self._told_alive = 0.0
        self._is_paused = False
        self._effort = Effort(threads=1, cores=1)

    def interrupt(self) -> None:
        if self._model:
            self._model.interrupt()

    def load(self, params: Json) -> bool:
        plan = wire.decode(LoadPlan, params["plan"])
        limits = ModelLimits(
            sequences=plan.sequences,
            context_tokens=plan.context_tokens,
            batch_tokens=plan.setup.batch_tokens,
            decode_rows=plan.setup.decode_rows,
            threads=plan.setup.threads,
            memory_folder=Path(params["memoryFolder"]) if params["memoryFolder"] else None,
            gpu=plan.gpu,
        )
        self._effort = Effort(threads=plan.setup.threads, cores=params["cores"])
        self._effort.use(Speed(params["speed"]))
        take_place(self._effort.speed)
        if not plan.gpu:  # its drivers map more than any limit that would still be one
            limit_own_memory(plan.memory_limit)
        try:
            self._model = NativeModel(Path(params["path"]), limits)
        except LoadFailed:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
            return False
        self._send({"weights": True})
        try:
            self._model.prompt_tokens(USUAL_CHAT)
        except ValueError:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
            return False
        self._send({"loaded": {"contextTokens": self._model.context_tokens, "canFork": self._model.can_fork}})
        return True

    def quantize(self, params: Json) -> None:
        source, target = Path(params["source"]), Path(params["target"])
        try:
            quantize(source, target, file_type=params["fileType"], threads=params["threads"])
        except LoadFailed:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
        else:
            self._send({"quantized": True})

    def serve(self, inbox: SimpleQueue[Json]) -> None:
        assert self._model is not None
        batcher = Batcher(self._model, self)
        while True:
            if self._is_paused or not batcher.busy:
                # Whoever waits is told that we live also while we are paused.
                message = _next(inbox, timeout_s=ALIVE_INTERVAL_S if batcher.busy else None)
                if message is not None:
                    self._handle(message, batcher)
            while (message := _next(inbox, timeout_s=0)) is not None:
                self._handle(message, batcher)
            if self._effort.look():
                self._model.use_threads(self._effort.threads)
            if not self._is_paused:
                batcher.step()
            if batcher.busy and time.monotonic() - self._told_alive > ALIVE_INTERVAL_S:
                self._told_alive = time.monotonic()
                self._send({"alive": True})

    def on_begun(self, request_id: int) -> None:
        self._send({"begun": {"id": request_id}})

    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None:
        self._send({"text": {"id": request_id, "text": text, "tokens": tokens}})

    def on_done(self, request_id: int, result: object) -> None:
        self._send({"done": {"id": request_id, "result": wire.encode(result)}})

    def _handle(self, message: Json, batcher: Batcher) -> None:
        if "generate" in message:
            asked = message["generate"]
            request = wire.decode(GenerationRequest, asked["request"])
            try:
                batcher.add(asked["id"], asked["group"], request, written=asked.get("written", ()))
            except BadConstraint as error:
                self._send({"refused": {"id": asked["id"], "reason": str(error)}})
        elif "score" in message:
            asked = message["score"]
            batcher.add_score(asked["id"], asked["group"], wire.decode(ScoreRequest, asked["request"]))
        elif "count" in message:
            assert self._model is not None
            self._send({"counted": list(zip(self._model.cells(), batcher.owned_cells(), strict=True))})
        elif "wish" in message:
            wish = message["wish"]
            batcher.prefer(wish["prefer"])
            self._is_paused = wish["paused"]
            self._effort.use(Speed(wish["speed"]))
            take_place(self._effort.speed)
        elif "drop" in message:
            batcher.drop(message["drop"])
            self._send({"dropped": message["drop"]})
        elif "measure" in message:
            assert self._model is not None
            self._send({"measured": wire.encode(measure(self._model, message["measure"]["text"]))})
        elif "rehearse" in message:
            assert self._model is not None
            asked = message["rehearse"]
            rehearsal = rehearse(self._model, asked["text"], wire.decode(Setup, asked["setup"]))
            self._send({"rehearsed": wire.encode(rehearsal)})

    def _send(self, message: Json) -> None:
        write_frame(self._replies, message)


def _next(inbox: SimpleQueue[Json], *, timeout_s: float | None) -> Json | None:
    try:
        return inbox.get(timeout=timeout_s) if timeout_s != 0 else inbox.get_nowait()
    except Empty:
        return None
