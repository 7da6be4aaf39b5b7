from collections import Counter

import pytest

from app.notes import Citation, Origin, Point, Section, Term
from workers.writing.asked import AND
from workers.writing.cards import cards_from
from workers.writing.cloze import clozes_of, stands_alone, subjects_of
from workers.writing.composing import Material, compose
from workers.writing.lexicon import lexicon_for
from workers.writing.phrases import phrases_of
from workers.writing.plan import NoteOptions
from workers.writing.summary import summarize
from workers.writing.terms import define

EN = lexicon_for("en")
FACTS = [
    "The Treaty of Westphalia ended the Thirty Years War in 1648.",
    "The Congress of Vienna redrew the map of Europe in 1815.",
    "The Battle of Hastings brought the Normans to England in 1066.",
    "The printing press reached Mainz in 1450.",
    "The plague entered Sicily in 1347 and killed a third of Europe.",
    "The reformation began in Wittenberg in 1517.",
    "The revolution abolished the monarchy of France in 1792.",
    "The steam engine was improved by James Watt in 1769.",
    "The railway connected Liverpool and Manchester in 1830.",
    "The telegraph linked Washington and Baltimore in 1844.",
    "The canal of Suez opened for ships in 1869.",
    "The zeppelin crossed Lake Constance in 1900.",
]
TERMS = {
    "osmosis": "the movement of water through a membrane",
    "mitosis": "the division of one nucleus into two",
    "enzyme": "a protein that speeds up a reaction",
    "gene": "a stretch of a molecule that codes for a trait",
}


def cite(text):
    return (Citation(1, text),)


def section(facts=FACTS, terms=()):
    points = tuple(Point(fact, Origin.QUOTED, cite(fact)) for fact in facts)
    return Section("History", (1,), points, tuple(terms))


def quiz_of(sections, length="standard"):
    note, _ = compose(Material("History", tuple(sections), (), "en", NoteOptions(length=length)))
    return note.quiz


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("en", "An equivalence class is a set of values that find the same faults.", "equivalence class"),
        ("en", "Osmosis refers to the movement of water through a membrane.", "Osmosis"),
        ("en", "The root of the game tree is the initial position of the game.", "root of the game tree"),
        ("en", "A subsequence whose elements are contiguous is called a substring.", "substring"),
        ("de", "Ein Stapel ist eine Folge, von der nur das oberste Element sichtbar ist.", "Stapel"),
        ("fr", "Une permutation est un arrangement de plusieurs objets dans un ordre donné.", "permutation"),
        ("es", "Un compilador es un programa que traduce el código a otro lenguaje.", "compilador"),
        ("zh", "神经网络是一类按层结构搭建的模型。", "神经网络"),
    ],
)
def test_a_definition_is_found_by_how_it_is_written(language, text, term):
    definition = define(text, lexicon_for(language))
    assert definition is not None
    assert definition.term == term


@pytest.mark.parametrize(
    "text",
    [
        "This is a set of values that find faults.",
        "The result is a number that grows with the input.",
        "He is the one we saw.",
        "The string PPAP is a subsequence of the string PENPINEAPPLE.",
        "Distributions are an insufficient abstraction for probabilistic modeling.",
        "A vector is the most important type of object in the language.",
        "Using indexing sets in mathematics is a notational tool for the writer.",
        "The value is a vector of function results that the factor labels.",
    ],
)
def test_not_everything_that_is_something_is_a_term(text):
    assert define(text, EN) is None


def test_a_definition_ends_where_another_statement_begins():
    text = "The root of the game tree is the initial position of the game, and every path from the root is a game."
    definition = define(text, EN)
    assert definition is not None
    assert definition.definition == "the initial position of the game"


def test_every_question_has_one_right_choice_that_its_citation_holds():
    questions = [question for question in quiz_of([section()], "standard") if len(question.citations) == 1]
    assert questions
    for question in questions:
        quote = question.citations[0].quote
        answer = question.choices[question.answer_index]
        assert all(part in quote for part in answer.split(AND))
        assert not any(part.lower() in question.question.lower() for part in answer.split(AND))
        assert len({choice.lower() for choice in question.choices}) == 4
        assert not any(choice in quote for choice in question.choices if choice != answer)


