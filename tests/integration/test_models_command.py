"""`studyleaf models` with a catalogue of one's own, on a server on this computer."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import CACHE_DIR_VARIABLE
from tests.integration.command_line import PATIENCE_S, Ran
from workers.llm.catalogue import FILE_NAME, find_entry
from workers.llm.model_files import EMBEDDED_NAME, embedded_model


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is for its failures."""


@pytest.fixture
def address() -> Iterator[str]:
    """Of a server that has the embedded model."""
    model = embedded_model()
    assert model is not None
    handler = functools.partial(Quiet, directory=str(model.path.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose catalogue calls the embedded model by another name."""
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(tmp_path / "cache"))
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    ours = find_entry(EMBEDDED_NAME, models)
    assert ours
    (models / FILE_NAME).write_text(
        f'[[model]]\nname = "Served"\nfile = "{ours.file}"\nsize_bytes = {ours.size_bytes}\n'
        f'sha256 = "{ours.sha256}"\nlicence = "{ours.licence}"\n'
    )
    return tmp_path / "data"


def studyleaf(data: Path, *arguments: str) -> Ran:
    """Not the helper of the other tests: that one cuts off every network, and this server is on one."""
    command = [sys.executable, "-m", "app", *arguments, "--data-dir", str(data)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE_S, encoding="utf-8")
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_model_of_the_catalogue_is_downloaded_tried_listed_and_removed(data: Path, address: str) -> None:
    (data / "settings.toml").write_text(f'models_address = "{address}"')
    assert "Served  94 MB  Apache-2.0" in studyleaf(data, "models", "list", "--catalogue").out
    added = studyleaf(data, "models", "add", "served")
    assert (added.code, added.err) == (0, "")
    assert "truly: in notes it is asked for" in added.out
    [listed] = [line for line in studyleaf(data, "models", "list").out.splitlines() if line.startswith("Served")]
    assert listed.startswith("Served  94 MB  llama, tested: writes ")
    tested = studyleaf(data, "models", "test", "served")
    assert (tested.code, tested.err) == (0, "")
    assert tested.out.splitlines()[-1] == added.out.splitlines()[-1]
    assert studyleaf(data, "models", "remove", "Served").code == 0
    assert sorted(each.name for each in (data / "models").iterdir()) == [FILE_NAME]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "Served"), "models_address"),
        (("add", "Nothing"), "Nothing"),
        (("remove", EMBEDDED_NAME), EMBEDDED_NAME),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(data: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = studyleaf(data, "models", *arguments)
    assert ran.code == 1
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
