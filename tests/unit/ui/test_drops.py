from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl

from ui.parts.drops import Intake, intake_of


def data(*, urls: tuple[str, ...] = (), text: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    if text:
        made.setText(text)
    return made


def test_files_come_with_spaces_and_umlauts_and_once() -> None:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile("/a/Übung 1.pdf"), QUrl.fromLocalFile("/b.pdf"), QUrl.fromLocalFile("/b.pdf")])
    assert intake_of(made) == Intake(files=("/a/Übung 1.pdf", "/b.pdf"))


def test_a_web_link_is_a_link_and_not_its_text() -> None:
    made = data(urls=("https://example.org/a.pdf",), text="https://example.org/a.pdf")
    assert intake_of(made) == Intake(links=("https://example.org/a.pdf",))


def test_files_and_links_may_come_together() -> None:
    intake = intake_of(data(urls=("file:///a.pdf", "http://example.org/b.pdf")))
    assert intake == Intake(files=("/a.pdf",), links=("http://example.org/b.pdf",))


@pytest.mark.parametrize("url", ["ftp://example.org/a.pdf", "mailto:a@example.org", "javascript:alert(1)"])
def test_other_schemes_are_nothing(url: str) -> None:
    assert not intake_of(data(urls=(url,)))


def test_text_is_text_even_with_a_link_in_it() -> None:
    assert intake_of(data(text=" See https://example.org for more. ")) == Intake(
        text="See https://example.org for more."
    )


def test_a_lone_line_that_is_a_link_counts_as_one() -> None:
    assert intake_of(data(text="https://example.org/a.pdf\n")) == Intake(links=("https://example.org/a.pdf",))


def test_nothing_is_nothing() -> None:
    assert not intake_of(QMimeData())
