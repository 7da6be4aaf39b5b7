"""What a model may do in notes, by how it does on the sentences of the test."""

from __future__ import annotations

from workers.writing.shorten import shorten
from workers.writing.trial import trial_requests, weigh
from workers.writing.ways import Way

FARMERS = "Local farmers have invested heavily in wells and pumps."


def texts(way: Way, **better: str) -> list[str]:
    """A model that says every sentence again, but for those that begin like one of these."""
    asked = [request.messages[-1].content for request in trial_requests(way)]
    return [next((text for key, text in better.items() if each.startswith(key)), each) for each in asked]


def test_the_model_is_asked_for_what_the_rules_left_of_the_sentences() -> None:
    asked = [request.messages[-1].content for request in trial_requests(Way.FREE)]
    assert len(asked) >= 20
    assert all(shorten(each, "en") == each for each in asked)
    assert [request.constraint.source for request in trial_requests(Way.HELD) if request.constraint] == asked


def test_a_model_that_only_copies_is_not_asked_in_notes() -> None:
    trial = weigh({way: texts(way) for way in Way})
    assert trial.ways == ()
    assert {each.passed for each in trial.tried} == {0}


def test_a_model_that_invents_is_not_asked_in_notes() -> None:
    invented = ["The moon is made of green cheese and honey." for _ in trial_requests(Way.FREE)]
    assert weigh(dict.fromkeys(Way, invented)).ways == ()


def test_the_way_that_saves_most_comes_first_and_another_only_if_it_adds() -> None:
    some = {"Local": FARMERS, "The parameters": "The parameters can be given either as numbers or as functions."}
    more = {**some, "The central": "The central bank raises interest rates when inflation is high."}
    assert weigh({Way.FREE: texts(Way.FREE, **some), Way.HELD: texts(Way.HELD, **more)}).ways == (Way.HELD,)
    other = {"The central": more["The central"]}
    trial = weigh({Way.FREE: texts(Way.FREE, **some), Way.HELD: texts(Way.HELD, **other)})
    assert trial.ways == (Way.FREE, Way.HELD)
    assert [each.passed for each in trial.tried] == [2, 1]
    assert trial.tried[0].saved < trial.tried[1].saved
