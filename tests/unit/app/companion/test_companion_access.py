"""Who may come in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path

import pytest

from app.companion import access
from app.companion.access import Devices, Gate, device_name, tidy_name
from tests.support import PATIENCE_S


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "companion.json"


def test_a_token_is_known_again_and_another_is_not(path: Path) -> None:
    devices = Devices(path)
    device, token = devices.add("Phone")
    assert devices.check(token) == device
    assert devices.check(token + "x") is None
    assert devices.check("") is None
    assert devices.check("\ud800") is None


def test_only_a_hash_is_kept_and_only_for_the_owners_eyes(path: Path) -> None:
    _, token = Devices(path).add("Phone")
    assert token not in path.read_text()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_another_program_changed_holds_at_once(path: Path) -> None:
    here, there = Devices(path), Devices(path)
    device, token = here.add("Phone")
    assert there.check(token)
    assert there.revoke(device.id)
    assert here.check(token) is None
    assert not here.revoke(device.id)


def test_a_device_gets_its_own_name_when_it_first_comes(path: Path) -> None:
    devices = Devices(path)
    device, _ = devices.add("Device")
    devices.saw(device.id, name="Chrome on Android")
    [seen] = devices.list()
    assert seen.name == "Chrome on Android"
    assert seen.seen_at is not None
    devices.saw(device.id, name="Firefox on Linux")
    assert devices.list() == [seen]


def test_tokens_that_nobody_came_with_are_forgotten_with_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    devices = Devices(path)
    used, _ = devices.add("Used")
    devices.saw(used.id)
    devices.add("Unused")
    later = time.time() + access.UNUSED_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    devices.add("New")
    assert [device.name for device in devices.list()] == ["Used", "New"]


def test_there_are_never_more_than_so_many_devices(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MAX_DEVICES", 3)
    devices = Devices(path)
    for number in range(5):
        devices.add(str(number))
    assert [device.name for device in devices.list()] == ["2", "3", "4"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"devices": [{"id": 3}]}', '{"devices": 3}'])
def test_a_file_that_cannot_be_read_lets_nobody_in(path: Path, text: str) -> None:
    devices = Devices(path)
    _, token = devices.add("Phone")
    path.write_text(text)
    os.utime(path, (1, 1))
    assert devices.check(token) is None
    devices.add("Tablet")
    assert [item["name"] for item in json.loads(path.read_text())["devices"]] == ["Tablet"]


def test_the_gate_lets_in_our_own_page_and_programs_that_are_no_browsers() -> None:
    gate = Gate(8765, lan=False)
    assert gate.check(host="127.0.0.1:8765", origin=None) is None
    assert gate.check(host="LOCALHOST:8765", origin="http://localhost:8765") is None
    assert gate.check(host="[::1]:8765", origin="http://[::1]:8765", fetch_site="same-origin") is None


@pytest.mark.parametrize(
    ("host", "origin", "site", "status"),
    [
        (None, None, None, HTTPStatus.MISDIRECTED_REQUEST),
        ("evil.example:8765", None, None, HTTPStatus.MISDIRECTED_REQUEST),
        ("127.0.0.1:80", None, None, HTTPStatus.MISDIRECTED_REQUEST),
        ("127.0.0.1:8765", "null", None, HTTPStatus.FORBIDDEN),
        ("127.0.0.1:8765", "https://127.0.0.1:8765", None, HTTPStatus.FORBIDDEN),
        ("127.0.0.1:8765", "http://127.0.0.1:8765.evil.example", None, HTTPStatus.FORBIDDEN),
        ("127.0.0.1:8765", "http://localhost:8765", None, HTTPStatus.FORBIDDEN),
        ("127.0.0.1:8765", None, "cross-site", HTTPStatus.FORBIDDEN),
        ("192.168.1.7:8765", None, None, HTTPStatus.MISDIRECTED_REQUEST),
    ],
)
def test_the_gate_refuses(host: str | None, origin: str | None, site: str | None, status: HTTPStatus) -> None:
    assert Gate(8765, lan=False).check(host=host, origin=origin, fetch_site=site) is status


def test_in_a_network_it_may_be_asked_by_number_and_by_its_own_name_and_by_no_other() -> None:
    gate = Gate(8765, lan=True)
    for host in ("192.168.1.7:8765", "[fe80::1]:8765", f"{socket.gethostname()}:8765", "127.0.0.1:8765"):
        assert gate.check(host=host, origin=f"http://{host}") is None
    for host in ("evil.example:8765", "192.168.1.7:80", "192.168.1.7.evil.example:8765", "192.168.1:8765"):
        assert gate.check(host=host, origin=None) is HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_called_after_its_browser_and_system(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_names_are_one_short_line() -> None:
    assert tidy_name("  my\n\x00 phone\u202e " + "x" * 100) == "my phone " + "x" * 51
    assert tidy_name("\n") == "Device"


def test_a_list_that_cannot_be_read_just_now_is_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    devices = Devices(tmp_path / "companion.json")
    device, token = devices.add("Phone")

    def busy(_path: Path, **_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "stat", busy)
    assert devices.check(token) == device


ADD_SOME = """
import sys
from pathlib import Path
from app.companion.access import Devices
devices = Devices(Path(sys.argv[1]))
for number in range(10):
    devices.add(f"{sys.argv[2]} {number}")
"""


def test_programs_that_change_the_list_at_once_lose_nobody(path: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", ADD_SOME, str(path), name]) for name in ("a", "b", "c")]
    assert [program.wait(PATIENCE_S) for program in programs] == [0, 0, 0]
    wanted = {f"{name} {number}" for name in ("a", "b", "c") for number in range(10)}
    assert {device.name for device in Devices(path).list()} == wanted


def test_a_device_that_somebody_came_with_is_not_revoked_as_unused(path: Path) -> None:
    devices = Devices(path)
    used, unused = devices.add("Used")[0], devices.add("Unused")[0]
    devices.saw(used.id)
    assert not devices.revoke(used.id, only_unused=True)
    assert devices.revoke(unused.id, only_unused=True)
    assert [device.id for device in devices.list()] == [used.id]
