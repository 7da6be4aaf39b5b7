"""The main job in a real window, with the embedded model."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from resources import sample_document
from tests.e2e.conftest import Visit
from tests.integration.command_line import read_json, studyleaf


def test_two_documents_are_dropped_and_finish_and_a_third_is_cancelled_and_keeps_its_draft(visit: Visit) -> None:
    measured = visit("two_finish_and_a_third_is_cancelled")
    assert measured["cancel_s"] < 1
    assert measured["kept_points"] > 0


def test_the_same_document_again_comes_from_the_cache(visit: Visit) -> None:
    assert visit("the_same_document_again")["cache_hit_ms"] < 200


def test_a_click_on_a_citation_shows_its_page(visit: Visit) -> None:
    assert visit("a_citation_is_followed")["page"] >= 1


def test_each_bad_thing_gets_its_sentence_and_none_a_dialog(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    sentences = visit("bad_things_are_dropped", STUDYLEAF_TEST_FILES=str(tmp_path / "files"))["sentences"]
    assert ["folder.pdf" in sentences[0], "empty.pdf" in sentences[1], "vanished.pdf" in sentences[2]] == [True] * 3
    assert "not a PDF" in sentences[3]


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(visit: Visit, tmp_path: Path) -> None:
    closed_at = visit("the_window_is_closed_in_the_middle")["closed_at"]
    assert time.time() - closed_at < 10, "closing took longer than its stages may"
    assert visit("the_work_goes_on")["attempt"] == 2


def test_the_end_of_the_session_closes_in_stages_too(visit: Visit) -> None:
    assert visit("the_session_ends") == {"quit": True}
    assert visit("the_work_goes_on")["attempt"] == 2


def test_a_second_start_hands_its_files_to_the_first_and_exits(screen: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "--data-dir", str(tmp_path / "data"), "start"]
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(command, env=environment) as first:
        try:
            wait_for((tmp_path / "data" / "queue.db").exists)
            second = subprocess.run([*command, str(sample_document())], check=False, env=environment, timeout=30)
            assert second.returncode == 0
            assert first.poll() is None
            watched = studyleaf("jobs", "list", "--json", data_dir=tmp_path / "data")
            deadline = time.monotonic() + 100
            while '"completed"' not in watched.out and time.monotonic() < deadline:
                time.sleep(0.5)
                watched = studyleaf("jobs", "list", "--json", data_dir=tmp_path / "data")
            assert '"completed"' in watched.out
        finally:
            first.terminate()
            began = time.monotonic()
            assert first.wait(timeout=30) == 0
    assert time.monotonic() - began < 10
    exported = studyleaf("notes", sample_document(), "--json", tmp_path / "n.json", data_dir=tmp_path / "data")
    assert exported.code == 0
    assert read_json(tmp_path / "n.json")["note"]["sections"]


def wait_for(is_so: object) -> None:
    assert callable(is_so)
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)
