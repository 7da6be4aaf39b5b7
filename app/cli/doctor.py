"""`studyleaf doctor`: looks at everything the program needs and says what is missing and what to do."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import psutil

from app.cancel import CancelToken
from app.cli.bundle import write_bundle
from app.cli.session import open_folder, opened_library
from app.cli.window import has_display
from app.crashes import CRASH_LOG, find_crashes
from app.errors import StudyleafError
from app.models import database
from app.settings import DataFolder, cache_dir, load_settings
from app.store.backup import open_with_backup
from workers.children.pool import CallFailed, TextPool
from workers.extraction.ocr.presence import is_installed
from workers.llm import sizing
from workers.llm.effort import Speed, in_force, on_battery
from workers.llm.gpu import is_supported, works
from workers.llm.model_files import resolve
from workers.llm.probe import probe
from workers.llm.tuning import Tuner

MIN_FREE_BYTES: Final = 500 * 2**20

SCANS_ADVICE: Final = "Add it with “make setup” in Studyleaf’s folder, or pip install 'studyleaf[ocr]'."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `fault` is what stands in the way, empty where all is well; `advice` what to do."""

    subject: str
    state: str
    fault: str = ""
    advice: str = ""


def doctor(options: Namespace) -> int:
    """Prints the findings; the exit code is 0 when nothing stands in the way of making notes."""
    faults, lines = 0, list[str]()
    for finding in _findings(options):
        mark = "✗" if finding.fault else "✓"
        lines.append(f"{mark} {finding.subject}: {finding.fault or finding.state}")
        if finding.advice:
            lines.append(f"    {finding.advice}")
        faults += bool(finding.fault)
        print("\n".join(lines[-2:] if finding.advice else lines[-1:]), flush=True)
    if options.bundle:
        with opened_library(options):
            write_bundle(open_folder(options), lines, options.bundle)
        print(f"{options.bundle} holds this report, the logs and the jobs' times, and no text or name of a document.")
    return min(faults, 1)


def _findings(options: Namespace) -> Iterator[Finding]:
    yield Finding("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    memory = psutil.virtual_memory()
    cores = psutil.cpu_count(logical=False)
    yield Finding("Computer", f"{cores} cores, {memory.total >> 20} MB of memory, {memory.available >> 20} MB free")
    folder: DataFolder | None = None
    try:
        folder = open_folder(options)
        yield _data_folder(folder)
    except StudyleafError as error:
        yield Finding("Data folder", "", error.sentence, error.hint)
    if folder:
        yield _tried("Settings", lambda: _settings(folder))
        yield _tried("Speed of the model", lambda: _speed(folder))
        yield _tried("Graphics processor", lambda: _gpu(folder))
        yield _tried("Library", lambda: _library(folder))
        yield _crashes(folder)
        yield _tried("Language model", lambda: _model(folder))
    yield _tried("Reading of PDFs", _reading)
    yield _scans()
    yield _window()


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, look())
    except StudyleafError as error:
        return Finding(subject, "", error.sentence, error.hint)


def _data_folder(folder: DataFolder) -> Finding:
    free = shutil.disk_usage(folder.root).free
    state = f"{folder.root}, {free >> 20} MB free"
    if free < MIN_FREE_BYTES:
        return Finding("Data folder", state, f"only {free >> 20} MB are free", "Free some space on this disk.")
    return Finding("Data folder", state)


def _settings(folder: DataFolder) -> str:
    settings = load_settings(folder)
    return f"{settings.worker_threads} jobs and {settings.text_children} text children at a time"


def _speed(folder: DataFolder) -> str:
    wished = Speed(load_settings(folder).speed)
    now = in_force(wished, is_on_battery=on_battery())
    return wished.value if now is wished else f"{wished.value}; now {now.value}, to spare the battery"


def _gpu(folder: DataFolder) -> str:
    if not is_supported(CancelToken()):
        return "llama.cpp as it is installed here uses none"
    settings = load_settings(folder)
    if settings.gpu != "on":
        return 'there is one that could be tried: gpu = "on" in settings.toml'
    model = resolve(settings.model, folder.models)
    plan = sizing.plan(model, model.header(), replace(sizing.default_setup(), lanes=1))
    return "in use" if works(model, plan, CancelToken()) else "the model does not run on it; the processor is used"


def _library(folder: DataFolder) -> str:
    library = open_with_backup(folder)
    try:
        verdict = database.execute_sql("PRAGMA quick_check").fetchone()[0]
        counts = database.execute_sql("SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM note)").fetchone()
    finally:
        library.close_everywhere()
    return f"{counts[0]} documents, {counts[1]} notes, integrity {verdict}"


def _model(folder: DataFolder) -> str:
    model = resolve(load_settings(folder).model, folder.models)
    began = time.monotonic()
    probe(model)
    told = f"{model.name} loads and writes, {time.monotonic() - began:.1f} s"
    if Tuner(cache_dir()).record(model) is None:
        told += "; not measured on this computer as it is now: studyleaf models tune"
    return told


def _crashes(folder: DataFolder) -> Finding:
    """What has ended once need not stand in the way now."""
    found = find_crashes(folder.logs)
    if not found:
        return Finding("Native faults", "none")
    when = datetime.fromtimestamp(found.last_at).astimezone().strftime("%Y-%m-%d %H:%M")
    state = f"{found.count}, the last on {when}; see {folder.logs / CRASH_LOG}"
    return Finding("Native faults", state, advice="Send it with: studyleaf doctor --bundle OUT.zip")


def _reading() -> str:
    pool = TextPool(1)
    try:
        pool.call("warm_up", {}, cancel=CancelToken())
    except CallFailed as failure:
        raise StudyleafError(failure.code, name="PDFs") from failure
    finally:
        pool.close()
    return "its child process starts"


def _scans() -> Finding:
    """Its absence is no fault: everything but scans works without."""
    if is_installed():
        return Finding("Reading of scans", "its reader is installed, with its models")
    return Finding("Reading of scans", "not installed; scanned pages are left out", advice=SCANS_ADVICE)


def _window() -> Finding:
    if importlib.util.find_spec("PySide6") is None:
        return Finding("Window", "", "PySide6 is not installed", "Set the program up again: make setup")
    if has_display():
        return Finding("Window", "there is a screen for it")
    return Finding(
        "Window", "no screen here; the command line works without", advice="On a server: studyleaf notes FILE"
    )
