import pytest

from workers.writing.leaning import HOPELESS, USABLE, Flaw, flaws_of, has_main_verb, price_of, without_opening
from workers.writing.lexicon import is_foreign, lexicon_for

EN = lexicon_for("en")

STATEMENTS = [
    "A glacier is a large mass of ice that moves slowly over land.",
    "If a square is attacked by an earlier queen, we ignore that square.",
    "In many applications it is more important to minimize the cost of several searches.",
    "Because the product is not normalized, it does not integrate to one.",
    "In this paper, we present a lightweight framework for offline speech recognition.",
    "Sometimes the plot shows a cloud of points.",
    "Rather the whole set is read at once.",
    "Note that the rate is to be viewed as a mean.",
    "Leaves correspond to partial solutions that cannot be extended.",
]


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_that_holds_on_its_own_is_usable(text):
    assert price_of(text, "en") < USABLE


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Hey, that does not look so bad.", Flaw.CHATTY),
        ("The number of trees is much smaller!", Flaw.CHATTY),
        ("Describe an algorithm that finds the shortest path.", Flaw.TASK),
        ("Given two arrays of numbers, decide whether one contains the other.", Flaw.TASK),
        ("We now introduce the axioms of probability.", Flaw.PLAN),
        ("To begin, consider the case of two variables.", Flaw.PLAN),
        ("Weigh the dangers linked to other routes.", Flaw.COMMAND),
        ("Carefully clean a brush to make only one line.", Flaw.COMMAND),
        ("This result is called the theorem of Bayes.", Flaw.ELSEWHERE),
        ("There can be more than one such subset.", Flaw.LOOKS_BACK),
        ("The resulting algorithm is shown below.", Flaw.LOOKS_BACK),
        ("Some algorithms circumvent this problem with a constant.", Flaw.DEMONSTRATIVE),
        ("The algorithm considers all 2n subsets of the input.", Flaw.FLAT_FORMULA),
        ("The value of x2 is always even.", Flaw.FLAT_FORMULA),
        ("The kernels are depicted in Figure 1.", Flaw.LAYOUT),
        ("The scheme is also applicable to sparse matrices.", Flaw.LINK),
        ("We place the queens on the board one row at a time.", Flaw.BY_WE),
    ],
)
def test_each_flaw_is_seen(text, flaw):
    assert flaw in flaws_of(text, "en")


@pytest.mark.parametrize(
    ("language", "text", "flaw"),
    [
        ("de", "Beweisen Sie, dass die Folge konvergiert.", Flaw.TASK),
        ("de", "Nun betrachten wir den allgemeinen Fall.", Flaw.PLAN),
        ("fr", "Montrer que la suite converge vers zéro.", Flaw.TASK),
        ("fr", "La formule ci-dessous donne la variance.", Flaw.LOOKS_BACK),
        ("es", "Demuestre que la serie converge.", Flaw.TASK),
        ("es", "A continuación se presenta el método.", Flaw.PLAN),
        ("zh", "证明该序列收敛。", Flaw.TASK),
        ("zh", "如下图所示，误差会减小。", Flaw.LOOKS_BACK),
    ],
)
def test_other_languages_have_rules_of_their_own(language, text, flaw):
    assert flaw in flaws_of(text, language)


@pytest.mark.parametrize("text", ["Hey, you made it.", "Prove that the sum of two odd numbers is even."])
def test_talk_and_tasks_are_no_points_at_all(text):
    assert price_of(text, "en") >= HOPELESS


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("A simple algorithm that can play this game perfectly.", False),
        ("A simple algorithm that can play this game is known.", True),
        ("Providing a modular and flexible implementation to allow extensions.", False),
        ("Repair of engines, where a garage offers several possible ways to pay.", False),
        ("The archive keeps a list of those that paint.", True),
        ("Passing a brush to the hand that takes paint and returns a line.", False),
        ("Counting the elements of a set is easy.", True),
        ("An assumption that once constructed, a measure will be used.", False),
    ],
)
def test_a_verb_that_a_relative_clause_took_is_not_the_sentences(text, has):
    assert has_main_verb(text, EN) is has


