from __future__ import annotations

import base64
import json
import re
import sqlite3
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import docx
import pytest

from app import wire
from app.cli.documents import write_markdown
from app.export import json_format
from app.export.formats import FORMATS
from app.export.saying import ENGLISH, SAYINGS, Saying, saying_of
from app.export.wanted import Wanted
from app.export.words import checked_words, file_stem
from app.notes import (
    Citation,
    DocumentInfo,
    Dropped,
    Flashcard,
    ModelInfo,
    Note,
    NotesExport,
    OpenEnd,
    OpenKind,
    Origin,
    Point,
    QuizQuestion,
    Receipt,
    Section,
    Term,
    Timings,
)
from app.pictures import Picture, PictureShelf
from app.settings import DataFolder

CITED = (Citation(3, "Cells divide & <grow>."),)
NOTE = Note(
    "Cells: an <introduction>",
    "About cells.",
    (
        Section(
            "Division",
            (3,),
            (Point("Cells divide.", Origin.QUOTED, CITED), Point("**I** say so.", Origin.EDITED, CITED)),
            (Term("Mitosis", "A way to divide.", CITED),),
        ),
    ),
    (QuizQuestion("Which?", ("one", "two", "three", "four"), 1, "Because.", CITED),),
    (Flashcard("Front", "Back", CITED),),
    Receipt(model="tiny", language="en"),
)
EXPORT = NotesExport(DocumentInfo("Cells", 4, "ab"), NOTE, ModelInfo("tiny"), Timings())


def written(kind: str, tmp_path: Path, source: Path | None = None, say: Saying = ENGLISH) -> Path:
    write = FORMATS[kind].write
    assert write is not None
    out = tmp_path / f"out{FORMATS[kind].suffix}"
    write(EXPORT, out, Wanted(say, source))
    return out


def test_a_web_page_escapes_its_texts_and_shows_the_quote_of_every_page(tmp_path: Path) -> None:
    page = written("html", tmp_path).read_text(encoding="utf-8")
    assert "<h1>Cells: an &lt;introduction&gt;</h1>" in page
    assert page.count('title="p. 3: “Cells divide &amp; &lt;grow&gt;.”"') == 5
    assert "<b>I</b> say so." in page
    assert "<details><summary>Answer</summary><p>B. Because." in page


def test_the_words_of_a_picture_are_escaped_once_and_never_read_as_marks(folder: DataFolder, tmp_path: Path) -> None:
    shelf = PictureShelf(folder)
    kept = replace(shelf.keep(b"png", width=4, height=2), alt="a *b* <c>")
    gone = Picture("0" * 16, 4, 2, "d & e")
    point = Point(f"**See** {kept.mark} {gone.mark}", Origin.EDITED, CITED)
    card = Flashcard("Front", f"{kept.mark}", CITED)
    note = replace(NOTE, sections=(Section("One", (1,), (point,), ()),), flashcards=(card,))
    FORMATS["html"].write(replace(EXPORT, note=note), tmp_path / "n.html", Wanted(find_picture=shelf.find))  # type: ignore[misc]
    page = (tmp_path / "n.html").read_text(encoding="utf-8")
    assert page.count('<img alt="a *b* &lt;c&gt;"') == 2
    assert "<b>See</b> <img" in page
    assert "d &amp; e <span" in page


def test_a_word_document_has_headings_and_pages(tmp_path: Path) -> None:
    made = docx.Document(str(written("docx", tmp_path)))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert "Cells divide. (p. 3)" in texts
    assert "Answer: B. Because. (p. 3)" in texts
    assert [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "Division",
        "Quiz",
        "Flashcards",
    ]
    assert made.tables[0].rows[0].cells[1].text == "Back (p. 3)"


def test_an_anki_deck_has_sources_and_the_same_cards_again_are_the_same_notes(tmp_path: Path) -> None:
    guids = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with zipfile.ZipFile(written("apkg", tmp_path / name)) as package:
            package.extract("collection.anki2", tmp_path / name)
        with sqlite3.connect(tmp_path / name / "collection.anki2") as collection:
            rows = collection.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
        collection.close()
        guids.append([guid for guid, _fields in rows])
    assert guids[0] == guids[1]
    front, back, source = rows[0][1].split("\x1f")
    assert (front, back, source) == ("Front", "Back", "Cells, p. 3: “Cells divide &amp; &lt;grow&gt;.”")
    assert "<b>B. two</b><br>Because." in rows[1][1]


def test_an_obsidian_folder_links_pages_of_the_document_that_lies_in_it(tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"%PDF-")
    folder = written("obsidian", tmp_path, source)
    assert sorted(path.name for path in folder.iterdir()) == [
        "Cells an introduction – cards.md",
        "Cells an introduction.md",
        "Cells an introduction.pdf",
    ]
    note = (folder / "Cells an introduction.md").read_text(encoding="utf-8")
    assert note.startswith('---\ntitle: "Cells: an <introduction>"\n')
    assert "Cells divide. ([[Cells an introduction.pdf#page=3\\|p. 3]])" in note
    assert "Front::Back" in (folder / "Cells an introduction – cards.md").read_text(encoding="utf-8")


def test_markdown_and_json_keep_the_students_words(tmp_path: Path) -> None:
    assert "- **I** say so. ✎ (p. 3)" in written("md", tmp_path).read_text(encoding="utf-8")
    points = json.loads(written("json", tmp_path).read_text(encoding="utf-8"))["note"]["sections"][0]["points"]
    assert [point["origin"] for point in points] == ["quoted", "edited"]


