import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from app.notes import Citation, Origin, Point, QuizQuestion, Section
from workers.llm.protocol import Role
from workers.writing.asked import AND, ARROW
from workers.writing.blind import chance_of, preferences, readings
from workers.writing.choices import bank_of, fillings
from workers.writing.cloze import BLANK, subjects_of
from workers.writing.composing import Material, choose_quiz, compose
from workers.writing.course import course_questions
from workers.writing.following import following_questions
from workers.writing.holes import Kind, families_of, holes_of, measured_in
from workers.writing.lexicon import lexicon_for
from workers.writing.numbers import near_numbers
from workers.writing.pairs import pair_questions
from workers.writing.plan import NoteOptions
from workers.writing.proposing import propose
from workers.writing.quiz import best_of, placed
from workers.writing.sources import stated_in
from workers.writing.told import told_in
from workers.writing.weighing import Read, Ready

EN = lexicon_for("en")
MEASURES = [
    "The counting measure gives the number of elements of a finite set.",
    "The Dirac measure puts all of its weight on a single point.",
    "The base measure is fixed before a density can be computed.",
    "The Hausdorff measure is used on the surface of a manifold.",
    "The random measure was proposed for point processes in ecology.",
    "The spectral measure must be computed once for each operator.",
    "The marginal measure of a table has 37 cells in every row.",
]
TREES = [
    "The splay tree was described by Sleator in 1985.",
    "The search tree of the archive holds 420 books on 12 shelves.",
    "The game tree of the puzzle has seven leaves below its root.",
]


def points(texts, page=1):
    return tuple(Point(text, Origin.QUOTED, (Citation(page, text),)) for text in texts)


def material(asides=(), length="standard"):
    sections = (
        Section("The measures of a space", (1,), points(MEASURES)),
        Section("The trees of a search", (2,), points(TREES, 2)),
    )
    return Material("Measures", sections, tuple(asides), "en", NoteOptions(length=length))


def holes_in(text):
    section = Section("", (1,), points([text, *MEASURES]))
    families = families_of([text, *MEASURES], EN)
    return {hole.answer: hole for hole in holes_of(section.points[0], subjects_of([section], EN), families, EN)}


def test_numbers_stand_among_numbers_that_are_written_alike_and_near():
    for number, like in (
        ("37", "\\d\\d"),
        ("2.5", "\\d\\.\\d"),
        ("1985", "\\d{4}"),
        ("420", "\\d\\d0"),
        ("seven", "\\w+"),
    ):
        wrong = near_numbers(number, ["12", "36", "1985", "1991"], "seed", EN)
        assert len(set(wrong)) == 3
        assert number not in wrong

        assert all(re.fullmatch(like, each) for each in wrong)


def test_neither_the_smallest_nor_a_middle_number_is_more_often_right():
    places = Counter(sorted([250, *map(int, near_numbers("250", (), str(seed), EN))]).index(250) for seed in range(400))
    assert all(60 < places[place] < 140 for place in range(4))


def test_a_number_that_is_counted_up_behind_it_is_not_asked_for():
    assert "three" not in holes_in("The archive holds three packages, graphics, lattice and grid, for the plots.")
    assert "three" in holes_in("The archive holds three packages that draw the plots of a table.")


def test_what_numbers_a_figure_is_no_number_to_ask_for():
    assert "7" not in holes_in("The counting measure stands beside the others in Table 7 of the book.")
    assert "1012" not in holes_in("Twenty arguments lead to more than 1012 ways in which a function is called.")


def test_a_kind_of_a_thing_stands_among_its_other_kinds():
    hole = holes_in("A density is relative to the chosen measure, and the spectral measure is unique.")["spectral"]
    assert hole.kind is Kind.MEMBER
    bank = bank_of([Section("", (1,), (hole.point, *points(MEASURES)))], (hole.point, *points(MEASURES)), EN)
    kinds = {"counting", "Dirac", "base", "Hausdorff", "random", "marginal"}
    assert set(fillings(hole, bank, EN)) <= kinds


