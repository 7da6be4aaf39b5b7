import pytest

from app.documents import Block, BlockKind, Page
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.segment import segment, split_sentences


def sentences(text, language="en"):
    return [text[start:end] for start, end in split_sentences(text, lexicon_for(language))]


def paragraph(text):
    return Block(BlockKind.PARAGRAPH, text)


def segmented(*pages, language="en"):
    placed = place_blocks(Page(number, blocks) for number, blocks in enumerate(pages, start=1))
    return segment(placed, lexicon_for(language))


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "See Fig. 3 and eq. 2.4, e.g. here. We use A. Smith et al. (2010) too.", 2),
        ("en", "The U.S. Army grew. It was 3.5 m. wide.", 2),
        ("en", "He said “Stop.” Then he left.", 2),
        ("de", "Das ist z. B. am 3. Oktober so. Danach nicht.", 2),
        ("zh", "深度学习是机器学习。它很好！是吗？", 3),
        ("ja", "これは本です。あれはペンです。", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_does(language, text, count):
    assert len(sentences(text, language)) == count


def test_every_quote_is_cut_from_its_page():
    text = "One sentence stands here. Another one follows it."
    found = segmented((paragraph(text),))
    assert [part.quote in text for sentence in found for part in sentence.parts] == [True, True]


def test_a_sentence_that_a_page_break_cuts_is_one_sentence_with_two_parts():
    found = segmented((paragraph("The valley was flooded when"),), (paragraph("the old dam broke in spring."),))
    assert [sentence.text for sentence in found] == ["The valley was flooded when the old dam broke in spring."]
    assert [part.page for part in found[0].parts] == [1, 2]


def test_a_figure_between_two_halves_does_not_part_them():
    caption = Block(BlockKind.CAPTION, "Figure 1. A dam.")
    found = segmented((paragraph("The valley was flooded when"), caption, paragraph("the old dam broke in spring.")))
    assert len(found) == 1
    assert found[0].complete


def test_a_formula_between_two_halves_parts_them():
    formula = Block(BlockKind.CODE, "E = mc^2")
    found = segmented((paragraph("The energy is given by"), formula, paragraph("with the mass of the body.")))
    assert [sentence.complete for sentence in found] == [False, True]


def test_headings_tables_captions_and_references_are_no_sentences():
    kinds = (BlockKind.HEADING, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.REFERENCE, BlockKind.CODE)
    assert segmented(tuple(Block(kind, "Something is written here.") for kind in kinds)) == []


def test_a_raised_number_behind_the_stop_belongs_to_the_sentence_before_it():
    text = "The lines end early.³ The next form is longer."
    spans = split_sentences(text, lexicon_for("en"))
    assert [text[start:end] for start, end in spans] == ["The lines end early.³", "The next form is longer."]


def test_a_stop_that_was_set_by_mistake_ends_a_sentence_and_one_of_an_abbreviation_does_not():
    text = "Long names become short ones, respectively. which are faster to read in approx. two days."
    spans = split_sentences(text, lexicon_for("en"))
    assert [text[start:end] for start, end in spans] == [
        "Long names become short ones, respectively.",
        "which are faster to read in approx. two days.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pipes rust, valves leak etc. The pump is cleaned once a year.",
        "Any alloy may be made of X. For instance, the blade is.",
        "The seed is read from the archive. kwonkalign lays it beside the others.",
    ],
)
def test_a_stop_behind_an_abbreviation_or_before_a_small_name_may_end_a_sentence(text):
    assert len(sentences(text)) == 2


def test_a_persons_initial_ends_no_sentence():
    assert len(sentences("The bridge was drawn by J. Miller for the city.")) == 1


def test_a_programs_name_with_a_hyphen_may_begin_a_sentence_in_any_language():
    text = "Man muss die Zeichen direkt notieren. convert-ly kann nicht alle Zeichen umwandeln."
    assert len(split_sentences(text, lexicon_for("de"))) == 2
    text = "Man muss die Zeichen direkt notieren. umwandeln kann man sie nicht."
    assert len(split_sentences(text, lexicon_for("de"))) == 1


def test_a_quote_begins_behind_the_mark_of_its_list():
    found = segmented((Block(BlockKind.LIST_ITEM, "• The dam was built in the spring of that year."),))
    assert [part.quote for part in found[0].parts] == ["The dam was built in the spring of that year."]
    assert found[0].is_cited


def test_a_line_that_goes_on_in_a_formula_is_cut():
    formula = Block(BlockKind.CODE, "E = mc^2")
    assert segmented((paragraph("A balance is any identity of the form"), formula))[0].is_cut
    assert not segmented((paragraph("A balance is any identity of the form"), paragraph("Dams hold.")))[0].is_cut
