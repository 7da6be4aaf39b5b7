"""The engine against a loop of chat completions on the same file, and against llama.cpp's own ceiling.

The work is that of the notes of a paper: the very prompts and limits that a job asks for. `STUDYLEAF_PAPER` names one.

What is compared with the loop (`chat_loop.py`), one request after another by the plain means of llama-cpp-python:

- `speedup_vs_chat_loop`: the texts that are written, and nothing else.
- `speedup_whole_workload`: those, and all that is read for the quiz, each text's likelihood under its prompt.
- `total_share_of_chat_loop_10_pages`: a whole job, from the file to the stored notes, as a share of what the loop takes
  to load the model and do the whole workload.
- `total_share_of_writing_loop_10_pages`: the same job as a share of a loop that only writes the texts.

A text of 100 pages against one of 10: its plan asks for fewer texts a page and for no longer a quiz, so its time is
less than proportional (`time_100_pages_share_of_10_times_10`). `time_per_token_100_pages_share_of_10` is fair to both:
the whole job's time for each token that the model read and wrote for it.

`forecast_error_share_…`: of the first forecast after a tenth of a job, as a share of what was really left;
`forecast_error_median_…`: the median of all from there to nine tenths.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil

import resources
from app.cancel import CancelToken
from resources import read_text
from tests.benchmarks.engine_jobs import asked_for, run_jobs, with_other_words, write_text
from tests.benchmarks.report import Report
from tests.integration.cancelling import cancel_many
from tests.integration.hostile_models import make_all, try_model
from tests.integration.killed_children import KILLS, make_notes
from workers.llm import sizing
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile, embedded_model
from workers.llm.protocol import Completion, GenerationRequest, Message, Role, Score, ScoreRequest
from workers.llm.tuning import Tuner, sample_text

ROOT: Final = Path(__file__).resolve().parent.parent.parent
CORPUS: Final = Path(os.environ.get("STUDYLEAF_CORPUS", ROOT.parent / "shared" / "corpus" / "dev"))
IN_CORPUS: Final = CORPUS / "real" / "paper_measure_theory_10p.pdf"
LECTURE: Final = ROOT / "tests" / "data" / "lecture_variational_monte_carlo.pdf"
FORECAST: Final = (
    "paper_measure_theory_10p.pdf",
    "paper_justsayit_2p.pdf",
    "lecture_variational_monte_carlo.pdf",
    "manual_R_intro.pdf",
    "paper_unit_test_design.pdf",
    "book_intro_to_proof.pdf",
    "de_l2kurz.pdf",
)
"""From 2 pages to more than 100."""
CANCELS: Final = 100
SPINNERS: Final = 2


def paper() -> Path:
    """A ten-page paper where the corpus is at hand, else the lecture notes of the tests."""
    named = os.environ.get("STUDYLEAF_PAPER")
    return Path(named) if named else IN_CORPUS if IN_CORPUS.is_file() else LECTURE


def run_loop(
    model: ModelFile, requests: Sequence[GenerationRequest], readings: Sequence[ScoreRequest]
) -> dict[str, Any]:
    """What the peer tells of these requests, in a process of its own."""
    asked = {
        "model": str(model.path),
        "threads": sizing.thread_count(),
        "requests": [{"messages": _plain(each.messages), "maxTokens": each.max_tokens} for each in requests],
        "readings": [{"messages": _plain(each.messages), "text": each.text} for each in readings],
    }
    command = [sys.executable, "-m", "tests.benchmarks.chat_loop"]
    done = subprocess.run(command, check=True, input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _plain(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role.value, "content": message.content} for message in messages]


def run_whole(
    engine: Engine, requests: Sequence[GenerationRequest], readings: Sequence[ScoreRequest]
) -> tuple[float, list[float]]:
    """Seconds for all in one batch, and the totals of the readings."""
    began = time.perf_counter()
    done = dict(engine.work([*requests, *readings], cancel=CancelToken()))
    seconds = time.perf_counter() - began
    read = (done[number] for number in range(len(requests), len(done)))
    return seconds, [score.total for score in read if isinstance(score, Score)]


def run_engine(engine: Engine, requests: Sequence[GenerationRequest]) -> tuple[float, dict[int, Completion]]:
    """Seconds and completions."""
    began = time.perf_counter()
    done = dict(engine.generate(requests, cancel=CancelToken()))
    return time.perf_counter() - began, done


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
    requests, readings = asked.asked, asked.scored
    print(f"{file.name}: {len(requests)} texts, {len(readings)} readings", file=sys.stderr)
    with Report("engine") as report:
        loop = run_loop(model, requests, readings)
        run_all(report, model, loop, requests, readings)
        add_jobs(report, file, [request.messages[-1].content for request in requests], loop)
        add_forecasts(report)
        add_faults(report)


def run_all(
    report: Report,
    model: ModelFile,
    loop: dict[str, Any],
    requests: Sequence[GenerationRequest],
    readings: Sequence[ScoreRequest],
) -> None:
    """The engine alone."""
    top = ceiling(model)
    engine = Engine(model)
    run_engine(engine, requests[:1])
    seconds, done = run_engine(engine, requests)
    report.add("speedup_vs_chat_loop", loop["seconds"] / seconds)
    whole_s, totals = run_whole(engine, requests, readings)
    report.add("speedup_whole_workload", (loop["seconds"] + loop["readingSeconds"]) / whole_s)
    pairs = zip(totals, loop["totals"], strict=True)
    report.add("readings_max_difference_from_loop", max((abs(mine - theirs) for mine, theirs in pairs), default=0.0))
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


def add_jobs(report: Report, file: Path, sentences: Sequence[str], loop: dict[str, Any]) -> None:
    """Whole jobs on the paper and on long texts."""
    with tempfile.TemporaryDirectory() as place:
        short = write_text(Path(place) / "ten.md", sentences, pages=10)
        long = write_text(Path(place) / "hundred.md", sentences, pages=100)
        [paper_job] = run_jobs(file)
        _, ten, hundred = run_jobs(resources.sample_document(), short, long)
        report.add("requests_10_pages_text", len(asked_for(short).asked))
        report.add("requests_100_pages_text", len(asked_for(long).asked))
    report.add("draft_s_10_pages", paper_job.draft_s)
    writing_loop_s = loop["loadSeconds"] + loop["seconds"]
    report.add("total_s_10_pages", paper_job.total_s)
    report.add("total_share_of_chat_loop_10_pages", paper_job.total_s / (writing_loop_s + loop["readingSeconds"]))
    report.add("total_share_of_writing_loop_10_pages", paper_job.total_s / writing_loop_s)
    report.add("total_s_10_pages_text", ten.total_s)
    report.add("total_s_100_pages_text", hundred.total_s)
    report.add("time_100_pages_share_of_10_times_10", hundred.total_s / (10 * ten.total_s))
    per_token = (hundred.total_s / hundred.tokens) / (ten.total_s / ten.tokens)
    report.add("time_per_token_100_pages_share_of_10", per_token)


def add_forecasts(report: Report) -> None:
    """Of jobs of different lengths, the first of them on a computer that has measured nothing yet."""
    files = [file for name in FORECAST if (file := CORPUS / "real" / name).is_file()]
    files = files or [LECTURE, resources.sample_document()]
    for number, (file, job) in enumerate(zip(files, run_jobs(*files), strict=True)):
        name = file.stem if number else "first_job"
        errors = job.forecast_errors()
        report.add(f"forecast_error_share_{name}", errors[0])
        report.add(f"forecast_error_median_{name}", statistics.median(errors))


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