def test_json_holds_each_picture_once_and_of_a_lost_one_its_words(tmp_path: Path, folder: DataFolder) -> None:
    png = b"a picture"
    kept = replace(PictureShelf(folder).keep(png, width=40, height=30), alt="a cell")
    lost = Picture("0" * 16, 5, 5, "a lost one")
    points = (Point(f"See {kept.mark} and {lost.mark}.", Origin.EDITED, CITED),)
    cards = (Flashcard(f"What is {kept.mark}?", "A cell.", CITED),)
    note = replace(NOTE, sections=(replace(NOTE.sections[0], points=points),), flashcards=cards)
    text = json_format.render(replace(EXPORT, note=note), Wanted(find_picture=PictureShelf(folder).find))
    assert "(picture:" not in text
    read = json.loads(text)
    name = f"{kept.key}.png"
    assert read["note"]["sections"][0]["points"][0]["text"] == f"See ![a cell]({name}) and a lost one."
    assert read["note"]["flashcards"][0]["front"] == f"What is ![a cell]({name})?"
    assert read["pictures"] == {name: {"width": 40, "height": 30, "data": base64.b64encode(png).decode()}}
    assert wire.decode(NotesExport, read).note.flashcards[0].front == f"What is ![a cell]({name})?"


def test_every_export_says_what_was_not_checked() -> None:
    assert checked_words(EXPORT, ENGLISH).endswith("1 statement is in the student’s own words and was not checked.")


@pytest.mark.parametrize(
    ("title", "stem"), [("a/b: c?", "a b c"), ("..", "Notes"), ("Ünï", "Ünï"), ("x" * 200, "x" * 80)]
)
def test_titles_become_names_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem


@pytest.mark.parametrize("kind", ["html", "docx", "json", "md"])
def test_overviews_of_chapters_and_open_ends_are_in_every_export(kind: str, tmp_path: Path) -> None:
    chapter = Section("Life", (3,), (), (), 1, "Cells divide.")
    ends = (OpenEnd("RNA", OpenKind.TERM, CITED), OpenEnd("Death is not discussed here.", OpenKind.LEFT_OUT, CITED))
    export = replace(EXPORT, note=replace(NOTE, sections=(chapter, *NOTE.sections), open_ends=ends))
    write = FORMATS[kind].write
    assert write is not None
    out = tmp_path / f"out{FORMATS[kind].suffix}"
    write(export, out, Wanted())
    if kind == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    else:
        text = out.read_text(encoding="utf-8")
    assert text.index("Life") < text.index("Cells divide.") < text.index("Division")
    assert text.index("Division") < text.index("RNA") < text.index("Death is not discussed here.")


@pytest.mark.parametrize("kind", ["html", "docx", "md", "apkg"])
def test_what_stands_around_the_notes_is_in_the_students_language(kind: str, tmp_path: Path) -> None:
    said = text_of(kind, written(kind, tmp_path, say=saying_of("de_AT")))
    assert "S. 3" in said
    for wanted, unwanted in (("Antwort", "Answer"), ("Karteikarten", "Flashcards"), ("Auf diesem Computer", "Written")):
        assert kind == "apkg" or wanted in said
        assert unwanted not in said
    assert "Cells divide" in said, "the notes stay in their own"


def test_pages_are_linked_in_every_language(tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"%PDF-")
    folder = written("obsidian", tmp_path, source, saying_of("de"))
    note = (folder / "Cells an introduction.md").read_text(encoding="utf-8")
    assert "([[Cells an introduction.pdf#page=3\\|S. 3]])" in note


def test_all_languages_fill_in_the_same() -> None:
    english = filled_in(ENGLISH)
    for said in SAYINGS.values():
        assert filled_in(said) == english
        assert said.reasons.keys() == {reason.value for reason in Dropped}
    assert saying_of("fi") is ENGLISH


def test_the_computers_language_is_spoken_where_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert saying_of("system") is SAYINGS["de"]
    assert saying_of("en") is ENGLISH


def filled_in(say: Saying) -> dict[str, list[str]]:
    """The names in braces, text by text."""
    texts = {each.name: getattr(say, each.name) for each in fields(say)}
    return {name: sorted(re.findall(r"{\w+}", text)) for name, text in texts.items() if isinstance(text, str)}


def text_of(kind: str, path: Path) -> str:
    """What one reads in an export."""
    if kind == "docx":
        made = docx.Document(str(path))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])
    if kind != "apkg":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", path.parent)
    with sqlite3.connect(path.parent / "collection.anki2") as collection:
        rows = collection.execute("SELECT flds FROM notes").fetchall()
    collection.close()
    return "\n".join(row[0] for row in rows)


def test_printed_markdown_has_words_for_pictures_and_a_file_has_them_beside_it(
    folder: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = PictureShelf(folder)
    point = Point(f"See {shelf.keep(b'png', width=4, height=2).mark}", Origin.EDITED, CITED)
    export = replace(EXPORT, note=replace(NOTE, sections=(Section("One", (1,), (point,), ()),)))
    wanted = Wanted(find_picture=shelf.find)
    write_markdown(Path("-"), export, wanted)
    assert "See […] ✎" in capsys.readouterr().out
    write_markdown(tmp_path / "n.md", export, wanted)
    (beside,) = (tmp_path / "n pictures").iterdir()
    assert f"See ![](n%20pictures/{beside.name}) ✎" in (tmp_path / "n.md").read_text(encoding="utf-8")
