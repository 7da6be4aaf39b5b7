"""Running heads and page numbers go, text that merely repeats stays."""

from __future__ import annotations

import pytest

from workers.extraction.lines import Frame, Line, RawPage
from workers.extraction.margins import WINDOW, Margins

HEIGHT = 800.0


def page(number: int, rows: list[tuple[float, str]], *, size: float = 10, label: str | None = None) -> RawPage:
    lines = tuple(Line(text, 72, 72 + 5 * len(text), y, size, row=index) for index, (y, text) in enumerate(rows))
    return RawPage(number, lines, Frame(600, HEIGHT), HEIGHT, label=label)


def body(number: int) -> list[tuple[float, str]]:
    return [(600 - 20 * row, f"Sentence {number * 100 + row} of the running text.") for row in range(15)]


def kept(pages: list[RawPage], number: int) -> list[str]:
    """The lines that are left of a page when the whole document was learned in order."""
    margins, result = Margins(), {}
    for index, each in enumerate(pages):
        margins.learn(each)
        if index >= WINDOW:
            done = pages[index - WINDOW]
            result[done.number] = margins.margin_of(done, body_size=10, pages=len(pages))
    for each in pages[max(0, len(pages) - WINDOW) :]:
        result[each.number] = margins.margin_of(each, body_size=10, pages=len(pages))
    chosen = pages[number - 1]
    return [line.text for index, line in enumerate(chosen.lines) if index not in result[number]]


@pytest.mark.parametrize("count", [3, 5, 40])
def test_a_head_and_a_page_number_that_come_back_are_left_out(count: int) -> None:
    pages = [
        page(number, [(760, f"Chapter 2: Cells {number}"), *body(number), (30, f"– {number + 6} –")])
        for number in range(1, count + 1)
    ]
    for number in (1, count // 2 + 1, count):
        assert kept(pages, number) == [text for _, text in body(number)]


def test_heads_of_left_and_right_pages_alternate() -> None:
    heads = ["Cell Biology", "Chapter 2"]
    pages = [page(number, [(760, heads[number % 2]), *body(number)]) for number in range(1, 9)]
    assert kept(pages, 4) == [text for _, text in body(4)]


def test_a_first_line_that_does_not_come_back_stays() -> None:
    pages = [
        page(number, [(760, f"{'abcdefgh'[number - 1] * 9} begins here"), *body(number)]) for number in range(1, 9)
    ]
    assert kept(pages, 3)[0] == "ccccccccc begins here"


def test_a_large_title_that_a_few_slides_share_stays() -> None:
    slides = [
        page(number, [(760, "Risk" if number < 4 else "abcdefgh"[number - 1] * 9)], size=30) for number in range(1, 9)
    ]
    assert kept(slides, 2) == ["Risk"]


def test_a_number_by_itself_at_the_edge_that_names_the_page_goes_even_once() -> None:
    assert kept([page(1, [*body(1), (30, "1")])], 1) == [text for _, text in body(1)]
    assert kept([page(1, [*body(1), (30, "iv")], label="iv")], 1) == [text for _, text in body(1)]


def test_a_year_at_the_foot_of_a_title_page_stays() -> None:
    assert kept([page(1, [*body(1), (30, "2026")])], 1)[-1] == "2026"


def test_steps_of_one_slide_lose_nothing() -> None:
    points = [(700.0, "The first point at the top"), *body(1), (100.0, "The last point at the foot")]
    steps = [page(number, points[: 10 + number]) for number in range(1, 8)]
    assert kept(steps, 7) == [text for _, text in points]


def test_what_repeats_over_different_slides_goes_although_each_has_steps() -> None:
    pages = [page(number, [*body((number + 2) // 3), (30, "Physics 101")]) for number in range(1, 13)]
    assert kept(pages, 5) == [text for _, text in body(2)]


def test_a_document_of_equal_pages_keeps_its_text() -> None:
    pages = [page(number, [(760, "x" * 50), (30, "y" * 50)]) for number in (1, 2, 3)]
    assert kept(pages, 2) == ["x" * 50, "y" * 50]
