"""Where things lie and how much may be used: defaults, overridden by `settings.toml` in the data folder."""

from __future__ import annotations

import math
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import platformdirs

from app.errors import ErrorCode, StudyleafError

LOCAL_USER: Final = "local"
"""The one user of a desktop library; a shared server has others."""

DATA_DIR_VARIABLE: Final = "STUDYLEAF_DATA_DIR"
CACHE_DIR_VARIABLE: Final = "STUDYLEAF_CACHE_DIR"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The user's data folder and the names inside it."""

    root: Path

    @property
    def library(self) -> Path:
        return self.root / "library.db"

    @property
    def queue(self) -> Path:
        return self.root / "queue.db"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def prepare(self) -> None:
        """Makes the folders.

        Raises:
            StudyleafError: DATA_FOLDER_NOT_WRITABLE.
        """
        probe = self.root / f".probe-{os.getpid()}"
        try:
            for folder in (self.root, self.files, self.models, self.logs, self.backups):
                folder.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise StudyleafError(ErrorCode.DATA_FOLDER_NOT_WRITABLE, path=self.root) from error


LIMITS: Final = {
    "worker_threads": 32,
    "extract_jobs": 32,
    "text_children": 16,
    "max_attempts": 100,
    "max_tries": 100,
    "max_file_mb": 4000,
    "max_download_mb": 2000,
}
"""What is more is a slip of the hand, and would take the computer down."""
CHOICES: Final = {
    "run_when": ("always", "mains", "idle"),
    "keep_awake": ("yes", "no"),
    "speed": ("quiet", "balanced", "full"),
    "gpu": ("auto-off", "on"),
    "language": ("system", "en", "de", "ar"),
}
"""Of settings that are words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user or an administrator may change. Times in seconds, sizes in MB."""

    worker_threads: int = 3
    """Jobs that run at the same time; they wait for children, so there may be more of them than cores."""
    extract_jobs: int = 2
    """So many of them may be jobs that only read a document."""
    text_children: int = 2
    """Children that extract and write; each keeps a core busy."""
    lease_s: float = 15.0
    """A worker that has not renewed its claim for so long is taken for dead."""
    heartbeat_s: float = 0.25
    """How often a running job looks for a cancel; every twentieth time it renews its lease."""
    sweep_s: float = 3.0
    """How often expired leases and forgotten jobs are looked for."""
    silence_s: float = 120.0
    """A stage that reports nothing for so long is stopped."""
    backup_every_h: float = 24.0
    """How old the newest backup of the library may grow while the program runs."""
    kept_events: int = 200_000
    """So many events of the log are kept; a reader that was away for longer reads everything anew."""
    bin_days: float = 30.0
    """What was deleted can be had back for so long."""
    max_attempts: int = 3
    """After so many stalls, none of which found it further on than the one before, a job fails."""
    max_tries: int = 3
    """So often a job is tried whose failure may pass by itself: a download, a model that stopped."""
    max_file_mb: int = 500
    max_download_mb: int = 200
    model: str = ""
    """The model for new notes; empty for the embedded one."""
    speed: str = "balanced"
    """How hard the model works: quiet (one thread, after all other programs), balanced, or full (all cores). On a
    battery balanced is quiet. Read again before each job."""
    gpu: str = "auto-off"
    """Whether the model may use a graphics processor: never by itself, or `on` where one works."""
    run_when: str = "always"
    """When waiting jobs are begun: always, while the computer has mains power, or while nothing else keeps it busy.
    Read again every few seconds."""
    keep_awake: str = "yes"
    """Whether the computer is kept from falling asleep while jobs run; the screen may go dark."""
    language: str = "system"
    """Of the window, of what exports say around the notes, and of the companion page. Read at each start."""
    models_address: str = ""
    """Where models of the catalogue are downloaded from when the student asks for one; a web address of a folder."""


def default_data_dir() -> Path:
    """`STUDYLEAF_DATA_DIR`, or the place that the system means for such data."""
    chosen = os.environ.get(DATA_DIR_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("Studyleaf", appauthor=False)


def cache_dir() -> Path:
    """Where lies what can be made again at any time and is the same for all data folders: tuned models, read prompts.

    `STUDYLEAF_CACHE_DIR`, or the place that the system means for such data.
    """
    chosen = os.environ.get(CACHE_DIR_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("Studyleaf", appauthor=False)


def load_settings(folder: DataFolder) -> Settings:
    """Reads `settings.toml`; without one the defaults.

    Raises:
        StudyleafError: INPUT_INVALID with the reason: no TOML, an unknown name, a value that cannot be.
    """
    path = folder.root / "settings.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason=str(error)) from error
    known = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason=f"there is no setting {name}")
        if reason := _fault(value, known[name], LIMITS.get(name, math.inf)) or _no_choice(value, CHOICES.get(name)):
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason=f"{name} must be {reason}")
    return replace(Settings(), **values)


class SettingsNow:
    """The settings as the file has them now, read again only when it was changed. To be called from any thread."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._read: tuple[object, Settings] | None = None

    def __call__(self) -> Settings:
        """Raises as `load_settings`."""
        try:
            status = (self._folder.root / "settings.toml").stat()
            version: object = status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:
            version = None
        known = self._read
        if known is None or known[0] != version:
            known = self._read = version, load_settings(self._folder)
        return known[1]


def _fault(value: object, kind: type, limit: float) -> str | None:
    """What a value should have been; None when it is that."""
    if kind is str:
        return None if isinstance(value, str) else "a text"
    if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else int):
        return "a number" if kind is float else "a whole number"
    if not 0 < value < math.inf:
        return "above 0"
    return None if value <= limit else f"at most {limit:g}"


def _no_choice(value: object, choices: tuple[str, ...] | None) -> str | None:
    return None if choices is None or value in choices else f"one of {', '.join(choices)}"
