from __future__ import annotations

import pytest

from ui.page.quote_search import find_quote

PAGE = (
    "The study of leaves.\r\nPhoto\ufffesynthesis is the ef\ufb01cient use of light by a plant.\r\n"
    "More text fol-\r\nlows."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The study of leaves.", "The study of leaves."),
        ("Photosynthesis is", "Photo\ufffesynthesis is"),
        ("efficient use", "ef\ufb01cient use"),
        ("More text follows.", "More text fol-\r\nlows."),
        ("the STUDY  of\nleaves", "The study of leaves"),
    ],
)
def test_a_quote_is_found_though_it_is_written_differently(quote: str, found: str) -> None:
    place = find_quote(PAGE, quote)
    assert place is not None
    start, length = place
    assert PAGE[start : start + length] == found


def test_the_beginning_will_do_when_the_rest_is_elsewhere() -> None:
    place = find_quote(PAGE, "More text follows. And then the sentence goes on upon the next page")
    assert place is not None
    start, length = place
    assert PAGE[start : start + length].startswith("More text fol")


@pytest.mark.parametrize("quote", ["", "  - ", "Nothing of the kind is said anywhere"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_quote(PAGE, quote) is None
