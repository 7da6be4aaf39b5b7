"""Changes one setting in `settings.toml`; what else stands there stays, but for comments."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields

from app.errors import ErrorCode, StudyleafError
from app.settings import DataFolder, Settings, load_settings


def change_setting(folder: DataFolder, name: str, value: str | float) -> Settings:
    """Writes the file whole or not at all, and only if it can be read again; returns the settings that hold now.

    A value that is the default is left out. Not on the GUI thread.

    Raises:
        StudyleafError: INPUT_INVALID: there is no such setting, or the value cannot be.
    """
    path = folder.root / "settings.toml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    defaults = {field.name: field.default for field in fields(Settings)}
    values = tomllib.loads(before)
    values[name] = value
    kept = {each: held for each, held in values.items() if each not in defaults or held != defaults[each]}
    # JSON's strings and numbers are TOML's, too.
    text = "".join(f"{each} = {json.dumps(held, ensure_ascii=False)}\n" for each, held in kept.items())
    part = path.with_suffix(".part")
    try:
        _put(folder, text)
        return load_settings(folder)
    except StudyleafError:
        _put(folder, before)
        raise
    except OSError as error:
        raise StudyleafError(ErrorCode.DATA_FOLDER_NOT_WRITABLE, path=folder.root) from error
    finally:
        part.unlink(missing_ok=True)


def _put(folder: DataFolder, text: str) -> None:
    path = folder.root / "settings.toml"
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
