"""All that can be set, each with its effect in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ui.theme.look import TEXT_PERCENTS, Scheme


class Home(Enum):
    """Where a setting is kept."""

    WINDOW = "window"
    """Preferences of the window; they take effect at once."""
    PROGRAM = "program"
    """`settings.toml`, which the workers read before each job."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`choices` are (value, words); none for a switch, or for a text where `is_text`."""

    group: str
    name: str
    title: str
    effect: str
    home: Home
    choices: tuple[tuple[object, str], ...] = ()
    is_text: bool = False
    is_folder: bool = False

    def matches(self, words: str) -> bool:
        """Whether all words are in what is said of it."""
        said = f"{self.group} {self.title} {self.effect}".casefold()
        return all(word in said for word in words.casefold().split())


LOOK, NOTES, WORK, LIBRARY = "Look", "Notes", "Work", "Library"

ENTRIES: Final = (
    Entry(
        LOOK,
        "scheme",
        "Day and night",
        "Light or dark, or whatever the system shows.",
        Home.WINDOW,
        ((Scheme.SYSTEM, "As the system"), (Scheme.LIGHT, "Light"), (Scheme.DARK, "Dark")),
    ),
    Entry(
        LOOK,
        "text_percent",
        "Size of text",
        "All text grows or shrinks together.",
        Home.WINDOW,
        tuple((percent, f"{percent} %") for percent in TEXT_PERCENTS),
    ),
    Entry(
        LOOK,
        "wide_text",
        "Easier letters",
        "Opens letters and words up, and uses OpenDyslexic, Atkinson Hyperlegible or Lexend where one is installed.",
        Home.WINDOW,
    ),
    Entry(LOOK, "high_contrast", "High contrast", "Black on white or white on black, with clear lines.", Home.WINDOW),
    Entry(
        NOTES,
        "length",
        "Length of new notes",
        "Brief keeps the most important points, detailed keeps most of them.",
        Home.WINDOW,
        (("brief", "Brief"), ("standard", "Standard"), ("detailed", "Detailed")),
    ),
    Entry(
        NOTES,
        "style",
        "Style of new notes",
        "Plain sections, a numbered outline, or Cornell notes with cues beside the points.",
        Home.WINDOW,
        (("standard", "Sections"), ("outline", "Outline"), ("cornell", "Cornell")),
    ),
    Entry(
        WORK,
        "speed",
        "How hard the model works",
        "Quiet leaves the computer to you; full uses all of it. On a battery, balanced is quiet.",
        Home.PROGRAM,
        (("quiet", "Quiet"), ("balanced", "Balanced"), ("full", "Full")),
    ),
    Entry(
        WORK,
        "run_when",
        "When to work",
        "Waiting documents are begun always, only on mains power, or only while the computer is idle.",
        Home.PROGRAM,
        (("always", "Always"), ("mains", "On mains power"), ("idle", "When idle")),
    ),
    Entry(
        WORK,
        "keep_awake",
        "Keep the computer awake",
        "It does not fall asleep while documents are worked on; the screen may go dark.",
        Home.PROGRAM,
        (("yes", "Yes"), ("no", "No")),
    ),
    Entry(
        WORK,
        "gpu",
        "Graphics processor",
        "Used by the model only if you allow it, and only where it was seen to write correctly.",
        Home.PROGRAM,
        (("auto-off", "Not used"), ("on", "Used where it works")),
    ),
    Entry(
        WORK, "notify", "Tell when notes are ready", "A message of the system, while the window is away.", Home.WINDOW
    ),
    Entry(
        LIBRARY,
        "watched_folder",
        "Watch a folder",
        "Documents that appear in it are added by themselves.",
        Home.WINDOW,
        is_folder=True,
    ),
    Entry(
        LIBRARY,
        "models_address",
        "Address for models",
        "Models of the catalogue are downloaded from this web folder, when you ask for one. Empty: never.",
        Home.PROGRAM,
        is_text=True,
    ),
)