def test_a_year_stands_among_years():
    numbers = [q for q in quiz_of([section()], "standard") if q.choices[0].isdecimal()]
    assert numbers
    assert all(choice.isdecimal() and len(choice) == 4 for question in numbers for choice in question.choices)


def test_right_answers_are_spread_over_all_places():
    places = Counter(question.answer_index for question in quiz_of([section()] * 3, "standard"))
    assert max(places.values()) - min(places.get(place, 0) for place in range(4)) <= 1


def test_a_definition_asks_for_its_term_among_the_other_terms():
    terms = [Term(term, text, cite(f"{term} is {text}")) for term, text in TERMS.items()]
    questions = quiz_of([section(FACTS[:6], terms)], "standard")
    asked = [question for question in questions if set(question.choices) == set(TERMS)]
    assert asked
    assert all(TERMS[q.choices[q.answer_index]] in q.explanation for q in asked)


def test_dated_events_are_to_be_put_in_order():
    (question,) = [q for q in quiz_of([section()], "standard") if q.question == EN.quiz.order]
    events = question.choices[question.answer_index].split(" → ")
    cited = [citation.quote for citation in question.citations]
    assert [any(quote.startswith(event) for quote in cited) for event in events] == [True] * 3
    years = [next(quote for quote in cited if quote.startswith(event))[-5:-1] for event in events]
    assert years == sorted(years)
    assert len(set(question.choices)) == 4
    assert not any(year in choice for year in years for choice in question.choices)


def test_no_sentence_and_no_answer_is_asked_for_twice():
    questions = quiz_of([section(), section(FACTS[:4])], "detailed")
    quotes = [citation.quote for question in questions for citation in question.citations]
    assert len(quotes) == len(set(quotes))
    answers = [question.choices[question.answer_index] for question in questions]
    assert len(answers) == len(set(answers))


def test_the_kinds_of_questions_are_mixed():
    terms = [Term(term, text, cite(f"{term} is {text}")) for term, text in TERMS.items()]
    asked = [question.question for question in quiz_of([section(terms=terms)], "standard")]
    for wording in (EN.quiz.cloze, EN.quiz.which_term, EN.quiz.what_is, EN.quiz.order):
        assert any(question.startswith(wording.split("{")[0]) for question in asked)


@pytest.mark.parametrize(
    "text",
    [
        "From childhood on he learned the trade of his father in Mainz.",
        "These engines were improved by James Watt in 1769.",
        "The engine of this kind was improved by James Watt in 1769.",
        "As Figure 3 shows, the steam engine was improved by James Watt.",
    ],
)
def test_what_needs_its_neighbours_is_not_asked_about(text):
    assert not stands_alone(text, EN)
    assert cards_from([section([text])], EN, "standard") == ()


def test_a_hole_is_not_filled_by_the_rest_of_its_sentence():
    text = "Watt improved the engine, and in 1769 the Wattage of every engine in Glasgow was doubled."
    point = section([text]).points[0]
    answers = [cloze.answer.text for cloze in clozes_of(point, subjects_of([section([text])], EN), EN)]
    assert "1769" in answers
    assert "Watt" not in answers


def test_a_sentence_is_asked_for_what_it_is_about():
    facts = ["Random testing draws its values from a space of arguments.", "Concolic testing runs the code once more."]
    fronts = [card.front for card in cards_from([section(facts)], EN, "standard")]
    assert all("____" in front or "Concolic testing" in front or "Random testing" in front for front in fronts)
    assert len(fronts) == 2


def test_too_few_choices_make_no_question():
    assert quiz_of([section(["The printing press reached the city of Mainz on the Rhine."])], "standard") == ()


def test_the_same_notes_give_the_same_quiz():
    assert quiz_of([section()], "standard") == quiz_of([section()], "standard")


def test_cards_ask_for_terms_and_for_missing_words():
    terms = [Term("osmosis", TERMS["osmosis"], cite("Osmosis is " + TERMS["osmosis"]))]
    cards = cards_from([section(terms=terms)], EN, "standard")
    assert cards[0].back == TERMS["osmosis"]
    clozes = [card for card in cards if "____" in card.front]
    assert clozes
    assert all(card.back.lower() not in card.front.lower() for card in cards)


