"""A start of the window, as `app/cli/window.py` makes it: prints the seconds from the birth of the process until it
shows its library and takes input.

    python -m tests.benchmarks.window_start DATA_DIR
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

gc.disable()

import json  # noqa: E402 - what is imported is what is measured

from ui.plain_import import import_plainly  # noqa: E402

import_plainly()

from PySide6.QtCore import QTimer  # noqa: E402

from app.bus import SignalBus  # noqa: E402
from app.desktop import Desktop, make_application  # noqa: E402
from app.settings import DataFolder, load_settings  # noqa: E402
from tests.benchmarks.age import age_s  # noqa: E402
from ui.single_instance import SingleInstance  # noqa: E402
from workers.service import JobService  # noqa: E402


def main() -> None:
    """Opens the window and closes it when it is ready."""
    folder = DataFolder(Path(sys.argv[1]))
    application = make_application()
    instance = SingleInstance(folder.root)
    instance.try_become_first()
    bus = SignalBus()
    service = JobService(folder, load_settings(folder), publish=bus.publish)
    desktop = Desktop(application, instance, service, bus)
    ready: list[float] = []

    def is_ready() -> None:
        ready.append(age_s())
        desktop.window.close()

    desktop.window.router.loaded.connect(lambda: QTimer.singleShot(0, is_ready))
    desktop.run([])
    print(json.dumps({"ready_s": ready[0]}))


if __name__ == "__main__":
    main()
