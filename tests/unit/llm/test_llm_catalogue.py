"""Which models can be downloaded, and from where a catalogue is believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from workers.llm.catalogue import FILE_NAME, find_entry, read_catalogue
from workers.llm.download import _sha256
from workers.llm.model_files import EMBEDDED_NAME, embedded_model

SHA = "a" * 64
GOOD = f'[[model]]\nname = "Tiny"\nfile = "t/Tiny.Q8_0.gguf"\nsize_bytes = 5\nsha256 = "{SHA}"\nlicence = "MIT"\n'


def test_our_own_entry_of_the_embedded_model_is_the_embedded_model(tmp_path: Path) -> None:
    entry, model = find_entry(EMBEDDED_NAME.lower(), tmp_path), embedded_model()
    assert entry
    assert model
    assert (entry.size_bytes, entry.sha256) == (model.size_bytes, _sha256(model.path, CancelToken()))
    assert entry.file == model.path.name


def test_a_catalogue_in_the_models_folder_adds_to_ours(tmp_path: Path) -> None:
    ours = {entry.name for entry in read_catalogue(tmp_path)}
    (tmp_path / FILE_NAME).write_text(GOOD)
    assert EMBEDDED_NAME in ours
    assert {entry.name for entry in read_catalogue(tmp_path)} == ours | {"Tiny"}
    assert find_entry("TINY", tmp_path)
    assert find_entry("other", tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "model = 3",
        "[[model",
        GOOD.replace("Tiny.Q8", "../../evil"),
        GOOD.replace("t/Tiny", "http://elsewhere/Tiny"),
        GOOD.replace("t/Tiny", "/etc/Tiny"),
        GOOD.replace('"Tiny"', '"../Tiny"'),
        GOOD.replace(SHA, "abc"),
        GOOD.replace("size_bytes = 5", "size_bytes = 0"),
        GOOD.replace("size_bytes = 5", 'size_bytes = "5"'),
        GOOD.replace('licence = "MIT"', 'licence = ""'),
        GOOD.replace('licence = "MIT"\n', ""),
        GOOD + "price = 3",
    ],
)
def test_an_entry_that_cannot_be_trusted_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(StudyleafError) as raised:
        read_catalogue(tmp_path)
    assert raised.value.code is ErrorCode.INPUT_INVALID
    assert FILE_NAME in raised.value.sentence
