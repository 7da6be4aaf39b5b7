"""`studyleaf models`: which language models there are, one more or one less, and faster copies for this computer."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from app.cancel import CancelToken
from app.cli.console import CLEAR_LINE
from app.cli.session import open_folder
from app.errors import ErrorCode, StudyleafError
from app.settings import DataFolder, cache_dir, load_settings
from app.wire import Json
from workers.llm.catalogue import Entry, find_entry, read_catalogue
from workers.llm.download import fetch_model
from workers.llm.model_files import ModelFile, install_model, resolve
from workers.llm.model_files import add_model as add
from workers.llm.model_files import list_models as installed
from workers.llm.model_files import remove_model as remove
from workers.llm.probe import probe
from workers.llm.tuning import Tuner, sample_text
from workers.self_tests import SelfTests
from workers.writing.trial import Trial


def list_models(options: Namespace) -> int:
    """Prints name, size and kind of each model."""
    folder = open_folder(options).models
    if options.catalogue:
        return list_catalogue(folder)
    rows = [_row(model, Tuner(cache_dir()), SelfTests(folder)) for model in installed(folder)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        speed_up = f", tuned: {row['speedUp']:.1f} times as fast" if row["speedUp"] > 1 else ""
        told = f"{row['problem'] or row['architecture']}{speed_up}{_told(row['texts'])}"
        print(f"{row['name']}  {row['sizeBytes'] / 2**20:.0f} MB  {told}")
    return 0


def _told(texts: int | None) -> str:
    """How many texts a sentence a tested model is asked for."""
    if texts is None:
        return ""
    return (
        f", tested: writes {texts} text{'' if texts == 1 else 's'} a sentence" if texts else ", tested: does not write"
    )


def add_model(options: Namespace) -> int:
    """Tries a file in a child of its own and copies it into the data folder, or downloads one of the catalogue; then
    tests what it can do."""
    data = open_folder(options)
    entry = None if Path(options.file).exists() else find_entry(options.file, data.models)
    model = _download(entry, data) if entry else add(Path(options.file), data.models, probe=probe)
    print(f"Added {model.name}. Use it with: studyleaf notes FILE --model {model.name}")
    print(_judged(SelfTests(data.models).test(model, cancel=CancelToken())))
    return 0


def test_model(options: Namespace) -> int:
    """Tests a model, also one by its path, and prints how each way of asking it did."""
    folder = open_folder(options).models
    trial = SelfTests(folder).test(resolve(options.name, folder), cancel=CancelToken())
    for each in trial.tried:
        print(f"{each.way.value:8} {each.passed:3} of {each.tried} hold  {each.saved:4.0%} of the words saved so far")
    print(_judged(trial))
    return 0


def remove_model(options: Namespace) -> int:
    """Removes a model from the data folder, with what was measured of it."""
    folder = open_folder(options).models
    removed = remove(options.name, folder)
    Tuner(cache_dir()).forget(removed)
    SelfTests(folder).forget(removed)
    print(f"Removed {removed.name}.")
    return 0


def _judged(trial: Trial) -> str:
    """What notes make of a model, in a sentence."""
    if not trial.ways:
        return (
            "It shortens too few sentences truly to be asked for texts: in notes it only weighs the quiz's questions."
        )
    best = max(each.passed for each in trial.tried)
    texts = "one text" if len(trial.ways) == 1 else f"the best of {len(trial.ways)} texts"
    return f"Of {trial.tried[0].tried} sentences it shortens {best} truly: in notes it is asked for {texts} a sentence."


def list_catalogue(folder: Path) -> int:
    """Prints what can be downloaded."""
    for entry in read_catalogue(folder):
        print(f"{entry.name}  {entry.size_bytes / 2**20:.0f} MB  {entry.licence}  {entry.about}".rstrip())
    return 0


def _download(entry: Entry, data: DataFolder) -> ModelFile:
    address = load_settings(data).models_address
    if not address:
        raise StudyleafError(ErrorCode.MODEL_ADDRESS_MISSING, name=entry.name, path=data.root / "settings.toml")
    live = sys.stderr.isatty()

    def show(received: int) -> None:
        if live:
            print(f"{CLEAR_LINE}{entry.name}: {100 * received // entry.size_bytes} %", end="", file=sys.stderr)

    try:
        part = fetch_model(entry, address, data.models, cancel=CancelToken(), on_bytes=show)
    finally:
        print(CLEAR_LINE if live else "", end="", file=sys.stderr, flush=True)
    return install_model(part, entry.name, data.models, probe=probe)


def tune_model(options: Namespace) -> int:
    """Measures copies of a model and keeps the best; prints what was measured."""
    folder = open_folder(options).models
    model, tuner = resolve(options.name, folder), Tuner(cache_dir())
    if options.undo:
        tuner.undo(model)
        print(f"{model.name} runs as it came.")
        return 0
    tuning = tuner.tune(model, sample_text(), cancel=CancelToken())
    print(f"{'format':10} {'reads':>10} {'writes':>10}  perplexity")
    for trial in tuning.trials:
        name, rates = trial.format or "original", trial.measured
        print(f"{name:10} {rates.read_rate:8.0f}/s {rates.write_rate:8.0f}/s  {rates.perplexity:.2f}")
    if tuning.setup:
        print(
            f"Best with {tuning.setup.threads} threads, a decode worth {tuning.setup.decode_rows} rows, "
            f"{tuning.setup.batch_tokens} in a step."
        )
    if tuning.chosen:
        print(
            f"Kept a copy in {tuning.chosen}: {tuning.speed_up:.1f} times as fast. Undo: studyleaf models tune --undo"
        )
    else:
        print("The original is the best there is for this computer.")
    return 0


def _row(model: ModelFile, tuner: Tuner, tests: SelfTests) -> Json:
    try:
        architecture, problem = model.header().architecture, ""
    except StudyleafError as error:
        architecture, problem = "", error.sentence
    tuning = None if problem else tuner.record(model)
    trial = None if problem else tests.record(model)
    return {
        "name": model.name,
        "path": str(model.path),
        "sizeBytes": model.size_bytes,
        "architecture": architecture,
        "problem": problem,
        "speedUp": tuning.speed_up if tuning else 1.0,
        "texts": None if trial is None else len(trial.ways),
    }