def test_a_word_of_the_answers_family_gives_it_away():
    assert "segmentation" not in holes_in("Our goal is a segmentation that maximizes the score of the segments.")


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "zh"])
def test_the_words_of_a_scale_are_found_where_each_could_stand(code):
    lexicon = lexicon_for(code)
    for scale in lexicon.scales:
        assert len(set(scale.words)) >= 2
        assert not scale.usual or scale.usual in scale.words
    assert code != "en" or not lexicon.scales[2].pattern.search("a few words, most of the time")


def test_two_statements_have_a_blank_each_and_no_choice_is_the_odd_one():
    facts = [
        "The filter is always used by the program for the lines of a table.",
        "Some clerks of the archive have read the forms in the cellar.",
        "The first tower of the harbour holds 37 barrels of dry grain.",
        "The office must be closed on the evening before a holiday.",
    ]
    asked = propose((Section("Filters", (1,), points(facts)),), (), EN, "detailed")
    pairs = list(pair_questions([Read(each, ()) for each in asked], EN))
    assert pairs
    for pair in pairs:
        assert pair.asked.question.count(BLANK) == 2
        halves = Counter(half for choice in (pair.asked.answer, *pair.wrong) for half in choice.split(AND))
        assert set(halves.values()) == {2}
        assert all(fact in pair.asked.explanation for fact in pair.sources)


def test_the_model_reads_each_text_once_and_common_beginnings_together():
    asked = propose(material().sections, (), EN, "standard")
    requests = readings(asked)
    read = [(request.messages, request.text) for request in requests]
    assert len(read) == len(set(read))
    assert all(request.messages[0].role is Role.SYSTEM and request.fixed == 1 for request in requests)
    leads = [request.messages for request in requests]
    changes = sum(one != other for one, other in pairwise(leads))
    assert changes == len(set(leads)) - 1


def test_what_a_blind_reader_would_take_stands_beside_the_answer():
    _, asked = compose(material())
    holes = [each for each in asked if each.kind is Kind.MEMBER and len(each.others) > 2]
    tempting = holes[0].others[-1]
    totals = [
        -1.0 if request.text.startswith(tempting) and request.messages[1].content != "It is" else -20.0
        for request in readings(asked)
    ]
    quiz = choose_quiz(material(), asked, totals)
    ours = [question for question in quiz if question.question == holes[0].question]
    assert all(tempting in question.choices for question in ours)
    preferred = dict(zip([each.question for each in asked], preferences(asked, totals), strict=True))
    row = preferred[holes[0].question]
    assert max(row) == row[len(holes[0].others)]


def test_what_the_model_can_tell_unread_is_asked_last():
    _, asked = compose(material(length="brief"))
    members = [each for each in asked if each.kind is Kind.MEMBER]
    known = {members[0].answer}
    totals = [
        -1.0 if request.text.split()[0] in known and request.messages[1].content != "It is" else -20.0
        for request in readings(asked)
    ]
    easy = preferences(asked, totals)[asked.index(members[0])]
    hard = preferences(asked, [-20.0] * len(totals))[asked.index(members[0])]
    assert chance_of(easy) > 0.9
    assert chance_of(hard) == pytest.approx(1 / len(hard))


def test_a_choice_without_room_in_the_context_leaves_its_question_unread():
    _, asked = compose(material())
    none_read = preferences(asked, [None] * len(readings(asked)))
    assert all(row == [] for row in none_read)
    assert choose_quiz(material(), asked, [None] * len(readings(asked))) == compose(material())[0].quiz


def test_what_the_note_leaves_out_can_be_asked_about():
    aside = points(["The Cantor measure was found by Georg Cantor in 1883."])
    _, asked = compose(material(asides=[aside, ()]))
    assert any(each.citations == aside[0].citations for each in asked)


CARES = [
    "The splay tree is usually kept in the memory of the server.",
    "The pages of the archive must be read by two clerks in turn.",
    "The clerks of the archive always sign the first of the forms.",
    "The forms are sent to the office by train before the evening.",
    "The office of the archive has 14 rooms and a large cellar.",
]


