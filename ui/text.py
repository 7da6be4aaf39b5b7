"""Codes and numbers to the words that a student reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale

from app.errors import ERROR_TEXTS, ErrorCode, StudyleafError
from app.events import JobError, JobMetadata, JobStage, JobStatus
from app.language_models import InstalledModel, OfferedModel, Speed
from app.notes import Citation, Origin, Receipt
from ui import counts
from ui.words import marked, tr

STATUS_WORDS: Final[Mapping[JobStatus, str]] = MappingProxyType(
    {
        JobStatus.QUEUED: marked("Waiting"),
        JobStatus.ACTIVE: marked("Working"),
        JobStatus.COMPLETED: marked("Done"),
        JobStatus.FAILED: marked("Failed"),
        JobStatus.STALLED: marked("Interrupted, about to go on"),
        JobStatus.CANCELLED: marked("Cancelled"),
    }
)

STAGE_WORDS: Final[Mapping[JobStage, str]] = MappingProxyType(
    {
        JobStage.QUEUED: marked("Waiting"),
        JobStage.INITIALIZING: marked("Starting"),
        JobStage.DOWNLOADING: marked("Bringing the file in"),
        JobStage.CHECKING_CACHE: marked("Looking for earlier work"),
        JobStage.EXTRACTING_TEXT: marked("Reading"),
        JobStage.GENERATING_NOTES: marked("Writing notes"),
        JobStage.GENERATING_QUIZ: marked("Making the quiz"),
        JobStage.SAVING: marked("Saving"),
        JobStage.CACHING: marked("Saving"),
        JobStage.COMPLETED: marked("Done"),
        JobStage.FAILED: marked("Failed"),
    }
)

ORIGIN_WORDS: Final[Mapping[Origin, str]] = MappingProxyType(
    {
        Origin.REWRITTEN: marked("Rewritten, and checked"),
        Origin.QUOTED: marked("The document’s own words"),
        Origin.EDITED: marked("Your words"),
    }
)

SURE: Final = 0.94
"""Confidence from which on a scanned page has about one wrong word in fifty; below it, words are often wrong."""

PAGE_PROBLEM_TIPS: Final[Mapping[ErrorCode, str]] = MappingProxyType(
    {
        ErrorCode.OCR_MISSING: marked("This page is a scan."),
        ErrorCode.NO_READABLE_TEXT: marked("What is written on this page cannot be made out."),
        ErrorCode.PDF_TOO_COMPLEX: marked("This page takes too much time or memory to read."),
        ErrorCode.PDF_DAMAGED: marked("This page is damaged."),
    }
)

NO_TEXT: Final = marked("No text could be read on this page.")

UNITS: Final = ("B", "KB", "MB", "GB", "TB")
WORDS_PER_TOKEN: Final = 0.75
FIELD: Final = re.compile(r"\{(\w+)\}")
LAST_SECONDS: Final = 10
MINUTE_S: Final = 60
HOUR_S: Final = 3600
DAY_S: Final = 86_400
MONTH_DAYS: Final = 30


def stage_words(status: JobStatus, stage: JobStage, metadata: JobMetadata) -> str:
    """What a job is doing, or how it ended: "Reading page 12 of 40"."""
    if status is not JobStatus.ACTIVE:
        return tr(STATUS_WORDS[status])
    if stage is JobStage.EXTRACTING_TEXT and metadata.page and metadata.pages:
        return tr("Reading page {page} of {pages}").format(page=metadata.page, pages=metadata.pages)
    return tr(STAGE_WORDS[stage])


def remaining_words(remaining_ms: int | None) -> str:
    """How long it will take, as roughly as it is known; empty where it is not."""
    if remaining_ms is None or remaining_ms < 0:
        return ""
    seconds = remaining_ms / 1000
    if seconds < LAST_SECONDS:
        return tr("a few seconds left")
    if seconds < MINUTE_S:
        return tr("about {seconds} s left").format(seconds=round(seconds / 10) * 10)
    if seconds < HOUR_S:
        return tr("about {minutes} min left").format(minutes=round(seconds / MINUTE_S))
    return tr("about {hours} h left").format(hours=round(seconds / HOUR_S))


def error_words(error: JobError | StudyleafError) -> str:
    """Sentence and hint in one line, in the student's language."""
    sentence = error.message if isinstance(error, JobError) else error.sentence
    known = ERROR_TEXTS[error.code]
    return f"{_in_other_words(known.sentence, sentence)} {_in_other_words(known.hint, error.hint)}".strip()


def _in_other_words(template: str, said: str) -> str:
    """What was said after a template of errors.py, said after the template's translation.

    A stored error holds only the sentence, so its details are read out of it.
    """
    other = tr(template)
    if other == template:
        return said
    pattern = re.escape(template)
    for name in FIELD.findall(template):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>.*)", 1)
    found = re.fullmatch(pattern, said, re.DOTALL)
    return other.format(**found.groupdict()) if found else said


def page_mark_words(confidence: float | None, problem: str | None) -> tuple[str, str]:
    """The badge of a page and its tip: that it was read from a scan, or that it was not read and what may help."""
    if problem is not None:
        code = ErrorCode(problem)
        tip = tr(PAGE_PROBLEM_TIPS.get(code, NO_TEXT))
        help_words = f" {tr(ERROR_TEXTS[code].hint)}" if code is ErrorCode.OCR_MISSING else ""
        return tr("not read"), tip + help_words
    if confidence is None:
        return "", ""
    tip = tr("The text was recognised in a picture of the page, {share} sure of its letters. Compare it.")
    badge = tr("read from a scan") if confidence >= SURE else tr("read from a poor scan")
    return badge, tip.format(share=share_words(confidence))


