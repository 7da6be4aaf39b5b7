"""The batcher carries texts through the model together, and each comes out as it would alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.unit.llm.counting_model import END, Alone, CountingModel, Heard, Limits, request, run
from workers.llm.protocol import Completion, FinishReason, Message, Role, ScoreRequest
from workers.llm.sequences import MIN_KEPT_TOKENS, MIN_SHARED_TOKENS


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
    asked = [request(f"{number}", shared="y" * 40) for number in range(9)]
    run(model, asked)
    shared = model.prompt_tokens(asked[0].messages)[:40]
    assert {tuple(cells) for cells in model.cells.values()} <= {(), tuple(shared)}


def test_a_dropped_request_is_not_heard_of_again_and_frees_its_place() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Alone(model, heard)
    batcher.add(1, 1, request("first", max_tokens=100))
    batcher.add(2, 1, request("second", max_tokens=2))
    batcher.step()
    batcher.drop([1])
    while batcher.busy:
        batcher.step()
    assert list(heard.done) == [2]


def test_an_interrupted_decode_is_done_again() -> None:
    model, heard = CountingModel(), Heard()
    batcher = Alone(model, heard)
    asked = request("some words", max_tokens=9)
    batcher.add(1, 1, asked)
    for turn in range(40):
        model.interrupt_next = turn % 2 == 0
        batcher.step()
    assert heard.done[1].text == model.text_alone(asked)


def test_texts_go_on_while_a_long_prompt_is_read() -> None:
    model, heard = CountingModel(Limits(batch_tokens=64)), Heard()
    batcher = Alone(model, heard)
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
    generator = random.Random(seed)
    limits = Limits(generator.randrange(3, 9), batch_tokens=64, decode_rows=generator.choice((1, 4, 15, 60)))
    model = CountingModel(limits)
    shared = "s" * generator.choice((0, 49, 50, 97, 100))
    run(
        model,
        [
            request("p" * generator.randrange(1, 99), shared=shared, max_tokens=generator.randrange(1, 20))
            for _ in range(20)
        ],
    )
    for batch in model.batches:
        lengths = Counter(row.sequence for row in batch)
        assert [row.sequence for row in batch] == sorted(row.sequence for row in batch)
        assert len(set(lengths.values())) == 1
        assert min(lengths.values()) >= 2


def test_prompts_that_begin_together_are_read_together() -> None:
    shared = "s" * 40
    requests = [request(f"{n}" + "p" * (19 + n), shared=shared, max_tokens=1) for n in range(8)]
    model = CountingModel(Limits(sequences=9, batch_tokens=256))
    run(model, requests)
    reading = [batch for batch in model.batches if len({row.sequence for row in batch}) > 1]
    assert len(reading) == 2
    assert model.read < 40 + 8 * 30


def test_what_a_text_repeats_of_its_request_takes_few_decodes() -> None:
    class Repeating(CountingModel):
        """Writes its request again, and then its end."""

        def next_of(self, cells: Sequence[int]) -> int:
            written = len(cells) - len(repeated)
            return repeated[written] if written < len(repeated) else END

    text = "IT-REPEATS-NEARLY-EVERYTHING-THAT-WAS-SAID-TO-IT"
    repeated = CountingModel().continuation_tokens(text)
    model = Repeating()
    heard = run(model, [request(text, max_tokens=100)])
    assert heard.done[0].text == text
    assert heard.done[0].generated_tokens == len(repeated)
    assert len(model.batches) < len(repeated) / 3


def test_texts_to_score_under_one_prompt_read_it_once() -> None:
    model, heard = CountingModel(), Heard()
    batcher = Alone(model, heard)
    prompt = (Message(Role.USER, "The capital of a country that is meant here is"),)
    for number, text in enumerate(TEXTS):
        batcher.add_score(number, 1, ScoreRequest(messages=prompt, text=text))
    alone = [score_alone(prompt, text) for text in TEXTS]
    batcher.drop([2])
    while batcher.busy:
        batcher.step()
    assert [heard.done[number].log_likelihoods for number in (0, 1, 3, 4)] == [alone[n] for n in (0, 1, 3, 4)]
    assert model.read < len(prompt[0].content) + 5 * 8


TEXTS = (" PARIS", " ROME", " LIMA", "?", " OSLO")


def score_alone(prompt: tuple[Message, ...], text: str) -> tuple[float, ...]:
    model, heard = CountingModel(), Heard()
    batcher = Alone(model, heard)
    batcher.add_score(0, 1, ScoreRequest(messages=prompt, text=text))
    while batcher.busy:
        batcher.step()
    found: tuple[float, ...] = heard.done[0].log_likelihoods
    return found


@pytest.mark.parametrize("seed", range(10))
def test_every_sequence_holds_what_it_should(seed: int) -> None:
    generator = random.Random(seed)
    model = CountingModel(Limits(generator.randrange(3, 9)))
    batcher = Alone(model, Heard())
    for number in range(30):
        shared = generator.choice(("", "s" * 30, "s" * 70, "another beginning that is shared"))
        batcher.add(number, number % 3, request("p" * generator.randrange(40), shared=shared, max_tokens=9))
        if generator.random() < 0.5:
            batcher.step()
        if generator.random() < 0.3:
            batcher.drop([generator.randrange(number + 1)])
        assert [len(model.cells.get(n, ())) for n in range(model.limits.sequences)] == batcher.owned_cells()


def test_groups_take_turns() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Alone(model, heard)
    for number in range(10):
        batcher.add(number, 1, request(f"long job {number}", max_tokens=3))
    batcher.add(99, 2, request("short job", max_tokens=1))
    while 99 not in heard.done:
        batcher.step()
    assert len(heard.done) <= 3


def test_a_preferred_group_goes_first_and_the_others_are_not_forgotten() -> None:
    model, heard = CountingModel(Limits(sequences=3)), Heard()
    batcher = Alone(model, heard)
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
    batcher = Alone(model, heard)
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
        batcher = Alone(model, heard)
        batcher.add(1, 1, asked, written=[ord(letter) - 32 for letter in whole[:known]])
        while batcher.busy:
            batcher.step()
        assert heard.done[1].text == whole
        assert heard.done[1].generated_tokens == len(whole)


def test_what_is_told_on_the_way_is_enough_to_go_on_from() -> None:
    model, heard = CountingModel(), Heard()
    batcher = Alone(model, heard, clock=lambda: 1e9)
    asked = request("word", max_tokens=20)
    batcher.add(1, 1, asked)
    batcher.step()
    assert heard.begun == [1]
    told = "".join(model.piece(token).decode() for token in heard.tokens[1])
    assert told
    assert model.text_alone(asked).startswith(told)