GOODS = [
    "The trains of the company carry coal between the two harbours.",
    "A ship from the north unloads its timber on the western quay.",
    "Grain was stored in barrels until the first tower was built.",
    "Every merchant pays a fee for the weight of his wagons.",
    "Oil and wine are kept apart because of the smell of tar.",
]


def archive(*groups):
    sections = tuple(
        Section(heading, (number,), points(texts, number)) for number, (heading, texts) in enumerate(groups, start=1)
    )
    return Material("Archive", sections, (), "en", NoteOptions())


def test_three_statements_stand_among_orders_of_which_each_has_its_reverse():
    sections = archive(("Papers", CARES), ("Harbours", GOODS)).sections
    ready = list(course_questions(told_in(sections, (), EN), EN))
    assert ready
    for each in ready:
        orders = [choice.split(ARROW) for choice in (each.asked.answer, *each.wrong)]
        assert all(order[::-1] in orders for order in orders)
        assert len({tuple(order) for order in orders}) == 4
        right = each.asked.explanation.split(ARROW)
        places = [[*CARES, *GOODS].index(text) for text in right]
        assert places == sorted(places)
        assert all(text.startswith(head.removesuffix(" …")) for head, text in zip(orders[0], right, strict=True))
        assert all(text in each.asked.question for text in right)
        assert [citation.quote for citation in each.asked.citations] == right


def test_of_neighbours_the_one_behind_the_one_shown_is_right():
    sections = archive(("Papers", CARES), ("Harbours", GOODS)).sections
    ready = list(following_questions(told_in(sections, (), EN), EN))
    assert ready
    for each in ready:
        shown, own = each.asked.explanation.split(ARROW)
        places = [[*CARES, *GOODS].index(text) for text in (shown, own)]
        assert places[1] == places[0] + 1
        assert own == each.asked.answer
        assert shown in each.asked.question
        assert {citation.quote for citation in each.asked.citations} == {shown, own}


def test_halves_of_one_sentence_are_not_put_in_order():
    cited = points(CARES)
    halves = (*cited[:1], *(replace(each, citations=cited[1].citations) for each in cited[1:3]))
    told = told_in((Section("Papers", (1,), halves),), (), EN)
    assert len(told) == 3
    assert not list(course_questions(told, EN))
    assert list(course_questions(told_in((Section("Papers", (1,), cited[:3]),), (), EN), EN))


def test_a_statement_that_tells_its_place_is_not_put_in_order():
    texts = [*CARES[:2], "Another clerk of the archive keeps the keys of the cellar."]
    assert [each.text for each in told_in((Section("Papers", (1,), points(texts)),), (), EN)] == CARES[:2]


def test_questions_that_are_worded_alike_have_their_answers_in_places_of_no_pattern():
    cited = (Citation(1, "q"),)
    asked = [QuizQuestion("Which?", ("right", "a", "b", "c"), 0, f"because {number}", cited) for number in range(40)]
    places = [question.answer_index for question in placed(asked)]
    assert Counter(places) == dict.fromkeys(range(4), 10)
    assert len({tuple(places[start : start + 4]) for start in range(0, 40, 4)}) > 3


def test_what_a_choice_tells_is_asked_for_in_no_other_question():
    note, _ = compose(archive(("Papers", CARES), ("Harbours", GOODS)))
    blanks = [question for question in note.quiz if BLANK in question.question]
    shown = [question.explanation.split(ARROW) for question in note.quiz if ARROW in question.explanation]
    told = {text for texts in shown for text in texts}
    told |= {choice for question in note.quiz for choice in question.choices if choice in {*CARES, *GOODS}}
    assert told
    assert not {fact for fact in told for question in blanks if fact in question.explanation}


