"""`studyleaf serve` and `studyleaf devices`: the companion without a window."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import Namespace
from datetime import datetime
from types import FrameType
from typing import Final

from app.cli.session import open_folder
from app.companion.access import Devices
from app.companion.server import Companion
from app.errors import ErrorCode, StudyleafError
from app.settings import load_settings
from workers.service import JobService

MIN_PREFIX: Final = 4
"""Letters of an id that name a device."""


def serve(options: Namespace) -> int:
    """Serves the page and does the jobs, until SIGTERM or Ctrl+C."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    folder = open_folder(options)
    service = JobService(folder, load_settings(folder))
    companion = Companion(service.companion_services(service.settings.language))
    service.listen(companion.publish)
    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        companion.start(port=options.port, lan=options.lan)
        device, token = companion.devices.add("Link of studyleaf serve", read_only=options.read_only)
        print(f"studyleaf: at work on {folder.root}; stop with Ctrl+C.", file=sys.stderr)
        if options.lan:
            print("studyleaf: open to your network; whoever has this address may come in.", file=sys.stderr)
        # The one place where a token is shown: on the terminal of whoever asked for it.
        print(companion.link(token), flush=True)
        try:
            service.start()
            # Waits in slices: on Windows a wait without end does not let Ctrl+C through.
            while not stop.wait(0.5):
                pass
        finally:
            companion.devices.revoke(device.id, only_unused=True)
    finally:
        companion.stop()
        service.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def list_devices(options: Namespace) -> int:
    """Prints who may come in."""
    for device in Devices.of(open_folder(options)).list():
        seen = f"last here {_when(device.seen_at)}" if device.seen_at else "never here"
        kind = ", may only read" if device.read_only else ""
        print(f"{device.id[:8]}  {device.name}  made {_when(device.created_at)}, {seen}{kind}")
    return 0


def remove_device(options: Namespace) -> int:
    """Makes a device's token worthless, also for a server that runs."""
    devices = Devices.of(open_folder(options))
    found = [device for device in devices.list() if device.id.startswith(options.device)]
    if len(found) != 1 or len(options.device) < MIN_PREFIX:
        reason = "name a device by the letters before it in `studyleaf devices list`"
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=options.device, reason=reason)
    devices.revoke(found[0].id)
    return 0


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
