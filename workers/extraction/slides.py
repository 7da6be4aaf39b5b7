"""Presentations (.pptx) as pages of blocks, a page a slide, through python-pptx. Runs in the text child only."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from app.documents import Block, BlockKind
from app.wire import Json
from workers.extraction.flowing import messages_of
from workers.extraction.joining import clean
from workers.extraction.packages import guarded, opened

MAX_SLIDES: Final = 5000
MAX_DEPTH: Final = 8
"""Groups in groups."""

_FURNITURE: Final = frozenset({PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE})
_LISTS: Final = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY})
_TITLES: Final = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})


def read_slides(path: Path, *, first: int) -> Generator[Json, None, Json]:
    """Yields the same messages as `reading.read_pdf`. What the speaker noted follows what the slide shows.

    Raises:
        StudyleafError: PDF_DAMAGED, PDF_TOO_COMPLEX, PDF_ENCRYPTION_UNSUPPORTED.
    """
    with opened(path):
        presentation = guarded(lambda: pptx.Presentation(str(path)))
    pages = guarded(lambda: [list(_slide(slide)) for slide, _ in zip(presentation.slides, range(MAX_SLIDES))])  # noqa: B905
    title = guarded(lambda: str(presentation.core_properties.title or ""))
    return messages_of(pages or [[]], title=title, first=first)


def _slide(slide: Any) -> Iterator[Block]:
    shapes = [shape for shape in _flat(slide.shapes, 0) if _placeholder(shape) not in _FURNITURE]
    # A stable sort: what was put on the slide first is read first, but for the title.
    for shape in sorted(shapes, key=lambda each: _placeholder(each) not in _TITLES):
        yield from _shape(shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            yield from _some(BlockKind.PARAGRAPH, paragraph.text)


def _flat(shapes: Iterable[Any], depth: int) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            if depth < MAX_DEPTH:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _shape(shape: Any) -> Iterator[Block]:
    if shape.has_text_frame:
        role = _placeholder(shape)
        if role in _TITLES:
            yield from _some(BlockKind.HEADING, shape.text_frame.text, level=1)
            return
        kind = BlockKind.LIST_ITEM if role in _LISTS and len(shape.text_frame.paragraphs) > 1 else BlockKind.PARAGRAPH
        for paragraph in shape.text_frame.paragraphs:
            yield from _some(kind, paragraph.text)
    elif getattr(shape, "has_table", False):
        rows = ("\t".join(clean(cell.text) for cell in row.cells if not cell.is_spanned) for row in shape.table.rows)
        text = "\n".join(rows).strip()
        if text:
            yield Block(BlockKind.TABLE, text)


def _some(kind: BlockKind, text: str, *, level: int = 0) -> Iterator[Block]:
    cleaned = clean(text.replace("\v", " "))
    if cleaned:
        yield Block(kind, cleaned, level=level)


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None
