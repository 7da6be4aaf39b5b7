import pytest

from workers.writing.shorten import part, shorten, tidy
from workers.writing.verify import verify


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("• The cell divides [12, 13].", "The cell divides."),
        ("The cell divides (Smith et al., 2010) at night.", "The cell divides at night."),
        ("(2) The cell divides at night.", "The cell divides at night."),
    ],
)
def test_tidying_takes_away_marks_and_no_words(text, tidied):
    assert tidy(text, "en") == tidied


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("However, the cell divides only at night.", "The cell divides only at night."),
        ("It is important to note that the cell divides only at night.", "The cell divides only at night."),
        (
            "The cell wall (see Figure 3) protects the cell from pressure.",
            "The cell wall protects the cell from pressure.",
        ),
        ("The young cell, however, divides in order to grow.", "The young cell divides to grow."),
        (
            "The cell wall, which consists of cellulose, protects the whole plant cell from bursting under pressure.",
            "The cell wall protects the whole plant cell from bursting under pressure.",
        ),
    ],
)
def test_what_a_sentence_can_lose_goes(text, short):
    assert shorten(text, "en") == short


@pytest.mark.parametrize(
    "text",
    [
        "If the list is sorted, then the search takes few steps.",
        "The drug must not be given to young children.",
        "A function that calls itself needs a case without a call.",
        "We must pass in not only the number of empty rows, but also the positions of all queens on the board.",
        "The name, all pairs, means that, if we look at the cases, and we pick any two of them, both are there.",
    ],
)
def test_what_carries_the_meaning_stays(text):
    assert shorten(text, "en") == text


def test_a_cut_never_leaves_a_sentence_that_begins_with_an_unresolved_word():
    text = "In this section, it is described by two parameters."
    assert shorten("However, " + text[0].lower() + text[1:], "en").startswith(("However", "In this", "It")) is True


def test_other_languages_have_their_own_rules():
    assert shorten("Allerdings, so heißt es, bleibt das.", "xx") == "Allerdings, so heißt es, bleibt das."
    assert (
        shorten("Außerdem: Das Paket lädt die Schriften für den Text.", "de")
        == "Das Paket lädt die Schriften für den Text."
    )
    assert (
        shorten("Cependant, la loi normale est toujours symétrique.", "fr") == "La loi normale est toujours symétrique."
    )
    assert shorten("Sin embargo, el paquete ya es muy antiguo.", "es") == "El paquete ya es muy antiguo."
    assert shorten("然而，神经网络是一类按层结构搭建的模型。", "zh") == "神经网络是一类按层结构搭建的模型。"


def test_a_cut_that_takes_a_not_away_is_not_made():
    text = "The search of the whole tree breaks down at the end of the string, because there is no next word."
    assert shorten(text, "en") == text


def test_a_catchword_that_the_sentence_repeats_is_left_out():
    text = "Permutation – Une permutation est un arrangement de plusieurs objets dans un ordre donné."
    assert shorten(text, "fr") == "Une permutation est un arrangement de plusieurs objets dans un ordre donné."


LONG = (
    "The graphics facilities can be used in interactive and in batch modes, but the interactive mode is more productive"
    " for most of the users."
)


def test_a_long_sentence_of_two_statements_is_parted():
    assert part(LONG, LONG, "en") == [
        "The graphics facilities can be used in interactive and in batch modes.",
        "The interactive mode is more productive for most of the users.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The search ends soon, but the list must be sorted.",
        "The response distribution of the quasi family is never specified by the user of the code, but only its link.",
        "The method reads all the pages of the document from the first to the last, and it stores them on the disk.",
    ],
)
def test_a_half_that_does_not_stand_alone_is_not_parted(text):
    assert part(text, text, "en") == [text]


def test_what_is_presented_becomes_the_subject():
    text = "There is a simple backtracking algorithm that can play the game without any randomness."
    assert shorten(text, "en") == "A simple backtracking algorithm can play the game without any randomness."


def test_a_shorter_sentence_is_still_one():
    text = "The system checks the whole model of the world, which takes a long time in practice."
    assert shorten(text, "en").startswith("The system checks")


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("The lines of a form are limited³ to a few marks.", "The lines of a form are limited to a few marks."),
        ("The value of an empty form is printed and lost ².", "The value of an empty form is printed and lost."),
        ("The value of a full form is kept¹¹ for ever.¹²", "The value of a full form is kept for ever."),
        ("The garden has over 10¹² ways through it.", "The garden has over 10¹² ways through it."),
        ("The area of the hall is 40 metres² at most.", "The area of the hall is 40 metres² at most."),
    ],
)
def test_the_mark_of_a_footnote_is_left_out_and_a_power_is_not(source, clean):
    assert tidy(source, "en") == clean
    assert verify(clean, [source], "en").supported


def test_a_lost_power_is_another_number():
    assert not verify("The garden has over 1012 ways.", ["The garden has over 10¹² ways."], "en").supported


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("Lantern The lantern option draws a light.", "The lantern option draws a light."),
        ("Fog lamps The fog lamps of a ship are yellow.", "The fog lamps of a ship are yellow."),
        ("Vitamin A is found in carrots and in fish.", "Vitamin A is found in carrots and in fish."),
        ("In The hobbit a dwarf sings of gold.", "In The hobbit a dwarf sings of gold."),
        ("Tolkien wrote The hobbit for his children.", "Tolkien wrote The hobbit for his children."),
    ],
)
def test_a_catchword_that_its_sentence_says_again_is_left_out(source, clean):
    assert tidy(source, "en") == clean
    assert verify(clean, [source], "en").supported


@pytest.mark.parametrize(
    "text",
    [
        "The boiler does not need to be emptied before the winter comes.",
        "The boiler will have to be emptied before the winter comes.",
        "A lot of the water has left the boiler before the winter comes.",
    ],
)
def test_a_rewording_leaves_grammar_whole(text):
    assert shorten(text, "en") == text


def test_a_date_is_no_number_of_a_list():
    assert tidy("10. May 1931 saw the first train.", "en") == "10. May 1931 saw the first train."
