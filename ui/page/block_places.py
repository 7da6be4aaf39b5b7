"""Where a quote stands on a page whose file holds no text of it: the rectangles of the blocks that were read there."""

from __future__ import annotations

import json

from PySide6.QtCore import QRectF

from app.store import documents
from ui.page.quote_search import find_quote


def block_rects(document_id: str, page: int, quote: str, height: float) -> list[QRectF]:
    """The block of a page (0-based, `height` points) that holds the quote, in points from the page's upper left corner.

    Reads the library: not on the GUI thread.
    """
    stored = documents.page_of(document_id, page + 1)
    for block in json.loads(stored.blocks) if stored else ():
        box = block.get("box")
        if box and find_quote(block["text"], quote):
            return [QRectF(box["left"], height - box["top"], box["right"] - box["left"], box["top"] - box["bottom"])]
    return []
