"""Word documents, presentations and electronic books: made here, read through the call, and hostile ones refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest
from pptx.util import Inches

from app.documents import BlockKind
from app.errors import ErrorCode, StudyleafError
from app.library import KINDS, kind_of
from app.wire import Json
from workers.extraction import packages
from workers.extraction.calls import extract
from workers.extraction.epub import blocks_of_chapter

CELLS = "The cell is the smallest unit of life, and every living thing is made of one or more of them."
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Cell Biology</dc:title></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/>
<item id="b" href="b%20two.xhtml"/><item id="a" href="a.xhtml"/><item id="gone" href="gone.xhtml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="gone"/><itemref idref="b"/></spine></package>"""
CHAPTER = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{}</body></html>"
CIPHER = "<encryption><EncryptedData><CipherData><CipherReference URI='{}'/></CipherData></EncryptedData></encryption>"


def read(path: Path, **params: object) -> tuple[list[Json], Json]:
    """What the call yields, and what it returns."""
    yielded, call = [], extract({"path": str(path), "kind": kind_of(path.name), **params}, iter(()))
    while True:
        try:
            yielded.append(next(call))
        except StopIteration as stop:
            return yielded, stop.value


def blocks_in(path: Path) -> list[list[tuple[BlockKind, str]]]:
    """(kind, text) of the blocks, page by page."""
    pages = [message["page"] for message in read(path)[0] if "page" in message]
    return [[(BlockKind(block["kind"]), block["text"]) for block in json.loads(page["blocks"])] for page in pages]


def code_of(path: Path) -> ErrorCode:
    with pytest.raises(StudyleafError) as caught:
        read(path)
    return caught.value.code


def outcome_of(path: Path) -> ErrorCode | None:
    """The code that reading ends with; None where it gives pages."""
    try:
        read(path)
    except StudyleafError as error:
        return error.code
    return None


