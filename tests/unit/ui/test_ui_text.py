from __future__ import annotations

import pytest

from app.errors import ERROR_TEXTS, ErrorCode, StudyleafError
from app.events import JobMetadata, JobStage, JobStatus
from app.notes import Receipt
from ui import text
from ui.text import (
    STAGE_WORDS,
    STATUS_WORDS,
    error_words,
    page_mark_words,
    page_range_words,
    remaining_words,
    size_words,
    stage_words,
    title_of_text,
)


def test_every_status_and_stage_has_words() -> None:
    assert set(STATUS_WORDS) == set(JobStatus)
    assert set(STAGE_WORDS) == set(JobStage)


def test_reading_tells_the_page() -> None:
    metadata = JobMetadata(page=12, pages=40)
    assert stage_words(JobStatus.ACTIVE, JobStage.EXTRACTING_TEXT, metadata) == "Reading page 12 of 40"


def test_a_job_that_is_not_active_tells_its_status() -> None:
    words = stage_words(JobStatus.CANCELLED, JobStage.EXTRACTING_TEXT, JobMetadata(page=12, pages=40))
    assert words == "Cancelled"


@pytest.mark.parametrize(
    ("remaining_ms", "words"),
    [
        (None, ""),
        (-1, ""),
        (0, "a few seconds left"),
        (42_000, "about 40 s left"),
        (125_000, "about 2 min left"),
        (2 * 3600 * 1000, "about 2 h left"),
    ],
)
def test_remaining_time_is_told_roughly(remaining_ms: int | None, words: str) -> None:
    assert remaining_words(remaining_ms) == words


@pytest.mark.parametrize("code", ErrorCode)
def test_an_error_reads_as_sentence_and_hint(code: ErrorCode) -> None:
    words = error_words(StudyleafError(code))
    assert words.endswith(StudyleafError(code).hint)
    assert len(words) > len(ERROR_TEXTS[code].hint)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (1_400_000, "1.4 MB"), (250_000, "250 KB"), (3 * 10**12, "3.0 TB")]
)
def test_sizes_are_short(size: int, words: str) -> None:
    assert size_words(size) == words


def test_pages_of_a_section_are_a_range() -> None:
    assert page_range_words((7, 3, 4)) == "pp.\u00a03–7"
    assert page_range_words((3,)) == "p.\u00a03"
    assert page_range_words(()) == ""


def test_pasted_text_is_titled_by_its_first_words() -> None:
    assert title_of_text("\n  Leaves of  grass\nsecond line") == "Leaves of grass"
    title = title_of_text("word " * 40)
    assert title.endswith("word…")
    assert len(title) <= 61
    assert title_of_text("x" * 200) == "x" * 60 + "…"


def test_a_page_that_was_recognised_says_how_surely() -> None:
    assert page_mark_words(0.98, None)[0] == "read from a scan"
    assert page_mark_words(0.9, None)[0] == "read from a poor scan"
    assert "90%" in page_mark_words(0.9, None)[1]
    assert page_mark_words(None, None) == ("", "")


@pytest.mark.parametrize("code", ErrorCode)
def test_a_page_that_was_not_read_has_a_tip(code: ErrorCode) -> None:
    words, tip = page_mark_words(None, code.value)
    assert words == "not read"
    assert tip.endswith(".")


def test_a_receipt_is_one_line() -> None:
    receipt = Receipt(model="SmolLM2", points=40, rewritten=22, quoted=18, dropped={"no_shorter": 8, "loses": 1})
    words = "SmolLM2: 40 points, 22 shortened, 18 quoted; 9 texts of the model dropped"
    assert text.receipt_words(receipt) == words
    assert text.receipt_words(Receipt(model="m", points=1, quoted=1)) == "m: 1 point, 0 shortened, 1 quoted"
    assert text.receipt_words(None) == ""
