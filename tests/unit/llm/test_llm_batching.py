"""The batcher against a model that counts: its next token depends on all tokens before, so a mixed-up cache is seen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from workers.llm.batching import MIN_KEPT_TOKENS, MIN_SHARED_TOKENS, PREFIX, Batcher, Interrupted
from workers.llm.constraints import BadConstraint, Pieces, SourceOrder, SourceRule
from workers.llm.protocol import (
    Completion,
    Constraint,
    FinishReason,
    GenerationRequest,
    Message,
    Role,
    Score,
    ScoreRequest,
)
from workers.llm.work import Row

VOCABULARY = 64
END = 0


@dataclass
class Limits:
    sequences: int = 4
    batch_tokens: int = 64


class CountingModel:
    """Tokens are letters; the next one is a hash of the whole sequence. Rows must go on from the cache."""

    def __init__(self, limits: Limits | None = None, *, context_tokens: int = 200, can_fork: bool = True) -> None:
        self.limits = limits or Limits()
        self.context_tokens = context_tokens
        self.can_fork = can_fork
        self.cells: dict[int, list[int]] = {}
        self.read = 0
        self.batches: list[list[Row]] = []
        self.interrupt_next = False
        self.kept: set[tuple[int, ...]] = set()

    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]:
        return [1 + ord(letter) % (VOCABULARY - 1) for message in messages for letter in message.content]

    def continuation_tokens(self, text: str) -> list[int]:
        return [ord(letter) - 32 for letter in text]

    def piece(self, token: int) -> bytes:
        return bytes([32 + token])

    def ends(self, token: int) -> bool:
        return token == END

    def rule(self, constraint: Constraint) -> SourceRule:
        pieces = Pieces(self.piece(token) if token != END else b"" for token in range(VOCABULARY))
        return SourceRule(pieces, [END], SourceOrder(constraint.source, constraint.joints))

    def decode(self, rows: Sequence[Row]) -> dict[int, np.ndarray]:
        assert 0 < len(rows) <= max(self.limits.batch_tokens, self.limits.sequences)
        if self.interrupt_next:
            self.interrupt_next = False
            raise Interrupted
        logits = {}
        for index, row in enumerate(rows):
            cells = self.cells.setdefault(row.sequence, [])
            assert row.position == len(cells), f"sequence {row.sequence} has {len(cells)}, not {row.position}"
            cells.append(row.token)
            if row.wanted:
                logits[index] = np.eye(VOCABULARY)[self.next_of(cells)]
        self.read += len(rows)
        self.batches.append(list(rows))
        return logits

    def next_of(self, cells: Sequence[int]) -> int:
        return (sum((place + 1) * token for place, token in enumerate(cells)) * 31 + len(cells)) % VOCABULARY

    def fork(self, source: int, target: int, tokens: int) -> None:
        assert not self.cells.get(target), "the target is empty"
        self.cells[target] = self.cells[source][:tokens]

    def forget(self, sequence: int, *, since: int = 0) -> bool:
        self.cells[sequence] = self.cells.get(sequence, [])[:since]
        return True

    def recall(self, sequence: int, tokens: Sequence[int]) -> bool:
        if tuple(tokens) not in self.kept:
            return False
        self.cells[sequence] = list(tokens)
        return True

    def remember(self, sequence: int, tokens: Sequence[int]) -> None:
        assert self.cells[sequence] == list(tokens)
        self.kept.add(tuple(tokens))

    def text_alone(self, request: GenerationRequest) -> str:
        cells = self.prompt_tokens(request.messages)
        text = ""
        while len(text) < request.max_tokens and len(cells) < self.context_tokens:
            token = self.next_of(cells)
            if token == END:
                break
            cells.append(token)
            text += self.piece(token).decode()
        return text


class Heard:
    def __init__(self) -> None:
        self.done: dict[int, Any] = {}
        self.begun: list[int] = []
        self.tokens: dict[int, list[int]] = {}

    def on_begun(self, request_id: int) -> None:
        self.begun.append(request_id)

    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None:
        self.tokens[request_id] = tokens

    def on_done(self, request_id: int, result: object) -> None:
        assert request_id not in self.done, "each is told once"
        self.done[request_id] = result


def request(
    text: str, *, shared: str = "", max_tokens: int = 12, stop: tuple[str, ...] = (), fixed: int = 0
) -> GenerationRequest:
    messages = (Message(Role.SYSTEM, shared), Message(Role.USER, text))
    return GenerationRequest(messages=messages, max_tokens=max_tokens, stop=stop, fixed=fixed)


def run(model: CountingModel, requests: Sequence[GenerationRequest]) -> Heard:
    heard = Heard()
    batcher = Batcher(model, heard)
    for number, each in enumerate(requests):
        batcher.add(number, 1, each)
    while batcher.busy:
        batcher.step()
    return heard


@pytest.mark.parametrize("seed", range(20))
def test_every_request_gets_the_text_that_it_would_get_alone(seed: int) -> None:
    generator = random.Random(seed)
    shared = "examples " * generator.randrange(6)
    requests = [
        request(
            "".join(generator.choices("abcdefgh ", k=generator.randrange(1, 60))),
            shared=shared if generator.random() < 0.8 else "another beginning, rather long",
            max_tokens=generator.randrange(1, 30),
        )
        for _ in range(25)
    ]
    model = CountingModel(can_fork=generator.random() < 0.8)

    heard = run(model, requests)

    assert [heard.done[number].text for number in range(25)] == [model.text_alone(each) for each in requests]


def test_a_shared_beginning_is_read_once() -> None:
    shared = "x" * (3 * MIN_SHARED_TOKENS)
    requests = [request(f"{number} end", shared=shared, max_tokens=1) for number in range(10)]
    model = CountingModel()

    heard = run(model, requests)

    assert model.read < len(shared) + 10 * 10
    assert sum(completion.prompt_tokens for completion in heard.done.values()) <= model.read


def test_a_fixed_beginning_is_kept_and_not_read_again_by_the_next_run() -> None:
    shared = "x" * (2 * MIN_KEPT_TOKENS)
    requests = [request(f"The {number} end", shared=shared, max_tokens=3, fixed=1) for number in range(6)]
    first = CountingModel(context_tokens=500)
    heard = run(first, requests)
    assert {len(kept) for kept in first.kept} == {len(shared)}, "the fixed messages and nothing of the others"
    second = CountingModel(context_tokens=500)
    second.kept = first.kept
    again = run(second, requests)
    assert [again.done[n].text for n in range(6)] == [heard.done[n].text for n in range(6)]
    assert second.read <= first.read - len(shared)


def test_what_a_student_s_documents_share_is_never_kept() -> None:
    model = CountingModel(context_tokens=500)
    run(model, [request(f"{number}", shared="z" * 300) for number in range(4)])
    assert not model.kept


def test_nothing_stays_in_the_cache_but_the_shared_beginning() -> None:
    model = CountingModel()
    run(model, [request(f"{number}", shared="y" * 40) for number in range(9)])
    assert {sequence for sequence, cells in model.cells.items() if cells} == {PREFIX}


def test_a_dropped_request_is_not_heard_of_again_and_frees_its_place() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Batcher(model, heard)
    batcher.add(1, 1, request("first", max_tokens=100))
    batcher.add(2, 1, request("second", max_tokens=2))
    batcher.step()
    batcher.drop([1])
    while batcher.busy:
        batcher.step()
    assert list(heard.done) == [2]


def test_an_interrupted_decode_is_done_again() -> None:
    model, heard = CountingModel(), Heard()
    batcher = Batcher(model, heard)
    asked = request("some words", max_tokens=9)
    batcher.add(1, 1, asked)
    for turn in range(40):
        model.interrupt_next = turn % 2 == 0
        batcher.step()
    assert heard.done[1].text == model.text_alone(asked)


def test_texts_go_on_while_a_long_prompt_is_read() -> None:
    model, heard = CountingModel(Limits(batch_tokens=64)), Heard()
    batcher = Batcher(model, heard)
    batcher.add(1, 1, request("a", max_tokens=50))
    batcher.step()
    before = len(model.cells[1])
    batcher.add(2, 2, request("b" * 100, max_tokens=1))
    batcher.step()
    assert len(model.cells[1]) == before + 1
    assert model.cells[2]
    assert not heard.done


@pytest.mark.parametrize("seed", range(10))
def test_no_decode_takes_a_path_of_other_rounding(seed: int) -> None:
    """Runs of one sequence of 2 to 63 tokens, or single tokens of two or more neighbours; nothing else."""
    generator = random.Random(seed)
    model = CountingModel(Limits(sequences=generator.randrange(3, 9), batch_tokens=64))
    shared = "s" * generator.choice((0, 49, 50, 97, 100))
    run(
        model,
        [
            request("p" * generator.randrange(1, 99), shared=shared, max_tokens=generator.randrange(1, 20))
            for _ in range(20)
        ],
    )
    for batch in model.batches:
        sequences = [row.sequence for row in batch]
        if len(set(sequences)) == 1:
            assert 2 <= len(batch) < 64
        else:
            assert sequences == list(range(sequences[0], sequences[0] + len(batch)))


def test_groups_take_turns() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Batcher(model, heard)
    for number in range(10):
        batcher.add(number, 1, request(f"long job {number}", max_tokens=3))
    batcher.add(99, 2, request("short job", max_tokens=1))
    while 99 not in heard.done:
        batcher.step()
    assert len(heard.done) <= 3


def test_a_preferred_group_goes_first_and_the_others_are_not_forgotten() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Batcher(model, heard)
    for number in range(40):
        batcher.add(number, 1, request(f"long job {number}", max_tokens=3))
    for number in range(100, 140):
        batcher.add(number, 2, request(f"what is looked at {number}", max_tokens=3))
    batcher.prefer([2])
    while len(heard.done) < 40:
        batcher.step()
    preferred = sum(number >= 100 for number in heard.done)
    assert preferred >= 32
    assert 40 - preferred >= 4


def test_a_preference_may_change_while_texts_are_written() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Batcher(model, heard)
    for number in range(30):
        batcher.add(number, 1 + number % 2, request(f"job {number}", max_tokens=3))
    batcher.prefer([1])
    while len(heard.done) < 6:
        batcher.step()
    batcher.prefer([2])
    first = set(heard.done)
    while len(heard.done) < 18:
        batcher.step()
    later = set(heard.done) - first
    assert sum(number % 2 == 1 for number in later) >= 8


def test_a_text_ends_before_the_first_stop_string() -> None:
    model = CountingModel()
    whole = model.text_alone(request("stop here", max_tokens=20))
    stop = whole[4:6]
    heard = run(model, [request("stop here", max_tokens=20, stop=(stop, "never"))])
    assert heard.done[0] == Completion(whole[: whole.index(stop)], FinishReason.END, 9, heard.done[0].generated_tokens)


def test_a_text_that_reaches_its_limit_says_so() -> None:
    heard = run(CountingModel(), [request("abc", max_tokens=1)])
    assert heard.done[0].finish is FinishReason.LENGTH


def test_a_prompt_without_room_ends_at_once_and_empty() -> None:
    heard = run(CountingModel(context_tokens=20), [request("z" * 50), request("fits")])
    assert heard.done[0] == Completion("", FinishReason.LENGTH, 0, 0)
    assert heard.done[1].text


def test_characters_are_not_torn_when_their_bytes_come_in_several_tokens() -> None:
    class Accents(CountingModel):
        def piece(self, token: int) -> bytes:
            return [b"\xc3", b"\xa9"][len(self.batches) % 2]

    heard = run(Accents(), [request("e", max_tokens=8)])
    assert set(heard.done[0].text) <= {"é"}


def test_a_text_goes_on_from_what_another_run_had_written() -> None:
    asked = request("begin", shared="s" * 40, max_tokens=30)
    whole = CountingModel().text_alone(asked)
    for known in range(len(whole)):
        model, heard = CountingModel(), Heard()
        batcher = Batcher(model, heard)
        batcher.add(1, 1, asked, written=[ord(letter) - 32 for letter in whole[:known]])
        while batcher.busy:
            batcher.step()
        assert heard.done[1].text == whole
        assert heard.done[1].generated_tokens == len(whole)


def test_what_is_told_on_the_way_is_enough_to_go_on_from() -> None:
    model, heard = CountingModel(), Heard()
    batcher = Batcher(model, heard, clock=lambda: 1e9)
    asked = request("word", max_tokens=20)
    batcher.add(1, 1, asked)
    batcher.step()
    assert heard.begun == [1]
    told = "".join(model.piece(token).decode() for token in heard.tokens[1])
    assert told
    assert model.text_alone(asked).startswith(told)


def scores(model: CountingModel, requests: Sequence[ScoreRequest], *texts: GenerationRequest) -> Heard:
    """As `run`, with texts written beside the scores; these have the numbers from 100 on."""
    heard = Heard()
    batcher = Batcher(model, heard)
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
        batcher = Batcher(model, heard)
        batcher.add(0, 1, held("again"), written=tokens[:known])
        while batcher.busy:
            batcher.step()
        assert heard.done[0].text == whole.text


def test_a_constraint_that_no_text_can_meet_is_refused() -> None:
    asked = GenerationRequest(messages=held("x").messages, max_tokens=9, constraint=Constraint(source="..."))
    with pytest.raises(BadConstraint):
        Batcher(CountingModel(), Heard()).add(1, 1, asked)
