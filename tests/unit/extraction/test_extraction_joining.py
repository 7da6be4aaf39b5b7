"""Clean text out of lines: hyphens, ligatures, odd spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.extraction import joining
from workers.extraction.joining import Vocabulary, clean, join_lines, join_rows
from workers.extraction.lines import Line


def line(text: str, *, hyphen: bool = False) -> Line:
    return Line(text, 72, 400, 700, 11, hyphen=hyphen)


def joined(*texts: str, known: str = "") -> str:
    words = Vocabulary()
    words.learn([line(known)])
    return join_lines([line(text) for text in texts], words)


@pytest.mark.parametrize(
    ("lines", "known", "text"),
    [
        (("two", "lines"), "", "two lines"),
        (("informa-", "tion flows"), "", "information flows"),
        (("well-", "known facts"), "a well-known fact", "well-known facts"),
        (("data-", "base"), "the database", "database"),
        (("self-", "made"), "it was made the day the cake", "self-made"),
        (("Jean-", "Paul"), "", "Jean-Paul"),
        (("Java-", "Script code"), "in JavaScript and", "JavaScript code"),
        (("pre-", "and post-war"), "", "pre- and post-war"),
        (("Haupt-", "und Nebensatz"), "", "Haupt- und Nebensatz"),
        (("a trailing hyphen-",), "", "a trailing hyphen-"),
        (("细胞是", "生命的单位"), "", "细胞是生命的单位"),
        (("see page 3-", "7"), "", "see page 3-7"),
    ],
)
def test_lines_are_joined_as_they_were_meant(lines: tuple[str, ...], known: str, text: str) -> None:
    assert joined(*lines, known=known) == text


def test_a_hyphen_that_the_reader_took_counts_as_one() -> None:
    words = Vocabulary()
    assert join_lines([line("informa", hyphen=True), line("tion")], words) == "information"


def test_the_halves_of_broken_words_are_not_learned() -> None:
    words = Vocabulary()
    words.learn([line("informa", hyphen=True), line("tion theory")])
    assert (words.count("informa"), words.count("tion"), words.count("Theory")) == (0, 0, 1)


@pytest.mark.parametrize("char", ["\u1eaf", "ж", "細", "\ufb01", "₂", "𝑥", "é", "²", "‐"])
def test_words_are_the_same_in_any_script(char: str) -> None:
    words = Vocabulary()
    words.learn([line(f"a{char}b tail"), line(f"tail x{char}")])
    assert words.count("tail") == 2
    whole = f"a{char}b"
    assert words.count(whole) == 1
    assert words.count("a") == 0


@given(st.text(st.characters(max_codepoint=0x2100), max_size=60))
def test_latin_words_are_found_as_all_words_are(text: str) -> None:
    words, found = Vocabulary(), joining._WORD.findall(text.lower())
    words.learn([line(text)])
    assert all(words.count(word) == found.count(word.lower()) for word in found)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("ﬁnd the ﬂow oﬃce", "find the flow office"),
        ("a\u00a0b\u2003c   d", "a b c d"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\ud800broken\x00", "broken"),
        ("Gro\u0308ße", "Größe"),
        ("H E A D I N G", "HEADING"),
        ("a b c", "a b c"),
        ("\uf0b7 first item", "• first item"),
        ("x ≤ y → z", "x ≤ y → z"),
    ],
)
def test_text_is_cleaned(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_stays_clean_and_can_always_be_stored(raw: str) -> None:
    text = clean(raw)
    text.encode("utf-8")
    assert "\x00" not in text
    assert text == text.strip()
    assert clean(text) == text


def test_rows_stay_rows_and_cells_stay_apart() -> None:
    rows = [line("name\tage"), line("Ann\t3")]
    assert join_rows(rows) == "name\tage\nAnn\t3"
    assert join_rows(rows, between=" ") == "name age\nAnn 3"
