"""What is no text, which language it is, what a document is called, what its last pages are."""

from __future__ import annotations

import pytest

from app.documents import Block, BlockKind
from workers.extraction.garble import common_pair_share, is_garbled, is_scan_noise, unreadable_share
from workers.extraction.kinds import ends_like_prose
from workers.extraction.language import language_of
from workers.extraction.lines import Frame, font_of
from workers.extraction.references import Region, region_named
from workers.extraction.titles import choose_title

ENGLISH = "The cell is the smallest unit of life, and all living things are made of one or more of them. " * 3
GERMAN = (
    "Die Zelle ist die kleinste Einheit des Lebens, und alle Lebewesen bestehen aus einer oder mehreren Zellen. " * 3
)
FRENCH = (
    "La cellule est la plus petite unité de la vie et tous les êtres vivants sont faits d’une ou de plusieurs. " * 3
)
SPANISH = (
    "La célula es la unidad más pequeña de la vida y todos los seres vivos están hechos de una o más de ellas. " * 3
)
CHINESE = "细胞是生命的最小单位，所有生物都由一个或多个细胞组成。" * 5


def shifted(text: str) -> str:
    """The text as a font without a letter table shows it: every letter is another."""
    return "".join(chr((ord(char) - 97 + 7) % 26 + 97) if "a" <= char <= "z" else char for char in text.lower())


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE, "", "x = y + 1", "Table 3"])
def test_text_in_any_language_is_text(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [shifted(ENGLISH), "\ue000\ue001\ue002 \ue003" * 30, "/g56/g29/g19 /g3/g5 " * 20, "\ufffd\ufffda" * 50],
    ids=["exchanged letters", "private use", "glyph names", "replacement"],
)
def test_what_a_broken_font_gives_is_no_text(text: str) -> None:
    assert is_garbled(text)


def test_the_unreadable_share_counts_characters_that_are_no_spaces() -> None:
    assert unreadable_share("\ue000 a") == 0.5
    assert unreadable_share("plain") == 0.0


def test_a_path_or_an_index_is_no_page_of_glyph_names() -> None:
    assert not is_garbled("see /c1/g22 and the index: unit 12, glyph7 " + ENGLISH)


def test_pairs_are_counted_inside_of_words_only() -> None:
    assert common_pair_share("en-te es, " * 40) == 1.0
    assert common_pair_share("e n t e r " * 80) is None
    assert common_pair_share("qx qx " * 60) == 0.0


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("and so on,", True),
        ("it ends here.", True),
        ("in section 2.", False),
        ("A.B.", False),
        ("Note:", False),
        ("one two three four five six seven eight:", True),
        ("one two three four five six seven :", False),
        ("Introduction", False),
        ("细胞。", True),
        ("ends here.\n", True),
        ("", False),
    ],
)
def test_prose_ends_otherwise_than_headings(text: str, *, prose: bool) -> None:
    assert ends_like_prose(text) == prose


def test_a_scan_with_words_is_no_noise_and_one_without_is() -> None:
    assert not is_scan_noise("I think that the cell is the smallest unit")
    assert is_scan_noise("~ f8 lJ x ,, oO i; 1 w |l rn")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (CHINESE, "zh"),
        ("細胞は生命の最小単位であり、すべての生物は細胞からできている。" * 3, "ja"),
        ("세포는 생명의 가장 작은 단위이며 모든 생물은 세포로 이루어져 있다. " * 3, "ko"),
        ("De cel is de kleinste eenheid van het leven en alle levende wezens zijn daaruit opgebouwd. " * 3, "nl"),
        ("Клетка является наименьшей единицей жизни, и все живые существа состоят из клеток. " * 3, "ru"),
        ("x = 1", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_or_left_open(text: str, language: str) -> None:
    assert language_of(text) == language


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


@pytest.mark.parametrize(
    ("metadata", "blocks", "title"),
    [
        ("Cell Biology", [heading("Something else")], "Cell Biology"),
        ("Microsoft Word - draft7.doc", [heading("Cell Biology")], "Cell Biology"),
        ("untitled", [heading("Cell Biology")], "Cell Biology"),
        ("slides_03.tex", [heading("Part", 2), heading("Cell Biology", 1)], "Cell Biology"),
        ("", [Block(BlockKind.PARAGRAPH, "Running text.")], ""),
        ("\ud800\x00 Cell  Biology", [], "Cell Biology"),
        ("x" * 500, [], "x" * 200),
    ],
)
def test_the_title_is_the_metadatas_or_the_first_headings(metadata: str, blocks: list[Block], title: str) -> None:
    assert choose_title(metadata, blocks) == title


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("References", Region.BIBLIOGRAPHY),
        ("7 References", Region.BIBLIOGRAPHY),
        ("LITERATURVERZEICHNIS", Region.BIBLIOGRAPHY),
        ("参考文献", Region.BIBLIOGRAPHY),
        ("Subject Index", Region.INDEX),
        ("Table of Contents", Region.CONTENTS),
        ("Inhaltsverzeichnis", Region.CONTENTS),
        ("Reference frames", Region.TEXT),
        ("Introduction", Region.TEXT),
        ("", Region.TEXT),
    ],
)
def test_a_heading_says_which_region_begins(text: str, region: Region) -> None:
    assert region_named(text) is region


@pytest.mark.parametrize(
    ("name", "bold", "italic", "mono", "math"),
    [
        ("ABCDEF+Times-Bold", True, False, False, False),
        ("CMTI10", False, True, False, False),
        ("Courier-BoldOblique", True, True, True, False),
        ("CMMI7", False, False, False, True),
        ("Helvetica", False, False, False, False),
    ],
)
def test_a_fonts_name_says_how_it_looks(name: str, bold: bool, italic: bool, mono: bool, math: bool) -> None:  # noqa: FBT001
    font = font_of(name)
    assert (font.bold, font.italic, font.mono, font.math) == (bold, italic, mono, math)


@pytest.mark.parametrize("quarters", range(4))
def test_a_turned_frame_puts_boxes_inside_the_page(quarters: int) -> None:
    left, bottom, right, top = Frame(600, 800, quarters).on_page(10, 20, 110, 40)
    assert 0 <= left < right <= 600
    assert 0 <= bottom < top <= 800
    wide = quarters % 2 == 0
    assert (right - left, top - bottom) == ((100, 20) if wide else (20, 100))
