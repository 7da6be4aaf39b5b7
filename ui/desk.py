"""What the window is given by the composition root; it makes none of it itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.bin import Bin
from app.bus import SignalBus
from app.jobs import Jobs
from app.language_models import ModelShelf
from app.library import FileShelf
from app.notebook import Notebook
from app.settings import DataFolder
from app.study import Study
from app.tagging import Tagging
from ui.background import Background


@dataclass(frozen=True)
class Desk:
    """The services that widgets work with, and where the window finds its sample and keeps its state."""

    jobs: Jobs
    notebook: Notebook
    study: Study
    tagging: Tagging
    models: ModelShelf
    bin: Bin
    bus: SignalBus
    shelf: FileShelf
    background: Background
    user_id: str
    folder: DataFolder
    covers: Path
    """The folder in which pictures of first pages are kept."""
    sample: Path | None = None
    """A document to try the program with; None where the program carries none."""
    look_at: Callable[[str], None] = lambda _document_id: None
    """Tells the workers which document the student looks at, empty for none; returns at once."""
    state_file: Path | None = None
    """Where size and place of the window are kept; None keeps them nowhere."""
