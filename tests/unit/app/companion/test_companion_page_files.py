"""The page's files: small, without foreign help, and of one vocabulary with the program."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from app.companion.http import Request
from app.companion.pages import Pages, languages, words_of
from app.events import JobStage, JobStatus
from resources import path_of, read_text

FOLDER = path_of("companion")
SCRIPTS = sorted(FOLDER.glob("*.js"))
TEMPLATES = ("index.html", "manifest.webmanifest")
MAX_BYTES = 100_000
UNSPOKEN = {
    "Authorization",
    "Content-Type",
    "ArrowLeft",
    "ArrowRight",
    "Escape",
    "Files",
    "Bearer ",
    "polling got ",
    "Studyleaf",
    " – Studyleaf",
}
"""What scripts say to the browser, the server and who looks for a fault, and our name."""


@pytest.fixture(scope="module")
def make_schema() -> ModuleType:
    path = Path(__file__).parents[4] / "build_spec" / "make_schema.py"
    spec = importlib.util.spec_from_file_location("make_schema", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_and_program_speak_the_same_vocabulary(make_schema: ModuleType) -> None:
    """If this fails: make schema."""
    assert read_text("companion/schema.js") == make_schema.schema()


def test_every_language_has_the_same_words_with_the_same_gaps() -> None:
    english = gaps_of("en")
    assert "de" in languages()
    for code in languages():
        assert gaps_of(code) == english, code


def gaps_of(code: str) -> dict[str, list[str]]:
    return {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in words_of(code).items()}


def test_the_table_has_the_words_that_the_page_asks_for_and_no_others() -> None:
    asked = set(re.findall(r"\${(\w+)}", "".join(read_text(f"companion/{name}") for name in TEMPLATES))) - {"lang"}
    for script in SCRIPTS:
        for call in re.findall(r"\bsay\((?=([^;]*))", uncommented(script)):
            asked |= set(re.findall(r'"(\w+)"', re.split(r",\s*{|\)", call)[0]))
    asked |= {f"status_{each.value}" for each in JobStatus} | {f"stage_{each.value}" for each in JobStage}
    asked |= {f"link_{state}" for state in re.findall(r'etState\("(\w+)"\)', read_text("companion/link.js"))}
    [tabs] = re.findall(r"TABS = (.*);", read_text("companion/note.js"))
    assert asked | set(json.loads(tabs)) == set(words_of("en"))


def test_no_script_shows_a_word_that_is_not_of_the_table() -> None:
    for script in SCRIPTS:
        code = re.sub(r"^import .*$", "", uncommented(script), flags=re.MULTILINE)
        assert [text for text in spoken_in(code) if text not in UNSPOKEN] == [], script.name


def test_the_markup_says_only_words_of_the_table() -> None:
    markup = read_text("companion/index.html")
    said = re.findall(r">([^<>]+)<", markup) + re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', markup)
    assert {text for text in said if re.search(r"\w", re.sub(r"\${\w+}", "", text))} == {"Studyleaf"}


@pytest.mark.parametrize(
    "code",
    [
        'el("p", {}, "left")',
        'button("go", act)',
        "toast(`lost ${name}`)",
        'el("p", { aria: { label: "pages" } })',
        'node.textContent = isOne ? "Page" : "Pages"',
        "box.append(`${count} pages left`)",
    ],
)
def test_a_word_in_a_script_is_found(code: str) -> None:
    assert spoken_in(code)


def uncommented(script: Path) -> str:
    text = script.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)


def spoken_in(code: str) -> list[str]:
    """Texts in quotes that look like speech, or stand where what is shown stands; of templates, what is no gap."""
    whole = re.sub(r"\${[^{}]*(?:{[^{}]*}[^{}]*)*}", "", code)
    texts = re.findall(r'"([^"\n]*)"', code) + re.findall("`([^`]*)`", whole)
    quoted = r"""["'`]([^"'`]*[^\W\d_][^"'`]*)["'`]"""
    found = [text for text in texts if looks_spoken(text)]
    for before in (
        r"(?:button|toast|speak)\(\s*",
        r"(?:label|placeholder|alt|title|textContent)\s*[:=]\s*",
        r'\bel\("\w+", {[^{}]*}, ',
    ):
        found += re.findall(before + quoted, whole)
    return found


def looks_spoken(text: str) -> bool:
    """Several words, or one with a capital: names of classes, events and keys of the table are neither."""
    return bool(re.search(r"[^\W\d_]{2,} [^\W\d_]|^\W*[A-Z][a-z]", text))


@pytest.mark.parametrize(
    ("language", "code"), [("de", "de"), ("de_AT", "de"), ("en", "en"), ("fr", "en"), ("ar", "en")]
)
def test_the_page_comes_in_the_language_that_is_asked_for(language: str, code: str) -> None:
    pages = Pages(language)
    markup, manifest, table = (body_of(pages, path) for path in ("/", "/manifest.webmanifest", "/assets/table.js"))
    assert f'<html lang="{code}">' in markup
    assert words_of(code)["skip"] in markup
    assert "${" not in markup
    assert json.loads(manifest)["description"] == words_of(code)["description"]
    assert json.loads(table.removeprefix("export const WORDS = ").rstrip(";\n")) == words_of(code)


def body_of(pages: Pages, path: str) -> str:
    found = pages.find(Request(method="GET", path=path, query={}, headers={}, body=b"", address=""))
    assert found
    return found.body.decode()


def test_every_name_of_the_vocabulary_that_a_script_uses_exists() -> None:
    schema = read_text("companion/schema.js")
    for script in SCRIPTS:
        for kind, name in re.findall(
            r"\b(EventType|JobType|JobStatus|JobStage|ErrorCode)\.([A-Z_]+)", script.read_text()
        ):
            assert re.search(rf"{kind} = .*?\b{name}:", schema, re.DOTALL), f"{script.name}: {kind}.{name}"


def test_the_page_is_small() -> None:
    assert all(Pages(code).total_bytes() < MAX_BYTES for code in languages())


def test_nothing_comes_from_elsewhere_and_nothing_makes_markup_of_text() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(src|href|from|import)\s*[=(]?\s*[\"'](https?:)?//", text), path.name
        for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert banned not in text, f"{path.name}: {banned}"


def test_the_markup_holds_no_script_or_style_of_its_own() -> None:
    markup = read_text("companion/index.html")
    assert re.findall(r"<script[^>]*>(.*?)</script>", markup, re.DOTALL) == [""]
    assert "<style" not in markup
    assert not re.search(r"\s(on\w+|style)=", markup)