def word(path: Path) -> Path:
    document = docx.Document()
    document.core_properties.title = "Cell Biology"
    document.add_heading("Cells", level=1)
    document.add_paragraph(CELLS)
    document.add_heading("Walls", level=2)
    document.add_paragraph("first a wall", style="List Bullet")
    document.add_paragraph("Figure 1: a cell", style="Caption")
    table = document.add_table(rows=2, cols=3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(index)
    table.cell(0, 0).merge(table.cell(0, 1))
    document.save(str(path))
    return path


def slides(path: Path) -> Path:
    made = pptx.Presentation()
    made.core_properties.title = "Cell Biology"
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Cells"
    slide.placeholders[1].text_frame.text = "small units"
    slide.placeholders[1].text_frame.add_paragraph().text = "of life"
    slide.notes_slide.notes_text_frame.text = CELLS
    other = made.slides.add_slide(made.slide_layouts[6])
    group = other.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = CELLS
    table = other.shapes.add_table(1, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "cell", "wall"
    made.save(str(path))
    return path


def epub(path: Path, parts: dict[str, str] | None = None) -> Path:
    body = f"<h1>Cells</h1><p>{CELLS}</p><ul><li>a wall</li><li><p>a core</p></li></ul><pre>divide(cell)</pre>"
    second = "<h2>Plants</h2><div>Green <b>and</b> slow.<p>They<br/>grow.</p></div>"
    second += "<table><tr><td>a</td><td>b</td></tr></table>"
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": OPF,
        "OPS/nav.xhtml": CHAPTER.format("<nav>Contents</nav>"),
        "OPS/a.xhtml": CHAPTER.format(body),
        "OPS/b two.xhtml": CHAPTER.format(second),
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def test_a_word_document_gives_headings_text_lists_captions_and_tables(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    assert blocks_in(path) == [
        [
            (BlockKind.HEADING, "Cells"),
            (BlockKind.PARAGRAPH, CELLS),
            (BlockKind.HEADING, "Walls"),
            (BlockKind.LIST_ITEM, "first a wall"),
            (BlockKind.CAPTION, "Figure 1: a cell"),
            (BlockKind.TABLE, "0 1\t2\n3\t4\t5"),
        ]
    ]
    head = read(path)[0][0]["head"]
    assert (head["title"], [(item["title"], item["level"]) for item in head["outline"]]) == (
        "Cell Biology",
        [("Cells", 1), ("Walls", 2)],
    )


def test_a_long_word_document_has_several_pages_and_can_be_resumed(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(100):
        document.add_paragraph(f"{number}. {CELLS}")
    document.save(str(tmp_path / "a.docx"))
    whole = [message["page"] for message in read(tmp_path / "a.docx")[0] if "page" in message]
    rest = [message["page"] for message in read(tmp_path / "a.docx", first=3)[0] if "page" in message]
    assert len(whole) > 3
    assert rest == whole[2:]


def test_a_slide_is_a_page_with_its_title_its_points_and_what_the_speaker_noted(tmp_path: Path) -> None:
    assert blocks_in(slides(tmp_path / "a.pptx")) == [
        [
            (BlockKind.HEADING, "Cells"),
            (BlockKind.LIST_ITEM, "small units"),
            (BlockKind.LIST_ITEM, "of life"),
            (BlockKind.PARAGRAPH, CELLS),
        ],
        [(BlockKind.PARAGRAPH, CELLS), (BlockKind.TABLE, "cell\twall")],
    ]


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub")
    assert blocks_in(path) == [
        [
            (BlockKind.HEADING, "Cells"),
            (BlockKind.PARAGRAPH, CELLS),
            (BlockKind.LIST_ITEM, "a wall"),
            (BlockKind.LIST_ITEM, "a core"),
            (BlockKind.CODE, "divide(cell)"),
        ],
        [
            (BlockKind.HEADING, "Plants"),
            (BlockKind.PARAGRAPH, "Green and slow."),
            (BlockKind.PARAGRAPH, "They grow."),
            (BlockKind.TABLE, "a\tb"),
        ],
    ]
    messages, result = read(path)
    assert (messages[0]["head"]["title"], result["language"]) == ("Cell Biology", "en")


def test_notes_and_what_nobody_sees_are_told_from_the_text() -> None:
    chapter = CHAPTER.format(
        f"<script>x()</script><p>{CELLS}</p><aside epub:type='footnote'><p>1 So they say.</p></aside>loose"
    )
    assert [(block.kind, block.text) for block in blocks_of_chapter(chapter.encode())] == [
        (BlockKind.PARAGRAPH, CELLS),
        (BlockKind.FOOTNOTE, "1 So they say."),
        (BlockKind.PARAGRAPH, "loose"),
    ]


def test_a_book_that_a_seller_locked_is_told_and_locked_fonts_do_not_matter(tmp_path: Path) -> None:
    fonts = epub(tmp_path / "fonts.epub", {"META-INF/encryption.xml": CIPHER.format("OPS/font.otf")})
    assert len(blocks_in(fonts)) == 2
    text = epub(tmp_path / "text.epub", {"META-INF/encryption.xml": CIPHER.format("OPS/a.xhtml")})
    assert code_of(text) is ErrorCode.PDF_ENCRYPTION_UNSUPPORTED


def test_a_book_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>" + OPF.replace("Cell Biology", "&b;")
    assert code_of(epub(tmp_path / "a.epub", {"OPS/book.opf": bomb})) is ErrorCode.PDF_DAMAGED


@pytest.mark.parametrize("kind", ["docx", "pptx", "epub"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.PDF_DAMAGED),
        (b"%PDF-1.7", ErrorCode.PDF_DAMAGED),
        (b"PK\x03\x04" + b"\x00" * 500, ErrorCode.PDF_DAMAGED),
        (packages.OLE_HEADER + b"\x00" * 500, ErrorCode.PDF_ENCRYPTION_UNSUPPORTED),
    ],
    ids=["nothing", "a PDF", "a broken package", "a password"],
)
def test_what_is_no_package_is_told(tmp_path: Path, kind: str, content: bytes, code: ErrorCode) -> None:
    path = tmp_path / f"a{KINDS[kind]}"
    path.write_bytes(content)
    assert code_of(path) is code


@pytest.mark.parametrize("kind", ["docx", "pptx", "epub"])
def test_a_package_with_other_parts_is_damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a{KINDS[kind]}"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")
    assert code_of(path) is ErrorCode.PDF_DAMAGED


@pytest.mark.parametrize(
    "fill",
    [
        lambda package: package.writestr("a.xml", b" " * (packages.MAX_MARKUP_BYTES + 1)),
        lambda package: [package.writestr(f"{n}.xml", b" " * (20 * 2**20)) for n in range(6)],
        lambda package: [package.writestr(f"{n}", b"") for n in range(packages.MAX_ENTRIES + 1)],
    ],
    ids=["one part", "all parts", "many parts"],
)
def test_a_package_that_would_not_fit_is_refused_before_it_is_read(
    tmp_path: Path, fill: Callable[[zipfile.ZipFile], object]
) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        fill(package)
    assert code_of(path) is ErrorCode.PDF_TOO_COMPLEX


@pytest.mark.parametrize(("kind", "make"), [("docx", word), ("pptx", slides), ("epub", epub)])
def test_a_package_with_damaged_bytes_is_read_or_told(tmp_path: Path, kind: str, make: Callable[[Path], Path]) -> None:
    good = make(tmp_path / f"good.{kind}").read_bytes()
    path, ends = tmp_path / f"bad.{kind}", set()
    for place in range(30, len(good) - 30, len(good) // 40):
        path.write_bytes(good[:place] + bytes(255 - byte for byte in good[place : place + 8]) + good[place + 8 :])
        ends.add(outcome_of(path))
    assert ErrorCode.PDF_DAMAGED in ends
    assert ends <= {None, ErrorCode.PDF_DAMAGED, ErrorCode.PDF_TOO_COMPLEX, ErrorCode.PDF_ENCRYPTION_UNSUPPORTED}
