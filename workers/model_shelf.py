"""The language models of this computer, for views: listed, tried, fetched, measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import psutil

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.language_models import InstalledModel, OfferedModel, Speed
from app.settings import DataFolder, cache_dir, load_settings
from app.settings_file import change_setting
from workers.llm.catalogue import find_entry, read_catalogue
from workers.llm.model_files import (
    ModelFile,
    add_model,
    embedded_model,
    install_model,
    list_models,
    remove_model,
    resolve,
)
from workers.llm.tuning import Tuner, Tuning, sample_text
from workers.self_tests import SelfTests

MEMORY_FACTOR: Final = 1.4
"""What a model takes while it writes, measured in its file's size."""
MEMORY_SHARE: Final = 0.6
"""Of the computer's memory, what a model may take before other programs suffer."""


class LocalModels:
    """The `app.language_models.ModelShelf` of one data folder; any thread but the GUI's."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._tuner = Tuner(cache_dir())
        self._tests = SelfTests(folder.models)

    def installed(self) -> list[InstalledModel]:
        embedded = embedded_model()
        chosen = load_settings(self._folder).model or (embedded.name if embedded else "")
        return [self._describe(model, chosen, embedded) for model in list_models(self._folder.models)]

    def offered(self) -> list[OfferedModel]:
        present = {model.name.lower() for model in list_models(self._folder.models)}
        return [
            OfferedModel(
                name=entry.name,
                size_bytes=entry.size_bytes,
                licence=entry.licence,
                about=entry.about,
                sha256=entry.sha256,
                is_installed=entry.name.lower() in present,
            )
            for entry in read_catalogue(self._folder.models)
        ]

    def add(self, file: Path, cancel: CancelToken) -> str:
        return self._tested(add_model(file, self._folder.models, probe=_probe), cancel)

    def download(self, name: str, on_bytes: Callable[[int], None], cancel: CancelToken) -> str:
        entry = find_entry(name, self._folder.models)
        if entry is None:
            raise StudyleafError(ErrorCode.MODEL_MISSING, name=name)
        address = load_settings(self._folder).models_address
        if not address:
            raise StudyleafError(ErrorCode.MODEL_ADDRESS_MISSING, name=name, path=self._folder.root / "settings.toml")
        from workers.llm.download import fetch_model  # noqa: PLC0415 - see `_probe`

        part = fetch_model(entry, address, self._folder.models, cancel=cancel, on_bytes=on_bytes)
        return self._tested(install_model(part, entry.name, self._folder.models, probe=_probe), cancel)

    def remove(self, name: str) -> None:
        removed = remove_model(name, self._folder.models)
        self._tuner.forget(removed)
        self._tests.forget(removed)

    def choose(self, name: str) -> None:
        """The model is looked at first: one that cannot be read leaves the last one in its place."""
        model = resolve(name, self._folder.models)
        embedded = embedded_model()
        change_setting(self._folder, "model", "" if embedded and model.name == embedded.name else model.name)

    def measure(self, name: str, cancel: CancelToken) -> Speed:
        model = self._tuner.best(resolve(name, self._folder.models))
        found = self._tuner.measure(model, sample_text(), cancel=cancel)
        return Speed(found.read_rate, found.write_rate)

    def _tested(self, model: ModelFile, cancel: CancelToken) -> str:
        """The name of a model that is there now, and of which notes know what it can do."""
        self._tests.test(model, cancel=cancel)
        return model.name

    def _describe(self, model: ModelFile, chosen: str, embedded: ModelFile | None) -> InstalledModel:
        try:
            architecture, problem = model.header().architecture, ""
        except StudyleafError as error:
            architecture, problem = "", error.sentence
        tuning = None if problem else self._tuner.record(model)
        size = model.size_bytes
        return InstalledModel(
            name=model.name,
            size_bytes=size,
            architecture=architecture,
            problem=problem,
            speed_up=tuning.speed_up if tuning and tuning.chosen else 1.0,
            fits_memory=size * MEMORY_FACTOR < psutil.virtual_memory().total * MEMORY_SHARE,
            is_embedded=embedded is not None and model.name == embedded.name,
            is_chosen=model.name.lower() == chosen.lower(),
            speed=_speed(tuning),
        )


def _speed(tuning: Tuning | None) -> Speed | None:
    """That of the form in which the model is used."""
    if tuning is None or not tuning.trials:
        return None
    used = next((trial for trial in tuning.trials if trial.format == tuning.chosen), tuning.trials[0])
    return Speed(used.measured.read_rate, used.measured.write_rate)


def _probe(model: ModelFile) -> None:
    # With what downloads it is a twentieth of the window's start, which seldom adds a model.
    from workers.llm.probe import probe  # noqa: PLC0415

    probe(model)
