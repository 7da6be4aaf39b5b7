from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.notes import Citation
from app.store import documents
from app.store.documents import DocumentView, StoredPage
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document
from ui.page.pane import PagePane
from ui.page.pdf_file import load_pdf, locate
from ui.parts.password_field import PasswordField

Wait = Callable[[Callable[[], bool]], None]
MakePdf = Callable[[list[str]], Path]
PAGES = [f"This is page {n}. The leaf number {n} is\ngreen and wide." for n in range(1, 31)]


@pytest.fixture
def pane(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> Iterator[PagePane]:
    made = keep(PagePane(services.shelf, services.desk.background))
    assert isinstance(made, PagePane)
    made.resize(500, 700)
    made.show()
    yield made
    made.shut()


def bring_in(services: Services, path: Path) -> DocumentView:
    return services.shelf.bring_in(path, name="trees.pdf", cancel=CancelToken())


def marked(pane: PagePane) -> tuple[int, list[QRectF]]:
    return pane.canvas._marked


def test_a_citation_opens_its_page_and_marks_its_quote(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(20, "The leaf number 20 is green and wide."))
    wait(lambda: bool(marked(pane)[1]))
    page, rects = marked(pane)
    assert page == 19
    assert len(rects) == 2
    assert all(rect.width() > 20 and rect.height() > 5 for rect in rects)
    assert pane.canvas.verticalScrollBar().value() > 0
    wait(lambda: 19 in pane.canvas._images)


def test_the_next_citation_goes_on_in_the_open_document(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(20, "leaf number 20"))
    wait(lambda: bool(marked(pane)[1]))
    opened = pane._file
    pane.show_citation(document, Citation(2, "leaf number 2"))
    wait(lambda: marked(pane)[0] == 1 and bool(marked(pane)[1]))
    assert pane._file is opened


def test_a_quote_that_is_not_on_the_page_still_shows_the_page(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(9, "Nothing of the kind was ever said"))
    wait(lambda: marked(pane)[0] == 8)
    assert marked(pane)[1] == []


def test_few_images_are_kept_however_far_one_scrolls(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(1, "page 1"))
    wait(lambda: 0 in pane.canvas._images)
    bar = pane.canvas.verticalScrollBar()
    for page in range(1, 30, 2):
        bar.setValue(pane.canvas._tops[page])
        wait(lambda page=page: page in pane.canvas._images)
    assert len(pane.canvas._images) <= 8


def test_zooming_keeps_the_page_in_the_middle(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(15, "page 15"))
    wait(lambda: bool(marked(pane)[1]))
    seen: list[int] = []
    before = pane.canvas._page
    pane.canvas.page_changed.connect(seen.append)
    for factor in (2.0, 0.25, 2.0):
        pane.canvas.zoom_by(factor)
    assert pane.canvas._page == before


def test_a_locked_document_asks_for_its_password_in_place(
    services: Services, pane: PagePane, make_pdf: MakePdf, tmp_path: Path, wait: Wait
) -> None:
    locked = tmp_path / "locked.pdf"
    writer = pypdf.PdfWriter(make_pdf(PAGES))
    writer.encrypt("sesame", algorithm="AES-256")
    writer.write(locked)
    document = bring_in(services, locked)
    pane.show_citation(document, Citation(3, "leaf number 3"))

    def fields() -> list[PasswordField]:
        return [field for field in pane.findChildren(PasswordField) if field.isVisible()]

    wait(lambda: bool(fields()))
    wrong = fields()[0]
    wrong.field.setText("wrong")
    wrong.button.click()
    wait(lambda: bool(fields()) and fields()[0] is not wrong)
    fields()[0].field.setText("sesame")
    fields()[0].button.click()
    wait(lambda: bool(marked(pane)[1]))
    assert marked(pane)[0] == 2


def test_a_password_entered_elsewhere_opens_it_at_once(
    services: Services, pane: PagePane, make_pdf: MakePdf, tmp_path: Path, wait: Wait
) -> None:
    locked = tmp_path / "locked.pdf"
    writer = pypdf.PdfWriter(make_pdf(PAGES))
    writer.encrypt("sesame", algorithm="AES-256")
    writer.write(locked)
    document = bring_in(services, locked)
    pane.remember_password(document.id, "sesame")
    pane.show_citation(document, Citation(3, "leaf number 3"))
    wait(lambda: bool(marked(pane)[1]))


def test_a_copy_that_has_gone_is_told_and_tried_again(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    made = make_pdf(PAGES)
    document = bring_in(services, made)
    copy = services.shelf.path_of(document)
    kept = copy.read_bytes()
    copy.unlink()
    citation = Citation(3, "leaf number 3")
    pane.show_citation(document, citation)
    wait(lambda: "not there any more" in pane._message.text())
    copy.write_bytes(kept)
    pane.show_citation(document, citation)
    wait(lambda: bool(marked(pane)[1]))


def store_page(document: DocumentView, page: StoredPage) -> None:
    documents.save_pages(document.id, [page])


def test_a_scan_says_so_and_a_citation_marks_the_block_that_was_read_there(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    box = {"left": 50, "bottom": 600, "right": 350, "top": 640}
    read = [{"kind": "paragraph", "text": "What only the picture says.", "level": 0, "box": box}]
    page = StoredPage(number=3, label=None, text="", blocks=json.dumps(read), problem=None, confidence=0.97)
    store_page(document, page)
    pane.show_citation(document, Citation(3, "What only the picture says."))
    wait(lambda: bool(marked(pane)[1]))
    assert pane._file is not None
    assert marked(pane) == (2, [QRectF(50, pane._file.sizes[2].height() - 640, 300, 40)])
    wait(pane.badge.isVisible)
    assert pane.badge.text() == "read from a scan"
    assert "97%" in pane.badge.toolTip()
    pane.show_citation(document, Citation(4, "leaf number 4"))
    wait(lambda: not pane.badge.isVisible())


def test_a_page_that_was_not_read_says_what_may_help(
    services: Services, pane: PagePane, make_pdf: MakePdf, wait: Wait
) -> None:
    document = bring_in(services, make_pdf(PAGES))
    store_page(document, StoredPage(number=2, label=None, text="", blocks="[]", problem="OCR_MISSING"))
    pane.show_citation(document, Citation(2, "leaf number 2"))
    wait(pane.badge.isVisible)
    assert (pane.badge.text(), "make setup" in pane.badge.toolTip()) == ("not read", True)


def test_a_text_is_shown_with_its_quote_selected(services: Services, pane: PagePane, wait: Wait) -> None:
    pages = tuple(f"Page {n} with 𝔘nicode. The leaf number {n}\nis green." for n in range(1, 31))
    document = add_document("Leaves", kind="text", pages=pages)
    pane.show_citation(document, Citation(30, "The leaf number 30 is green."))
    wait(lambda: pane.text_view.textCursor().hasSelection())
    assert pane.text_view.textCursor().selectedText().replace("\u2029", "\n") == "The leaf number 30\nis green."


def test_the_pane_may_be_shut_in_the_middle_of_its_work(services: Services, pane: PagePane, make_pdf: MakePdf) -> None:
    document = bring_in(services, make_pdf(PAGES))
    pane.show_citation(document, Citation(20, "leaf number 20"))
    pane.shut()
    pane.shut()


@pytest.mark.parametrize(
    ("content", "code"), [(None, ErrorCode.FILE_MISSING), (b"no pdf at all", ErrorCode.PDF_DAMAGED)]
)
def test_what_cannot_be_opened_is_named(app: object, tmp_path: Path, content: bytes | None, code: ErrorCode) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StudyleafError) as caught:
        load_pdf(path, name="x.pdf", password="")
    assert caught.value.code is code


def test_a_quote_is_located_line_by_line(make_pdf: MakePdf) -> None:
    loaded = load_pdf(make_pdf(PAGES), name="x.pdf", password="")
    upper, lower = locate(loaded.document, 0, "The leaf number 1 is green and wide.")
    assert upper.bottom() <= lower.top() + 2
    assert locate(loaded.document, 0, "not there") == []
