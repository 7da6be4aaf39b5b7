import pytest

from workers.writing.thesaurus import look_up


def test_a_word_has_its_synonyms_opposites_and_kin():
    entry = look_up("rapid", "en")
    assert entry.known
    assert "quick" in entry.strong | entry.near
    assert "slow" in entry.opposite
    assert "quick" not in entry.opposite


def test_an_irregular_form_knows_its_base():
    assert look_up("went", "en").bases == {"go"}
    assert "child" in look_up("children", "en").bases


def test_a_comparative_is_no_form_of_its_adjective():
    assert "good" not in look_up("better", "en").bases


@pytest.mark.parametrize("word", ["", "a", "zzzz", "aaaa", "Rapid", "rapi", "rapid\tquick"])
def test_what_is_no_word_is_unknown(word):
    assert not look_up(word, "en").known


def test_other_languages_have_no_dictionary():
    assert not look_up("rapid", "fr").known
