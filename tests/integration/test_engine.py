"""The engine with the embedded model: texts, cancel, crashes, broken files."""

from __future__ import annotations

import itertools
import os
import re
import signal
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, JobCancelled, StudyleafError
from resources import sample_document
from tests.integration.cancelling import cancel_many
from tests.integration.killed_children import make_notes
from workers.llm.effort import Speed
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile, embedded_model
from workers.llm.plan import Setup
from workers.llm.probe import probe
from workers.llm.protocol import Completion, Constraint, GenerationRequest, Message, Role, Score, ScoreRequest

pytestmark = pytest.mark.shares_threads  # the engine outlives each test; its fixture closes it

CANCEL_LIMIT_S = 1.0
"""What the product promises; measured loosely here, exactly in the benchmark."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    model = embedded_model()
    assert model is not None
    engine = Engine(model)
    yield engine
    engine.close()


def request(text: str, *, max_tokens: int = 24) -> GenerationRequest:
    messages = (
        Message(Role.SYSTEM, "You rewrite sentences so that they are short and clear."),
        Message(Role.USER, "Rewrite: The cat, which was black, sat on the mat that lay in the hall."),
        Message(Role.ASSISTANT, "The black cat sat on the mat."),
        Message(Role.USER, f"Rewrite: {text}"),
    )
    return GenerationRequest(messages=messages, max_tokens=max_tokens)


SENTENCES = [
    "The experiment, which was repeated many times, showed that water boils at a lower temperature on mountains.",
    "Encoding is the process of turning what we perceive into a form that the brain can store.",
    "Short.",
    "In 1956 George Miller published a paper about the magical number seven, plus or minus two.",
    "Chunking is the grouping of single items into larger units that have a meaning.",
    "A night without sleep harms memory twice, because it reduces what can be encoded on the next day.",
]


def texts(engine: Engine, requests: list[GenerationRequest]) -> list[str]:
    found = dict(engine.generate(requests, cancel=CancelToken()))
    return [found[index].text for index in range(len(requests))]


EXAMPLES = tuple(
    Message(role, text)
    for number in range(6)
    for role, text in (
        (
            Role.USER,
            f"Rewrite: The river number {number}, which is long and wide, flows through the valley to the sea.",
        ),
        (Role.ASSISTANT, f"The long, wide river number {number} flows through the valley to the sea."),
    )
)
"""Some 300 tokens: llama.cpp's attention changes its ways at 256 and at 512."""


def test_texts_written_together_are_those_written_alone(engine: Engine) -> None:
    short = [request(sentence) for sentence in SENTENCES]
    long = [GenerationRequest(messages=(*EXAMPLES, *each.messages[1:]), max_tokens=40) for each in short]
    requests = [*short, *long]
    together = texts(engine, requests)
    alone = [texts(engine, [each])[0] for each in requests]
    assert together == alone
    assert all(together)


def test_scores_are_those_of_texts_scored_alone_and_the_model_s_own_text_wins(engine: Engine) -> None:
    asked = request(SENTENCES[1], max_tokens=12)
    own = texts(engine, [asked])[0]
    answers = [own, own[::-1], "Chunking."]
    requests = [ScoreRequest(messages=asked.messages, text=answer) for answer in answers]
    together = dict(engine.score(requests, cancel=CancelToken()))
    alone = [dict(engine.score([each], cancel=CancelToken()))[0] for each in requests]
    assert [together[index].log_likelihoods for index in range(3)] == [each.log_likelihoods for each in alone]
    assert max(together, key=lambda index: together[index].per_token) == 0


def test_texts_and_scores_in_one_batch_are_those_that_each_kind_gives_alone(engine: Engine) -> None:
    asked = [request(sentence, max_tokens=24) for sentence in SENTENCES]
    opening = asked[0].messages[:1]
    readings = [
        ScoreRequest(messages=(*opening, Message(Role.USER, sentence[:20])), text=word)
        for sentence in SENTENCES
        for word in ("memory", "sleep", "water")
    ]
    done = dict(engine.work([*asked, *readings], cancel=CancelToken()))
    written = [done[number] for number in range(len(asked))]
    assert [each.text for each in written if isinstance(each, Completion)] == texts(engine, asked)
    alone = dict(engine.score(readings, cancel=CancelToken()))
    read = [done[len(asked) + number] for number in range(len(readings))]
    scores = [each.log_likelihoods for each in read if isinstance(each, Score)]
    assert scores == [alone[number].log_likelihoods for number in range(len(readings))]


