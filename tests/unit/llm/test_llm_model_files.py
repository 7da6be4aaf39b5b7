"""Finding, refusing and adding models."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import ErrorCode, StudyleafError
from workers.llm import sizing
from workers.llm.gguf import GgufHeader
from workers.llm.model_files import EMBEDDED_NAME, ModelFile, add_model, embedded_model, list_models, resolve


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


def test_a_model_that_does_not_fit_is_refused_with_both_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.gguf"
    path.write_bytes(b"GGUF")
    monkeypatch.setattr(sizing.psutil, "virtual_memory", lambda: SimpleNamespace(available=321 * 2**20))
    with pytest.raises(StudyleafError) as raised:
        sizing.check_fits(ModelFile("huge", path), header(layers=48, embedding=4096))
    assert code_of(raised) is ErrorCode.MODEL_TOO_LARGE
    assert "321 MB" in raised.value.sentence
