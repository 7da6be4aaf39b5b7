"""Where the documents to measure on lie, and what is known to stand in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pypdf

SHARED: Final = Path(__file__).parents[3] / "shared"

REFERENCES_FROM: Final = 0.4
"""Share of a paper before which no reference list begins."""

_REFERENCES: Final = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:references|bibliography|literature cited)\W*$", re.IGNORECASE | re.MULTILINE
)
_SPACED_OUT: Final = re.compile(r"(?<!\S)(?:[^\W_] ){2,}[^\W_](?!\S)")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>]*>")
_UNPRINTED: Final = frozenset({"ref-list", "tex-math", "object-id", "label", "graphic", "fn-group"})
_OWN_LINE: Final = frozenset(
    {"title", "p", "article-title", "list-item", "th", "td", "caption", "sec", "code", "preformat"}
)


def quality_folder() -> Path:
    """`STUDYLEAF_QUALITY`, or the folder beside the checkout."""
    return Path(os.environ.get("STUDYLEAF_QUALITY") or SHARED / "bench" / "quality")


def corpus_folder() -> Path:
    """`STUDYLEAF_CORPUS`, or the folder beside the checkout."""
    return Path(os.environ.get("STUDYLEAF_CORPUS") or SHARED / "corpus" / "dev")


def documents_with_truth() -> Iterator[tuple[Path, str, bool]]:
    """(PDF, its text, whether that leaves out the references), as far as they are there."""
    for pdf in sorted((quality_folder() / "data" / "gt").glob("*.pdf")):
        text, article = pdf.with_suffix(".txt"), pdf.with_suffix(".jats")
        if article.exists():
            yield pdf, text_of_article(article.read_text(encoding="utf-8")), True
        elif text.exists():
            yield pdf, text.read_text(encoding="utf-8"), False


def scans_with_truth() -> Iterator[tuple[Path, str]]:
    """(PDF of pictures, what is printed on them), as far as they are there."""
    for pdf in sorted((corpus_folder() / "scanned").glob("*.pdf")):
        text = pdf.with_suffix(".txt")
        if text.exists():
            yield pdf, as_printed(text.read_text(encoding="utf-8"))


def as_printed(text: str) -> str:
    """A text without what its extraction has pulled apart: listings that are set on a grid, a letter a cell, came out
    as “n a i v e”. No reader of the page sees those spaces."""
    return _SPACED_OUT.sub(lambda match: match.group().replace(" ", ""), text)


def text_of_article(source: str) -> str:
    """Title, abstract and body of a paper in JATS XML, in reading order."""
    root = ET.fromstring(_DOCTYPE.sub("", source))
    parts: list[str] = []

    def add(element: ET.Element) -> None:
        name = element.tag.rpartition("}")[2]
        if name in _UNPRINTED:
            return
        if name in _OWN_LINE:
            parts.append("\n")
        parts.append(element.text or "")
        for child in element:
            add(child)
            parts.append(child.tail or "")

    for place in (".//article-meta//article-title", ".//article-meta/abstract", "body"):
        for element in root.findall(place):
            add(element)
            parts.append("\n")
    return "".join(parts)


def without_references(text: str) -> str:
    """A paper's text up to its reference list."""
    found = [match.start() for match in _REFERENCES.finditer(text) if match.start() > REFERENCES_FROM * len(text)]
    return text[: found[-1]] if found else text


def without_outline(pdf: Path, target: Path) -> Path:
    """A copy of a PDF whose outline is gone."""
    writer = pypdf.PdfWriter(clone_from=pdf)
    writer.root_object.pop("/Outlines", None)
    writer.write(target)
    return target
