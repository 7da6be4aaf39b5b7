"""What a file costs when it does something to its child: a page, some pages, or itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.store.documents import StoredPage
from app.wire import Json
from workers.children.pool import CallFailed
from workers.extraction import client
from workers.extraction.client import ExtractionSummary, Extractor

PAGES = 10
SCANNED = 4


def page(number: int, text: str = "words", problem: str | None = None) -> Json:
    return {"page": {"number": number, "label": None, "text": text, "blocks": "[]", "problem": problem}}


class FakePool:
    """Reads a document of `PAGES` pages; `trouble` maps a page to what happens to the child that reads it."""

    size = 1

    def __init__(self, trouble: Callable[[int, int], Exception | None]) -> None:
        self._trouble = trouble
        self.calls: list[Json] = []
        self.inputs: list[list[Json]] = []

    def call(
        self, name: str, params: Json, inputs: Iterable[Json] = (), *, on_yield: Callable[[Json], None], **_: object
    ) -> Json:
        assert name == "extract"
        self.calls.append(params)
        self.inputs.append(list(inputs))
        for message in self._messages(params):
            on_yield(message)
        return {"title": "", "language": "en"}

    def _messages(self, params: Json) -> Iterator[Json]:
        if failure := self._trouble(0, len(self.calls)):
            raise failure
        yield {
            "head": {"pages": PAGES, "title": "T", "outline": [{"title": "O", "page": 2, "level": 1}], "language": ""}
        }
        for number in range(params["first"], PAGES + 1):
            yield {"progress": number}
            problem = params["skip"].get(str(number))
            if problem is None and (failure := self._trouble(number, len(self.calls))):
                raise failure
            if number == SCANNED:
                yield {"progress": number, "scan": {"number": number, "text": "lines"}}
            yield page(number, "" if problem else "words", problem)


class Reading:
    """One extraction of a fake document."""

    def __init__(self, path: Path, trouble: Callable[[int, int], Exception | None]) -> None:
        self.pages: list[StoredPage] = []
        self.progress: list[tuple[int, int]] = []
        self.scans: list[tuple[int, str]] = []
        self.pool = FakePool(trouble)
        self._path = path

    def run(self) -> ExtractionSummary:
        extractor: Any = Extractor(self.pool)  # type: ignore[arg-type]
        summary: ExtractionSummary = extractor.extract(
            self._path,
            "Biology.pdf",
            cancel=CancelToken(),
            on_page=self.pages.append,
            on_progress=lambda page, pages: self.progress.append((page, pages)),
            scans={2: "kept", 9: "kept"},
            on_scan=lambda number, text: self.scans.append((number, text)),
        )
        return summary

    @property
    def problems(self) -> dict[int, str]:
        return {page.number: page.problem for page in self.pages if page.problem}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Biology.pdf"
    made.write_bytes(b"%PDF-1.7")
    return made


def died() -> CallFailed:
    return CallFailed(ErrorCode.EXTRACTION_FAILED)


def silent() -> CallFailed:
    return CallFailed(ErrorCode.TIMED_OUT)


def test_pages_come_in_order_with_progress_before_each(path: Path) -> None:
    reading = Reading(path, lambda *_: None)
    summary = reading.run()
    assert [each.number for each in reading.pages] == list(range(1, PAGES + 1))
    assert sorted(set(reading.progress)) == [(number, PAGES) for number in range(1, PAGES + 1)]
    assert (summary.title, summary.pages, summary.language) == ("Biology", PAGES, "en")
    assert [item.title for item in summary.outline] == ["O"]


def test_a_child_that_died_once_costs_nothing(path: Path) -> None:
    reading = Reading(path, lambda number, call: died() if number == 4 and call == 1 else None)
    reading.run()
    assert reading.problems == {}
    assert [each.number for each in reading.pages] == list(range(1, PAGES + 1))
    assert [params["first"] for params in reading.pool.calls] == [1, 4]


def test_what_a_lost_child_read_from_pictures_is_known_to_the_next(path: Path) -> None:
    reading = Reading(path, lambda number, call: died() if (number, call) == (4 + 1, 1) else None)
    reading.run()
    assert reading.scans == [(SCANNED, "lines")]
    first, second = ([scan["number"] for scan in inputs] for inputs in reading.pool.inputs)
    assert (first, second) == ([2, 9], [9])


def test_a_scan_that_waits_for_the_pages_before_it_is_known_too(path: Path) -> None:
    pool = FakePool(lambda number, call: died() if (number, call) == (1, 1) else None)
    seen: list[tuple[int, str]] = []
    whole = pool.call

    def call(name: str, params: Json, inputs: Iterable[Json] = (), *, on_yield: Callable[[Json], None]) -> Json:
        if not pool.calls:
            on_yield({"scan": {"number": 1, "text": "first"}})
        return whole(name, params, inputs, on_yield=on_yield)

    pool.call = lambda name, params, inputs=(), **kwargs: call(name, params, inputs, on_yield=kwargs["on_yield"])  # type: ignore[method-assign]
    extractor: Any = Extractor(pool)  # type: ignore[arg-type]
    extractor.extract(
        path, "a.pdf", cancel=CancelToken(), on_page=lambda _: None, on_scan=lambda *scan: seen.append(scan)
    )
    assert seen[0] == (1, "first")
    assert pool.inputs[1][0] == {"number": 1, "text": "first"}


def test_a_page_that_kills_every_child_costs_that_page(path: Path) -> None:
    reading = Reading(path, lambda number, _: died() if number == 4 else None)
    reading.run()
    assert reading.problems == {4: "EXTRACTION_FAILED"}
    assert len(reading.pages) == PAGES


def test_a_silent_page_is_not_tried_twice(path: Path) -> None:
    reading = Reading(path, lambda number, _: silent() if number == 4 else None)
    reading.run()
    assert reading.problems == {4: "PDF_TOO_COMPLEX"}
    assert len(reading.pool.calls) == 2


def test_many_bad_pages_in_a_row_cost_the_rest_of_the_file(path: Path) -> None:
    reading = Reading(path, lambda number, _: silent() if number >= 3 else None)
    reading.run()
    assert set(reading.problems) == set(range(3, PAGES + 1))
    assert [each.number for each in reading.pages] == list(range(1, PAGES + 1))
    assert len(reading.pool.calls) <= client.MAX_BAD_IN_A_ROW + 1


def test_a_file_may_not_waste_time_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MAX_LOST_S", -1.0)
    reading = Reading(path, lambda number, _: silent() if number == 2 else None)
    reading.run()
    assert set(reading.problems) == set(range(2, PAGES + 1))


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (died, ErrorCode.EXTRACTION_FAILED),
        (silent, ErrorCode.PDF_TOO_COMPLEX),
        (lambda: CallFailed(ErrorCode.PDF_TOO_COMPLEX), ErrorCode.PDF_TOO_COMPLEX),
        (lambda: StudyleafError(ErrorCode.PDF_PASSWORD_NEEDED), ErrorCode.PDF_PASSWORD_NEEDED),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_by_its_name(
    path: Path, failure: Callable[[], Exception], code: ErrorCode
) -> None:
    reading = Reading(path, lambda number, _: failure() if number == 0 else None)
    with pytest.raises(StudyleafError) as caught:
        reading.run()
    assert caught.value.code is code
    assert "Biology.pdf" in caught.value.sentence


def test_a_file_without_a_readable_page_is_told_with_the_most_telling_reason(path: Path) -> None:
    for failure, code in ((died, ErrorCode.EXTRACTION_FAILED), (silent, ErrorCode.PDF_TOO_COMPLEX)):
        reading = Reading(path, lambda number, _, failure=failure: failure() if number else None)
        with pytest.raises(StudyleafError) as caught:
            reading.run()
        assert caught.value.code is code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.FILE_EMPTY),
        (b"<html>", ErrorCode.NOT_A_PDF),
        (b"x" * 2000 + b"%PDF-1.7", ErrorCode.NOT_A_PDF),
    ],
)
def test_what_is_no_pdf_never_reaches_a_child(tmp_path: Path, content: bytes, code: ErrorCode) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(content)
    reading = Reading(path, lambda *_: None)
    with pytest.raises(StudyleafError) as caught:
        reading.run()
    assert caught.value.code is code
    assert reading.pool.calls == []
