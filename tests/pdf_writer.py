"""Small PDFs made by hand: text at places, with outline, labels, title, password and damage as a test wants them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pypdf

FONTS: Final = ("Helvetica", "Helvetica-Bold", "Courier", "Times-Italic")
WIDTH, HEIGHT = 612, 792
LEADING: Final = 14


@dataclass(frozen=True)
class Run:
    """A string with its place (points, from the lower left), size and font."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    font: str = "Helvetica"


@dataclass(frozen=True)
class Pdf:
    """What a file is made of. `outline` holds (title, page); strings are written as PDF wants them."""

    pages: Sequence[Sequence[Run]]
    title: bytes = b""
    outline: Sequence[tuple[bytes, int]] = ()
    labels: bytes = b""
    raw: dict[int, bytes] = field(default_factory=dict)
    """Content streams that replace those of pages, by page number."""
    extra_page: bytes = b""

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path

    def bytes(self) -> bytes:
        """The file. Objects: 1 catalog, 2 pages, 3 info, 4.. fonts, then two for each page, then the outline."""
        first_page = 4 + len(FONTS)
        first_item = first_page + 2 * len(self.pages) + 1
        numbers = [first_page + 2 * index for index in range(len(self.pages))]
        objects = [
            b"<</Type/Catalog/Pages 2 0 R%s%s>>"
            % (b"/Outlines %d 0 R" % (first_item - 1) if self.outline else b"", self.labels),
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), b" ".join(b"%d 0 R" % each for each in numbers)),
            b"<</Title %s>>" % (self.title or b"()"),
            *(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode() for name in FONTS),
        ]
        fonts = b"".join(b"/F%d %d 0 R" % (index, 4 + index) for index in range(len(FONTS)))
        for index, runs in enumerate(self.pages):
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<<%s>>>>/Contents %d 0 R%s>>"
                % (WIDTH, HEIGHT, fonts, numbers[index] + 1, self.extra_page)
            )
            objects.append(_stream(self.raw.get(index + 1, _content(runs))))
        if self.outline:
            objects.append(
                b"<</First %d 0 R/Last %d 0 R/Count %d>>"
                % (first_item, first_item + len(self.outline) - 1, len(self.outline))
            )
        for index, (title, page) in enumerate(self.outline):
            after = b"/Next %d 0 R" % (first_item + index + 1) if index + 1 < len(self.outline) else b""
            objects.append(
                b"<</Title %s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>" % (title, first_item - 1, numbers[page - 1], after)
            )
        return _file(objects)


def paragraph(text: str, *, x: float = 72, y: float = 700, columns: int = 80, size: float = 11) -> list[Run]:
    """A text in lines of at most so many characters, broken at spaces, from `y` downwards."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > columns:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [Run(each, x, y - index * LEADING, size) for index, each in enumerate([*lines, line])]


def encrypted(data: bytes, password: str, *, algorithm: str = "AES-256") -> bytes:
    """The same file behind a user password; an empty one leaves only the owner's."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, owner_password="the owner's", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _content(runs: Sequence[Run]) -> bytes:
    parts = []
    for run in runs:
        text = run.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F%d %g Tf %g %g Td (%s) Tj ET\n" % (FONTS.index(run.font), run.size, run.x, run.y, text))
    return b"".join(parts)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()
