"""The window's texts in other languages: collected from the code for Qt Linguist, and made ready for the program.

    python build_spec/translations.py collect    after texts have changed: resources/translations/*.ts
    python build_spec/translations.py release    *.ts to *.qm where that is missing or older; set-up does it

`de.ts` is written by people, in Qt Linguist or by hand. `en.ts` holds plural forms only. `ar.ts` is written by this
script: English in Arabic letters, a test of right-to-left languages and of texts that no translator would be shown.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en", "ar")
PSEUDO = "ar"
FORMS_OF_ENGLISH = 2

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابصدافغهيجكلمنوبقرستوفوخيز", strict=True))
KEPT = re.compile(r"(\{\w*(?::[^}]*)?\}|%n|\*\.\w+|Ctrl\+\w+|Alt\+\w+|<[^>]+>|https?://\S*)")
"""What a translation leaves as it is: fields, numbers, endings of files, keys."""
DATE_FORMAT = re.compile(r"d MMM( yyyy)?(, HH:mm)?")


def main(arguments: list[str]) -> int:
    wanted = arguments[0] if arguments else ""
    if wanted == "collect":
        collect()
    elif wanted == "release":
        release()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


def collect() -> None:
    """Brings the .ts files up to date with the code, and the pseudo language with them."""
    TEXTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "app.py"
        texts.write_text(_texts_of_app(), encoding="utf-8")
        sources = [*sorted(str(path) for path in (ROOT / "ui").rglob("*.py")), str(texts)]
        for language in LANGUAGES:
            plural_only = ["-pluralonly"] if language == "en" else []
            target = ["-source-language", "en", "-target-language", language, *plural_only]
            options = ["-no-obsolete", "-tr-function-alias", "QT_TR_NOOP+=marked", "-locations", "none", *target]
            subprocess.run(
                [_tool("lupdate"), *options, *sources, "-ts", str(TEXTS / f"{language}.ts")],
                check=True,
                stdout=subprocess.DEVNULL,
            )
    _fill(TEXTS / "en.ts", lambda text, form: re.sub(r"\((\w+)\)", r"\1" if form else "", text))
    _fill(TEXTS / f"{PSEUDO}.ts", lambda text, _form: pseudo(text))


def release() -> None:
    """Makes what the program loads, where it is missing or older than its source."""
    for source in outdated():
        # In whole or not at all: tests in other processes may be reading it.
        part = source.with_suffix(f".{os.getpid()}.part")
        subprocess.run([_tool("lrelease"), "-silent", str(source), "-qm", str(part)], check=True)
        part.replace(source.with_suffix(".qm"))


def outdated() -> list[Path]:
    """The .ts files whose .qm is missing or older."""
    made = {source: source.with_suffix(".qm") for source in sorted(TEXTS.glob("*.ts"))}
    return [source for source, qm in made.items() if not qm.exists() or qm.stat().st_mtime < source.stat().st_mtime]


def pseudo(text: str) -> str:
    """English in Arabic letters; fields, keys and endings of files stay."""
    if DATE_FORMAT.fullmatch(text):
        return text
    parts = KEPT.split(text.replace("(s)", "s"))
    return "".join(
        part if at % 2 else "".join(LETTERS.get(letter.lower(), letter) for letter in part)
        for at, part in enumerate(parts)
    )


def _fill(path: Path, say: object) -> None:
    """Writes every translation of a file by a function of the text and the number of the plural form."""
    assert callable(say)
    tree = ET.parse(path)
    for message in tree.iter("message"):
        text, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        forms = translation.findall("numerusform")
        for number, form in enumerate(forms):
            form.text = say(text, number)
        if not forms:
            translation.text = say(text, 0)
    ET.indent(tree, "    ")
    tree.write(path, encoding="utf-8", xml_declaration=True)


def _texts_of_app() -> str:
    """What the window says out of app/, as lupdate can read it: that folder knows nothing of Qt."""
    sys.path.insert(0, str(ROOT))
    from app.errors import ERROR_TEXTS  # noqa: PLC0415 - only here is the program itself needed
    from app.export.formats import FORMATS  # noqa: PLC0415

    texts = [text for error in ERROR_TEXTS.values() for text in (error.sentence, error.hint) if text]
    texts += [chosen.name for chosen in FORMATS.values()]
    lines = [f"tr({_quoted(text)})" for text in dict.fromkeys(texts)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _tool(name: str) -> str:
    """The program of this Python's PySide6."""
    import PySide6  # noqa: PLC0415 - set-up asks what is outdated before PySide6 is there

    folder = Path(PySide6.__file__).parent
    return str(next(path for path in (folder / name, folder / f"{name}.exe") if path.exists()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
