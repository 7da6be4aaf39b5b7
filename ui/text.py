"""Codes and numbers to the words that a student reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final

from app.errors import ERROR_TEXTS, ErrorCode, StudyleafError
from app.events import JobError, JobMetadata, JobStage, JobStatus
from app.language_models import InstalledModel, OfferedModel, Speed
from app.notes import Citation, Origin, Receipt

STATUS_WORDS: Final[Mapping[JobStatus, str]] = MappingProxyType(
    {
        JobStatus.QUEUED: "Waiting",
        JobStatus.ACTIVE: "Working",
        JobStatus.COMPLETED: "Done",
        JobStatus.FAILED: "Failed",
        JobStatus.STALLED: "Interrupted, about to go on",
        JobStatus.CANCELLED: "Cancelled",
    }
)

STAGE_WORDS: Final[Mapping[JobStage, str]] = MappingProxyType(
    {
        JobStage.QUEUED: "Waiting",
        JobStage.INITIALIZING: "Starting",
        JobStage.DOWNLOADING: "Bringing the file in",
        JobStage.CHECKING_CACHE: "Looking for earlier work",
        JobStage.EXTRACTING_TEXT: "Reading",
        JobStage.GENERATING_NOTES: "Writing notes",
        JobStage.GENERATING_QUIZ: "Making the quiz",
        JobStage.SAVING: "Saving",
        JobStage.CACHING: "Saving",
        JobStage.COMPLETED: "Done",
        JobStage.FAILED: "Failed",
    }
)

ORIGIN_WORDS: Final[Mapping[Origin, str]] = MappingProxyType(
    {
        Origin.REWRITTEN: "Rewritten, and checked",
        Origin.QUOTED: "The document’s own words",
        Origin.EDITED: "Your words",
    }
)

SURE: Final = 0.94
"""Confidence from which on a scanned page has about one wrong word in fifty; below it, words are often wrong."""

PAGE_PROBLEM_TIPS: Final[Mapping[ErrorCode, str]] = MappingProxyType(
    {
        ErrorCode.OCR_MISSING: f"This page is a scan. {ERROR_TEXTS[ErrorCode.OCR_MISSING].hint}",
        ErrorCode.NO_READABLE_TEXT: "What is written on this page cannot be made out.",
        ErrorCode.PDF_TOO_COMPLEX: "This page takes too much time or memory to read.",
        ErrorCode.PDF_DAMAGED: "This page is damaged.",
    }
)

UNITS: Final = ("B", "KB", "MB", "GB", "TB")
WORDS_PER_TOKEN: Final = 0.75
LAST_SECONDS: Final = 10
MINUTE_S: Final = 60
HOUR_S: Final = 3600
DAY_S: Final = 86_400
MONTH_DAYS: Final = 30


def stage_words(status: JobStatus, stage: JobStage, metadata: JobMetadata) -> str:
    """What a job is doing, or how it ended: "Reading page 12 of 40"."""
    if status is not JobStatus.ACTIVE:
        return STATUS_WORDS[status]
    if stage is JobStage.EXTRACTING_TEXT and metadata.page and metadata.pages:
        return f"Reading page {metadata.page} of {metadata.pages}"
    return STAGE_WORDS[stage]


def remaining_words(remaining_ms: int | None) -> str:
    """How long it will take, as roughly as it is known; empty where it is not."""
    if remaining_ms is None or remaining_ms < 0:
        return ""
    seconds = remaining_ms / 1000
    if seconds < LAST_SECONDS:
        return "a few seconds left"
    if seconds < MINUTE_S:
        return f"about {round(seconds / 10) * 10} s left"
    if seconds < HOUR_S:
        return f"about {round(seconds / MINUTE_S)} min left"
    return f"about {round(seconds / HOUR_S)} h left"


def error_words(error: JobError | StudyleafError) -> str:
    """Sentence and hint in one line."""
    sentence = error.message if isinstance(error, JobError) else error.sentence
    return f"{sentence} {error.hint}".strip()


def page_mark_words(confidence: float | None, problem: str | None) -> tuple[str, str]:
    """The badge of a page and its tip: that it was read from a scan, or that it was not read and what may help."""
    if problem is not None:
        return "not read", PAGE_PROBLEM_TIPS.get(ErrorCode(problem), "No text could be read on this page.")
    if confidence is None:
        return "", ""
    tip = f"The text was recognised in a picture of the page, {confidence:.0%} sure of its letters. Compare it."
    return ("read from a scan" if confidence >= SURE else "read from a poor scan"), tip


def receipt_words(receipt: Receipt | None) -> str:
    """How a note came about, in one line: "SmolLM2: 40 points, 22 shortened, 18 quoted; 9 texts dropped"."""
    if receipt is None:
        return ""
    points = count_words(receipt.points, "point", "points")
    dropped = sum(receipt.dropped.values())
    texts = f"; {count_words(dropped, 'text', 'texts')} of the model dropped" if dropped else ""
    return f"{receipt.model}: {points}, {receipt.rewritten} shortened, {receipt.quoted} quoted{texts}"


def size_words(size_bytes: int) -> str:
    """A size in the unit that keeps it short: "1.4 MB"."""
    size = float(size_bytes)
    for unit in UNITS[:-1]:
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == UNITS[0] or size >= 100 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} {UNITS[-1]}"


def count_words(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 page", "12 pages"."""
    return f"{count} {one if count == 1 else many}"


