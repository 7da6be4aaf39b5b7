"""What a view may know and ask of language models; the work is done elsewhere, behind `ModelShelf`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.cancel import CancelToken


@dataclass(frozen=True, slots=True)
class Speed:
    """Measured on this computer, in tokens a second."""

    reads: float
    writes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """A model on this computer. `problem` is a sentence where it cannot be used; `speed_up` is that of a tuned copy."""

    name: str
    size_bytes: int
    architecture: str
    problem: str
    speed_up: float
    fits_memory: bool
    is_embedded: bool
    is_chosen: bool
    speed: Speed | None = None
    """As it was measured here the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedModel:
    """A model of the catalogue. `is_installed` where it is here already."""

    name: str
    size_bytes: int
    licence: str
    about: str
    sha256: str
    is_installed: bool


class ModelShelf(Protocol):
    """Any thread but the GUI's; raises StudyleafError with what is wrong, and JobCancelled when it is to stop."""

    def installed(self) -> list[InstalledModel]:
        """The embedded one first."""

    def offered(self) -> list[OfferedModel]:
        """The catalogue, by name."""

    def add(self, file: Path, cancel: CancelToken) -> str:
        """Tries a GGUF file, copies it in and tests what it can do, within a minute or so; returns its name. Cancelled
        during the test, it leaves a model that is there and was not tested."""

    def download(self, name: str, on_bytes: Callable[[int], None], cancel: CancelToken) -> str:
        """Fetches, checks, tries and tests a model of the catalogue; goes on with what an earlier try had fetched."""

    def remove(self, name: str) -> None:
        """Removes a model that was added."""

    def choose(self, name: str) -> None:
        """Writes new notes with this model from now on."""

    def measure(self, name: str, cancel: CancelToken) -> Speed:
        """How fast it reads and writes here."""
