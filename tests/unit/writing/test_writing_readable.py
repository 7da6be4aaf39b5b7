import pytest

from app.documents import Block, BlockKind, Page
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.readable import is_clean, is_statement, points_elsewhere, without_letters
from workers.writing.segment import segment


def statements(text, language):
    lexicon = lexicon_for(language)
    found = segment(place_blocks([Page(1, (Block(BlockKind.PARAGRAPH, text),))]), lexicon)
    return [sentence.text for sentence in found if is_statement(sentence, lexicon)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "For some model classes, some parameters encode the same function."),
        ("en", "The young leaves of most trees absorb red and blue light."),
        ("fr", "La portée indique la hauteur des notes."),
        ("fr", "Le graveur place les notes sur la plaque."),
        ("es", "El archivo incluye todas las notas de la partitura."),
    ],
)
def test_a_sentence_is_known_by_its_verb(language, text):
    assert statements(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Jede Basis ist auch eine Subbasis, z.B."),
        ("en", "The rate is given by a formula of Cox, cf."),
        ("en", "Keywords: point processes that are measured, epidemics, surveillance."),
        ("en", "2:2,3c 3:4,5c The named is the mother of all things."),
    ],
)
def test_what_is_cut_off_or_made_of_keys_is_no_statement(language, text):
    assert statements(text, language) == []


def test_a_name_in_quotation_marks_may_begin_a_sentence():
    text = "It is possible to find it as the common line. 'diff' does not always find the best one."
    assert len(statements(text, "en")) == 2


@pytest.mark.parametrize(
    ("language", "text", "points"),
    [
        ("es", "Permite la actualización automática del código.", True),
        ("es", "Sólo se puede utilizar sobre notas iguales.", True),
        ("es", "Existen varios formatos de salida.", False),
        ("es", "El editor permite la actualización del código.", False),
        ("fr", "Produit des lignes en pleine largeur.", True),
        ("fr", "N’affiche rien de plus que les erreurs.", True),
        ("fr", "Si la valeur est donnée, affiche le nom du fichier.", True),
        ("fr", "Si la valeur est donnée, le programme affiche le nom.", False),
        ("en", "Suppresses the lines that hold no data.", True),
        ("en", "Sometimes the plot shows a cloud of points.", False),
        ("en", "Dunes move with the wind.", False),
        ("fr", "Le programme produit des lignes.", False),
    ],
)
def test_a_sentence_that_begins_with_its_verb_lacks_who_does_it(language, text, points):
    assert points_elsewhere(text, lexicon_for(language)) is points


@pytest.mark.parametrize(
    ("text", "is_clean_so"),
    [
        ("The mass of the whole space Ω is finite if κ(x) = 1 for every point.", True),
        ("The mass is finite where f = dµ is the density of the whole space.", False),
        ("The error ui is small where Ω is the covariance of the whole space.", False),
        ("Σ αi xi = Σ βi yi holds on the whole space of the mass for every point.", False),
    ],
)
def test_a_sentence_may_have_a_few_plain_formulas_and_none_that_lost_its_height(text, is_clean_so):
    assert is_clean(without_letters(text, lexicon_for("en")), lexicon_for("en")) is is_clean_so


def test_a_question_with_a_stop_for_its_mark_is_no_statement():
    assert statements("Why can long ropes not be cut correctly.", "en") == []
