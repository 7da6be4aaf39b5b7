"""A shelf of two models and a catalogue of one, for tests of the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.language_models import InstalledModel, OfferedModel, Speed


class FewModels:
    """An `app.language_models.ModelShelf` in memory."""

    def __init__(self) -> None:
        fast = InstalledModel(
            name="Small",
            size_bytes=90_000_000,
            architecture="llama",
            problem="",
            speed_up=1.6,
            fits_memory=True,
            is_embedded=True,
            is_chosen=True,
        )
        self._installed = [
            fast,
            replace(fast, name="Bad", problem="It is no model.", is_embedded=False, is_chosen=False),
        ]

    def installed(self) -> list[InstalledModel]:
        return list(self._installed)

    def offered(self) -> list[OfferedModel]:
        return [
            OfferedModel(
                name="Larger",
                size_bytes=2**30,
                licence="MIT",
                about="Writes more.",
                sha256="ab" * 32,
                is_installed=False,
            )
        ]

    def add(self, file: Path, _cancel: CancelToken) -> str:
        if not file.exists():
            raise StudyleafError(ErrorCode.FILE_MISSING, name=file.name)
        added = replace(self._installed[0], name=file.stem, is_embedded=False, is_chosen=False)
        self._installed.append(added)
        return file.stem

    def download(self, name: str, on_bytes: Callable[[int], None], cancel: CancelToken) -> str:
        on_bytes(2**29)
        raise StudyleafError(ErrorCode.MODEL_ADDRESS_MISSING, name=name, path="settings.toml")

    def remove(self, name: str) -> None:
        self._installed = [model for model in self._installed if model.name != name]

    def choose(self, name: str) -> None:
        self._installed = [replace(model, is_chosen=model.name == name) for model in self._installed]

    def measure(self, name: str, cancel: CancelToken) -> Speed:
        return Speed(500.4, 101.6)
