"""A PDF from its first to its last page, read in this process: what is yielded, resumed, skipped, asked twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.documents import Block
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from tests.pdf_writer import Pdf, Run, encrypted, paragraph
from workers.extraction import reading, sources
from workers.extraction.calls import extract
from workers.extraction.lines import RawPage
from workers.extraction.pdfium import PdfiumFile
from workers.extraction.structure import PypdfFile

CELLS = "The cell is the smallest unit of life, and every living thing is made of one or more of them. " * 3
TWO_COLUMNS = [*paragraph(CELLS, x=60, columns=42), *paragraph(CELLS.upper(), x=320, columns=36)]


def messages_of(path: Path, **params: object) -> tuple[list[Json], Json]:
    """What the call yields, and what it returns."""
    yielded, call = [], extract({"path": str(path), "kind": "pdf", **params}, iter(()))
    while True:
        try:
            yielded.append(next(call))
        except StopIteration as stop:
            return yielded, stop.value


def pages_of(path: Path, **params: object) -> list[Json]:
    return [message["page"] for message in messages_of(path, **params)[0] if "page" in message]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pages = [[*paragraph(f"{number}. {CELLS}"), Run(f"– {number} –", x=300, y=30)] for number in range(1, 31)]
    return Pdf(pages, title=b"(Cells)", outline=[(b"(One)", 1), (b"(Ten)", 10)]).write(tmp_path / "a.pdf")


def test_the_head_comes_first_and_each_page_after_its_progress(path: Path) -> None:
    messages, result = messages_of(path)
    head = messages[0]["head"]
    assert (head["pages"], head["title"]) == (30, "Cells")
    assert [item["page"] for item in head["outline"]] == [1, 10]
    told = 0
    for message in messages[1:]:
        told = message.get("progress", told)
        assert "page" not in message or message["page"]["number"] <= told
    assert [page["number"] for page in pages_of(path)] == list(range(1, 31))
    assert (result["language"], result["title"]) == ("en", "Cells")


def test_a_page_is_its_blocks_and_no_page_number(path: Path) -> None:
    page = pages_of(path)[11]
    assert page["text"] == "\n\n".join(block["text"] for block in json.loads(page["blocks"])) == f"12. {CELLS}".strip()


@pytest.mark.parametrize("first", [2, 9, 20, 30])
def test_reading_that_goes_on_at_a_page_gives_what_the_whole_gave(path: Path, first: int) -> None:
    whole, rest = pages_of(path), pages_of(path, first=first)
    assert [page["number"] for page in rest] == list(range(first, 31))
    assert rest == whole[first - 1 :]


def test_pages_before_a_range_are_not_laid_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []
    whole = reading.page_blocks

    def counted(page: RawPage, **known: Any) -> tuple[Block, ...]:
        laid_out.append(page.number)
        return whole(page, **known)

    monkeypatch.setattr(reading, "page_blocks", counted)
    pages_of(path, first=12, last=20, region=["text", 0])
    assert laid_out == list(range(12, 21))


def test_a_page_that_is_to_be_skipped_is_not_touched(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[int] = []
    read = PdfiumFile.read
    monkeypatch.setattr(PdfiumFile, "read", lambda self, number: touched.append(number) or read(self, number))
    pages = pages_of(path, skip={"3": "PDF_TOO_COMPLEX"})
    assert 3 not in touched
    assert (pages[2]["problem"], pages[2]["text"]) == ("PDF_TOO_COMPLEX", "")


def test_a_page_on_which_one_library_gives_up_is_read_by_the_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = PdfiumFile.read

    def give_up(self: PdfiumFile, number: int) -> object:
        if number == 5:
            raise StudyleafError(ErrorCode.PDF_DAMAGED)
        return read(self, number)

    monkeypatch.setattr(PdfiumFile, "read", give_up)
    page = pages_of(path)[4]
    assert page["problem"] is None
    assert " ".join(page["text"].split()).startswith("5. The cell is the smallest unit of life")
    assert all("box" not in block for block in json.loads(page["blocks"]))


def test_a_page_on_which_both_give_up_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> object:
        raise StudyleafError(ErrorCode.PDF_DAMAGED)

    monkeypatch.setattr(PdfiumFile, "read", give_up)
    monkeypatch.setattr(PypdfFile, "read", give_up)
    assert {page["problem"] for page in pages_of(path)} == {"PDF_DAMAGED"}


def test_a_file_that_one_library_cannot_open_is_read_by_the_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> object:
        raise StudyleafError(ErrorCode.PDF_DAMAGED)

    monkeypatch.setattr(sources, "PdfiumFile", refuse)
    messages, result = messages_of(path)
    assert messages[0]["head"]["title"] == "Cells"
    assert [item["title"] for item in messages[0]["head"]["outline"]] == ["One", "Ten"]
    assert result["language"] == "en"
    assert len([message for message in messages if "page" in message]) == 30


@pytest.mark.parametrize(
    ("password", "code"), [(None, ErrorCode.PDF_PASSWORD_NEEDED), ("x", ErrorCode.PDF_PASSWORD_WRONG)]
)
def test_both_libraries_tell_a_password_that_is_missing_from_one_that_is_wrong(
    tmp_path: Path, password: str | None, code: ErrorCode
) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted(Pdf([paragraph(CELLS)]).bytes(), "geheim"))
    for library in (PdfiumFile, PypdfFile):
        with pytest.raises(StudyleafError) as caught:
            library(path, password)
        assert caught.value.code is code
        assert library(path, "geheim").page_count == 1


def test_a_page_of_letters_that_are_none_is_named_unreadable(tmp_path: Path) -> None:
    shifted = "".join(chr((ord(char) - 97 + 7) % 26 + 97) if "a" <= char <= "z" else char for char in CELLS.lower())
    path = Pdf([paragraph(CELLS), paragraph(shifted)]).write(tmp_path / "a.pdf")
    assert [page["problem"] for page in pages_of(path)] == [None, "NO_READABLE_TEXT"]


def test_a_file_that_claims_too_many_pages_is_a_trap(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PAGES", 29)
    with pytest.raises(StudyleafError) as caught:
        messages_of(path)
    assert caught.value.code is ErrorCode.PDF_TOO_COMPLEX


@pytest.mark.parametrize("order", [1, -1], ids=["column by column", "backwards"])
def test_columns_are_read_left_before_right(tmp_path: Path, order: int) -> None:
    path = Pdf([TWO_COLUMNS[::order]]).write(tmp_path / "a.pdf")
    text = " ".join(pages_of(path)[0]["text"].split())
    assert text.index("The cell") < text.index("THE CELL")
    assert text == f"{CELLS}{CELLS.upper()}".strip()


def test_a_title_over_two_columns_comes_first_and_a_line_under_them_last(tmp_path: Path) -> None:
    title = Run("A title that goes over both of the columns of this page", x=60, y=740, size=18, font="Helvetica-Bold")
    path = Pdf([[*TWO_COLUMNS, *paragraph(f"Below. {CELLS}", x=60, y=300, columns=95), title]]).write(
        tmp_path / "a.pdf"
    )
    text = pages_of(path)[0]["text"]
    assert text.startswith("A title that goes")
    assert text.index("THE CELL") < text.index("Below.")


def test_a_table_is_a_table_with_its_cells_apart(tmp_path: Path) -> None:
    rows = [
        ("Organ", "Weight", "Cells"),
        ("Heart", "300 g", "8"),
        ("Brain", "1400 g", "86"),
        ("Liver", "1500 g", "240"),
    ]
    runs = [
        Run(cell, x=72 + 150 * column, y=700 - 14 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    path = Pdf([[*runs, *paragraph(CELLS, y=600)]]).write(tmp_path / "a.pdf")
    blocks = json.loads(pages_of(path)[0]["blocks"])
    assert [block["kind"] for block in blocks] == ["table", "paragraph"]
    assert blocks[0]["text"].split("\n")[1] == "Heart\t300 g\t8"


def test_captions_footnotes_contents_and_formulas_are_told_from_text(tmp_path: Path) -> None:
    first = [
        Run("Contents", y=740, size=16, font="Helvetica-Bold"),
        *(Run(f"{n} Chapter {'. ' * 20}{n * 10}", y=740 - 20 * n) for n in range(1, 6)),
    ]
    second = [
        Run("1 Cells", y=740, size=16, font="Helvetica-Bold"),
        *paragraph(CELLS, y=700),
        Run("E = m × c² + a < b > 0", y=620),
        *paragraph(CELLS, y=580),
        Run("Figure 3. The wall of a cell, ten thousand times larger.", y=500, size=9),
        Run("1 A footnote that says where this was found.", y=60, size=8),
    ]
    path = Pdf([first, second]).write(tmp_path / "a.pdf")
    pages = pages_of(path)
    kinds = [[(block["kind"], block["text"]) for block in json.loads(page["blocks"])] for page in pages]
    assert {kind for kind, text in kinds[0] if text != "Contents"} == {"reference"}
    assert [kind for kind, _ in kinds[1]] == ["heading", "paragraph", "code", "paragraph", "caption", "footnote"]


@pytest.mark.parametrize(
    ("text", "font", "is_heading"),
    [
        ("2.3.1. times.sty", "Helvetica-Bold", True),
        ("2.3.1. times.sty", "Helvetica", False),
        ("times.sty", "Helvetica-Bold", False),
    ],
)
def test_a_numbered_heading_may_be_smaller_than_the_text(
    tmp_path: Path, text: str, font: str, *, is_heading: bool
) -> None:
    page = [*paragraph(CELLS, y=740), Run(text, y=600, size=10, font=font), *paragraph(CELLS, y=570)]
    blocks = json.loads(pages_of(Pdf([page]).write(tmp_path / "a.pdf"))[0]["blocks"])
    assert [block["text"] for block in blocks if block["kind"] == "heading"] == ([text] if is_heading else [])


def test_authors_under_a_title_are_no_headings(tmp_path: Path) -> None:
    page = [
        Run("On the Cells of Plants", x=150, y=740, size=22),
        Run("Matthias Schleiden", x=220, y=700, size=14),
        Run("1 Introduction", y=640, size=14, font="Helvetica-Bold"),
        *paragraph(CELLS, y=600),
    ]
    blocks = json.loads(pages_of(Pdf([page]).write(tmp_path / "a.pdf"))[0]["blocks"])
    assert [(block["kind"], block["text"]) for block in blocks][:3] == [
        ("heading", "On the Cells of Plants"),
        ("paragraph", "Matthias Schleiden"),
        ("heading", "1 Introduction"),
    ]


def test_a_bibliography_goes_on_over_pages_and_ends_at_the_next_heading(tmp_path: Path) -> None:
    def entries(first: int) -> list[Run]:
        return [
            Run(f"[{n}] A. Author. A book. London, 18{n + 10}.", y=660 - 20 * (n - first))
            for n in range(first, first + 8)
        ]

    pages = [
        [*paragraph(CELLS, y=760), Run("References", y=690, size=14, font="Helvetica-Bold"), *entries(1)],
        entries(9),
        [Run("Appendix", y=740, size=14, font="Helvetica-Bold"), *paragraph(CELLS)],
    ]
    found = pages_of(Pdf(pages).write(tmp_path / "a.pdf"))
    kinds = [{block["kind"] for block in json.loads(page["blocks"])} for page in found]
    assert kinds == [{"paragraph", "heading", "reference"}, {"reference"}, {"heading", "paragraph"}]
