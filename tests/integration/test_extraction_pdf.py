"""PDFs made by hand through the real child: order, hyphens, headings, margins, references, passwords, damage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.documents import BlockKind
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.store.documents import StoredPage
from tests.pdf_writer import Pdf, Run, encrypted, paragraph
from workers.children.pool import TextPool
from workers.extraction.client import ExtractionSummary, Extractor

pytestmark = pytest.mark.shares_threads

CELLS = (
    "The cell is the smallest unit of life. Every living thing is made of one or more cells, and all of them come "
    "from cells that were there before. A membrane parts the inside of a cell from what is around it. "
)
PLANTS = (
    "Plants make sugar from light, water and the carbon dioxide of the air. Their green comes from a pigment that "
    "takes up red and blue light and leaves the rest. At night they use what they have stored by day. "
)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    pool = TextPool(1)
    yield Extractor(pool)
    pool.close()


class Read:
    """A document as it was read."""

    def __init__(self, extractor: Extractor, path: Path, password: str | None = None) -> None:
        self.pages: list[StoredPage] = []
        self.summary: ExtractionSummary = extractor.extract(
            path, path.name, password=password, cancel=CancelToken(), on_page=self.pages.append
        )

    @property
    def blocks(self) -> list[tuple[BlockKind, str]]:
        return [(BlockKind(block["kind"]), block["text"]) for page in self.pages for block in json.loads(page.blocks)]

    def of(self, kind: BlockKind) -> list[str]:
        return [text for found, text in self.blocks if found is kind]


def read(extractor: Extractor, tmp_path: Path, pdf: Pdf | bytes, password: str | None = None) -> Read:
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf if isinstance(pdf, bytes) else pdf.bytes())
    return Read(extractor, path, password)


def code_of(extractor: Extractor, tmp_path: Path, pdf: Pdf | bytes, password: str | None = None) -> ErrorCode:
    with pytest.raises(StudyleafError) as caught:
        read(extractor, tmp_path, pdf, password)
    assert "made.pdf" in caught.value.sentence
    return caught.value.code


def test_lines_become_paragraphs_and_the_language_is_told(extractor: Extractor, tmp_path: Path) -> None:
    pdf = Pdf([[*paragraph(CELLS, y=700), *paragraph(PLANTS, y=500)]], title=b"(Cell Biology)")
    document = read(extractor, tmp_path, pdf)
    assert document.blocks == [(BlockKind.PARAGRAPH, CELLS.strip()), (BlockKind.PARAGRAPH, PLANTS.strip())]
    assert (document.summary.title, document.summary.language) == ("Cell Biology", "en")
    assert document.pages[0].text == f"{CELLS.strip()}\n\n{PLANTS.strip()}"


def test_two_columns_are_read_one_after_the_other_however_they_were_drawn(extractor: Extractor, tmp_path: Path) -> None:
    left = paragraph(CELLS * 2, x=60, columns=42)
    right = paragraph(PLANTS * 2, x=320, columns=42)
    rows = [run for pair in zip(left, right, strict=False) for run in pair]
    rows += left[len(right) :] + right[len(left) :]
    for runs in ([*left, *right], rows):
        text = read(extractor, tmp_path, Pdf([runs])).pages[0].text
        assert " ".join(text.split()) == f"{CELLS * 2}{PLANTS * 2}".strip()


def test_a_paragraph_that_goes_on_in_the_next_column_is_one(extractor: Extractor, tmp_path: Path) -> None:
    lines = paragraph(PLANTS * 5, columns=43)
    half = len(lines) // 2
    runs = [Run(run.text, 60, 700 - 14 * index) for index, run in enumerate(lines[:half])]
    runs += [Run(run.text, 320, 700 - 14 * index) for index, run in enumerate(lines[half:])]
    assert read(extractor, tmp_path, Pdf([runs])).of(BlockKind.PARAGRAPH) == [(PLANTS * 5).strip()]


def test_words_that_a_lines_end_has_cut_are_whole_again(extractor: Extractor, tmp_path: Path) -> None:
    runs = [
        Run("A living cell stores its informa-", y=700),
        Run("tion in a well-known molecule. The well-", y=686),
        Run("known molecule is long, and its information is copied.", y=672),
    ]
    text = read(extractor, tmp_path, Pdf([runs])).pages[0].text
    assert "its information in a well-known molecule. The well-known molecule is long" in text


def test_headings_are_known_by_their_type_and_take_their_level_from_the_outline(
    extractor: Extractor, tmp_path: Path
) -> None:
    page = [
        Run("1 Cells", y=740, size=18, font="Helvetica-Bold"),
        *paragraph(CELLS, y=700),
        Run("1.1 Plants", y=600, size=13, font="Helvetica-Bold"),
        *paragraph(PLANTS, y=570),
    ]
    pdf = Pdf([page], outline=[(b"(Cells)", 1), (b"(Plants)", 1)])
    document = read(extractor, tmp_path, pdf)
    assert document.of(BlockKind.HEADING) == ["1 Cells", "1.1 Plants"]
    assert [(item.title, item.page) for item in document.summary.outline] == [("Cells", 1), ("Plants", 1)]


def test_running_heads_and_page_numbers_are_left_out(extractor: Extractor, tmp_path: Path) -> None:
    pages = [
        [Run("Biology for Beginners", y=760, size=9), *paragraph(f"Part {n}. {text}"), Run(str(n), x=300, y=30, size=9)]
        for n, text in enumerate([CELLS, PLANTS, CELLS[::-1], PLANTS.upper()], start=1)
    ]
    document = read(extractor, tmp_path, Pdf(pages))
    for number, page in enumerate(document.pages, start=1):
        assert page.text.startswith(f"Part {number}.")
        assert "Beginners" not in page.text
        assert not page.text.endswith(str(number))


def test_code_lists_and_references_are_told_from_text(extractor: Extractor, tmp_path: Path) -> None:
    page = [
        *paragraph(CELLS, y=740),
        Run("for cell in cells:", y=660, font="Courier"),
        Run("    divide(cell)", y=646, font="Courier"),
        Run("• first a wall", y=610),
        Run("• then a core", y=596),
        Run("References", y=550, size=14, font="Helvetica-Bold"),
        Run("[1] R. Hooke. Micrographia. London, 1665.", y=520),
        Run("[2] M. Schleiden. Beiträge zur Phytogenesis. Berlin, 1838.", y=500),
    ]
    document = read(extractor, tmp_path, Pdf([page]))
    assert document.of(BlockKind.CODE) == ["for cell in cells:\ndivide(cell)"]
    assert document.of(BlockKind.LIST_ITEM) == ["• first a wall", "• then a core"]
    assert [text[:3] for text in document.of(BlockKind.REFERENCE)] == ["[1]", "[2]"]


def test_page_labels_are_kept_where_they_differ(extractor: Extractor, tmp_path: Path) -> None:
    pdf = Pdf([paragraph(CELLS), paragraph(PLANTS)], labels=b"/PageLabels<</Nums[0<</S/r>>1<</S/D/St 2>>]>>")
    assert [page.label for page in read(extractor, tmp_path, pdf).pages] == ["i", None]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_lie_on_it(extractor: Extractor, tmp_path: Path, turn: int) -> None:
    document = read(extractor, tmp_path, Pdf([paragraph(CELLS)], extra_page=b"/Rotate %d" % turn))
    assert document.pages[0].text == CELLS.strip()
    box = json.loads(document.pages[0].blocks)[0]["box"]
    width, height = (612, 792) if turn % 180 == 0 else (792, 612)
    assert 0 <= box["left"] < box["right"] <= width
    assert 0 <= box["bottom"] < box["top"] <= height


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_password_is_asked_for_checked_and_used(extractor: Extractor, tmp_path: Path, algorithm: str) -> None:
    data = encrypted(Pdf([paragraph(CELLS)]).bytes(), "geheim", algorithm=algorithm)
    assert code_of(extractor, tmp_path, data) is ErrorCode.PDF_PASSWORD_NEEDED
    assert code_of(extractor, tmp_path, data, "falsch") is ErrorCode.PDF_PASSWORD_WRONG
    assert read(extractor, tmp_path, data, "geheim").pages[0].text == CELLS.strip()


def test_an_owners_password_alone_stops_nobody(extractor: Extractor, tmp_path: Path) -> None:
    data = encrypted(Pdf([paragraph(CELLS)]).bytes(), "")
    assert read(extractor, tmp_path, data).pages[0].text == CELLS.strip()


BROKEN_TEXT = b"<FEFFD8000041>"


@pytest.mark.parametrize(
    "pdf",
    [
        Pdf([paragraph(CELLS)], title=BROKEN_TEXT),
        Pdf([paragraph(CELLS)], title=b"<FEFF41>"),
        Pdf([paragraph(CELLS)], title=b"<FEFF00000041>"),
        Pdf([paragraph(CELLS)], outline=[(BROKEN_TEXT, 1), (b"()", 1)]),
        Pdf([paragraph(CELLS)], labels=b"/PageLabels<</Nums[0<</P%s/S/D>>]>>" % BROKEN_TEXT),
        Pdf([paragraph(CELLS)], labels=b"/PageLabels<</Nums 7>>"),
    ],
    ids=["title", "short title", "zero in title", "outline", "label", "labels"],
)
def test_strings_that_are_no_text_cost_themselves_and_not_the_document(
    extractor: Extractor, tmp_path: Path, pdf: Pdf
) -> None:
    document = read(extractor, tmp_path, pdf)
    assert document.pages[0].text == CELLS.strip()
    json.dumps([document.summary.title, document.pages[0].label]).encode()
    document.summary.title.encode("utf-8")


def test_a_page_without_text_is_no_error_among_others(extractor: Extractor, tmp_path: Path) -> None:
    document = read(extractor, tmp_path, Pdf([paragraph(CELLS), [], paragraph(PLANTS)]))
    assert [bool(page.text) for page in document.pages] == [True, False, True]
    assert [page.problem for page in document.pages] == [None, None, None]


def test_a_document_without_text_is_told(extractor: Extractor, tmp_path: Path) -> None:
    assert code_of(extractor, tmp_path, Pdf([[], []])) is ErrorCode.NO_READABLE_TEXT


GOOD = Pdf([paragraph(CELLS), paragraph(PLANTS)]).bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\n\r\n" + GOOD,
        GOOD.replace(b"startxref\n", b"startxref\n9"),
        GOOD + b"\x00" * 500,
    ],
    ids=["junk before", "wrong table place", "zeros behind"],
)
def test_what_can_be_mended_is_read(extractor: Extractor, tmp_path: Path, data: bytes) -> None:
    assert read(extractor, tmp_path, data).pages[0].text == CELLS.strip()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", ErrorCode.PDF_DAMAGED),
        (b"%PDF-1.7\n" + os.urandom(5000), ErrorCode.PDF_DAMAGED),
        (GOOD[: len(GOOD) // 3], ErrorCode.PDF_DAMAGED),
        (GOOD[: GOOD.rindex(b"trailer")], ErrorCode.PDF_DAMAGED),
        (b"<!DOCTYPE html><p>Log in", ErrorCode.NOT_A_PDF),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, ErrorCode.NOT_A_PDF),
    ],
    ids=["header only", "noise", "cut off", "no trailer", "a web page", "a picture"],
)
def test_what_cannot_be_read_is_told(extractor: Extractor, tmp_path: Path, data: bytes, code: ErrorCode) -> None:
    assert code_of(extractor, tmp_path, data) is code


def test_a_thousand_pages_are_told_one_by_one_and_can_be_cancelled(extractor: Extractor, tmp_path: Path) -> None:
    path = Pdf([paragraph(f"{number}. {CELLS}") for number in range(1000)]).write(tmp_path / "long.pdf")
    cancel, pages = CancelToken(), []

    def keep(page: StoredPage) -> None:
        pages.append(page.number)
        if page.number == 300:
            cancel.cancel()

    with pytest.raises(JobCancelled):
        extractor.extract(path, path.name, cancel=cancel, on_page=keep)
    assert pages == list(range(1, 301))


HOSTILE_PAGES = {
    "much text": Pdf([[]], raw={1: b"BT /F0 1 Tf (x) Tj ET\n" * 300_000}),
    "deep arrays": Pdf([[]], raw={1: b"[" * 50_000}),
    "deep states": Pdf([[]], raw={1: b"q " * 200_000}),
    "zero bomb": Pdf([[]], raw={1: b"\x00" * 50_000_000}),
    "far away": Pdf([[Run("x" * 1000, x=-1e9, y=1e9, size=1e6)]]),
    "scattered": Pdf([[Run("word", x=(7 * n) % 600, y=(13 * n) % 780) for n in range(20_000)]]),
}


def table_of(folder: Path) -> subprocess.CompletedProcess[str]:
    """How the files of the folder end, in a program of its own: the memory of this one is that of all tests so far."""
    command = [sys.executable, "-m", "tests.integration.hostile_files", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_hostile_pages_stay_within_limits(tmp_path: Path) -> None:
    for name, pdf in HOSTILE_PAGES.items():
        pdf.write(tmp_path / f"{name}.pdf")
    table = table_of(tmp_path)
    assert [name for name in HOSTILE_PAGES if f"{name}.pdf" not in table.stdout] == []
    assert table.returncode == 0, table.stdout


@pytest.mark.skipif("STUDYLEAF_CORPUS" not in os.environ, reason="the corpus is no part of the project")
def test_every_file_of_the_corpus_stays_within_limits() -> None:
    table = table_of(Path(os.environ["STUDYLEAF_CORPUS"]))
    assert table.returncode == 0, table.stdout
