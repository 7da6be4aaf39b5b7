"""Finding, refusing and adding models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import ErrorCode, StudyleafError
from workers.llm import model_files, sizing
from workers.llm.gguf import GgufError, GgufHeader
from workers.llm.model_files import (
    EMBEDDED_NAME,
    ModelFile,
    add_model,
    embedded_model,
    install_model,
    list_models,
    remove_model,
    resolve,
)
from workers.llm.plan import Setup


def code_of(raised: pytest.ExceptionInfo[StudyleafError]) -> ErrorCode:
    return raised.value.code


def test_no_name_means_the_embedded_model(tmp_path: Path) -> None:
    model = resolve("", tmp_path)
    assert model == embedded_model()
    assert model.header().architecture == "llama"


def test_a_model_is_found_by_name_whatever_the_case_and_by_path(tmp_path: Path) -> None:
    embedded = resolve("", tmp_path)
    copy = tmp_path / "Other-Model.gguf"
    copy.symlink_to(embedded.path)
    assert resolve(EMBEDDED_NAME.upper(), tmp_path) == embedded
    assert resolve("other-model", tmp_path).path == copy
    assert resolve(str(copy), tmp_path / "elsewhere").path == copy


def test_an_unknown_name_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StudyleafError) as raised:
        resolve("no-such-model", tmp_path)
    assert code_of(raised) is ErrorCode.MODEL_MISSING


@pytest.mark.parametrize("content", [b"", b"GGUF", b"%PDF-1.4 something else entirely"])
def test_a_file_that_is_no_model_is_refused_before_anything_loads(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    with pytest.raises(StudyleafError) as raised:
        resolve(str(path), tmp_path)
    assert code_of(raised) is ErrorCode.MODEL_INVALID


def test_a_model_is_copied_only_after_it_was_tried(tmp_path: Path) -> None:
    source, folder = tmp_path / "new.gguf", tmp_path / "models"
    folder.mkdir()
    source.symlink_to(resolve("", tmp_path).path)

    def refuse(_model: ModelFile) -> None:
        raise StudyleafError(ErrorCode.MODEL_INVALID, name="new.gguf")

    with pytest.raises(StudyleafError):
        add_model(source, folder, probe=refuse)
    assert list(folder.iterdir()) == []
    added = add_model(source, folder, probe=lambda _model: None)
    assert added in list_models(folder)
    assert added.fingerprint() == ModelFile("x", source).fingerprint()


def test_a_model_is_removed_from_the_folder_and_from_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "mine.gguf").write_bytes(b"not even a model")
    outside = tmp_path / "outside.gguf"
    outside.write_bytes(b"x")
    assert remove_model("MINE", folder).name == "mine"
    assert list(folder.iterdir()) == []
    for name, code in (
        ("mine", ErrorCode.MODEL_MISSING),
        ("", ErrorCode.MODEL_MISSING),
        (EMBEDDED_NAME, ErrorCode.MODEL_FIXED),
        (str(outside), ErrorCode.MODEL_FIXED),
    ):
        with pytest.raises(StudyleafError) as raised:
            remove_model(name, folder)
        assert code_of(raised) is code
    assert outside.exists()


def test_a_checked_file_becomes_a_model_when_it_can_write(tmp_path: Path) -> None:
    embedded = embedded_model()
    assert embedded
    part = tmp_path / ".download-x"
    part.symlink_to(embedded.path)

    def refuse(_model: ModelFile) -> None:
        raise StudyleafError(ErrorCode.MODEL_INVALID, name="x")

    with pytest.raises(StudyleafError):
        install_model(part, "Tiny", tmp_path, probe=refuse)
    assert list_models(tmp_path) == [embedded]
    assert install_model(part, "Tiny", tmp_path, probe=lambda _model: None) in list_models(tmp_path)


def test_the_fingerprint_tells_files_of_one_size_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one.gguf", tmp_path / "other.gguf"
    one.write_bytes(b"a" * 5_000_000)
    other.write_bytes(b"a" * 2_500_000 + b"b" + b"a" * 2_499_999)
    assert ModelFile("m", one).fingerprint() != ModelFile("m", other).fingerprint()


def header(*, layers: int, embedding: int) -> GgufHeader:
    return GgufHeader("llama", "", 1, 4096, layers, embedding, 16, 16, True)


def test_a_model_with_large_caches_writes_fewer_texts_at_a_time() -> None:
    small, large = header(layers=10, embedding=256), header(layers=48, embedding=4096)
    assert sizing.sequence_count(small) == sizing.MAX_SEQUENCES
    assert sizing.sequence_count(large) == sizing.MIN_SEQUENCES


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many MB of memory are free."""

    def leave(megabytes: int) -> None:
        monkeypatch.setattr(sizing.psutil, "virtual_memory", lambda: SimpleNamespace(available=megabytes * 2**20))

    return leave