def test_the_summary_is_made_of_points_in_their_order():
    summary = summarize([section()], "History", EN)
    chosen = [fact for fact in FACTS if fact in summary]
    assert " ".join(chosen) == summary
    assert len(summary.split()) <= 160


def test_no_points_give_no_summary():
    assert summarize([], "History", EN) == ""


def test_the_summary_prefers_what_the_document_says_it_does():
    aim = "This paper describes how the trade of the cities grew after 1450."
    assert aim in summarize([section([*FACTS[:6], aim, *FACTS[6:]])], "Trade", EN)


MEASURES = [
    "The counting measure gives the number of elements of a set.",
    "A Markov kernel maps the points of a space to distributions.",
    "The random variable has a density with respect to time.",
    "The stochastic matrix has rows that sum to one exactly.",
    "The trial position is accepted with a fixed probability.",
    "The prior distribution contains all knowledge before the data.",
]


def test_terms_are_no_remnants_and_are_not_defined_by_themselves():
    assert define("TWO */ The Nameless is the origin of heaven and earth.", EN) is None
    assert define("HMMER's calculation is the full, unapproximated calculation.", EN) is None


def test_an_article_does_not_give_the_answer_away():
    facts = [
        f"A {one} model is better than an {other} model for the data."
        for one, other in zip(
            ("linear", "sparse", "dense", "random"), ("additive", "ordinal", "implicit", "open"), strict=True
        )
    ]
    for question in quiz_of((section(facts),), "detailed"):
        before = question.question.partition("____")[0]
        if before.endswith((" a ", " an ")):
            vowels = {choice[0].lower() in "aeiou" for choice in question.choices}
            assert len(vowels) == 1


def test_a_word_is_no_answer_on_too_many_cards():
    facts = [
        f"The strucplot framework {verb} the plots of the {noun}."
        for verb, noun in zip(
            ("draws", "shows", "stores", "labels", "splits"),
            ("table", "model", "margin", "legend", "tile"),
            strict=True,
        )
    ]
    backs = Counter(card.back for card in cards_from((section(facts),), EN, "standard"))
    assert all(count <= 2 for count in backs.values())


@pytest.mark.parametrize(
    "text", ["The opponent plays perfectly.", "Use the right one.", "It finds the longest increasing run."]
)
def test_verbs_and_adjectives_are_no_phrases(text):
    assert not {phrase.text for phrase in phrases_of(text, EN)} & {"opponent plays", "right", "longest"}


@pytest.mark.parametrize(
    "text",
    [
        "Keywords: clustered data, covariance matrix estimator, object orientation, simulation.",
        "With presence–absence surveys both of the indices reduce to one and the same.",
        "The methods are used with other kinds of tables in the archive.",
    ],
)
def test_no_card_asks_for_a_keyword_half_a_word_or_any_subject(text):
    cards = cards_from((section([text]),), EN, "standard")
    assert not any("Keywords" in card.front or "–__" in card.front or "__–" in card.front for card in cards)
    assert not any(card.front == EN.quiz.about.format(subject="The methods") for card in cards)


def test_the_number_of_a_figure_whose_name_lost_a_ligature_is_not_asked_for():
    cards = cards_from((section(["The curves for the subset of the data are shown in gure 2."]),), EN, "standard")
    assert "2" not in {card.back for card in cards}


def test_a_definition_that_says_its_term_again_is_no_card():
    terms = [
        Term("base measure", "the measure that is the base", cite("The base measure is the measure that is the base.")),
        Term("osmosis", TERMS["osmosis"], cite(f"Osmosis is {TERMS['osmosis']}.")),
    ]
    cards = cards_from([section((), terms)], EN, "standard")
    assert [card.back for card in cards] == [TERMS["osmosis"]]


@pytest.mark.parametrize(
    "text",
    [
        "Of particular use is the ability to lift a whole cart out of the ditch.",
        "Flour is a little different from meal in one respect.",
        "Water mills are the ability of a village to grind its own corn.",
    ],
)
def test_what_only_looks_like_a_definition_defines_nothing(text):
    assert define(text, EN) is None
