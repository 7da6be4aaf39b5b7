"""Draws a page for a reader far away: a picture of bounded size, with the cited words marked.

Runs in the text child only: PDFium draws what a hostile file tells it to.
"""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Generator, Iterator
from ctypes import byref, c_int
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageChops
from pypdfium2 import raw

from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction.ocr.picture import check_pictures
from workers.extraction.pdfium import PdfiumFile

MAX_PIXELS: Final = 6_000_000
QUALITY: Final = 82
MARK: Final = (255, 238, 150)
"""Multiplied with the page, as a highlighter pen does."""
MAX_CHARS: Final = 100_000
MARK_MARGIN_PX: Final = 2

Rect = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def draw_page(params: Json, inputs: Iterator[Json]) -> Generator[Json, None, Json]:
    """Draws a page.

    `params`: "path"; "page", from 1; "width" in pixels; "quote": words to mark, or empty; "password" or None. `inputs`
    is not read. Returns {"webp": the picture in Base64}.

    Raises:
        StudyleafError: the file cannot be opened, or the page not be drawn.
    """
    del inputs
    with PdfiumFile(Path(params["path"]), params.get("password")) as file:
        if not 1 <= params["page"] <= file.page_count:
            raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND)
        with file.loaded(params["page"]) as page:
            check_pictures(page)
            picture = _draw(page, params["width"])
            for rect in _places(page, params["quote"], picture.size):
                _mark(picture, rect)
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=QUALITY, method=2)
    yield from ()
    return {"webp": base64.b64encode(stream.getvalue()).decode("ascii")}


def _draw(page: Any, wanted_px: int) -> Image.Image:
    width, height = (max(1.0, side) for side in page.get_size())
    scale = min(wanted_px / width, math.sqrt(MAX_PIXELS / (width * height)))
    bitmap = page.render(scale=scale)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _mark(picture: Image.Image, rect: Rect) -> None:
    left, top, right, bottom = rect
    box = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
    if box[0] < box[2] and box[1] < box[3]:
        part = picture.crop(box)
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, MARK)), box)


def _places(page: Any, quote: str, size: tuple[int, int]) -> list[Rect]:
    """Where the words stand, a rectangle a line; nothing where they are not found."""
    wanted = "".join(char for char in quote if _counts(char))
    if not wanted:
        return []
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), MAX_CHARS)
        chars = [(chr(raw.FPDFText_GetUnicode(text, place)), place) for place in range(count)]
        kept = [(char, place) for char, place in chars if _counts(char)]
        start = "".join(char for char, _ in kept).find(wanted)
        if start < 0:
            return []
        boxes = [text.get_charbox(place) for _, place in kept[start : start + len(wanted)]]
    finally:
        text.close()
    return _lines([_on_picture(page, box, size) for box in boxes])


def _counts(char: str) -> bool:
    """Not the hyphens at line ends either, which the clean text has joined."""
    return not (char.isspace() or char in "-\u00ad\u2010\ufffe\x02") and char.isprintable()


def _on_picture(page: Any, box: tuple[float, float, float, float], size: tuple[int, int]) -> Rect:
    """From the page's points to pixels, whatever way the page is turned."""
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        column, row = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(column), byref(row))
        corners.append((column.value, row.value))
    (left, top), (right, bottom) = corners
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _lines(boxes: list[Rect]) -> list[Rect]:
    """Rectangles of characters, in reading order, joined where they stand side by side."""
    joined: list[Rect] = []
    for box in boxes:
        last = joined[-1] if joined else None
        if last and box[1] < last[3] and box[3] > last[1] and box[0] >= last[0]:
            joined[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            joined.append(box)
    margin = MARK_MARGIN_PX
    return [(left - margin, top - margin, right + margin, bottom + margin) for left, top, right, bottom in joined]
