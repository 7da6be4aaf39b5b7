"""The addresses beside the socket: health, numbers, documents, pictures, uploads; and `studyleaf serve` as typed."""

from __future__ import annotations

import base64
import io
import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cancel import CancelToken
from app.companion.access import Devices, lan_addresses
from app.pictures import PictureShelf
from app.settings import DataFolder
from app.store.connection import open_library
from resources import sample_document
from tests.integration.companion_desk import PICTURE, CompanionDesk, desk_in
from workers.children.pool import TextPool


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


def test_health_and_numbers_are_told_to_this_computer(desk: CompanionDesk) -> None:
    assert desk.request("GET", "/healthz", token="").json == {"status": "ok", "tabs": 0}
    numbers = desk.request("GET", "/metrics", token="")
    assert numbers.status == 200
    assert b"studyleaf_companion_tabs 0" in numbers.body
    assert b"studyleaf_events_total" in numbers.body


def test_the_page_and_its_parts_are_there_and_know_when_nothing_changed(desk: CompanionDesk) -> None:
    page = desk.request("GET", "/", token="")
    assert page.headers["Content-Type"].startswith("text/html")
    for path in ("/assets/app.js", "/assets/style.css", "/manifest.webmanifest", "/sw.js", "/assets/worker.js"):
        answer = desk.request("GET", path, token="")
        assert (answer.status, len(answer.body) > 50) == (200, True), path
    assert desk.request("GET", "/", headers={"If-None-Match": page.headers["ETag"]}).status == 304
    head = desk.request("HEAD", "/", token="")
    assert (head.status, head.body) == (200, b"")
    assert desk.request("POST", "/", token="").status == 405


def test_an_upload_over_http_becomes_a_document_that_can_be_read(desk: CompanionDesk) -> None:
    begun = desk.post("/api/uploads", {"name": "a.pdf", "size": 10}).json
    first = desk.request("PUT", f"/api/uploads/{begun['uploadId']}?offset=0", body=b"%PDF-")
    assert first.json["offset"] == 5
    wrong = desk.request("PUT", f"/api/uploads/{begun['uploadId']}?offset=0", body=b"%PDF-")
    assert (wrong.status, wrong.json["offset"]) == (409, 5)
    done = desk.request("PUT", f"/api/uploads/{begun['uploadId']}?offset=5", body=b"1.7 x")
    assert done.status == 201
    [document] = desk.request("GET", "/api/documents").json["documents"]
    assert document["fileName"] == "a.pdf"
    picture = desk.request("GET", f"/api/documents/{document['id']}/pages/1/image?width=400")
    assert (picture.headers["Content-Type"], picture.body) == ("image/webp", PICTURE)
    assert desk.request("GET", f"/api/documents/{document['id']}/pages/2/image?width=400").status == 404
    assert desk.request("GET", f"/api/documents/{document['id']}/pages/1/image?width=99999").status == 400
    [job] = desk.request("GET", "/api/jobs").json["jobs"]
    assert job["jobId"] == done.json["jobId"]


def test_a_picture_is_shown_to_who_may_come_in_and_no_other_file_is(desk: CompanionDesk) -> None:
    kept = PictureShelf(desk.folder).keep(b"a picture", width=4, height=3)
    answer = desk.request("GET", f"/api/pictures/{kept.key}")
    assert (answer.status, answer.headers["Content-Type"], answer.body) == (200, "image/png", b"a picture")
    assert desk.request("GET", f"/api/pictures/{kept.key}", token="").status == 401
    for key in ("0" * 16, kept.key[:2], kept.key[:15], "G" * 16, "..", "*"):
        assert desk.request("GET", f"/api/pictures/{key}").status == 404, key


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"name": 3, "size": 3}', b'{"name": "a", "size": true}', b"[" * 9999]
)
def test_an_upload_that_says_nothing_sensible_is_refused(desk: CompanionDesk, body: bytes) -> None:
    assert desk.request("POST", "/api/uploads", body=body).status == 400


def test_jobs_are_cancelled_and_tried_again(desk: CompanionDesk) -> None:
    job_id = desk.jobs.notes_from_text("Leaves turn light into sugar.", title="Leaves")
    assert desk.post(f"/api/jobs/{job_id}/retry", {}).status == 409
    assert desk.post(f"/api/jobs/{job_id}/cancel", {}).status == 202
    assert desk.post(f"/api/jobs/{job_id}/cancel", {}).status == 409
    assert desk.post(f"/api/jobs/{job_id}/retry", {}).status == 202
    assert desk.post("/api/jobs/unknown/cancel", {}).status == 404
    assert desk.request("GET", f"/api/jobs/{job_id}/cancel").status == 405


def test_a_page_is_drawn_in_a_child_with_the_cited_words_marked() -> None:
    pool = TextPool(1)

    def draw(quote: str) -> Image.Image:
        params = {"path": str(sample_document()), "page": 1, "width": 800, "quote": quote}
        drawn = pool.call("draw_page", params, cancel=CancelToken())
        return Image.open(io.BytesIO(base64.b64decode(drawn["webp"]))).convert("RGB")

    def yellow(picture: Image.Image) -> int:
        pixels = np.asarray(picture)
        return int(((pixels[..., 0] > 230) & (pixels[..., 1] > 210) & (pixels[..., 2] < 190)).sum())

    try:
        plain, marked = draw("these words are not there"), draw("Psychologists describe memory as a process")
        assert plain.width == 800
        assert plain.height > 1000
        assert yellow(plain) == 0
        assert yellow(marked) > 2000
    finally:
        pool.close()


@pytest.mark.skipif(not lan_addresses(), reason="this computer is in no network")
def test_the_network_is_let_in_only_when_asked_for(folder: DataFolder) -> None:
    address = lan_addresses()[0]
    library = open_library(folder.library)
    for lan in (False, True):
        desk = CompanionDesk(folder, lan=lan)
        try:
            url = f"http://{address}:{desk.port}/"
            if lan:
                with urllib.request.urlopen(url + "healthz", timeout=5) as answer:
                    assert answer.status == 200
                with pytest.raises(urllib.error.HTTPError, match="401"):
                    urllib.request.urlopen(url + "metrics", timeout=5)
                assert desk.address.startswith(url)
            else:
                with pytest.raises(urllib.error.URLError):
                    urllib.request.urlopen(url + "healthz", timeout=5)
        finally:
            desk.close()
    library.close_everywhere()


def test_serve_prints_an_address_that_lets_in_and_ends_in_order(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address, _, token = server.stdout.readline().strip().partition("#token=")
        try:
            request = urllib.request.Request(f"{address}api/me", headers={"Authorization": f"Bearer {token}"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert json.load(answer)["userId"] == "local"
            run = [sys.executable, "-m", "app", "devices"]
            listed = subprocess.run(
                [*run, "list", "--data-dir", str(tmp_path)], capture_output=True, text=True, check=True
            ).stdout
            assert "Link of studyleaf serve" in listed
            device = listed.split()[0]
            subprocess.run([*run, "remove", device, "--data-dir", str(tmp_path)], check=True)
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(request, timeout=10)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        assert server.returncode == 0


def test_serve_takes_a_link_back_that_nobody_used(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        server.stdout.readline()
        [made] = Devices(tmp_path / "companion.json").list()
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    assert (made.name, Devices(tmp_path / "companion.json").list()) == ("Link of studyleaf serve", [])


def test_serve_says_in_one_sentence_that_its_port_is_taken(desk: CompanionDesk, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", str(desk.port), "--data-dir", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"studyleaf: Port {desk.port} is in use")
    assert "Traceback" not in ran.stderr
