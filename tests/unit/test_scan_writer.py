"""The maker of scans for tests."""

from __future__ import annotations

import io

import pypdf

from tests.pdf_writer import Pdf, paragraph
from tests.scan_writer import bound, scanned

TEXT = Pdf([paragraph("The cell is the smallest unit of life."), paragraph("Plants make sugar.")]).bytes()


def test_a_scan_has_the_same_pages_and_no_text() -> None:
    pages = pypdf.PdfReader(io.BytesIO(scanned(TEXT, skew=0.5))).pages
    assert [page.extract_text() for page in pages] == ["", ""]
    assert [round(float(page.mediabox.width)) for page in pages] == [612, 612]


def test_a_turned_scan_lies_on_its_side() -> None:
    page = pypdf.PdfReader(io.BytesIO(scanned(TEXT, turns=1))).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (792, 612)


def test_parts_are_bound_in_order() -> None:
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bound([TEXT, scanned(TEXT), TEXT]))).pages]
    assert [bool(text) for text in texts] == [True, True, False, False, True, True]
