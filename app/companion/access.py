"""Who may come in: tokens by device, kept only as hashes; and from which pages and under which names."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import ipaddress
import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Final, Self

import psutil

from app import wire
from app.exclusive import only_one
from app.models import new_id
from app.settings import DataFolder

TOKEN_BYTES: Final = 32
MAX_DEVICES: Final = 50
UNUSED_S: Final = 24 * 3600.0
"""A token that nobody came with for so long after it was made is worth nothing any more."""
SEEN_EVERY_S: Final = 60.0
MAX_NAME_CHARS: Final = 60


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Somebody who may come in. Times in seconds since 1970; `digest` is the token's SHA-256."""

    id: str
    name: str
    digest: str
    read_only: bool
    created_at: float
    seen_at: float | None = None


class Devices:
    """The tokens of a data folder, in `companion.json` there. Safe to use from any thread and from several programs.

    What another program changed in the file holds from the next look on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._devices: list[Device] = []
        self._stamp: tuple[int, int] | None = None

    @classmethod
    def of(cls, folder: DataFolder) -> Self:
        """Those of a data folder."""
        return cls(folder.root / "companion.json")

    def add(self, name: str, *, read_only: bool = False) -> tuple[Device, str]:
        """Makes a token; returns it with its device. It cannot be had again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = time.time()
        device = Device(id=new_id(), name=tidy_name(name), digest=_digest(token), read_only=read_only, created_at=now)
        with self._changing():
            kept = [each for each in self._devices if each.seen_at or now - each.created_at < UNUSED_S]
            self._devices = [*kept, device][-MAX_DEVICES:]
            self._write()
        return device, token

    def check(self, token: str) -> Device | None:
        """The device of a token, or None. Takes as long for a wrong token as for a right one."""
        digest, found = _digest(token), None
        with self._lock:
            self._read()
            for device in self._devices:
                if hmac.compare_digest(device.digest, digest):
                    found = device
        return found

    def saw(self, device_id: str, *, name: str = "") -> None:
        """Notes that a device is here; its own name takes the place of the one it was made with, the first time."""
        now = time.time()
        with self._changing():
            for place, device in enumerate(self._devices):
                if device.id == device_id and now - (device.seen_at or 0.0) > SEEN_EVERY_S:
                    named = tidy_name(name) if name and not device.seen_at else device.name
                    self._devices[place] = replace(device, seen_at=now, name=named)
                    self._write()

    def revoke(self, device_id: str, *, only_unused: bool = False) -> bool:
        """Makes a device's token worthless, or does so if nobody ever came with it; False where nothing was done."""
        with self._changing():
            kept = [each for each in self._devices if each.id != device_id or (only_unused and each.seen_at)]
            if len(kept) == len(self._devices):
                return False
            self._devices = kept
            self._write()
        return True

    def list(self) -> list[Device]:
        """All devices, the newest last."""
        with self._lock:
            self._read()
            return list(self._devices)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Reads what holds now; until this ends nobody else changes it, in this program or another."""
        with self._lock, only_one(self._path.with_name(f".{self._path.name}.lock")):
            self._read()
            yield

    def _read(self) -> None:
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp == self._stamp:
                return
            data = json.loads(self._path.read_text(encoding="utf-8"))
            self._devices = [wire.decode(Device, item) for item in data["devices"]]
            self._stamp = stamp
        except FileNotFoundError:
            self._devices, self._stamp = [], None
        except OSError as error:
            # Another program is putting a new one in its place, which some systems do not let one see.
            logger.warning("the list of devices cannot be read now: %s", error)
        except (ValueError, KeyError, TypeError):
            # Nobody is let in by a file that says nothing.
            self._devices, self._stamp = [], None

    def _write(self) -> None:
        part = self._path.with_name(f".{self._path.name}.{new_id()[:8]}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"devices": wire.encode(self._devices)}, stream)
            part.replace(self._path)
            status = self._path.stat()
            self._stamp = (status.st_mtime_ns, status.st_ino)
        finally:
            part.unlink(missing_ok=True)


class Gate:
    """Refuses requests that were not made by our own page to our own address.

    A page of another origin cannot forge `Origin`; a name that an attacker points at this computer (DNS rebinding)
    comes in `Host`. Programs that are no browsers send no `Origin` and are judged by their token alone. In a network
    this computer may be asked by any number, which no name server has a say in, and by its own name.
    """

    def __init__(self, port: int, *, lan: bool) -> None:
        self._port = port
        self._lan = lan
        name = socket.gethostname().lower()
        own = (name, name if name.endswith(".local") else f"{name}.local") if lan else ()
        self._names = frozenset(("localhost", *own))

    def check(self, *, host: str | None, origin: str | None, fetch_site: str | None = None) -> HTTPStatus | None:
        """Why a request is refused, or None."""
        if host is None or not self._is_ours(host.lower()):
            return HTTPStatus.MISDIRECTED_REQUEST
        if origin is not None and origin.lower() != f"http://{host.lower()}":
            return HTTPStatus.FORBIDDEN
        if origin is None and fetch_site == "cross-site":
            return HTTPStatus.FORBIDDEN
        return None

    def _is_ours(self, host: str) -> bool:
        name, _, port = host.rpartition(":")
        if port != str(self._port):
            return False
        if name in self._names:
            return True
        try:
            number = ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
        except ValueError:
            return False
        return number.is_loopback or self._lan


def lan_addresses() -> list[str]:
    """The IPv4 addresses under which others reach this computer, those of home and office networks first."""
    found = [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET and not address.address.startswith(("127.", "169.254."))
    ]
    return sorted(set(found), key=lambda address: (not address.startswith(("192.168.", "10.", "172.")), address))


def device_name(user_agent: str) -> str:
    """What to call a device in the list: "Chrome on Android"; empty where nothing is known."""
    browsers = (("Firefox", "Firefox"), ("Edg", "Edge"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux")
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    system = next((mark for mark in systems if mark in user_agent), "")
    return f"{browser} on {system}" if browser and system else browser or system


def tidy_name(name: str) -> str:
    """A name as it is shown: one line, not too long, never empty."""
    return " ".join("".join(char for char in name if char.isprintable()).split())[:MAX_NAME_CHARS] or "Device"


def _digest(token: str) -> str:
    # The token has 256 random bits: a plain hash cannot be turned back, and nothing needs to be slow here.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
