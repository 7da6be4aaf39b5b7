import pytest

from workers.writing.lexicon import lexicon_for
from workers.writing.relations import Relation, word_relation
from workers.writing.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("study", "studies", Relation.FORM),
        ("introduce", "introduction", Relation.FORM),
        ("issue", "problem", Relation.SYNONYM),
        ("countries", "nations", Relation.SYNONYM),
        ("possible", "impossible", Relation.OPPOSITE),
        ("useful", "useless", Relation.OPPOSITE),
        ("first", "last", Relation.OPPOSITE),
        ("may", "might", Relation.FORM),
        ("positive", "position", Relation.STRANGER),
        ("international", "internal", Relation.STRANGER),
        ("larger", "largest", Relation.STRANGER),
    ],
)
def test_words_stand_to_each_other_as_a_dictionary_says(one, other, expected):
    assert word_relation(one, other, "en") is expected
    assert word_relation(other, one, "en") is expected


@pytest.mark.parametrize(
    ("one", "other"), [("1,000", "1000"), ("0.50", "0.5"), ("3,5", "3.5"), ("007", "7"), ("twelve", "12")]
)
def test_one_number_has_one_form(one, other):
    lexicon = lexicon_for("en")
    assert [t.norm for t in tokenize(one, lexicon)] == [t.norm for t in tokenize(other, lexicon)]


def test_a_contraction_is_two_words():
    assert [token.norm for token in tokenize("It can't, cannot, isn’t.", lexicon_for("en"))] == [
        "it", "can", "not", ",", "can", "not", ",", "is", "not", ".",
    ]  # fmt: skip
