"""Documents that are ZIP packages: opened only when what they claim to hold fits into the child.

Runs in the text child only.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from lxml import etree

from app.errors import ErrorCode, StudyleafError

T = TypeVar("T")

MAX_ENTRIES: Final = 20_000
MAX_MARKUP_BYTES: Final = 24 * 2**20
"""Of one part; its tree takes up to ten times as much."""
MAX_ALL_MARKUP_BYTES: Final = 96 * 2**20
MAX_BYTES: Final = 400 * 2**20
"""Of everything, pictures included: some libraries load all parts."""

OLE_HEADER: Final = b"\xd0\xcf\x11\xe0"
"""Office wraps a document that has a password in a file of the old kind."""

_MARKUP: Final = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".vml")

FOREIGN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, AssertionError, NotImplementedError, EOFError, OSError, RuntimeError,
)  # fmt: skip
"""What the libraries raise on damaged packages. RuntimeError is zipfile's word for a password, and RecursionError."""


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package, after a look at its table of contents.

    A part never gives more bytes than the table says: zipfile stops there.

    Raises:
        StudyleafError: PDF_DAMAGED, PDF_TOO_COMPLEX, PDF_ENCRYPTION_UNSUPPORTED.
    """
    with path.open("rb") as stream:
        if stream.read(len(OLE_HEADER)) == OLE_HEADER:
            raise StudyleafError(ErrorCode.PDF_ENCRYPTION_UNSUPPORTED)
    package = guarded(lambda: zipfile.ZipFile(path))
    with package:
        _check(package.infolist())
        yield package


def guarded(act: Callable[[], T]) -> T:
    """Runs a piece of a library; the one place where its errors become ours."""
    try:
        return act()
    except RecursionError as error:
        raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX) from error
    except FOREIGN as error:
        raise StudyleafError(ErrorCode.PDF_DAMAGED) from error


def parse_xml(data: bytes) -> Any:
    """The root of an XML part; nothing is fetched. Raises ValueError where it declares entities."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ValueError("entities are declared")
    return root


def _check(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise StudyleafError(ErrorCode.PDF_ENCRYPTION_UNSUPPORTED)
    markup = [part.file_size for part in parts if part.filename.lower().endswith(_MARKUP)]
    too_much = (
        len(parts) > MAX_ENTRIES
        or max(markup, default=0) > MAX_MARKUP_BYTES
        or sum(markup) > MAX_ALL_MARKUP_BYTES
        or sum(part.file_size for part in parts) > MAX_BYTES
    )
    if too_much:
        raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX)
