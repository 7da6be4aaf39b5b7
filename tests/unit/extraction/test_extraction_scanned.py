"""Which pages are read from their picture, without reading one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from tests.pdf_writer import Pdf, Run, paragraph
from tests.scan_writer import bound, scanned
from tests.unit.extraction.scripted_scanner import ScriptedScanner
from workers.extraction import scanned as scanned_module
from workers.extraction import structure
from workers.extraction.lines import RawPage
from workers.extraction.pdfium import PdfiumFile
from workers.extraction.sources import CROWDED_CHARS, PageReader

CELLS = "The cell is the smallest unit of life. Every living thing is made of one or more cells. " * 2
TEXT = Pdf([paragraph(CELLS)]).bytes()
BLANK = Pdf([[]]).bytes()
DRAWN = Pdf([[]], raw={1: b"100 100 m 300 500 l S"}).bytes()
SHIFTED = "".join(chr((ord(char) - 97 + 7) % 26 + 97) if "a" <= char <= "z" else char for char in CELLS.lower())
GARBLED = Pdf([paragraph(SHIFTED)]).bytes()


def read(
    tmp_path: Path,
    pdf: bytes,
    *,
    scans: bool = True,
    known: dict[int, str] | None = None,
    kept: dict[int, str] | None = None,
) -> list[RawPage | ErrorCode]:
    """The pages; what is worth keeping of them goes into `kept`."""
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf)
    with PdfiumFile(path, None) as source:
        reader = PageReader(path, None, source, share=1, known=known or {})
        pages = [_last(reader.read(number, scans=scans), number, kept) for number in range(1, source.page_count + 1)]
        reader.close()
    return pages


def _last(reading: Iterator[Json], number: int, kept: dict[int, str] | None) -> RawPage | ErrorCode:
    while True:
        try:
            text = next(reading)
        except StopIteration as stop:
            return stop.value
        if text is not None and kept is not None:
            kept[number] = text


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> ScriptedScanner:
    made = ScriptedScanner()
    monkeypatch.setattr(scanned_module, "is_installed", lambda: True)
    monkeypatch.setattr(scanned_module, "_load", lambda _threads: made)
    return made


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned_module, "is_installed", lambda: False)


def test_only_pages_without_text_are_read_from_their_picture(tmp_path: Path, scanner: ScriptedScanner) -> None:
    pages = read(tmp_path, bound([TEXT, scanned(TEXT), BLANK, GARBLED]))
    assert scanner.asked == [2, 4]
    assert [page.confidence for page in pages if isinstance(page, RawPage)] == [None, 0.97, None, 0.97]
    assert [bool(page.lines) for page in pages if isinstance(page, RawPage)] == [True, True, False, True]


@pytest.mark.parametrize("text", [CELLS, "", SHIFTED], ids=["read", "blank", "unreadable"])
def test_a_page_that_was_kept_is_not_read_again(tmp_path: Path, scanner: ScriptedScanner, text: str) -> None:
    scanner.text = text
    kept: dict[int, str] = {}
    once = read(tmp_path, bound([TEXT, scanned(TEXT), BLANK]), kept=kept)
    assert (list(kept), scanner.asked) == ([2], [2])
    again = read(tmp_path, bound([TEXT, scanned(TEXT), BLANK]), known=kept)
    assert again == once
    assert scanner.asked == [2]


def test_a_page_that_nobody_could_read_for_want_of_memory_is_tried_again(
    tmp_path: Path, scanner: ScriptedScanner
) -> None:
    scanner.error = StudyleafError(ErrorCode.PDF_TOO_COMPLEX)
    kept: dict[int, str] = {}
    assert read(tmp_path, scanned(TEXT), kept=kept) == [ErrorCode.PDF_TOO_COMPLEX]
    assert not kept


def test_handwriting_is_kept_as_unreadable(tmp_path: Path, scanner: ScriptedScanner) -> None:
    scanner.error = StudyleafError(ErrorCode.NO_READABLE_TEXT)
    kept: dict[int, str] = {}
    assert read(tmp_path, scanned(TEXT), kept=kept) == [ErrorCode.NO_READABLE_TEXT]
    assert read(tmp_path, scanned(TEXT), known=kept) == [ErrorCode.NO_READABLE_TEXT]
    assert scanner.asked == [1]


def test_pages_of_another_childs_range_are_left_to_it(tmp_path: Path, scanner: ScriptedScanner) -> None:
    (page,) = read(tmp_path, scanned(TEXT), scans=False)
    assert isinstance(page, RawPage)
    assert not page.lines
    assert not scanner.asked


def test_a_picture_without_writing_is_an_empty_page(tmp_path: Path, scanner: ScriptedScanner) -> None:
    scanner.text = ""
    (page,) = read(tmp_path, scanned(BLANK))
    assert isinstance(page, RawPage)
    assert (page.lines, page.confidence) == ((), None)


def test_a_page_crowded_with_letters_that_are_no_words_is_worth_no_second_look(
    tmp_path: Path, scanner: ScriptedScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object) -> None:
        pytest.fail("the second library was asked")

    monkeypatch.setattr(structure.PypdfFile, "read", nobody)
    rows = CROWDED_CHARS // len(SHIFTED) + 9
    crowded = Pdf([[Run(SHIFTED, x=20, y=780 - 4.6 * row, size=3) for row in range(rows)]])
    assert read(tmp_path, crowded.bytes()) == [ErrorCode.PDF_TOO_COMPLEX]
    assert not scanner.asked


def test_letters_that_are_no_words_are_not_believed(tmp_path: Path, scanner: ScriptedScanner) -> None:
    scanner.text = SHIFTED
    assert read(tmp_path, GARBLED) == [ErrorCode.NO_READABLE_TEXT]


def test_a_page_that_cannot_be_made_out_says_so(tmp_path: Path, scanner: ScriptedScanner) -> None:
    scanner.error = StudyleafError(ErrorCode.NO_READABLE_TEXT)
    assert read(tmp_path, scanned(TEXT)) == [ErrorCode.NO_READABLE_TEXT]


@pytest.mark.usefixtures("nobody")
def test_without_the_reader_scans_say_what_is_missing_and_all_else_is_as_ever(tmp_path: Path) -> None:
    pages = read(tmp_path, bound([TEXT, scanned(TEXT), BLANK, DRAWN, GARBLED]))
    assert [page if isinstance(page, ErrorCode) else len(page.lines) for page in pages] == [
        3,
        ErrorCode.OCR_MISSING,
        0,
        0,
        ErrorCode.OCR_MISSING,
    ]