def receipt_words(receipt: Receipt | None) -> str:
    """How a note came about, in one line: "SmolLM2: 40 points, 22 shortened, 18 quoted; 9 texts dropped"."""
    if receipt is None:
        return ""
    said = tr("{model}: {points}, {shortened} shortened, {quoted} quoted").format(
        model=receipt.model,
        points=counts.points(receipt.points),
        shortened=receipt.rewritten,
        quoted=receipt.quoted,
    )
    dropped = sum(receipt.dropped.values())
    if not dropped:
        return said
    texts = tr("{texts} of the model dropped").format(texts=counts.texts(dropped))
    return f"{said}; {texts}"


def size_words(size_bytes: int) -> str:
    """A size in the unit that keeps it short: "1.4 MB"."""
    size = float(size_bytes)
    for unit in UNITS[:-1]:
        if size < 1000:
            return f"{number_words(size, 0 if unit == UNITS[0] or size >= 100 else 1)} {unit}"
        size /= 1000
    return f"{number_words(size, 1)} {UNITS[-1]}"


def number_words(number: float, decimals: int) -> str:
    """A number as it is written in the student's language: "1.4", "1,4"."""
    return QLocale().toString(number, "f", decimals)


def share_words(share: float) -> str:
    """A share (0..1) in percent."""
    return tr("{number}%").format(number=number_words(100 * share, 0))


def page_words(page: int) -> str:
    """What a citation's chip says. The spaces do not break."""
    return tr("p.\u00a0{page}").format(page=page)


def citation_words(citations: Iterable[Citation], title: str) -> str:
    """Where a statement comes from: "How We Remember, p. 1, 3"."""
    pages = ", ".join(map(str, sorted({citation.page for citation in citations})))
    on_pages = tr("p.\u00a0{page}").format(page=pages)
    return f"{title}, {on_pages}" if title else on_pages


def uses_words(uses: int | None) -> str:
    """How much of a page the notes use."""
    if uses is None:
        return ""
    if not uses:
        return tr("No notes on this page yet")
    return tr("{statements} from this page").format(statements=counts.statements(uses))


def page_range_words(pages: Iterable[int]) -> str:
    """The pages of a section: "p. 3", "pp. 3–7"; empty for none."""
    numbers = sorted(pages)
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    return page_words(first) if first == last else tr("pp.\u00a0{first}–{last}").format(first=first, last=last)


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
    moment = QDateTime.fromSecsSinceEpoch(int(timestamp))
    is_this_year = moment.date().year() == QDate.currentDate().year()
    return QLocale().toString(moment, tr("d MMM, HH:mm") if is_this_year else tr("d MMM yyyy, HH:mm"))


def day_words(day: date) -> str:
    """A day of the year: "3 Mar"."""
    return QLocale().toString(_qt_day(day), tr("d MMM"))


def month_words(day: date) -> str:
    """The month of a day, in short: "Mar"."""
    return QLocale().toString(_qt_day(day), "MMM")


def exam_words(exam: date | None, today: date) -> str:
    """When the exam is: "Exam in 12 days"."""
    if exam is None:
        return tr("Set an exam")
    days = (exam - today).days
    if days < 0:
        return tr("Exam was on {day}").format(day=day_words(exam))
    if days == 0:
        return tr("Exam today")
    return tr("Exam tomorrow") if days == 1 else tr("Exam in %n day(s)", "", days)


def model_words(model: InstalledModel) -> str:
    """What an installed model is, or what is wrong with it."""
    if model.problem:
        return model.problem
    parts = [size_words(model.size_bytes), model.architecture]
    parts += [tr("came with the program")] if model.is_embedded else []
    parts += (
        [tr("tuned: {times} times as fast").format(times=number_words(model.speed_up, 1))] if model.speed_up > 1 else []
    )
    parts.append(tr("fits this computer’s memory") if model.fits_memory else tr("too large for this computer’s memory"))
    return " · ".join(parts)


def offer_words(model: OfferedModel) -> str:
    """What a model of the catalogue is."""
    return " · ".join(filter(None, (size_words(model.size_bytes), model.licence, model.about)))


def speed_words(speed: Speed) -> str:
    """How fast a model is, in words a second: a token is some three quarters of one."""
    reads, writes = (round(rate * WORDS_PER_TOKEN) for rate in (speed.reads, speed.writes))
    said = tr("Measured here: reads {reads} words a second, writes {writes}")
    return said.format(reads=reads, writes=writes)


def seconds_words(seconds: float | None) -> str:
    """How long something took; empty while it goes on: "0.4 s", "12 s", "3 min"."""
    if seconds is None:
        return "…"
    if seconds < LAST_SECONDS:
        return tr("{seconds} s").format(seconds=number_words(seconds, 1))
    if seconds < 2 * MINUTE_S:
        return tr("{seconds} s").format(seconds=round(seconds))
    return tr("{minutes} min").format(minutes=round(seconds / MINUTE_S))


def wait_words(seconds: float) -> str:
    """How long until a card comes again, in one unit: "10 min", "4 days"."""
    if seconds < HOUR_S:
        return tr("{minutes} min").format(minutes=max(1, round(seconds / MINUTE_S)))
    if seconds < DAY_S:
        return tr("{hours} h").format(hours=round(seconds / HOUR_S))
    days = round(seconds / DAY_S)
    if days < MONTH_DAYS:
        return counts.days(days)
    return counts.months(round(days / MONTH_DAYS))


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
