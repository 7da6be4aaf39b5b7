"""Pictures in the student's own words: a file named by its content, and the mark that stands for it in a text."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.errors import ErrorCode, StudyleafError
from app.models import new_id
from app.settings import DataFolder

SHOWN_PX: Final = 400
"""No picture is shown wider: the note's column is little more where its page stands beside it."""
KEY: Final = r"[0-9a-f]{16}"
"""As a pattern: what names a picture."""
MARK: Final = re.compile(
    rf"!\[(?P<alt>[^\]\n]*)\]\(picture:(?P<key>{KEY})-(?P<width>\d{{1,5}})x(?P<height>\d{{1,5}})\)"
)
"""In Markdown's form. No other address is ever followed: a picture is in the library, or it is not shown."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """`key` is the beginning of its file's SHA-256; width and height are in pixels."""

    key: str
    width: int
    height: int
    alt: str = ""

    @property
    def mark(self) -> str:
        """What stands for it in a text."""
        return f"![{self.alt}](picture:{self.key}-{self.width}x{self.height})"

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height that it is shown with, in pixels."""
        width = max(1, min(self.width, SHOWN_PX))
        return width, max(1, self.height * width // max(1, self.width))


FindPicture = Callable[[str], Path | None]
"""The file of a picture, by its key; None where it is gone. On any thread."""


def picture_of(found: re.Match[str]) -> Picture:
    """The picture of a mark."""
    return Picture(found["key"], int(found["width"]), int(found["height"]), found["alt"])


def pictures_in(text: str) -> list[Picture]:
    """All pictures of a text, each once."""
    return list(dict.fromkeys(picture_of(found) for found in MARK.finditer(text)))


def without_pictures(text: str, instead: str = "[…]") -> str:
    """A text for where there can be no pictures: each has left its words, or something instead."""
    return MARK.sub(lambda found: found["alt"] or instead, text)


def copy_pictures(text: str, find: FindPicture, folder: Path, *, address: str) -> str:
    """Copies the pictures of a Markdown text into a folder, made for the first, and has the text show them there.

    `address` leads from the text to the folder, with a slash at its end, or is empty. One that is gone leaves its
    words. Raises OSError.
    """

    def placed(found: re.Match[str]) -> str:
        picture = picture_of(found)
        source = find(picture.key)
        if source is None:
            return picture.alt
        folder.mkdir(exist_ok=True)
        shutil.copyfile(source, folder / f"{picture.key}.png")
        return f"![{picture.alt}]({quote(address)}{picture.key}.png)"

    return MARK.sub(placed, text)


class PictureShelf:
    """Pictures lie among the documents' files, so backups hold them too. Any thread but the GUI's."""

    def __init__(self, folder: DataFolder) -> None:
        self._files = folder.files

    def keep(self, png: bytes, *, width: int, height: int) -> Picture:
        """Stores a PNG; the same again is the same file. Raises StudyleafError DISK_FULL."""
        sha256 = hashlib.sha256(png).hexdigest()
        place = self._files / sha256[:2] / f"{sha256}.png"
        part = self._files / f".part-{new_id()}"
        try:
            if place.exists():
                os.utime(place)  # to be kept for words that are not stored yet, as a new one is
            else:
                place.parent.mkdir(exist_ok=True)
                with part.open("wb") as copy:
                    copy.write(png)
                    copy.flush()
                    os.fsync(copy.fileno())
                part.replace(place)
        except OSError as error:
            raise StudyleafError(ErrorCode.DISK_FULL) from error
        finally:
            part.unlink(missing_ok=True)
        return Picture(sha256[:16], width, height)

    def remove_all_but(self, kept: Collection[str], *, older_than: float) -> None:
        """Removes the pictures that have not these keys and were kept before that time, in seconds since 1970."""
        for place in self._files.glob(f"??/{64 * '?'}.png"):
            try:
                if place.name[:16] not in kept and place.stat().st_mtime < older_than:
                    place.unlink()
            except OSError:  # Windows, while something reads it
                logger.info("the picture %s is in use; it goes with the next purge", place.name[:12])

    def find(self, key: str) -> Path | None:
        """The file of a picture."""
        return next((self._files / key[:2]).glob(f"{key}*.png"), None)