def test_after_cancels_no_sequence_holds_anything_but_the_shared_beginning(engine: Engine) -> None:
    requests = [request(sentence, max_tokens=60) for sentence in SENTENCES * 4]
    texts(engine, [request(sentence, max_tokens=1) for sentence in SENTENCES])
    longest = cancel_many(engine, requests, count=10)
    assert longest < 2 * CANCEL_LIMIT_S
    cells = engine.cells()
    assert cells[0].held
    assert all(each.held == each.owned for each in cells)
    assert all(each.held <= cells[0].held for each in cells)


def test_a_text_that_is_held_to_its_source_has_the_source_s_words_in_their_order(engine: Engine) -> None:
    joints = ("is", "and", "that")
    held = [
        replace(request(sentence, max_tokens=48), constraint=Constraint(source=sentence, joints=joints))
        for sentence in SENTENCES
    ]
    found = texts(engine, held)
    assert found == [texts(engine, [each])[0] for each in held]
    for text, sentence in zip(found, SENTENCES, strict=True):
        source = [word.strip(".,").lower() for word in sentence.split()]
        words = [word.strip(".,").lower() for word in text.split()]
        place = 0
        for word in words[:-1]:  # the last may be cut off
            if word in source[place:]:
                place = source.index(word, place) + 1
            else:
                assert word in joints
        assert words


def test_a_text_that_is_held_to_a_grammar_fits_it(engine: Engine) -> None:
    grammar = 'root ::= "{" number ("," number)? "}"\nnumber ::= [0-9] [0-9]?'
    asked = replace(request(SENTENCES[3]), constraint=Constraint(grammar=grammar))
    [text] = texts(engine, [asked])
    assert re.fullmatch(r"\{\d\d?(,\d\d?)?\}", text)


@pytest.mark.parametrize("constraint", [Constraint(grammar="root ::= ("), Constraint(source="...")])
def test_a_constraint_that_cannot_be_met_is_told(engine: Engine, constraint: Constraint) -> None:
    with pytest.raises(StudyleafError) as raised:
        texts(engine, [request(SENTENCES[0]), replace(request(SENTENCES[1]), constraint=constraint)])
    assert raised.value.code is ErrorCode.INPUT_INVALID
    assert texts(engine, [request(SENTENCES[0])])


def test_text_is_streamed_as_it_grows(engine: Engine) -> None:
    heard: list[str] = []
    for _ in engine.generate(
        [request(SENTENCES[0], max_tokens=60)], cancel=CancelToken(), on_text=lambda _, text: heard.append(text)
    ):
        pass
    assert heard
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(heard))


