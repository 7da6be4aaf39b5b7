"""Electronic books (.epub) as pages of blocks: chapters in the order of the spine. Runs in the text child only.

The package is XML and XHTML in a ZIP, which zipfile and lxml read; EbookLib is under the AGPL.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from lxml import html

from app.documents import Block, BlockKind
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction.flowing import messages_of, pages_of
from workers.extraction.joining import clean
from workers.extraction.packages import guarded, opened, parse_xml

CONTAINER: Final = "META-INF/container.xml"
ENCRYPTION: Final = "META-INF/encryption.xml"
MAX_CHAPTERS: Final = 5000
MAX_DEPTH: Final = 200

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final = {
    "p": BlockKind.PARAGRAPH, "dd": BlockKind.PARAGRAPH, "dt": BlockKind.PARAGRAPH, "li": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION, "math": BlockKind.CODE,
}  # fmt: skip
_UNSEEN: Final = frozenset({"script", "style", "head", "title", "svg", "template", "nav", "rt", "rp"})
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
     "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_NOTE: Final = re.compile(r"(?:foot|end|rear)notes?\b")


def read_epub(path: Path, *, first: int) -> Generator[Json, None, Json]:
    """Yields the same messages as `reading.read_pdf`; a chapter begins a page, a long one goes on over several.

    Raises:
        StudyleafError: PDF_DAMAGED, PDF_TOO_COMPLEX, PDF_ENCRYPTION_UNSUPPORTED.
    """
    with opened(path) as package:
        title, places = guarded(lambda: _spine(package))
        if guarded(lambda: _encrypted(package)) & set(places):
            raise StudyleafError(ErrorCode.PDF_ENCRYPTION_UNSUPPORTED)
        pages: list[list[Block]] = []
        for place in places[:MAX_CHAPTERS]:
            blocks = guarded(lambda place=place: blocks_of_chapter(package.read(place)))  # type: ignore[misc]
            if blocks:
                pages += pages_of(blocks)
    return messages_of(pages or [[]], title=title, first=first)


def blocks_of_chapter(data: bytes) -> list[Block]:
    """The blocks of an XHTML file, however badly it was made."""
    if not data.strip():
        return []
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))
    return [block for block in _blocks(root, 0) if block.text]


def _spine(package: zipfile.ZipFile) -> tuple[str, list[str]]:
    """The title, and the places of the chapters that are there, in reading order."""
    container = parse_xml(package.read(CONTAINER))
    opf = str(container.xpath("string(//*[local-name()='rootfile'][1]/@full-path)"))
    root = parse_xml(package.read(opf))
    base, names = posixpath.dirname(opf), set(package.namelist())
    items = {
        str(item.get("id")): posixpath.normpath(posixpath.join(base, unquote(str(item.get("href")))))
        for item in root.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if "nav" not in str(item.get("properties") or "").split()
    }
    wanted = [str(each.get("idref")) for each in root.xpath("//*[local-name()='spine']/*[local-name()='itemref']")]
    title = str(root.xpath("string(//*[local-name()='metadata']/*[local-name()='title'][1])"))
    return title, [items[each] for each in wanted if items.get(each) in names]


def _encrypted(package: zipfile.ZipFile) -> set[str]:
    """The places that a seller has locked; locked fonts alone do not matter."""
    if ENCRYPTION not in package.namelist():
        return set()
    root = parse_xml(package.read(ENCRYPTION))
    return {unquote(str(uri)) for uri in root.xpath("//*[local-name()='CipherReference']/@URI")}


def _blocks(element: Any, depth: int) -> Iterator[Block]:
    """The blocks inside an element; text that stands beside blocks is a paragraph of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in _INLINE:
            loose.append(" " if name == "br" else child.text_content())
        elif name and name not in _UNSEEN and depth < MAX_DEPTH:
            yield Block(BlockKind.PARAGRAPH, clean("".join(loose)))
            loose = []
            yield from _block(child, name, depth)
        loose.append(child.tail or "")
    yield Block(BlockKind.PARAGRAPH, clean("".join(loose)))


def _block(element: Any, name: str, depth: int) -> Iterator[Block]:
    if name in _HEADINGS:
        yield Block(BlockKind.HEADING, clean(_text(element)), level=_HEADINGS[name])
    elif name == "pre":
        yield Block(BlockKind.CODE, str(element.text_content()).strip("\n"))
    elif name == "table":
        yield Block(BlockKind.TABLE, _table(element))
    elif name in _KINDS and not any(_is_block(child) for child in element):
        yield Block(_KINDS[name], clean(_text(element)))
    else:
        note = _NOTE.search(f"{element.get('epub:type') or ''} {element.get('role') or ''}")
        for block in _blocks(element, depth + 1):
            if note and block.kind is BlockKind.PARAGRAPH:
                yield Block(BlockKind.FOOTNOTE, block.text)
            elif name == "li" and block.kind is BlockKind.PARAGRAPH:
                yield Block(BlockKind.LIST_ITEM, block.text)
            else:
                yield block


def _is_block(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in _INLINE and element.tag not in _UNSEEN


def _text(element: Any) -> str:
    """The text of an element; a forced line break parts words."""
    for forced in element.iter("br"):
        forced.tail = " " + (forced.tail or "")
    return str(element.text_content())


def _table(element: Any) -> str:
    rows = ("\t".join(clean(_text(cell)) for cell in row if cell.tag in {"td", "th"}) for row in element.iter("tr"))
    return "\n".join(row for row in rows if row.strip())
