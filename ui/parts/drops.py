"""What a drop or a paste asks for, told from its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMimeData

WEB_SCHEMES: Final = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Intake:
    """Paths of files, links to fetch, and text to write notes from; all empty when there is nothing to use."""

    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.files or self.links or self.text)


def intake_of(data: QMimeData) -> Intake:
    """Files and links where there are any, else the text. A lone line that is a link counts as one."""
    urls = data.urls() if data.hasUrls() else []
    files = tuple(dict.fromkeys(url.toLocalFile() for url in urls if url.isLocalFile()))
    links = tuple(dict.fromkeys(url.toString() for url in urls if url.scheme().lower() in WEB_SCHEMES))
    if urls:
        # Their text is only the same addresses again.
        return Intake(files, links)
    text = data.text().strip() if data.hasText() else ""
    return Intake(links=(text,)) if is_link(text) else Intake(text=text)


def is_link(text: str) -> bool:
    """Whether a text is one web address and nothing else."""
    return text.lower().startswith(("http://", "https://")) and len(text.split()) == 1