def test_two_threads_share_the_model(engine: Engine) -> None:
    results: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda n=n: results.update({n: texts(engine, [request(SENTENCES[n])])})) for n in (0, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {n: texts(engine, [request(SENTENCES[n])]) for n in (0, 1)}


def test_a_cancel_stops_within_a_second_also_inside_a_long_prompt(engine: Engine) -> None:
    long_prompt = request("word " * 800, max_tokens=100)
    cancel = CancelToken()
    threading.Timer(0.3, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(JobCancelled):
        list(engine.generate([long_prompt] * 4, cancel=cancel))
    assert time.monotonic() - began < 0.3 + 2 * CANCEL_LIMIT_S
    assert texts(engine, [request(SENTENCES[1])])


def test_a_killed_child_is_replaced_and_the_texts_are_the_same(engine: Engine) -> None:
    requests = [request(sentence) for sentence in SENTENCES]
    undisturbed = texts(engine, requests)
    found: dict[int, Completion] = {}
    for index, completion in engine.generate(requests, cancel=CancelToken()):
        if not found:
            assert engine.child_pid
            os.kill(engine.child_pid, signal.SIGTERM)
        found[index] = completion
    assert [found[index].text for index in range(len(requests))] == undisturbed


def test_children_that_crash_twice_over_one_request_are_an_error_with_a_sentence(engine: Engine) -> None:
    ended = threading.Event()

    def crash_each() -> None:
        before = None
        while not ended.wait(0.005):
            if engine.child_pid != before:
                before = engine.child_pid
                crash(engine)

    crashing = threading.Thread(target=crash_each)
    crashing.start()
    with pytest.raises(StudyleafError) as raised:
        texts(engine, [request(sentence, max_tokens=60) for sentence in SENTENCES * 3])
    ended.set()
    crashing.join()
    assert raised.value.code is ErrorCode.ENGINE_FAILED


def crash(engine: Engine) -> None:
    if engine.child_pid:
        os.kill(engine.child_pid, signal.SIGSEGV)


def test_notes_are_the_same_when_children_are_killed_again_and_again() -> None:
    calm = make_notes(sample_document(), kills=0)
    disturbed = make_notes(sample_document(), kills=6)
    assert disturbed.killed == 6
    assert (disturbed.status, disturbed.note) == (calm.status, calm.note)


def test_a_paused_engine_keeps_what_it_has_begun_and_goes_on(engine: Engine) -> None:
    requests = [request(sentence, max_tokens=60) for sentence in SENTENCES]
    undisturbed = texts(engine, requests)
    heard, waited = threading.Event(), threading.Event()
    cancel = CancelToken()
    cancel.when_waiting = lambda: waited.set() if heard.is_set() else None
    found: dict[int, Completion] = {}

    def pause_once(_index: int, _text: str) -> None:
        if not heard.is_set():
            engine.pause()
            heard.set()

    def write() -> None:
        found.update(engine.generate(requests, cancel=cancel, on_text=pause_once))

    writing = threading.Thread(target=write)
    writing.start()
    assert heard.wait(60)
    assert waited.wait(10), "who waits for a paused engine is told so"
    time.sleep(0.5)
    before, pid = engine.cells(), engine.child_pid
    time.sleep(0.5)
    assert engine.cells() == before
    assert any(each.held > before[0].held for each in before[1:]), "sequences are kept"
    engine.resume()
    writing.join()
    assert engine.child_pid == pid
    assert [found[index].text for index in range(len(requests))] == undisturbed


@pytest.mark.parametrize("speed", [Speed.FULL, Speed.QUIET])
def test_texts_are_the_same_at_every_speed(engine: Engine, speed: Speed) -> None:
    requests = [request(sentence) for sentence in SENTENCES]
    balanced = texts(engine, requests)
    engine.use_speed(speed)
    try:
        assert texts(engine, requests) == balanced
    finally:
        engine.use_speed(Speed.BALANCED)


@pytest.mark.parametrize(
    "setup",
    [
        Setup(threads=1),
        Setup(threads=2, lanes=1),
        Setup(threads=1, decode_rows=60, batch_tokens=512),
        Setup(threads=2, decode_rows=2, batch_tokens=64),
    ],
)
def test_texts_are_the_same_whatever_was_measured_to_be_best(engine: Engine, setup: Setup) -> None:
    model = embedded_model()
    assert model is not None
    other = Engine(model, setup=setup)
    long = [GenerationRequest(messages=(*EXAMPLES, *request(s).messages[1:]), max_tokens=24) for s in SENTENCES]
    long += [replace(each, messages=(*EXAMPLES, *each.messages)) for each in long[:2]]
    try:
        assert texts(other, long) == texts(engine, long)
    finally:
        other.close()


def test_the_owner_that_is_looked_at_goes_first(engine: Engine) -> None:
    finished: list[str] = []
    engine.prefer("looked at")

    def write(owner: str, times: int) -> None:
        asked = [request(f"{owner} {sentence}") for sentence in SENTENCES * times]
        finished.extend(owner for _ in engine.for_owner(owner).generate(asked, cancel=CancelToken()))

    threads = [threading.Thread(target=write, args=each) for each in (("another", 8), ("looked at", 4))]
    for thread in threads:
        thread.start()
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    engine.prefer("")
    assert finished[-1] == "another"
    assert "another" in finished[: finished.index("looked at") + 24]


def test_unloading_frees_the_child_and_the_next_request_loads_again(engine: Engine) -> None:
    texts(engine, [request("One.", max_tokens=1)])
    engine.unload()
    assert engine.child_pid is None
    assert texts(engine, [request("Two.", max_tokens=4)])


def test_an_idle_child_is_unloaded() -> None:
    model = embedded_model()
    assert model is not None
    engine = Engine(model, idle_unload_s=0.2)
    texts(engine, [request("One.", max_tokens=1)])
    deadline = time.monotonic() + 30
    while engine.child_pid and time.monotonic() < deadline:
        time.sleep(0.05)
    assert engine.child_pid is None
    engine.close()


@pytest.mark.parametrize("kind", ["cut", "noise"])
def test_a_broken_model_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    model = embedded_model()
    assert model is not None
    path = tmp_path / "broken.gguf"
    with model.path.open("rb") as stream:
        start = stream.read(4_000_000)
    path.write_bytes(start if kind == "cut" else b"GGUF" + struct.pack("<IQQ", 3, 5, 5) + bytes(range(256)) * 100)
    with pytest.raises(StudyleafError) as raised:
        probe(ModelFile("broken", path))
    assert raised.value.code is ErrorCode.MODEL_INVALID
