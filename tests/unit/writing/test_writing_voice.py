import pytest

from workers.writing.alignment import align
from workers.writing.lexicon import lexicon_for
from workers.writing.roles import exchanges_roles
from workers.writing.tokens import tokenize
from workers.writing.verify import verify
from workers.writing.voice import MAX_READINGS, active_readings

ENGLISH = lexicon_for("en")


def readings(text):
    return [" ".join(token.norm for token in reading) for reading in active_readings(tokenize(text, ENGLISH), ENGLISH)]


def exchanged(source, claim):
    alignment = align(tokenize(claim, ENGLISH), tokenize(source, ENGLISH), "en", ENGLISH.function_words)
    return exchanges_roles(alignment, ENGLISH)


def test_a_passive_clause_is_read_in_the_active():
    assert readings("The treaty was signed by France in 1763.")[0] == "france signed the treaty in 1763 ."


def test_the_agent_may_end_at_each_of_the_words_that_can_follow_it():
    assert "the king of spain sent the fleet ." in readings("The fleet was sent by the king of Spain.")


def test_an_active_sentence_has_no_passive_readings():
    assert readings("The fleet sailed by night, and the king was old.") == []


def test_long_sentences_have_few_readings():
    clause = "the fleet, old and slow, was sent in May by the king of Spain and of Naples to the north"
    assert len(readings(" and ".join([clause] * 5) + ".")) <= MAX_READINGS


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("France signed the treaty in 1763.", "The treaty was signed by France in 1763."),
        ("The treaty was signed by France in 1763.", "France signed the treaty in 1763."),
        ("In 1914, Britain united the colonies.", "In 1914, the colonies were united by Britain."),
        ("The rebels overthrew the king.", "The king was overthrown by the rebels."),
        ("We introduce a new library for tests.", "A new library for tests is introduced by the authors."),
    ],
)
def test_active_and_passive_say_the_same(source, claim):
    assert verify(claim, [source], "en").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Mexico amended its constitution in 2019.", "Mexico was amended by its constitution in 2019."),
        ("Rome was conquered by Gaul in 390.", "Rome conquered Gaul in 390."),
        ("The rebels overthrew the king.", "The rebels were overthrown by the king."),
        ("The image symbolizes the triumph of good.", "The image is symbolized by the triumph of good."),
        ("British forces evacuated the canal in 1956.", "British forces were evacuated by the canal in 1956."),
        ("The enzyme splits the sugar.", "The enzyme was split."),
    ],
)
def test_a_verb_does_not_turn_without_its_subject_and_object(source, claim):
    assert exchanged(source, claim)
    assert not verify(claim, [source], "en").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "The treaty, which was signed by both kings, ended the war.",
            "The treaty signed by both kings ended the war.",
        ),
        ("The city was founded in 1200 and burnt in 1300.", "The city was burnt in 1300."),
        ("The theorem proved by Gauss is deep.", "The theorem is deep."),
    ],
)
def test_a_shorter_passive_is_still_a_passive(source, claim):
    assert not exchanged(source, claim)
