"""The engine against a loop of chat completions on the same file, and against llama.cpp's own ceiling.

The work is that of the notes of a paper: the very prompts and limits that a job asks for. `STUDYLEAF_PAPER` names one.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from app.cancel import CancelToken
from app.errors import JobCancelled
from app.events import Event, LibraryChanged
from app.settings import DataFolder, Settings
from resources import read_text
from tests.benchmarks.report import Report
from workers.llm import sizing
from workers.llm.engine import Engine
from workers.llm.loading import await_reply, load_in_child
from workers.llm.measurement import Measurement
from workers.llm.model_files import ModelFile, embedded_model
from workers.llm.protocol import Completion, GenerationRequest, Message, Role
from workers.llm.scripted import ScriptedModel
from workers.llm.tuning import Tuner
from workers.service import JobService

ROOT: Final = Path(__file__).resolve().parent.parent.parent
CORPUS: Final = Path(os.environ.get("STUDYLEAF_CORPUS", ROOT.parent / "shared" / "corpus" / "dev"))
IN_CORPUS: Final = CORPUS / "real" / "paper_measure_theory_10p.pdf"
LECTURE: Final = ROOT / "tests" / "data" / "lecture_variational_monte_carlo.pdf"
CANCELS: Final = 100
SPINNERS: Final = 2


def paper() -> Path:
    """A ten-page paper where the corpus is at hand, else the lecture notes of the tests."""
    named = os.environ.get("STUDYLEAF_PAPER")
    return Path(named) if named else IN_CORPUS if IN_CORPUS.is_file() else LECTURE


def notes_requests(file: Path) -> list[GenerationRequest]:
    """What a job on this file asks the model."""
    model = ScriptedModel()
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        service = JobService(folder, Settings(), model=model)
        service.run_here(service.jobs.notes_from_file(file))
        service.close()
    return model.asked


def run_loop(model: ModelFile, requests: Sequence[GenerationRequest]) -> dict[str, float]:
    """The peer's time for the requests, in a process of its own."""
    asked = {
        "model": str(model.path),
        "threads": sizing.thread_count(),
        "requests": [
            {
                "messages": [{"role": message.role.value, "content": message.content} for message in request.messages],
                "maxTokens": request.max_tokens,
            }
            for request in requests
        ],
    }
    command = [sys.executable, "-m", "tests.benchmarks.chat_loop"]
    done = subprocess.run(command, check=True, input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def run_engine(engine: Engine, requests: Sequence[GenerationRequest]) -> tuple[float, dict[int, Completion]]:
    """Seconds and completions."""
    began = time.perf_counter()
    done = dict(engine.generate(requests, cancel=CancelToken()))
    return time.perf_counter() - began, done


def texts(done: dict[int, Completion]) -> list[str]:
    return [done[number].text for number in sorted(done)]


def ceiling(model: ModelFile) -> Measurement:
    """llama.cpp's batched decode without anything around it."""
    child = load_in_child(model, sizing.plan(model, model.header(), sizing.default_setup()), CancelToken())
    child.send({"measure": {"text": read_text("sample/how-we-remember.md")}})
    reply = await_reply(child, CancelToken(), timeout_s=300)
    child.kill()
    return Measurement(reply["measured"]["readRate"], reply["measured"]["writeRate"], reply["measured"]["perplexity"])


def rates(engine: Engine) -> tuple[float, float]:
    """Tokens a second that the engine reads, without a common beginning, and writes, all sequences at once."""
    words = read_text("sample/how-we-remember.md").split()
    prompts = [
        GenerationRequest(messages=(Message(Role.SYSTEM, " ".join(words[20 * n : 20 * n + 400])),), max_tokens=1)
        for n in range(8)
    ]
    seconds, done = run_engine(engine, prompts)
    read = sum(each.prompt_tokens for each in done.values()) / seconds
    writers = [
        GenerationRequest(messages=(Message(Role.USER, f"Tell a long story about the number {n}."),), max_tokens=120)
        for n in range(4 * sizing.MAX_SEQUENCES)
    ]
    prompt_s, _ = run_engine(engine, [GenerationRequest(messages=each.messages, max_tokens=1) for each in writers])
    seconds, done = run_engine(engine, writers)
    return read, sum(each.generated_tokens for each in done.values()) / (seconds - prompt_s)


@contextmanager
def spinning() -> Iterator[None]:
    """Other programs that keep every core busy."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(SPINNERS)]
    time.sleep(1)
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def cancel_max_s(engine: Engine, requests: Sequence[GenerationRequest]) -> float:
    """The longest of many cancels at random moments, from the wish to the exception."""
    generator, longest = random.Random(4), 0.0
    for _ in range(CANCELS):
        cancel, asked_at = CancelToken(), [0.0]

        def stop(cancel: CancelToken = cancel, asked_at: list[float] = asked_at) -> None:
            asked_at[0] = time.perf_counter()
            cancel.cancel()

        timer = threading.Timer(generator.uniform(0.01, 1.0), stop)
        timer.start()
        try:
            for _ in engine.generate(list(requests) * 5, cancel=cancel):
                pass
        except JobCancelled:
            longest = max(longest, time.perf_counter() - asked_at[0])
        timer.cancel()
    return longest


def cold_notes(file: Path) -> tuple[float, float]:
    """Seconds to the draft and to the finished note, in a new data folder with no child started."""
    drafted: list[float] = []

    def publish(event: Event) -> None:
        if isinstance(event, LibraryChanged) and event.note_ids:
            drafted.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        began = time.perf_counter()
        service = JobService(folder, Settings(), publish=publish)
        service.run_here(service.jobs.notes_from_file(file))
        total = time.perf_counter() - began
        service.close()
    return drafted[0] - began, total


def main() -> None:
    model = embedded_model()
    assert model is not None
    file = paper()
    requests = notes_requests(file)
    print(f"{file.name}: {len(requests)} requests", file=sys.stderr)
    with Report("engine") as report:
        run_all(report, model, file, requests)


def run_all(report: Report, model: ModelFile, file: Path, requests: Sequence[GenerationRequest]) -> None:
    """Everything, in one run."""
    loop = run_loop(model, requests)
    top = ceiling(model)
    engine = Engine(model)
    run_engine(engine, requests[:1])
    seconds, done = run_engine(engine, requests)
    report.add("speedup_vs_chat_loop", loop["seconds"] / seconds)
    report.add("tokens_per_s_ours", sum(each.generated_tokens for each in done.values()) / seconds)
    report.add("tokens_per_s_chat_loop", loop["written"] / loop["seconds"])
    read, write = rates(engine)
    report.add("prompt_share_of_ceiling", read / top.read_rate)
    report.add("decode_share_of_ceiling", write / top.write_rate)
    assert engine.child_pid
    memory = psutil.Process(engine.child_pid).memory_info()
    report.add("child_peak_mb", getattr(memory, "peak_wset", memory.rss) / 2**20)
    report.add("cancel_max_s", cancel_max_s(engine, requests))
    report.add("same_text_after_cancels", float(texts(run_engine(engine, requests)[1]) == texts(done)))
    with spinning():
        contended, _ = run_engine(engine, requests)
    report.add("contended_slowdown", contended / seconds)
    engine.close()
    with tempfile.TemporaryDirectory() as place:
        tuner = Tuner(Path(place))
        tuner.tune(model, read_text("sample/how-we-remember.md"), cancel=CancelToken())
        tuned = Engine(tuner.best(model))
        run_engine(tuned, requests[:1])
        report.add("speedup_vs_chat_loop_tuned", loop["seconds"] / run_engine(tuned, requests)[0])
        tuned.close()
    draft_s, total_s = cold_notes(file)
    report.add("draft_s_10_pages", draft_s)
    report.add("total_share_of_chat_loop_10_pages", total_s / (loop["seconds"] + loop["loadSeconds"]))


if __name__ == "__main__":
    main()
