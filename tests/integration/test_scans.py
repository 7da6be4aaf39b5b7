"""Scanned pages through the real child with the real models: mixed files, pages on their side, places, confidence."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest

from app.cancel import CancelToken
from app.documents import BlockKind
from app.errors import ErrorCode, StudyleafError
from app.store.documents import StoredPage
from tests.benchmarks.extraction_measures import word_f1, words_of
from tests.integration.hostile_files import TreeMemory
from tests.pdf_writer import Pdf, Run, paragraph
from tests.scan_writer import bound, scanned
from workers.children.pool import TextPool
from workers.children.process import ChildKind
from workers.extraction.client import Extractor
from workers.extraction.ocr.presence import is_installed

pytestmark = [
    pytest.mark.shares_threads,
    pytest.mark.skipif(not is_installed(), reason="the extra `ocr` is not installed"),
]

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "how-we-remember.pdf"

MAX_CHILD_MB = 520
"""Two children, the window and the model together stay below 1.5 GB."""

CELLS = (
    "The cell is the smallest unit of life. Every living thing is made of one or more cells, and all of them come "
    "from cells that were there before. A membrane parts the inside of a cell from what is around it. "
)
ACCENTS = (
    "Größe und Übung führen dafür zu schönen Ergebnissen, heißt es. L’élève déjà prêt reçoit une leçon à l’école où "
    "il naît. El niño pequeño comió más piña el año pasado, ¿verdad?"
)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    pool = TextPool(1)
    yield Extractor(pool)
    pool.close()


def read(extractor: Extractor, path: Path, pdf: bytes) -> list[StoredPage]:
    path.write_bytes(pdf)
    pages: list[StoredPage] = []
    extractor.extract(path, path.name, cancel=CancelToken(), on_page=pages.append)
    return pages


def sample_pages(count: int) -> tuple[bytes, list[str]]:
    """The first pages of the sample as a PDF, and their words."""
    with pypdfium2.PdfDocument(SAMPLE) as document:
        texts = []
        for index in range(count):
            text = document[index].get_textpage()
            texts.append(text.get_text_range())
            text.close()
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(SAMPLE.read_bytes()), pages=(0, count))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), texts


def test_a_mixed_file_loses_no_page_and_marks_the_scanned_ones(extractor: Extractor, tmp_path: Path) -> None:
    pdf, texts = sample_pages(2)
    with TreeMemory(kind=ChildKind.TEXT) as memory:
        pages = read(extractor, tmp_path / "mixed.pdf", bound([pdf, scanned(pdf, skew=0.8, dpi=120)]))
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert [page.confidence is None for page in pages] == [True, True, False, False]
    for page, text in zip(pages[2:], texts, strict=True):
        assert word_f1(words_of(text), words_of(page.text)) > 0.97
        assert page.confidence is not None
        assert page.confidence > 0.95
    assert 100 < memory.peak_mb < MAX_CHILD_MB


def test_headings_and_places_are_those_of_the_printed_page(extractor: Extractor, tmp_path: Path) -> None:
    heading = Run("The Unit of Life", y=720, size=18, font="Helvetica-Bold")
    pdf = Pdf([[heading, *paragraph(CELLS, y=680), *paragraph(CELLS.upper(), y=560)]]).bytes()
    (printed,) = read(extractor, tmp_path / "printed.pdf", pdf)
    (page,) = read(extractor, tmp_path / "scanned.pdf", scanned(pdf, skew=-1.0))
    wanted, found = json.loads(printed.blocks), json.loads(page.blocks)
    assert [(block["kind"], block["level"]) for block in found] == [(block["kind"], block["level"]) for block in wanted]
    assert found[0]["kind"] == BlockKind.HEADING.value
    for one, other in zip(wanted, found, strict=True):
        for side in ("left", "right", "top", "bottom"):
            # The picture was turned by a degree, so a line that is 400 points long goes up by 7.
            assert other["box"][side] == pytest.approx(one["box"][side], abs=12)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_read(extractor: Extractor, tmp_path: Path, turns: int) -> None:
    pdf = Pdf([paragraph(CELLS, y=700, columns=70)]).bytes()
    (page,) = read(extractor, tmp_path / "turned.pdf", scanned(pdf, turns=turns))
    assert word_f1(words_of(CELLS), words_of(page.text)) > 0.97


def test_accents_of_four_languages_are_read(extractor: Extractor, tmp_path: Path) -> None:
    pdf = Pdf([paragraph(ACCENTS, y=700, size=12)]).bytes()
    (page,) = read(extractor, tmp_path / "accents.pdf", scanned(pdf))
    assert word_f1(words_of(ACCENTS), words_of(page.text)) > 0.97


def test_columns_and_hyphens_of_a_scan_are_mended(extractor: Extractor, tmp_path: Path) -> None:
    left = [Run(text, x=60, y=700 - 14 * row) for row, text in enumerate(_lines("left", 12))]
    right = [Run(text, x=320, y=700 - 14 * row) for row, text in enumerate(_lines("right", 12))]
    pdf = Pdf([[run for pair in zip(left, right, strict=True) for run in pair]]).bytes()
    (page,) = read(extractor, tmp_path / "columns.pdf", scanned(pdf))
    text = " ".join(page.text.split())
    assert text.index("Line 11 of the left") < text.index("Line 0 of the right")
    assert len(re.findall(r"information", text)) == 24


def test_noise_is_no_text(extractor: Extractor, tmp_path: Path) -> None:
    stripes = " ".join(f"{x} {y} 3 8 re" for y in range(100, 700, 30) for x in range(80, 500, 5 + y % 4)) + " f"
    with pytest.raises(StudyleafError) as caught:
        read(extractor, tmp_path / "stripes.pdf", Pdf([[]], raw={1: stripes.encode()}).bytes())
    assert caught.value.code is ErrorCode.NO_READABLE_TEXT


def _lines(side: str, count: int) -> list[str]:
    """Lines of a column; each one is cut inside a word that the next one ends."""
    return [f"{'mation. ' if row else ''}Line {row} of the {side} has infor-" for row in range(count)] + ["mation."]


@pytest.mark.parametrize("shape", [(3, 9000), (9000, 3), (40, 200_000)])
def test_a_strip_holds_no_text_and_is_no_error(shape: tuple[int, int]) -> None:
    from workers.extraction.ocr.engine import Engine

    assert Engine().find(np.full(shape, 200, dtype=np.uint8)) == []
