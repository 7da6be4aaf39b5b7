"""A page of a PDF as a grey picture, bounded in size whatever the page claims to be.

Runs in the text child only: PDFium draws what a hostile file tells it to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from app.errors import ErrorCode, StudyleafError

Grey = NDArray[np.uint8]
"""Rows from top to bottom; 0 is black."""

PIXELS: Final = 4_000_000
"""Of the picture, whatever the page's size: A4 at 205 dpi, where a line of ordinary type is 35 pixels high."""

MAX_EMBEDDED_PIXELS: Final = 150_000_000
"""PDFium unpacks an embedded picture whole before it is scaled; a larger one would take more memory than there is."""

MAX_PICTURES: Final = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """`grey` shows a page of `width` × `height` points, `scale` pixels for each of them."""

    grey: Grey
    width: float
    height: float
    scale: float


def check_pictures(page: Any) -> None:
    """Looks at the pictures in a page before it is drawn.

    Raises:
        StudyleafError: PDF_TOO_COMPLEX: one of them is too large to be unpacked.
    """
    for item in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), MAX_PICTURES):
        try:
            width, height = item.get_px_size()
        except pdfium.PdfiumError:
            continue
        if width * height > MAX_EMBEDDED_PIXELS:
            raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX)


def draw(page: Any) -> Picture:
    """Draws a loaded PDFium page as a reader would see it.

    Raises:
        StudyleafError: PDF_TOO_COMPLEX: a picture in it is too large to be unpacked.
    """
    check_pictures(page)
    width, height = (max(1.0, side) for side in page.get_size())
    scale = math.sqrt(PIXELS / (width * height))
    bitmap = page.render(scale=scale, grayscale=True, optimize_mode=None)
    try:
        grey = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
        return Picture(grey.copy(), width, height, scale)
    finally:
        bitmap.close()
