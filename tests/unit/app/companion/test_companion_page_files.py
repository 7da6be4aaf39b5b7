"""The page's files: small, without foreign help, and of one vocabulary with the program."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from app.companion.pages import Pages
from app.events import JobStage, JobStatus
from resources import path_of, read_text

FOLDER = path_of("companion")
SCRIPTS = sorted(FOLDER.glob("*.js"))
MAX_BYTES = 100_000


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


def test_the_page_has_words_for_every_status_and_stage() -> None:
    words = read_text("companion/words.js")
    for kind in (JobStatus, JobStage):
        for member in kind:
            assert f"[{kind.__name__}.{member.name}]:" in words


def test_every_name_of_the_vocabulary_that_a_script_uses_exists() -> None:
    schema = read_text("companion/schema.js")
    for script in SCRIPTS:
        for kind, name in re.findall(
            r"\b(EventType|JobType|JobStatus|JobStage|ErrorCode)\.([A-Z_]+)", script.read_text()
        ):
            assert re.search(rf"{kind} = .*?\b{name}:", schema, re.DOTALL), f"{script.name}: {kind}.{name}"


def test_the_page_is_small() -> None:
    assert Pages().total_bytes() < MAX_BYTES


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
