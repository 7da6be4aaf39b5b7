import pytest

from app.documents import Block, BlockKind, Box, Page
from workers.writing.deck import cut_by_formulas, is_deck, split_bullets
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.readable import is_fragment
from workers.writing.segment import segment

EN = lexicon_for("en")
BULLETS = ["The loss measures the error of a model", "We must restrict the space for a search", "Risk is an average"]
PROSE = "The loss measures the error of a model. The risk is an average over all data that a model may meet."


def pages(text, count=6, times=3):
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for _ in range(times))
    return [Page(number, blocks) for number in range(1, count + 1)]


def split(text):
    return [text[start:end] for start, end in split_bullets(text, [(0, len(text))], EN)]


def test_slides_are_told_from_prose_and_from_short_papers():
    assert is_deck(place_blocks(pages(BULLETS[0])))
    assert not is_deck(place_blocks(pages(PROSE)))
    assert not is_deck(place_blocks(pages(BULLETS[0], count=2)))
    assert not is_deck(place_blocks(pages(" ".join(BULLETS * 20))))


def test_bullets_that_ran_together_are_parted_at_a_small_word_with_a_capital():
    assert split(" ".join(BULLETS[:2])) == BULLETS[:2]


@pytest.mark.parametrize("text", ["a model of Bayes and Laplace", "money of the Bank Of England", "one of The Many"])
def test_names_are_not_parted(text):
    assert split(text) == [text]


def test_bullets_of_slides_may_serve_as_points():
    sentences = segment(place_blocks(pages(" ".join(BULLETS[:2]), times=1)), EN)
    assert [sentence.text for sentence in sentences[:2]] == BULLETS[:2]
    assert all(is_fragment(sentence, EN) for sentence in sentences)


def test_a_line_that_goes_on_in_a_formula_is_left_out():
    def at(kind, text, left, right, bottom):
        return Block(kind, text, Box(left, bottom, right, bottom + 10))

    line = at(BlockKind.PARAGRAPH, "The risk of a model is", 10, 100, 50)
    formula = at(BlockKind.CODE, "R(f) = E L", 105, 160, 51)
    below = at(BlockKind.PARAGRAPH, "We restrict the space for a fast search", 10, 160, 30)
    first = Page(1, (line, formula, below))
    blocks = place_blocks([first, *pages(BULLETS[0])[1:]])
    assert cut_by_formulas(blocks) == {0, 1}
    assert [sentence.text for sentence in segment(blocks, EN) if sentence.page == 1] == [below.text]


def test_labels_in_quotation_marks_and_whole_sentences_behind_a_colon_begin_a_bullet():
    text = "Goal: a simple predictor “constant”: always predicts the same value “baseline”: others have to beat it"
    assert split(text) == [
        "Goal: a simple predictor",
        "“constant”: always predicts the same value",
        "“baseline”: others have to beat it",
    ]
    assert split("A stronger concept: An algorithm is good if it is good everywhere")[1].startswith("An algorithm")


@pytest.mark.parametrize(
    ("text", "serves"),
    [
        ("Yeast: ethanol and carbon dioxide", True),
        ("“constant”: featureless model, always predicts same value", True),
        ("What a cell does with all its sugar", False),
        ("Ethanol and carbon dioxide", False),
    ],
)
def test_a_labelled_bullet_needs_no_verb_and_a_question_says_nothing(text, serves):
    sentences = segment(place_blocks(pages(text, times=1)), EN)
    assert is_fragment(sentences[0], EN) is serves
