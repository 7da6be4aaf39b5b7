"""All that can be set, each with its effect in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.language import LANGUAGE_WORDS
from ui.theme.look import TEXT_PERCENTS, Scheme
from ui.words import tr


class Home(Enum):
    """Where a setting is kept."""

    WINDOW = "window"
    """Preferences of the window; they take effect at once."""
    PROGRAM = "program"
    """`settings.toml`, which the workers read before each job."""
    FIXED = "fixed"
    """Nowhere: there is one value, and the sentence says why."""


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


def all_entries() -> tuple[Entry, ...]:
    """Every setting in the order of the room, in the student's language."""
    return (*_look(tr("Look")), *_notes(tr("Notes")), *_work(tr("Work")), *_library(tr("Library")))


def _look(group: str) -> tuple[Entry, ...]:
    return (
        Entry(
            group,
            "language",
            tr("Language"),
            tr(
                "Of the window, of exports and of the page on your phone; notes are in the language of their document. "
                "It holds from the next start on."
            ),
            Home.PROGRAM,
            tuple((language.value, tr(words)) for language, words in LANGUAGE_WORDS.items()),
        ),
        Entry(
            group,
            "scheme",
            tr("Day and night"),
            tr("Light or dark, or whatever the system shows."),
            Home.WINDOW,
            (
                (Scheme.SYSTEM, tr("As the system")),
                (Scheme.LIGHT, tr("Light")),
                (Scheme.DARK, tr("Dark")),
            ),
        ),
        Entry(
            group,
            "text_percent",
            tr("Size of text"),
            tr("All text grows or shrinks together."),
            Home.WINDOW,
            tuple((percent, f"{percent} %") for percent in TEXT_PERCENTS),
        ),
        Entry(
            group,
            "wide_text",
            tr("Easier letters"),
            tr(
                "Opens letters and words up, and uses OpenDyslexic, Atkinson Hyperlegible or Lexend where one is "
                "installed."
            ),
            Home.WINDOW,
        ),
        Entry(
            group,
            "high_contrast",
            tr("High contrast"),
            tr("Black on white or white on black, with clear lines."),
            Home.WINDOW,
        ),
    )


def _notes(group: str) -> tuple[Entry, ...]:
    return (
        Entry(
            group,
            "length",
            tr("Length of new notes"),
            tr("Brief keeps the most important points, detailed keeps most of them."),
            Home.WINDOW,
            (("brief", tr("Brief")), ("standard", tr("Standard")), ("detailed", tr("Detailed"))),
        ),
        Entry(
            group,
            "style",
            tr("Style of new notes"),
            tr("Plain sections, a numbered outline, or Cornell notes with cues beside the points."),
            Home.WINDOW,
            (("standard", tr("Sections")), ("outline", tr("Outline")), ("cornell", tr("Cornell"))),
        ),
        Entry(
            group,
            "output_language",
            tr("Language of new notes"),
            tr(
                "Always that of the document: a small model cannot translate, and a translation could not be checked "
                "against the page."
            ),
            Home.FIXED,
            (("document", tr("As the document")),),
        ),
    )


def _work(group: str) -> tuple[Entry, ...]:
    hours = tuple((hour, f"{hour:02}:00") for hour in range(24))
    return (
        Entry(
            group,
            "speed",
            tr("How hard the model works"),
            tr("Quiet leaves the computer to you; full uses all of it. On a battery, balanced is quiet."),
            Home.PROGRAM,
            (("quiet", tr("Quiet")), ("balanced", tr("Balanced")), ("full", tr("Full"))),
        ),
        Entry(
            group,
            "run_when",
            tr("When to work"),
            tr("Waiting documents are begun always, only on mains power, or only while the computer is idle."),
            Home.PROGRAM,
            (("always", tr("Always")), ("mains", tr("On mains power")), ("idle", tr("When idle"))),
        ),
        Entry(
            group,
            "keep_awake",
            tr("Keep the computer awake"),
            tr("It does not fall asleep while documents are worked on; the screen may go dark."),
            Home.PROGRAM,
            (("yes", tr("Yes")), ("no", tr("No"))),
        ),
        Entry(
            group,
            "gpu",
            tr("Graphics processor"),
            tr("Used by the model only if you allow it, and only where it was seen to write correctly."),
            Home.PROGRAM,
            (("auto-off", tr("Not used")), ("on", tr("Used where it works"))),
        ),
        Entry(
            group,
            "notify",
            tr("Tell when notes are ready"),
            tr("A message of the system, while the window is away."),
            Home.WINDOW,
        ),
        Entry(
            group,
            "quiet_from",
            tr("Quiet hours from"),
            tr("No message of the system from this hour on; the window still shows what is ready."),
            Home.WINDOW,
            ((-1, tr("Never")), *hours),
        ),
        Entry(
            group,
            "quiet_until",
            tr("Quiet hours until"),
            tr("From this hour on messages come again, also past midnight."),
            Home.WINDOW,
            hours,
        ),
    )


def _library(group: str) -> tuple[Entry, ...]:
    return (
        Entry(
            group,
            "watched_folder",
            tr("Watch a folder"),
            tr("Documents that appear in it are added by themselves."),
            Home.WINDOW,
            is_folder=True,
        ),
        Entry(
            group,
            "models_address",
            tr("Address for models"),
            tr("Models of the catalogue are downloaded from this web folder, when you ask for one. Empty: never."),
            Home.PROGRAM,
            is_text=True,
        ),
    )
