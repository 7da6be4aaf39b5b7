"""The batcher with requests that are no plain texts: scores, and texts that are held to a source."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from tests.unit.llm.counting_model import END, VOCABULARY, Alone, CountingModel, Heard, request, run
from workers.llm.constraints import BadConstraint
from workers.llm.protocol import Constraint, FinishReason, GenerationRequest, Message, Role, Score, ScoreRequest
from workers.llm.work import Row


def scores(model: CountingModel, requests: Sequence[ScoreRequest], *texts: GenerationRequest) -> Heard:
    """As `run`, with texts written beside the scores; these have the numbers from 100 on."""
    heard = Heard()
    batcher = Alone(model, heard)
    for number, each in enumerate(texts):
        batcher.add(100 + number, 1, each)
    for number, asked in enumerate(requests):
        batcher.add_score(number, 2, asked)
    while batcher.busy:
        batcher.step()
    return heard


def score_of(prompt: str, text: str) -> ScoreRequest:
    return ScoreRequest(messages=(Message(Role.USER, prompt),), text=text)


def test_each_token_is_scored_after_all_before_it() -> None:
    model = CountingModel()
    likely = model.text_alone(request("which text", max_tokens=9))
    unlikely = likely[:4] + chr(ord(likely[4]) ^ 1) + likely[5:]
    heard = scores(model, [score_of("which text", likely), score_of("which text", unlikely)])
    chosen = 1 - np.log(np.e + VOCABULARY - 1)  # the model's logits are 1 for one token and 0 for all others
    assert heard.done[0].log_likelihoods == pytest.approx([chosen] * 9)
    assert heard.done[1].log_likelihoods[:5] == pytest.approx([*[chosen] * 4, chosen - 1])


@pytest.mark.parametrize("seed", range(10))
def test_scores_and_texts_are_the_same_together_and_alone(seed: int) -> None:
    generator = random.Random(seed)
    asked = [
        score_of("s" * generator.choice((3, 60)) + "ab"[number % 2], "".join(generator.choices("XYZ ", k=number + 1)))
        for number in range(20)
    ]
    writing = [request(f"text {number}", max_tokens=20) for number in range(5)]
    together = scores(CountingModel(), asked, *writing)
    alone = [scores(CountingModel(), [each]).done[0].log_likelihoods for each in asked]
    assert [together.done[number].log_likelihoods for number in range(20)] == alone
    assert [together.done[100 + n].text for n in range(5)] == [CountingModel().text_alone(each) for each in writing]


def test_texts_under_one_prompt_read_it_once() -> None:
    model = CountingModel()
    scores(model, [score_of("p" * 100, text) for text in ("ONE", "TWO", "THREE", "FOUR")])
    assert model.read < 100 + 4 * 10


def test_a_text_without_room_is_infinitely_unlikely() -> None:
    heard = scores(CountingModel(context_tokens=20), [score_of("p" * 15, "T" * 15)])
    assert heard.done[0] == Score((), 0)
    assert heard.done[0].total == -np.inf


SOURCE = "ALPHA BETA GAMMA, DELTA"


def held(text: str) -> GenerationRequest:
    constraint = Constraint(source=SOURCE)
    return GenerationRequest(messages=(Message(Role.USER, text),), max_tokens=40, constraint=constraint)


class Spelling(CountingModel):
    """Its logits order all tokens, so that there is a likeliest one whatever is permitted; a space it cannot say."""

    def piece(self, token: int) -> bytes:
        return b"" if token == END else bytes([32 + token - 1])

    def decode(self, rows: Sequence[Row]) -> dict[int, np.ndarray]:
        return {
            index: np.random.default_rng(int(logits.argmax())).normal(size=VOCABULARY)
            for index, logits in super().decode(rows).items()
        }


def test_a_text_that_is_held_to_a_source_has_its_words() -> None:
    heard = run(Spelling(), [held(f"request {number}") for number in range(12)])
    places = {word: place for place, word in enumerate(SOURCE.replace(",", "").split())}
    for number in range(12):
        assert heard.done[number].finish is FinishReason.END
        words = [word.strip(",.;:!?") for word in heard.done[number].text.split()]
        order = [places[word] for word in words]
        assert order
        assert order == sorted(set(order))


def test_a_held_text_goes_on_from_what_another_run_had_written() -> None:
    whole = run(Spelling(), [held("again")]).done[0]
    tokens = [ord(letter) - 31 for letter in whole.text]
    for known in range(len(tokens)):
        model, heard = Spelling(), Heard()
        batcher = Alone(model, heard)
        batcher.add(0, 1, held("again"), written=tokens[:known])
        while batcher.busy:
            batcher.step()
        assert heard.done[0].text == whole.text


def test_a_constraint_that_no_text_can_meet_is_refused() -> None:
    asked = GenerationRequest(messages=held("x").messages, max_tokens=9, constraint=Constraint(source="..."))
    with pytest.raises(BadConstraint):
        Alone(CountingModel(), Heard()).add(1, 1, asked)
