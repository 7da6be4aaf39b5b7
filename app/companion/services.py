"""What the companion is given by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.jobs import Jobs
from app.language import ENGLISH
from app.library import FileShelf
from app.settings import DataFolder
from app.store.documents import DocumentView

DrawPage = Callable[[DocumentView, int, int, str], bytes]
"""Draws a page of a PDF as WebP: document, page from 1, width in pixels, words to mark. Raises StudyleafError."""


@dataclass(frozen=True, slots=True)
class Services:
    """All of it may be used from any thread but the window's."""

    user_id: str
    folder: DataFolder
    jobs: Jobs
    shelf: FileShelf
    draw_page: DrawPage
    metrics: Callable[[], bytes]
    """Numbers in Prometheus' text format."""
    max_file_mb: int = 500
    language: str = ENGLISH
    """Of the page: a code, a locale's name, or `system`."""
