"""Huey's consumer inside our own process: worker threads only, and the program's signal handlers left alone."""

from __future__ import annotations

import time
from typing import Final

from huey import Huey
from huey.consumer import Consumer

SCHEDULE_INTERVAL_S: Final = 60
"""We schedule nothing through Huey; its scheduler may sleep as long as it can."""


class EmbeddedConsumer(Consumer):
    """Started and stopped by the composition root, from any thread."""

    def __init__(self, huey: Huey, *, worker_threads: int) -> None:
        super().__init__(
            huey,
            workers=worker_threads,
            periodic=False,
            scheduler_interval=SCHEDULE_INTERVAL_S,
            check_worker_health=False,
        )

    def _set_signal_handlers(self) -> None:
        # Huey would take SIGINT and SIGTERM from the window, and raises when it is not on the main thread.
        return

    def close(self, *, timeout_s: float) -> bool:
        """Stops taking jobs and waits for those at work; tells whether all worker threads ended in time."""
        self.stop_flag.set()
        self.huey.storage.release()
        deadline = time.monotonic() + timeout_s
        threads = [thread for _, thread in self.worker_threads] + [self.scheduler]
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)