def test_a_model_that_does_not_fit_is_refused_with_both_figures_and_a_smaller_one(
    tmp_path: Path, free: Callable[[int], None]
) -> None:
    path = tmp_path / "huge.gguf"
    path.write_bytes(b"GGUF")
    free(321)
    huge = header(layers=48, embedding=4096)
    with pytest.raises(StudyleafError) as raised:
        sizing.plan(ModelFile("huge", path), huge, sizing.default_setup())
    assert code_of(raised) is ErrorCode.MODEL_TOO_LARGE
    assert "321 MB" in raised.value.sentence
    assert raised.value.hint == "Choose a smaller model or close programs."
    embedded = embedded_model()
    assert embedded
    with pytest.raises(StudyleafError) as raised:
        sizing.plan(ModelFile("huge", path), huge, sizing.default_setup(), others=[ModelFile("huge", path), embedded])
    assert EMBEDDED_NAME in raised.value.hint


def test_where_memory_is_short_there_are_fewer_sequences_and_smaller_batches(
    tmp_path: Path, free: Callable[[int], None]
) -> None:
    model = resolve("", tmp_path)
    plans = []
    for megabytes in (8000, 600, 400, 310):
        free(megabytes)
        plans.append(sizing.plan(model, model.header(), Setup(threads=2)))
        plan = plans[-1]
        sizes = [*plan.lanes, plan.long_lane] if plan.long_lane else plan.lanes
        needed = sizing.needed_bytes(model, model.header(), sizes, batch_tokens=plan.setup.batch_tokens)
        assert needed <= megabytes * 2**20
    assert [len(plan.lanes) for plan in plans] == [2, 2, 1, 1]
    assert plans[0].lanes[0].sequences == sizing.MAX_SEQUENCES
    sequences = [plan.lanes[0].sequences for plan in plans]
    assert sequences == sorted(sequences, reverse=True)
    assert sizing.MIN_SEQUENCES <= sequences[-1] < sizing.MAX_SEQUENCES
    assert {plan.context_tokens for plan in plans} == {sizing.CONTEXT_TOKENS}


@pytest.mark.parametrize(
    ("threads", "lanes", "layers", "expected"),
    [(2, 2, 30, 2), (1, 2, 30, 1), (4, 1, 30, 1), (4, 4, 30, 2), (4, 4, 10, 4), (2, 2, 48, 1)],
)
def test_there_are_as_many_lanes_as_threads_and_memory_allow(
    free: Callable[[int], None], tmp_path: Path, threads: int, lanes: int, layers: int, expected: int
) -> None:
    free(20_000)
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF")
    shape = GgufHeader("llama", "", 1, 4096, layers, 576, 9, 3, True)
    plan = sizing.plan(ModelFile("model", path), shape, Setup(threads=threads, lanes=lanes))
    assert len(plan.lanes) == expected
    assert plan.context_tokens == sizing.CONTEXT_TOKENS
    sizes = [*plan.lanes, plan.long_lane] if plan.long_lane else plan.lanes
    assert sum(size.cells for size in sizes) * shape.kv_bytes_per_token <= sizing.CACHE_BYTES


def test_a_model_is_read_once_for_as_long_as_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.gguf"
    path.write_bytes(b"a" * 100)
    model, read = ModelFile("new", path), []

    def note_and_read(file: Path) -> GgufHeader:
        read.append(file)
        raise GgufError("it is cut off")

    first = model.fingerprint()
    assert model.fingerprint() == first
    path.write_bytes(b"b" * 101)
    assert model.fingerprint() != first
    monkeypatch.setattr(model_files, "read_header", note_and_read)
    for _ in range(2):  # what failed is tried again
        with pytest.raises(StudyleafError):
            model.header()
    assert len(read) == 2
    monkeypatch.setattr(model_files, "read_header", lambda file: read.append(file) or "header")
    assert model.header() == model.header()
    assert len(read) == 3
