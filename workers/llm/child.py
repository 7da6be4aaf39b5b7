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
import sys
import threading
import time
import traceback
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Final

from app import wire
from app.errors import ErrorCode
from app.wire import Json
from workers.children.framing import read_frame, write_frame
from workers.children.limits import limit_own_memory
from workers.llm.constraints import BadConstraint
from workers.llm.context import NativeContext
from workers.llm.effort import Effort, Speed, take_place
from workers.llm.lanes import Lanes
from workers.llm.measure import measure, rehearse
from workers.llm.native import LoadFailed, NativeModel, quantize, supports_gpu
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
    threading.excepthook = _end
    inbox: SimpleQueue[Json] = SimpleQueue()
    service = _Service(replies)
    threading.Thread(target=_read, args=(requests, inbox), daemon=True).start()
    first = inbox.get()
    if "about" in first:
        write_frame(replies, {"about": {"gpu": supports_gpu()}})
    elif "quantize" in first:
        service.quantize(first["quantize"])
    elif lanes := service.load(first["load"]):
        service.serve(inbox, lanes)


def _read(requests: BinaryIO, inbox: SimpleQueue[Json]) -> None:
    while (message := read_frame(requests)) is not None:
        inbox.put(message)
    os._exit(0)


def _end(fault: threading.ExceptHookArgs) -> None:
    """A fault on any thread ends the child, as one on the first does: the parent knows what to do then."""
    traceback.print_exception(fault.exc_type, fault.exc_value, fault.exc_traceback)
    sys.stderr.flush()
    os._exit(1)


class _Service:
    """All but what lanes tell runs on the child's main thread, which computes nothing while they work."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._sending = threading.Lock()
        self._model: NativeModel | None = None
        self._contexts: list[NativeContext] = []
        self._told_alive = 0.0
        self._is_paused = False
        self._effort = Effort(threads=1, cores=1)

    def load(self, params: Json) -> Lanes | None:
        plan = wire.decode(LoadPlan, params["plan"])
        folder = Path(params["memoryFolder"]) if params["memoryFolder"] else None
        self._effort = Effort(threads=plan.setup.threads, cores=params["cores"])
        self._effort.use(Speed(params["speed"]))
        take_place(self._effort.speed)
        if not plan.gpu:  # its drivers map more than any limit that would still be one
            limit_own_memory(plan.memory_limit)
        try:
            model = NativeModel(Path(params["path"]), context_tokens=plan.context_tokens, gpu=plan.gpu)
            self._contexts = [NativeContext(model, size, plan.setup, memory_folder=folder) for size in plan.lanes]
        except LoadFailed:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
            return None
        self._model = model
        self._send({"weights": True})
        try:
            self._model.prompt_tokens(USUAL_CHAT)
        except ValueError:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
            return None
        self._send({"loaded": {"contextTokens": self._model.context_tokens, "canFork": self._model.can_fork}})
        long = plan.long_lane
        make_long = (lambda: NativeContext(model, long, plan.setup, memory_folder=folder)) if long else None
        return Lanes(
            self._model, self, self._contexts, setup=plan.setup, make_long=make_long, on_decode=self._tell_alive
        )

    def quantize(self, params: Json) -> None:
        source, target = Path(params["source"]), Path(params["target"])
        try:
            quantize(source, target, file_type=params["fileType"], threads=params["threads"])
        except LoadFailed:
            self._send({"failed": ErrorCode.MODEL_INVALID.value})
        else:
            self._send({"quantized": True})

    def serve(self, inbox: SimpleQueue[Json], lanes: Lanes) -> None:
        while True:
            message = _next(inbox, timeout_s=ALIVE_INTERVAL_S if lanes.busy else None)
            while message is not None:
                self._handle(message, lanes)
                message = _next(inbox, timeout_s=0)
            self._effort.look()
            lanes.go_on(self._effort.threads, self._effort.together, paused=self._is_paused)
            if self._is_paused and lanes.busy:
                # Whoever waits is told that we live also while we are paused.
                self._tell_alive()

    def on_begun(self, request_id: int) -> None:
        self._send({"begun": {"id": request_id}})

    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None:
        self._send({"text": {"id": request_id, "text": text, "tokens": tokens}})

    def on_done(self, request_id: int, result: object) -> None:
        self._send({"done": {"id": request_id, "result": wire.encode(result)}})

    def _handle(self, message: Json, lanes: Lanes) -> None:
        if "generate" in message:
            asked = message["generate"]
            request = wire.decode(GenerationRequest, asked["request"])
            try:
                lanes.add(asked["id"], asked["group"], request, written=asked.get("written", ()))
            except BadConstraint as error:
                self._send({"refused": {"id": asked["id"], "reason": str(error)}})
        elif "score" in message:
            asked = message["score"]
            lanes.add_score(asked["id"], asked["group"], wire.decode(ScoreRequest, asked["request"]))
        elif "count" in message:
            self._send({"counted": lanes.cells()})
        elif "wish" in message:
            wish = message["wish"]
            lanes.prefer(wish["prefer"])
            self._is_paused = wish["paused"]
            self._effort.use(Speed(wish["speed"]))
            take_place(self._effort.speed)
        elif "drop" in message:
            lanes.drop(message["drop"])
            self._send({"dropped": message["drop"]})
        elif "measure" in message:
            measured = measure(self._contexts[0], message["measure"]["text"])
            self._send({"measured": wire.encode(measured)})
        elif "rehearse" in message:
            asked = message["rehearse"]
            rehearsal = rehearse(self._contexts, asked["text"], wire.decode(Setup, asked["setup"]))
            self._send({"rehearsed": wire.encode(rehearsal)})

    def _tell_alive(self) -> None:
        """At most every second. Lanes tell it between their steps: one that hangs is not alive."""
        if time.monotonic() - self._told_alive > ALIVE_INTERVAL_S:
            self._told_alive = time.monotonic()
            self._send({"alive": True})

    def _send(self, message: Json) -> None:
        with self._sending:
            write_frame(self._replies, message)


def _next(inbox: SimpleQueue[Json], *, timeout_s: float | None) -> Json | None:
    try:
        return inbox.get(timeout=timeout_s) if timeout_s != 0 else inbox.get_nowait()
    except Empty:
        return None
