"""The engine against a loop of chat completions on the same file, and against llama.cpp's own ceiling.

The work is that of the notes of a paper: the very prompts and limits that a job asks for. `STUDYLEAF_PAPER` names one.
`speedup_vs_chat_loop` and `total_share_of_chat_loop_10_pages` compare with a loop over the written texts alone,
though a whole job of ours also scores texts for its quiz; `speedup_scoring` is that of the scored texts alone, and
`speedup_whole_workload` and `total_share_of_whole_loop_10_pages` compare with a loop over both. The loop loads once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

import resources
from app.cancel import CancelToken
from resources import read_text
from tests.benchmarks.engine_jobs import Asked, asked_for, run_jobs, with_other_words, write_text
from tests.benchmarks.report import Report
from tests.integration.cancelling import cancel_many
from tests.integration.hostile_models import make_all, try_model
from tests.integration.killed_children import KILLS, make_notes
from workers.llm import sizing
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile, embedded_model
from workers.llm.protocol import Completion, GenerationRequest, Message, Role, ScoreRequest
from workers.llm.tuning import Tuner, sample_text

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


def as_turns(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role.value, "content": message.content} for message in messages]


def run_loop(model: ModelFile, asked_of_us: Asked) -> dict[str, float]:
    """The peer's times for the same requests, in a process of its own."""
    asked = {
        "model": str(model.path),
        "threads": sizing.thread_count(),
        "requests": [
            {"messages": as_turns(request.messages), "maxTokens": request.max_tokens} for request in asked_of_us.written
        ],
        "scored": [{"messages": as_turns(request.messages), "text": request.text} for request in asked_of_us.scored],
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


def score_all(engine: Engine, requests: Sequence[ScoreRequest]) -> float:
    """Seconds."""
    began = time.perf_counter()
    for _ in engine.score(requests, cancel=CancelToken()):
        pass
    return time.perf_counter() - began


def texts(done: dict[int, Completion]) -> list[str]:
    return [done[number].text for number in sorted(done)]


def ceiling(model: ModelFile) -> dict[str, float]:
    """llama.cpp's batched decode without anything around it, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.ceiling", str(model.path), str(sizing.thread_count())]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


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


def main() -> None:
    model = embedded_model()
    assert model is not None
    file = paper()
    asked = asked_for(file)
    print(f"{file.name}: {len(asked.written)} texts to write, {len(asked.scored)} to score", file=sys.stderr)
    with Report("engine") as report:
        run_all(report, model, file, asked)


def add_speedups(
    report: Report, engine: Engine, asked: Asked, loop: dict[str, float]
) -> tuple[float, dict[int, Completion]]:
    """Ours against the loop; gives seconds and completions of the texts that are written."""
    run_engine(engine, asked.written[:1])
    seconds, done = run_engine(engine, asked.written)
    scoring_s = score_all(engine, asked.scored)
    report.add("speedup_vs_chat_loop", loop["seconds"] / seconds)
    report.add("speedup_scoring", loop["scoringSeconds"] / scoring_s)
    report.add("speedup_whole_workload", (loop["seconds"] + loop["scoringSeconds"]) / (seconds + scoring_s))
    return seconds, done


def run_all(report: Report, model: ModelFile, file: Path, asked: Asked) -> None:
    """Everything, in one run."""
    requests = asked.written
    loop = run_loop(model, asked)
    top = ceiling(model)
    engine = Engine(model)
    seconds, done = add_speedups(report, engine, asked, loop)
    report.add("tokens_per_s_ours", sum(each.generated_tokens for each in done.values()) / seconds)
    report.add("tokens_per_s_chat_loop", loop["written"] / loop["seconds"])
    read, write = rates(engine)
    report.add("ceiling_read_tokens_per_s", top["readRate"])
    report.add("ceiling_written_tokens_per_s", top["writeRate"])
    report.add("prompt_share_of_ceiling", read / top["readRate"])
    report.add("decode_share_of_ceiling", write / top["writeRate"])
    assert engine.child_pid
    memory = psutil.Process(engine.child_pid).memory_info()
    report.add("child_peak_mb", getattr(memory, "peak_wset", memory.rss) / 2**20)
    report.add("cancel_max_s", cancel_many(engine, list(requests) * 5, count=CANCELS))
    report.add("cancel_leaked_cells", sum(abs(each.held - each.owned) for each in engine.cells()))
    report.add("same_text_after_cancels", float(texts(run_engine(engine, requests)[1]) == texts(done)))
    some, many = with_other_words(requests, times=4), with_other_words(requests, times=40)
    report.add(
        "time_10_times_the_requests_share_of_10", run_engine(engine, many)[0] / (10 * run_engine(engine, some)[0])
    )
    with spinning():
        contended, _ = run_engine(engine, requests)
    report.add("contended_slowdown", contended / seconds)
    engine.close()
    with tempfile.TemporaryDirectory() as place:
        tuner = Tuner(Path(place))
        tuner.tune(model, sample_text(), cancel=CancelToken())
        tuned = Engine(tuner.best(model))
        run_engine(tuned, requests[:1])
        report.add("speedup_vs_chat_loop_tuned", loop["seconds"] / run_engine(tuned, requests)[0])
        tuned.close()
    sentences = [request.messages[-1].content for request in requests]
    add_jobs(report, file, sentences, loop)
    add_faults(report)


def add_jobs(report: Report, file: Path, sentences: Sequence[str], loop: dict[str, float]) -> None:
    """Whole jobs on the paper and on long texts."""
    with tempfile.TemporaryDirectory() as place:
        short = write_text(Path(place) / "ten.md", sentences, pages=10)
        long = write_text(Path(place) / "hundred.md", sentences, pages=100)
        [paper_job] = run_jobs(file)
        _, ten, hundred = run_jobs(resources.sample_document(), short, long)
        report.add("requests_10_pages_text", len(asked_for(short).written))
        report.add("requests_100_pages_text", len(asked_for(long).written))
    report.add("draft_s_10_pages", paper_job.draft_s)
    loop_s = loop["loadSeconds"] + loop["seconds"]
    report.add("total_share_of_chat_loop_10_pages", paper_job.total_s / loop_s)
    report.add("total_share_of_whole_loop_10_pages", paper_job.total_s / (loop_s + loop["scoringSeconds"]))
    report.add("total_s_10_pages_text", ten.total_s)
    report.add("total_s_100_pages_text", hundred.total_s)
    report.add("time_100_pages_share_of_10_times_10", hundred.total_s / (10 * ten.total_s))
    report.add("forecast_error_share_first_job", paper_job.forecast_error())
    report.add("forecast_error_share", hundred.forecast_error())


def add_faults(report: Report) -> None:
    """Children that are killed during a job, and files that only look like models."""
    calm, disturbed = (make_notes(resources.sample_document(), kills=kills) for kills in (0, KILLS))
    report.add("killed_children", disturbed.killed)
    report.add("same_notes_after_kills", float((disturbed.status, disturbed.note) == (calm.status, calm.note)))
    with tempfile.TemporaryDirectory() as place:
        files, models = Path(place) / "files", Path(place) / "models"
        files.mkdir()
        models.mkdir()
        outcomes = [try_model(path, models) for path in make_all(files)]
    report.add("hostile_models", len(outcomes))
    report.add("hostile_models_faults", sum(bool(each.faults) for each in outcomes))
    report.add("hostile_models_max_s", max(each.seconds for each in outcomes))


if __name__ == "__main__":
    main()
