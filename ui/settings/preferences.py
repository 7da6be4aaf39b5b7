"""What a student likes of the window itself; kept beside its size and place."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, Signal

from ui.theme.look import TEXT_PERCENTS, Look, Scheme

ALLOWED: Final = {"text_percent": TEXT_PERCENTS, "quiet_from": range(-1, 24), "quiet_until": range(24)}
"""Numbers that a preference may have."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """`watched_folder` is empty for none. `length` and `style` are those of new notes. `quiet_from` and
    `quiet_until` are hours of the day, 0 to 23; -1 for no quiet hours.
    """

    scheme: Scheme = Scheme.SYSTEM
    high_contrast: bool = False
    text_percent: int = 100
    wide_text: bool = False
    length: str = "standard"
    style: str = "standard"
    watched_folder: str = ""
    notify: bool = True
    quiet_from: int = -1
    quiet_until: int = 7

    @property
    def look(self) -> Look:
        """The part that the theme needs."""
        return Look(self.scheme, self.high_contrast, self.text_percent, self.wide_text)


class PreferenceStore(QObject):
    """An ini file of a few hundred bytes; without one nothing is kept. GUI thread."""

    changed = Signal(object)
    """The Preferences that hold now."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self._held = self._load()

    @property
    def held(self) -> Preferences:
        return self._held

    def change(self, name: str, value: object) -> None:
        """Holds and keeps another value of one preference."""
        changed = replace(self._held, **{name: value})  # type: ignore[arg-type]
        if changed == self._held:
            return
        self._held = changed
        if self._settings:
            self._settings.setValue(f"preferences/{name}", value.value if isinstance(value, Enum) else value)
            self._settings.sync()
        self.changed.emit(changed)

    def take_out(self, name: str) -> str:
        """What an earlier release kept under a name that is no preference any more; forgotten here. Empty for none."""
        if self._settings is None:
            return ""
        stored = self._settings.value(f"preferences/{name}")
        if stored is None:
            return ""
        self._settings.remove(f"preferences/{name}")
        self._settings.sync()
        return str(stored)

    def _load(self) -> Preferences:
        """What is missing or unreadable has its default."""
        held = Preferences()
        if self._settings is None:
            return held
        for field in fields(Preferences):
            stored = self._settings.value(f"preferences/{field.name}")
            if stored is not None:
                held = replace(held, **{field.name: _read(field.name, stored, getattr(held, field.name))})
        return held


def _read(name: str, stored: Any, default: Any) -> Any:
    try:
        if isinstance(default, Enum):
            return type(default)(stored)
        if isinstance(default, bool):
            return str(stored).lower() == "true"
        if isinstance(default, int):
            return int(stored) if int(stored) in ALLOWED[name] else default
        return str(stored)
    except ValueError:
        return default