def page_words(page: int) -> str:
    """What a citation's chip says. The spaces do not break."""
    return f"p.\u00a0{page}"


def citation_words(citations: Iterable[Citation], title: str) -> str:
    """Where a statement comes from: "How We Remember, p. 1, 3"."""
    pages = ", ".join(map(str, sorted({citation.page for citation in citations})))
    return f"{title}, p.\u00a0{pages}" if title else f"p.\u00a0{pages}"


def uses_words(uses: int | None) -> str:
    """How much of a page the notes use."""
    if uses is None:
        return ""
    return f"{count_words(uses, 'statement', 'statements')} from this page" if uses else "No notes on this page yet"


def page_range_words(pages: Iterable[int]) -> str:
    """The pages of a section: "p. 3", "pp. 3–7"; empty for none."""
    numbers = sorted(pages)
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    return page_words(first) if first == last else f"pp.\u00a0{first}–{last}"


def title_of_text(text: str, *, max_chars: int = 60) -> str:
    """A title for pasted text: its first words, cut at a word."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    line = " ".join(line.split())
    if len(line) <= max_chars:
        return line
    cut = line[: max_chars + 1].rsplit(" ", 1)[0]
    return f"{cut[:max_chars]}…"


def moment_words(timestamp: float) -> str:
    """A moment (seconds since 1970) in the student's own time zone: "23 Nov, 14:05", with the year if it is another."""
    moment = datetime.fromtimestamp(timestamp, UTC).astimezone()
    year = "" if moment.year == datetime.now(UTC).astimezone().year else f" {moment.year}"
    return f"{moment.day} {moment:%b}{year}, {moment:%H:%M}"


def day_words(day: date) -> str:
    """A day of the year: "3 Mar"."""
    return f"{day.day} {day:%b}"


def exam_words(exam: date | None, today: date) -> str:
    """When the exam is: "Exam in 12 days"."""
    if exam is None:
        return "Set an exam"
    days = (exam - today).days
    if days < 0:
        return f"Exam was on {day_words(exam)}"
    return {0: "Exam today", 1: "Exam tomorrow"}.get(days, f"Exam in {days} days")


def model_words(model: InstalledModel) -> str:
    """What an installed model is, or what is wrong with it."""
    if model.problem:
        return model.problem
    parts = [size_words(model.size_bytes), model.architecture]
    parts += ["came with the program"] if model.is_embedded else []
    parts += [f"tuned: {model.speed_up:.1f} times as fast"] if model.speed_up > 1 else []
    parts.append("fits this computer’s memory" if model.fits_memory else "too large for this computer’s memory")
    return " · ".join(parts)


def offer_words(model: OfferedModel) -> str:
    """What a model of the catalogue is."""
    return " · ".join(filter(None, (size_words(model.size_bytes), model.licence, model.about)))


def speed_words(speed: Speed) -> str:
    """How fast a model is, in words a second: a token is some three quarters of one."""
    reads, writes = (round(rate * WORDS_PER_TOKEN) for rate in (speed.reads, speed.writes))
    return f"Measured here: reads {reads} words a second, writes {writes}"


def seconds_words(seconds: float | None) -> str:
    """How long something took; empty while it goes on: "0.4 s", "12 s", "3 min"."""
    if seconds is None:
        return "…"
    if seconds < LAST_SECONDS:
        return f"{seconds:.1f} s"
    return f"{round(seconds)} s" if seconds < 2 * MINUTE_S else f"{round(seconds / MINUTE_S)} min"


def wait_words(seconds: float) -> str:
    """How long until a card comes again, in one unit: "10 min", "4 days"."""
    if seconds < HOUR_S:
        return f"{max(1, round(seconds / MINUTE_S))} min"
    if seconds < DAY_S:
        return f"{round(seconds / HOUR_S)} h"
    days = round(seconds / DAY_S)
    if days < MONTH_DAYS:
        return count_words(days, "day", "days")
    return count_words(round(days / MONTH_DAYS), "month", "months")
