"""`studyleaf worker`: does the jobs of a data folder without a window, until it is told to stop."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import Namespace
from types import FrameType

from prometheus_client import start_http_server

from app.cli.session import open_folder
from app.settings import load_settings
from workers.service import JobService


def work(options: Namespace) -> int:
    """Runs waiting jobs and those that come, until SIGTERM or Ctrl+C; running ones are handed back to the queue."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    folder = open_folder(options)
    service = JobService(folder, load_settings(folder))
    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        service.start()
        if options.metrics_port:
            start_http_server(options.metrics_port, addr="127.0.0.1", registry=service.metrics.registry)
        print(f"studyleaf: at work on {folder.root}; stop with Ctrl+C.", file=sys.stderr, flush=True)
        # Waits in slices: on Windows a wait without end does not let Ctrl+C through.
        while not stop.wait(0.5):
            pass
    finally:
        service.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0