def test_a_share_of_a_whole_stands_among_no_larger_ones():
    text = "The filter keeps 97% of the lines of the table in the archive."
    section = Section("", (1,), points([text]))
    (hole,) = [hole for hole in holes_in(text).values() if hole.answer == "97"]
    assert all(float(each) < 100 for each in fillings(hole, bank_of([section], section.points, EN), EN))


@pytest.mark.parametrize(
    "text",
    [
        "The second form of the tensor is given by (14) in the notes of the author.",
        "A number like “14” is printed with two zeros by the old programs.",
        "The first program of the archive is described in 14.2 of the handbook.",
        "The program draws intervals of 95 percent around each of the lines.",
    ],
)
def test_numbers_that_name_a_place_or_stand_in_any_text_are_not_asked_for(text):
    assert not {"14", "95"} & holes_in(text).keys()


def test_a_question_with_two_equal_choices_is_not_asked():
    asked = propose(material().sections, (), EN, "standard")[0]
    ready = Ready(asked, ("one", "another", "one"), 0.1)
    assert best_of([ready], 5) == []
    assert best_of([replace(ready, wrong=("one", "another", "a third"))], 5) != []


@pytest.mark.parametrize(
    "text",
    [
        "The wrapper of the package is a thin “envelope”14 around the graphics of the program.",
        "The office of the archive is called under (02 14) 56 01 from abroad.",
        "The positions were projected in the Terrestrial System 1914 of the survey.",
        "The bound of the forms holds by Bemerkung 14 for each of the tables.",
        "The bias was studied by clerks of the archive (Held and Paul 2014, page three).",
    ],
)
def test_pieces_of_names_and_marks_are_no_numbers_to_ask_for(text):
    assert not {"14", "1914", "2014", "56"} & holes_in(text).keys()


def test_a_statement_that_leans_on_others_is_asked_for_its_measured_numbers_alone():
    text = "This file of the archive holds 413 forms of the usual kind in 7 drawers."
    assert not holes_in(text)
    assert [hole.answer for hole in measured_in(points([text])[0], EN)] == ["413"]


def test_a_round_number_less_one_stands_among_such():
    assert all(each.endswith("9999") for each in near_numbers("49999", (), "seed", EN))


def test_a_point_stands_in_the_place_of_its_sentence():
    cited = points(CARES)
    shorter = replace(cited[2], text="The clerks sign the first of the forms.")
    loose = points(["Figure 2 on this page shows all of the forms."])[0]
    stated = stated_in(Section("Papers", (1,), (shorter, loose)), cited)
    assert [each.point.text for each in stated] == [*CARES[:2], shorter.text, *CARES[3:], loose.text]
    assert [each.in_note for each in stated] == [False, False, True, False, False, True]
    assert [each.placed for each in stated] == [True] * 5 + [False]


def test_a_sentence_with_a_word_of_a_figure_in_it_is_not_asked_about():
    torn = replace(points(CARES[:1])[0], citations=(Citation(1, "Time (weeks)"), Citation(2, CARES[0])))
    assert not stated_in(Section("Papers", (1,), (torn,)), ())


def test_statements_of_two_sections_are_not_put_in_order():
    sections = archive(("Papers", CARES[:2]), ("Harbours", GOODS[:2])).sections
    assert not list(course_questions(told_in(sections, (), EN), EN))


def test_a_document_with_few_statements_is_asked_less_often_for_an_order():
    template = propose(material().sections, (), EN, "standard")[0]
    facts = [str(number) for number in range(18)]

    def asks(kind, answer, sources, guessed):
        one = replace(template, kind=kind, question=f"{answer}?", answer=answer, explanation=sources[0], citations=())
        return Ready(one, ("x", "y", "z"), guessed, tuple(sources))

    single = [asks(Kind.NUMBER, f"n{fact}", [fact], 0.9) for fact in facts]
    orders = [asks(Kind.COURSE, f"c{at}", facts[at : at + 3], 0.1) for at in range(0, 18, 3)]
    assert {len(each.sources) for each in best_of([*single, *orders], 10)} == {1, 3}
    assert len(best_of([*single, *orders], 18)) >= 15
