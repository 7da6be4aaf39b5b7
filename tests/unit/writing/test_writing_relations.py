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
        ("taller", "tall", Relation.STRANGER),
        ("broader", "wider", Relation.SYNONYM),
        ("thicker", "thinner", Relation.OPPOSITE),
        ("overthrown", "overthrew", Relation.FORM),
        ("economy", "economic", Relation.FORM),
        ("policy", "police", Relation.STRANGER),
        ("county", "count", Relation.STRANGER),
        ("station", "statement", Relation.STRANGER),
        ("quickly", "speedily", Relation.SYNONYM),
        ("buy", "sell", Relation.OPPOSITE),
        ("rapid", "slow", Relation.OPPOSITE),
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


def test_the_more_general_word_may_stand_for_the_other_but_not_the_other_way_round():
    assert word_relation("speak", "whisper", "en") is Relation.SYNONYM
    assert word_relation("whisper", "speak", "en") is Relation.STRANGER


def test_neighbours_in_meaning_are_strangers():
    for pair in ("army navy", "iron copper", "river lake", "month year", "physics chemistry", "doctor lawyer"):
        assert word_relation(*pair.split(), "en") is Relation.STRANGER, pair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("attacked the US fleet", ["attacked", "the", "US", "fleet"]),
        ("told us all", ["told", "us", "all"]),
        ("World War I ended", ["world", "war", "I", "ended"]),
        ("as I said", ["as", "i", "said"]),
        ("vitamin A is", ["vitamin", "A", "is"]),
        ("and A node", ["and", "a", "node"]),
        ("THE US AND US", ["the", "us", "and", "us"]),
    ],
)
def test_capitals_make_names_of_small_words(text, expected):
    assert [token.norm for token in tokenize(text, lexicon_for("en"))] == expected
