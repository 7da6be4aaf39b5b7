"""Text files as pages of blocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.documents import BlockKind
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction.flowing import PAGE_CHARS, pages_of
from workers.extraction.plaintext import blocks_of, decode_text, read_text

MARKDOWN = """\
# Cells

Cells are small
rooms.

## Parts
- a wall
- a core

```python
x = 1

y = 2
```

Title
=====

1. first
2. second
"""


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks_of(text)]


def read(path: Path, first: int = 1) -> tuple[list[Json], Json]:
    messages, reading = [], read_text(path, first=first)
    while True:
        try:
            messages.append(next(reading))
        except StopIteration as stop:
            return messages, stop.value


def test_markdown_gives_headings_items_paragraphs_and_code() -> None:
    assert kinds(MARKDOWN) == [
        (BlockKind.HEADING, "Cells"),
        (BlockKind.PARAGRAPH, "Cells are small rooms."),
        (BlockKind.HEADING, "Parts"),
        (BlockKind.LIST_ITEM, "- a wall"),
        (BlockKind.LIST_ITEM, "- a core"),
        (BlockKind.CODE, "x = 1\n\ny = 2"),
        (BlockKind.HEADING, "Title"),
        (BlockKind.LIST_ITEM, "1. first"),
        (BlockKind.LIST_ITEM, "2. second"),
    ]


def test_levels_of_headings_follow_their_marks() -> None:
    assert [block.level for block in blocks_of("# a\n\n### b\n\nc") if block.kind is BlockKind.HEADING] == [1, 3]


@pytest.mark.parametrize(
    "data",
    [
        "Größe\r\nund Maß".encode(),
        "Größe\rund Maß".encode("utf-8-sig"),
        "Größe\nund Maß".encode("utf-16"),
        "Größe\nund Maß".encode("latin-1"),
    ],
    ids=["utf-8", "with mark", "utf-16", "latin-1"],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    assert decode_text(data) == "Größe\nund Maß"


@pytest.mark.parametrize("data", [bytes(range(256)) * 10, b"\x00\x01\x02" * 100], ids=["all bytes", "zeros"])
def test_a_binary_file_is_no_text(data: bytes) -> None:
    with pytest.raises(StudyleafError) as caught:
        decode_text(data)
    assert caught.value.code is ErrorCode.NOT_A_TEXT


def test_a_long_text_is_cut_into_pages_between_blocks() -> None:
    pages = pages_of(blocks_of("\n\n".join(["word " * 100] * 30)))
    assert len(pages) > 4
    assert all(sum(len(block.text) for block in page) <= PAGE_CHARS for page in pages)
    assert sum(len(page) for page in pages) == 30


def test_an_empty_text_has_one_empty_page() -> None:
    assert pages_of(blocks_of(" \n \n")) == [[]]


def test_messages_are_those_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    messages, result = read(path)
    assert messages[0]["head"]["title"] == result["title"] == "Cells"
    assert messages[0]["head"]["outline"][0] == {"title": "Cells", "page": 1, "level": 1}
    assert [list(message) for message in messages[1:]] == [["progress"], ["page"]]
    page = messages[2]["page"]
    assert page["text"] == "\n\n".join(block["text"] for block in json.loads(page["blocks"]))


def test_reading_may_begin_at_a_later_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(["word " * 100] * 30))
    messages, _ = read(path, first=3)
    assert next(message["page"]["number"] for message in messages if "page" in message) == 3


PROSE = """\
   The tool compares two files line by line and tells how the one could be
changed into the other; it begins with the lines that both of them have,
and goes on with those between them, which only one of the two files has.

     The Way that can be told of is not the Way;
     The name that can be named is not the name.

   What is set in like this, although it fills the whole width, is prose:

     a note of the authors about the tool, which goes on and on over the
     whole width of the page until it ends here.

     - an item of a list
"""


def test_lines_that_are_set_in_and_do_not_fill_the_width_are_an_example():
    kinds = [block.kind.value for block in blocks_of(PROSE)]
    assert kinds == ["paragraph", "code", "paragraph", "paragraph", "list_item"]


def test_a_text_that_is_set_in_as_a_whole_is_prose():
    text = "\n".join("      " + line.strip() if line.strip() else "" for line in PROSE.split("\n"))
    assert "code" not in [block.kind.value for block in blocks_of(text)]