def test_an_opening_is_not_held_against_a_sentence():
    assert without_opening("However, ice is lighter than water.", EN) == "Ice is lighter than water."
    assert price_of("As we see, ice is lighter than water.", "en") == 0


@pytest.mark.parametrize(
    "text",
    [
        "The making of such a lens is in principle straightforward.",
        "Two versions of the lathe exist in the workshop.",
        "There are three simple cases.",
        "There is a special lens that we can now introduce.",
    ],
)
def test_a_statement_that_says_nothing_is_no_point(text):
    assert price_of(text, "en") >= USABLE


def test_a_participle_behind_an_auxiliary_and_an_adverb_is_no_second_verb():
    assert not has_main_verb("The lenses and the prisms, which are very easily derived from the plan.", EN)
    assert has_main_verb("The lenses, which are very easily derived from the plan, need care.", EN)


def test_what_is_written_in_another_language_is_known():
    assert is_foreign("Everyone is permitted to copy and distribute copies of this document.", "de")
    assert not is_foreign("Der Computer ist in the cloud und mit dem Netz verbunden.", "de")
    assert not is_foreign("Lenses bend light.", "en")


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("If its length is odd then the array has a middle.", Flaw.LOOKS_BACK),
        ("In each case, the two sets have the same size.", Flaw.LOOKS_BACK),
        ("The value is a vector of the results of all calls.", Flaw.LOOKS_BACK),
        ("Control whether data sets should be saved at the end.", Flaw.COMMAND),
        ("All numbers have to be in the range from −2³¹ to 231 of a word.", Flaw.FLAT_FORMULA),
        ("Automatically retrieve the new version if it has changed.", Flaw.COMMAND),
        ("Stime Sojourn times given in hours for each patient.", Flaw.LABELLED),
        ("Description alimask is a command line utility for masks.", Flaw.LABELLED),
    ],
)
def test_what_leans_on_a_list_or_on_a_sentence_before_it_costs(text, flaw):
    assert flaw in flaws_of(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Monte Carlo methods draw random numbers.",
        "Ronald Fisher introduced the analysis of variance.",
        "Input alignments are read from a file of the user.",
        "The Metropolis algorithm draws from a distribution.",
    ],
)
def test_names_are_no_labels(text):
    assert Flaw.LABELLED not in flaws_of(text, "en")


def test_what_will_be_done_in_a_clause_is_no_verb_of_the_sentence():
    assert not has_main_verb("An integer in which case the given number of processes will be launched.", EN)


def test_a_participle_before_its_noun_is_no_verb():
    assert not has_main_verb("Data from a tasting of ten dried eggs where the score of a judge is given.", EN)
    assert has_main_verb("Data from tests showed where the scores of the judges differ.", EN)


@pytest.mark.parametrize(
    "text",
    [
        "One more option exists for those who know the mill.",
        "Two more small differences are that the sails turn and that the stones do not.",
        "Some have not been built yet.",
        "For other winds, this ratio should be larger than one.",
        "At the end of the day, these rates are told to the miller.",
        "The mill works in a similar way.",
        "The miller might sell the flour instead.",
        "The sizes of the stones are listed in Table 1.",
        "An older design is described in Miller and Sand (1903).",
        "Most of its parts are made of wood.",
        "There are cases where they give poor flour.",
        "The PARI function of the miller does that.",
        "There is a small difference in taste.",
    ],
)
def test_what_was_told_before_or_elsewhere_is_no_point(text):
    assert price_of(text, "en") >= USABLE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Informationen zum Mahlen finden Sie unter Getreide.", "de"),
        ("Für den Bau gibt es zwei Dinge, die man wissen muss.", "de"),
        ("Avant de moudre, veuillez lire le règlement du moulin.", "fr"),
        ("No hay espacio para describir todos los molinos.", "es"),
    ],
)
def test_a_look_elsewhere_is_no_point_in_other_languages(text, language):
    assert price_of(text, language) >= USABLE


def test_a_consequence_of_the_sentence_before_is_worth_less():
    assert Flaw.FOLLOWS in flaws_of("This means that the wheel stands still in winter.", "en")
    assert Flaw.FOLLOWS not in flaws_of("The wheel stands still in winter.", "en")
