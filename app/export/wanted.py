"""What an export is given beside the notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.export.saying import ENGLISH, Saying
from app.pictures import FindPicture


@dataclass(frozen=True, slots=True)
class Wanted:
    """`say` is the language around the notes; `source` the document's own file, where there is one. `find_picture`
    leads to the files of pictures in the student's words.
    """

    say: Saying = ENGLISH
    source: Path | None = None
    find_picture: FindPicture = lambda _key: None
