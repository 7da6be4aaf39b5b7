"""The command line with the embedded model, on real documents and on everything that can be wrong."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.emitter import JobEventEmitter
from app.jobs import Jobs
from app.settings import DataFolder, Settings
from app.store.connection import open_library
from app.store.jobs import queued_job_ids
from resources import sample_document
from tests.integration.command_line import faults_of, page_count, read_json, squeezed, studyleaf

DATA = Path(__file__).parent.parent / "data"
REAL = ("slides_risk_minimization.pdf", "fr_rappels_probabilites.pdf", "lecture_variational_monte_carlo.pdf")

CLAIMS = (
    '{"id": 1, "text": "In 1956 George Miller published a paper about the number seven."}\n'
    '{"id": 2, "text": "In 1965 George Miller published a paper about the number seven."}\n'
)


def can(*wrapper: str) -> bool:
    """Whether this system lets us run something in a namespace of its own."""
    return (
        shutil.which(wrapper[0]) is not None
        and subprocess.run([*wrapper, "true"], check=False, capture_output=True).returncode == 0
    )


@pytest.mark.parametrize("name", REAL)
def test_notes_of_a_real_document_fit_the_contract_and_every_quote_is_on_its_page(name: str, tmp_path: Path) -> None:
    # Cut off from every network where the system can do that; everywhere, an attempt to connect is an error.
    wrapper = ("unshare", "-rn") if can("unshare", "-rn") else ()
    ran = studyleaf("notes", DATA / name, "--json", tmp_path / "n.json", data_dir=tmp_path / "data", wrapper=wrapper)
    assert (ran.code, ran.err) == (0, "")
    read = studyleaf("extract", DATA / name, "--json", tmp_path / "t.json", data_dir=tmp_path / "data")
    assert read.code == 0
    exported, extracted = read_json(tmp_path / "n.json"), read_json(tmp_path / "t.json")
    assert faults_of(exported, extracted) == []
    assert exported["document"]["pages"] == page_count(DATA / name)
    assert exported["timings"]["generatedTokens"] > 0
    assert exported["model"]["name"] == "SmolLM2-135M-Instruct"


def test_an_exported_note_can_be_checked_again(tmp_path: Path) -> None:
    made = studyleaf("notes", sample_document(), "--json", tmp_path / "n.json", data_dir=tmp_path / "data")
    assert made.code == 0
    checked = studyleaf("verify", tmp_path / "n.json", sample_document(), data_dir=tmp_path / "data")
    assert (checked.code, checked.err) == (0, "")
    assert "statements are supported" in checked.out

    note = read_json(tmp_path / "n.json")
    point = note["note"]["sections"][0]["points"][0]
    point["text"] = "Napoleon won the battle of Waterloo with 400 dragons."
    (tmp_path / "n.json").write_text(json.dumps(note), encoding="utf-8")
    doubted = studyleaf("verify", tmp_path / "n.json", sample_document(), data_dir=tmp_path / "data")
    assert doubted.code == 1
    assert "dragons" in doubted.out

    point["origin"] = "edited"
    (tmp_path / "n.json").write_text(json.dumps(note), encoding="utf-8")
    own = studyleaf("verify", tmp_path / "n.json", sample_document(), data_dir=tmp_path / "data")
    assert own.code == 0
    assert f"the student's own words: {point['text']}" in own.out


def test_what_is_no_export_is_told_from_one(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("[]", encoding="utf-8")
    ran = studyleaf("verify", tmp_path / "n.json", sample_document(), data_dir=tmp_path / "data")
    assert_one_sentence(ran.code, ran.err)


def test_the_same_file_again_comes_from_the_cache_as_a_note_of_its_own(tmp_path: Path) -> None:
    first = studyleaf("notes", sample_document(), "--json", tmp_path / "1.json", data_dir=tmp_path)
    copy = tmp_path / "another name.pdf"
    shutil.copyfile(sample_document(), copy)
    again = studyleaf("notes", copy, "--json", tmp_path / "2.json", data_dir=tmp_path)
    assert (first.code, again.code) == (0, 0)
    assert read_json(tmp_path / "1.json") == read_json(tmp_path / "2.json")
    jobs = json.loads(studyleaf("jobs", "list", "--json", data_dir=tmp_path).out)
    assert [job["result"]["cacheHit"] for job in jobs] == [True, False]
    assert len({job["result"]["noteId"] for job in jobs}) == 2


def test_notes_of_pasted_text_are_made_too(tmp_path: Path) -> None:
    text = tmp_path / "memory.txt"
    text.write_text((Path(sample_document()).with_suffix(".md")).read_text(encoding="utf-8"), encoding="utf-8")
    ran = studyleaf("notes", text, data_dir=tmp_path / "data")
    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert "(p. 1)" in ran.out


def test_extract_prints_the_text(tmp_path: Path) -> None:
    ran = studyleaf("extract", sample_document(), data_dir=tmp_path)
    assert ran.code == 0
    assert squeezed("Encoding is the process of turning what we perceive") in squeezed(ran.out)


def test_claims_are_checked_against_a_text(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text(
        "In 1956 George Miller published a paper about the magical number seven, plus or minus two.", encoding="utf-8"
    )
    (tmp_path / "claims.jsonl").write_text(CLAIMS, encoding="utf-8")
    ran = studyleaf(
        "check-claims", "--source", tmp_path / "source.txt", "--claims", tmp_path / "claims.jsonl", data_dir=tmp_path
    )
    assert ran.code == 0
    verdicts = json.loads(ran.out)
    assert [(verdict["id"], verdict["supported"]) for verdict in verdicts] == [(1, True), (2, False)]
    assert all(
        set(verdict) == {"id", "supported", "score", "quote"} and 0 <= verdict["score"] <= 1 for verdict in verdicts
    )


def test_line_separators_inside_a_claim_do_not_end_it(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("Water boils at 100 degrees at sea level.", encoding="utf-8")
    claim = json.dumps({"id": 1, "text": "Water boils at 100\u2028degrees at sea level."}, ensure_ascii=False)
    (tmp_path / "claims.jsonl").write_text(claim + "\n", encoding="utf-8")
    arguments = ("--source", tmp_path / "source.txt", "--claims", tmp_path / "claims.jsonl")
    assert studyleaf("check-claims", *arguments, data_dir=tmp_path).code == 0


def test_files_of_one_name_do_not_overwrite_each_other_s_notes(tmp_path: Path) -> None:
    files = [tmp_path / part / "same.pdf" for part in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        shutil.copyfile(sample_document(), file)
    ran = studyleaf("notes", *files, "--json", tmp_path / "out", data_dir=tmp_path / "data")
    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["same-2.json", "same.json"]


def test_a_job_of_a_program_that_was_killed_can_be_retried_and_cancelled(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    library = open_library(folder.library)
    emitter = JobEventEmitter(lambda _event: None)
    jobs = Jobs(emitter, Settings(), user_id="local", wake=lambda *_: None)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    owner = f"{platform.node()}:{gone.pid}:1.00"
    gone.wait()
    ids = [jobs.notes_from_file(sample_document(), length=length) for length in ("standard", "brief")]
    for job_id in ids:
        assert emitter.claim(job_id, owner=owner, lease_s=3600)
    library.close_everywhere()

    assert studyleaf("jobs", "retry", ids[0], data_dir=tmp_path).code == 0
    assert studyleaf("jobs", "cancel", ids[1], data_dir=tmp_path).code == 0
    listed = json.loads(studyleaf("jobs", "list", "--json", data_dir=tmp_path).out)
    assert {job["jobId"]: job["status"] for job in listed} == {ids[0]: "completed", ids[1]: "cancelled"}


def test_the_order_of_the_queue_can_be_changed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    library = open_library(folder.library)
    jobs = Jobs(JobEventEmitter(lambda _event: None), Settings(), user_id="local", wake=lambda *_: None)
    first, second, third = (jobs.notes_from_text(text, title=text) for text in "abc")
    for act in (
        ("move", third, "--before", second),
        ("move", first, "--last"),
        ("priority", second, "first"),
    ):
        ran = studyleaf("jobs", *act, data_dir=tmp_path)
        assert (ran.code, ran.err) == (0, "")
    assert queued_job_ids() == [second, third, first]
    library.close_everywhere()
    listed = json.loads(studyleaf("jobs", "list", "--json", data_dir=tmp_path).out)
    assert {job["jobId"]: job["priority"] for job in listed}[second] == "first"


def test_a_completed_job_is_done_from_scratch(tmp_path: Path) -> None:
    assert studyleaf("extract", sample_document(), data_dir=tmp_path).code == 0
    [job] = json.loads(studyleaf("jobs", "list", "--json", data_dir=tmp_path).out)
    assert studyleaf("jobs", "retry", job["jobId"], data_dir=tmp_path).code == 1
    assert studyleaf("jobs", "retry", job["jobId"], "--from-scratch", data_dir=tmp_path).code == 0
    again, _ = json.loads(studyleaf("jobs", "list", "--json", data_dir=tmp_path).out)
    assert again["jobId"] != job["jobId"]
    assert (again["status"], again["result"]["cacheHit"]) == ("completed", False)


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m app --data-dir "{tmp_path}" extract "{sample_document()}" | true'
    ran = subprocess.run(["sh", "-c", command], check=False, capture_output=True, text=True)
    assert ran.stderr == ""


def test_a_screen_that_does_not_answer_counts_as_none(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "--data-dir", str(tmp_path)]
    environment = {**os.environ, "DISPLAY": ":4711"}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("WAYLAND_DISPLAY", None)
    ran = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert_one_sentence(ran.returncode, ran.stderr)


def test_without_a_screen_start_makes_notes_of_the_sample(tmp_path: Path) -> None:
    ran = studyleaf("start", data_dir=tmp_path)
    assert ran.code == 0
    assert "no screen" in ran.err
    assert "# How We Remember" in ran.out


def test_without_a_screen_the_window_is_refused_with_a_hint(tmp_path: Path) -> None:
    ran = studyleaf(data_dir=tmp_path)
    assert ran.code == 1
    assert "studyleaf notes FILE" in ran.err


def test_the_doctor_finds_everything_in_place(tmp_path: Path) -> None:
    ran = studyleaf("doctor", data_dir=tmp_path)
    assert ran.code == 0, ran.out
    assert "✗" not in ran.out


def test_models_are_listed(tmp_path: Path) -> None:
    assert "SmolLM2-135M-Instruct" in studyleaf("models", "list", data_dir=tmp_path).out


def bad_files(folder: Path) -> dict[str, Path]:
    """Files of which no notes can be made, by what is wrong with them."""
    content = sample_document().read_bytes()
    files = {
        "empty.pdf": b"",
        "page.pdf": b"<!doctype html><html><body>Please log in</body></html>",
        "text.pdf": b"only text " * 1000,
        "half.pdf": content[: len(content) // 2],
        "header.pdf": b"%PDF-1.7\n",
        "binary.txt": bytes(range(256)) * 100,
    }
    for name, body in files.items():
        (folder / name).write_bytes(body)
    (folder / "folder.pdf").mkdir()
    return {name: folder / name for name in [*files, "folder.pdf", "vanished.pdf"]}


@pytest.mark.parametrize(
    "name",
    ["empty.pdf", "page.pdf", "text.pdf", "half.pdf", "header.pdf", "binary.txt", "folder.pdf", "vanished.pdf"],
)
def test_a_bad_file_ends_with_one_sentence(name: str, tmp_path: Path) -> None:
    ran = studyleaf("notes", bad_files(tmp_path)[name], data_dir=tmp_path / "data")
    assert_one_sentence(ran.code, ran.err)
    assert name in ran.err


def assert_one_sentence(code: int, err: str) -> None:
    assert code == 1
    assert err.startswith("studyleaf: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [b"", b"GGUF"])
def test_a_broken_model_ends_with_one_sentence(content: bytes, tmp_path: Path) -> None:
    model = tmp_path / "broken.gguf"
    model.write_bytes(content)
    for arguments in (("notes", sample_document(), "--model", model), ("models", "add", model)):
        ran = studyleaf(*arguments, data_dir=tmp_path / "data")
        assert_one_sentence(ran.code, ran.err)
        assert "broken.gguf" in ran.err


def test_a_data_folder_that_cannot_be_made_ends_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = studyleaf("notes", sample_document(), data_dir=tmp_path / "file" / "data")
    assert_one_sentence(ran.code, ran.err)
    assert str(tmp_path) in ran.err


def test_an_output_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    ran = studyleaf("notes", sample_document(), "--json", tmp_path / "no" / "n.json", data_dir=tmp_path / "data")
    assert_one_sentence(ran.code, ran.err)
    assert not (tmp_path / "data" / "library.db").exists()


def test_an_unknown_job_ends_with_one_sentence(tmp_path: Path) -> None:
    for act in ("cancel", "retry", "watch"):
        ran = studyleaf("jobs", act, "0123456789", data_dir=tmp_path)
        assert_one_sentence(ran.code, ran.err)


@pytest.mark.skipif(not can("unshare", "-rm"), reason="this system lets no test mount a small disk")
def test_a_full_disk_ends_with_one_sentence_and_the_library_opens_afterwards(tmp_path: Path) -> None:
    disk, size = tmp_path / "disk", "700k"
    disk.mkdir()
    script = f'mount -t tmpfs -o size={size} tmpfs "$0" && "$@"; code=$?; cp -r "$0/." "$0.after"; exit $code'
    ran = studyleaf("notes", DATA / REAL[0], data_dir=disk, wrapper=("unshare", "-rm", "sh", "-c", script, str(disk)))
    assert_one_sentence(ran.code, ran.err)
    assert "disk is full" in ran.err
    after = studyleaf("jobs", "list", data_dir=tmp_path / "disk.after")
    assert after.code == 0
