"""A long document read by several children at once: in order, once, the same as by one, and stopped as a whole."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.documents import OutlineItem
from app.errors import ErrorCode, JobCancelled
from app.wire import Json
from tests.pdf_writer import Pdf, Run, paragraph
from workers.children.pool import CallFailed
from workers.extraction.calls import extract
from workers.extraction.pdfium import PdfiumFile
from workers.extraction.ranges import MAX_RANGE_PAGES, MIN_SPLIT_PAGES, range_ends, read_in_ranges

PAGES = 100
CELLS = "The cell is the smallest unit of life, and every living thing is made of one or more of them. " * 3

PDFIUM = threading.Lock()
"""It knows no threads; in the product each child has its own."""


class PoolInThisProcess:
    """Runs calls on the threads that ask; `before` sees the parameters of each."""

    def __init__(self, size: int, before: Callable[[Json, CancelToken], None] = lambda *_: None) -> None:
        self.size = size
        self.asked: list[Json] = []
        self.known: list[list[Json]] = []
        self._before = before

    def call(
        self,
        name: str,
        params: Json,
        inputs: Iterable[Json] = (),
        *,
        cancel: CancelToken,
        on_yield: Callable[[Json], None] | None = None,
        silence_s: float | None = None,
    ) -> Json:
        assert name == "extract"
        self.asked.append(params)
        self.known.append(list(inputs))
        messages = extract(params, iter(()))
        while True:
            self._before(params, cancel)
            cancel.check()
            try:
                with PDFIUM:
                    message = next(messages)
            except StopIteration as stop:
                return stop.value
            assert on_yield
            on_yield(message)


def read(pool: PoolInThisProcess, path: Path, *, first: int = 1, cancel: CancelToken | None = None) -> list[Json]:
    """All messages; the last one is what was returned."""
    messages: list[Json] = []
    params = {"path": str(path), "kind": "pdf", "password": None, "first": first, "skip": {}}
    result = read_in_ranges(pool, params, messages.append, scans={}, cancel=cancel or CancelToken(), silence_s=1)
    return [*messages, result]


def pages_in(messages: list[Json]) -> list[Json]:
    return [message["page"] for message in messages if "page" in message]


def book(path: Path, *, references_on: int | None = None) -> Path:
    """A book with running heads, and a reference list that begins on some page and goes on to the end."""
    pages = []
    for number in range(1, PAGES + 1):
        head = [Run("Biology for Beginners", y=760, size=9), Run(str(number), x=300, y=30, size=9)]
        title = [Run("References", y=730, size=16, font="Helvetica-Bold")] if number == references_on else []
        pages.append([*head, *title, *paragraph(f"Item {number}. {CELLS}")])
    return Pdf(pages, title=b"(Cells)").write(path)


@pytest.mark.parametrize("pages", [1, MIN_SPLIT_PAGES, 311, 5000])
@pytest.mark.parametrize("first", [1, 30])
@pytest.mark.parametrize("children", [1, 2, 3])
def test_ranges_cover_all_pages_once_and_are_never_too_long(pages: int, first: int, children: int) -> None:
    if first > pages:
        return
    ends = range_ends(first, pages, children)
    lengths = [end - begin for begin, end in zip([first - 1, *ends], ends, strict=False)]
    assert ends[-1] == pages
    assert sum(lengths) == pages - first + 1
    assert min(lengths) > 0
    assert children == 1 or max(lengths) <= MAX_RANGE_PAGES
    assert len(ends) == 1 or len(ends) % children == 0


@pytest.mark.parametrize("children", [2, 3])
@pytest.mark.parametrize("first", [1, 20])
def test_several_children_give_what_one_gives(tmp_path: Path, children: int, first: int) -> None:
    path = book(tmp_path / "book.pdf")
    alone, together = PoolInThisProcess(1), PoolInThisProcess(children)
    one, many = read(alone, path, first=first), read(together, path, first=first)
    assert [page["number"] for page in pages_in(many)] == list(range(first, PAGES + 1))
    assert pages_in(many) == pages_in(one)
    assert [message for message in many if "head" in message] == one[:1]
    assert (many[-1]["title"], many[-1]["language"]) == ("Cells", "en")
    assert (len(alone.asked), len(together.asked)) == (1, children)


def test_a_reference_list_goes_on_in_the_next_range(tmp_path: Path) -> None:
    path = book(tmp_path / "book.pdf", references_on=40)
    one, two = read(PoolInThisProcess(1), path), read(PoolInThisProcess(2), path)
    assert '"reference"' in pages_in(two)[-1]["blocks"]
    assert pages_in(two) == pages_in(one)


def test_a_range_that_fails_gives_its_pages_and_those_before_it_first(tmp_path: Path) -> None:
    def fail_late(params: Json, _: CancelToken) -> None:
        if params["first"] > 1:
            raise CallFailed(ErrorCode.EXTRACTION_FAILED)

    messages: list[Json] = []
    params = {"path": str(book(tmp_path / "book.pdf")), "kind": "pdf", "first": 1, "skip": {}}
    pool = PoolInThisProcess(2, fail_late)
    with pytest.raises(CallFailed):
        read_in_ranges(pool, params, messages.append, scans={}, cancel=CancelToken(), silence_s=1)
    assert [page["number"] for page in pages_in(messages)] == list(range(1, PAGES // 2 + 1))


def test_a_cancel_stops_all_children_and_is_told_with_its_reason(tmp_path: Path) -> None:
    class Stopped(JobCancelled):
        pass

    cancel, second_runs = CancelToken(), threading.Event()

    def wait(params: Json, token: CancelToken) -> None:
        if params["first"] > 1:
            second_runs.set()
            token.wait(10)
        elif len(pool.asked) > 1:
            second_runs.wait(10)
            cancel.cancel(Stopped())

    pool = PoolInThisProcess(2, wait)
    with pytest.raises(Stopped):
        read(pool, book(tmp_path / "book.pdf"), cancel=cancel)


def test_who_cannot_take_a_page_stops_all_children(tmp_path: Path) -> None:
    def refuse(message: Json) -> None:
        if "page" in message:
            raise OSError("the disk is full")

    params = {"path": str(book(tmp_path / "book.pdf")), "kind": "pdf", "first": 1, "skip": {}}
    with pytest.raises(OSError, match="full"):
        read_in_ranges(PoolInThisProcess(2), params, refuse, scans={}, cancel=CancelToken(), silence_s=1)


def test_a_text_of_many_pages_is_read_once_by_one_child(tmp_path: Path) -> None:
    path, messages = tmp_path / "long.txt", list[Json]()
    path.write_text("\n\n".join(f"{number}. {CELLS}" for number in range(1000)), encoding="utf-8")
    pool = PoolInThisProcess(2)
    params = {"path": str(path), "kind": "text", "first": 1, "skip": {}}
    read_in_ranges(pool, params, messages.append, scans={}, cancel=CancelToken(), silence_s=1)
    numbers = [page["number"] for page in pages_in(messages)]
    assert len(numbers) >= MIN_SPLIT_PAGES
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(pool.asked) == 1


def test_scans_are_taken_when_they_come_and_given_to_the_range_they_lie_in() -> None:
    later = threading.Event()
    order: list[Json] = []

    class Pool:
        size = 2
        known: dict[int, list[int]] = {}  # noqa: RUF012 - of this test only

        def call(
            self, name: str, params: Json, inputs: Iterable[Json] = (), *, on_yield: Callable[[Json], None], **_: object
        ) -> Json:
            first = int(params["first"])
            self.known[first] = [scan["number"] for scan in inputs]
            if first == 1:
                on_yield({"head": {"pages": PAGES, "title": "", "outline": [], "language": ""}})
                assert later.wait(5)
            else:
                on_yield({"progress": first, "scan": {"number": first, "text": "lines"}})
                later.set()
            on_yield({"page": {"number": params["last"] or PAGES // 2}})
            return {"title": "", "language": ""}

    pool = Pool()
    params = {"path": "", "kind": "pdf", "first": 1}
    scans = {2: "", 50: "", 51: "", 100: ""}
    read_in_ranges(pool, params, order.append, scans=scans, cancel=CancelToken(), silence_s=1)
    told = [next(iter(message)) for message in order]
    assert told == ["head", "scan", "page", "progress", "page"]
    assert pool.known[51] == [51, 100]
    assert 2 in pool.known[1]


def test_one_child_reads_the_outline_and_the_others_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [[Run(f"Part {number}", y=730, size=11), *paragraph(CELLS)] for number in range(1, PAGES + 1)]
    titles = [(b"(Part %d)" % number, number) for number in (1, 60, 90)]
    path = Pdf(pages, outline=titles).write(tmp_path / "parts.pdf")
    asked: list[PdfiumFile] = []
    outline = PdfiumFile.outline

    def counted(self: PdfiumFile) -> tuple[OutlineItem, ...]:
        asked.append(self)
        return outline(self)

    monkeypatch.setattr(PdfiumFile, "outline", counted)
    pool = PoolInThisProcess(2)
    together = pages_in(read(pool, path))
    assert (len(pool.asked), len(asked)) == (2, 1)
    assert '"heading", "text": "Part 90"' in together[89]["blocks"]
    assert together == pages_in(read(PoolInThisProcess(1), path))
