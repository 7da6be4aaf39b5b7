import pytest

from workers.extraction.lines import Line
from workers.extraction.rows import mended


def run(text, left, right, *, row, baseline=100.0, size=10.0):
    return Line(text, left, right, baseline, size, row=row)


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [
        ("integers in the range [−2", "31", "integers in the range [−2³¹, and"),
        ("about 10", "12", "about 10¹², and"),
        ("as others say", "3", "as others say³, and"),
        ("the sum of x", "2", "the sum of x2, and"),
        ("a range of 2", "n", "a range of 2n, and"),
    ],
)
def test_digits_that_are_small_and_high_behind_a_number_or_a_word_stay_raised(before, raised, text):
    runs = [
        run(before, 0, 100, row=1),
        run(raised, 100, 106, row=2, baseline=104, size=7),
        run(", and", 106, 120, row=3),
    ]
    [line] = mended(runs)
    assert line.text == text


def test_digits_on_the_line_or_of_its_size_are_digits():
    assert mended([run("about 10", 0, 50, row=1), run("12", 50, 60, row=2)])[0].text == "about 1012"
    low = run("12", 50, 60, row=2, baseline=99, size=7)
    assert mended([run("about 10", 0, 50, row=1), low])[0].text == "about 1012"
