"""Everything that is no code: read through here, from source, from a wheel and inside a frozen program alike."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def read_text(name: str) -> str:
    """The text of a resource, UTF-8; `name` is its path inside this package, with slashes.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def path_of(name: str) -> Path:
    """Where a resource lies, for libraries that open files themselves. The program is never run from a zip."""
    return Path(str(files(__name__).joinpath(name)))


def sample_document() -> Path:
    """The document to try the program with."""
    return path_of("sample/how-we-remember.pdf")
