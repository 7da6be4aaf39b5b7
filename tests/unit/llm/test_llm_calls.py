"""Who is to blame when children end: a call goes on as long as it gains something."""

from __future__ import annotations

import pytest

from workers.llm.calls import Call, generation, mixed
from workers.llm.protocol import Completion, FinishReason, GenerationRequest, Message, Role, Score, ScoreRequest


def call(count: int) -> Call[Completion]:
    """A call for so many texts, asked in the first child under the numbers 100, 101, …"""
    requests = [GenerationRequest(messages=(Message(Role.USER, str(n)),), max_tokens=9) for n in range(count)]
    made = generation(1, "", requests, None)
    asked(made)
    return made


def asked(call: Call[Completion]) -> None:
    call.open = {100 + index: index for index in call.missing}


def begun(call: Call[Completion], index: int) -> None:
    call.take({"begun": {"id": 100 + index}})


def told(call: Call[Completion], index: int, *tokens: int) -> None:
    call.take({"text": {"id": 100 + index, "text": "x" * len(tokens), "tokens": list(tokens)}})


def done(call: Call[Completion], index: int) -> tuple[int, Completion] | None:
    result = {"text": "t", "finish": "end", "promptTokens": 1, "generatedTokens": 1}
    return call.take({"done": {"id": 100 + index, "result": result}})


def test_a_result_is_given_out_with_its_index_and_not_asked_for_again() -> None:
    asking = call(2)
    assert done(asking, 1) == (1, Completion("t", FinishReason.END, 1, 1))
    assert (list(asking.missing), list(asking.open.values())) == ([0], [0])


def test_texts_are_heard_and_the_next_child_is_told_their_tokens() -> None:
    heard: list[tuple[int, str]] = []
    asking = call(1)
    asking.on_text = lambda index, text: heard.append((index, text))
    told(asking, 0, 5, 6)
    assert heard == [(0, "xx")]
    assert not asking.charge(crashed=True)
    asked(asking)
    assert asking.message(100)["generate"]["written"] == [5, 6]


def test_a_request_over_which_two_children_crashed_is_the_culprit() -> None:
    asking = call(3)
    begun(asking, 0)
    assert not asking.charge(crashed=True)
    asked(asking)
    begun(asking, 0)
    assert asking.charge(crashed=True)


def test_crashes_between_which_a_text_grew_are_survived() -> None:
    asking = call(1)
    for count in range(1, 30):
        asked(asking)
        begun(asking, 0)
        told(asking, 0, *range(count))
        assert not asking.charge(crashed=True)


def test_requests_that_only_waited_are_never_blamed() -> None:
    asking = call(50)
    for index in range(45):
        asked(asking)
        begun(asking, index)
        done(asking, index)
        begun(asking, index + 1)
        told(asking, index + 1, 1)
        assert not asking.charge(crashed=False)


@pytest.mark.parametrize(("crashed", "survived"), [(True, 1), (False, 29)])
def test_children_that_end_before_they_take_anything_up_are_replaced_only_so_often(
    *, crashed: bool, survived: int
) -> None:
    asking = call(1)
    assert [asking.charge(crashed=crashed) for _ in range(survived + 1)] == [False] * survived + [True]


def test_a_late_message_of_a_dropped_request_is_not_heard() -> None:
    asking = call(1)
    asking.charge(crashed=False)
    assert done(asking, 0) is None


def test_texts_and_scores_are_asked_in_one_call_each_in_its_way() -> None:
    text = GenerationRequest(messages=(Message(Role.USER, "a"),), max_tokens=9)
    reading = ScoreRequest(messages=text.messages, text="b")
    asking = mixed(1, "", [text, reading], None)
    asked(asking)
    assert [next(iter(asking.message(number))) for number in (100, 101)] == ["generate", "score"]
    score = {"logLikelihoods": [-1.0, -2.0], "promptTokens": 3}
    assert asking.take({"done": {"id": 101, "result": score}}) == (1, Score((-1.0, -2.0), 3))
    completion = {"text": "t", "finish": "end", "promptTokens": 1, "generatedTokens": 1}
    assert asking.take({"done": {"id": 100, "result": completion}}) == (0, Completion("t", FinishReason.END, 1, 1))
