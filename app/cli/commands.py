"""The commands by name; each module is imported when its command runs, so that `--help` and errors come at once."""

from __future__ import annotations

import importlib
from argparse import Namespace
from collections.abc import Callable

Command = Callable[[Namespace], int]
"""Runs with the parsed options; returns the exit code, or raises what `main` turns into a sentence."""


def _command(place: str) -> Command:
    module, _, function = place.partition(":")

    def run(options: Namespace) -> int:
        return int(getattr(importlib.import_module(module), function)(options))

    return run


window = _command("app.cli.window:window")
start = _command("app.cli.window:start")
notes = _command("app.cli.documents:notes")
extract = _command("app.cli.documents:extract")
export = _command("app.cli.exports:export")
verify = _command("app.cli.verify:verify")
check_claims = _command("app.cli.claims:check_claims")
work = _command("app.cli.worker:work")
serve = _command("app.cli.companion:serve")
list_devices = _command("app.cli.companion:list_devices")
remove_device = _command("app.cli.companion:remove_device")
list_jobs = _command("app.cli.jobs:list_jobs")
watch_jobs = _command("app.cli.jobs:watch_jobs")
show_job = _command("app.cli.jobs:show_job")
cancel_job = _command("app.cli.jobs:cancel_job")
move_job = _command("app.cli.jobs:move_job")
prioritize_job = _command("app.cli.jobs:prioritize_job")
pause_jobs = _command("app.cli.jobs:pause_jobs")
resume_jobs = _command("app.cli.jobs:resume_jobs")
retry_job = _command("app.cli.jobs:retry_job")
list_models = _command("app.cli.models:list_models")
add_model = _command("app.cli.models:add_model")
remove_model = _command("app.cli.models:remove_model")
test_model = _command("app.cli.models:test_model")
tune_model = _command("app.cli.models:tune_model")
backup = _command("app.cli.backups:backup")
restore = _command("app.cli.backups:restore")
doctor = _command("app.cli.doctor:doctor")
