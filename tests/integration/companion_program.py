"""A program of its own with a companion in it, that makes events without end; to be killed in the middle.

`python -m tests.integration.companion_program FOLDER PORT [EVENTS_PER_S]` prints the page's address when it is ready.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.settings import DataFolder
from app.store.connection import open_library
from tests.integration.companion_desk import CompanionDesk


def main() -> None:
    folder = DataFolder(Path(sys.argv[1]))
    folder.prepare()
    open_library(folder.library)
    desk = CompanionDesk(folder, port=int(sys.argv[2]))
    pause_s = 1 / float(sys.argv[3] if len(sys.argv) > 3 else 200)
    claim = desk.begin_job()
    print(desk.address, flush=True)
    while True:
        desk.tell(claim, 1)
        time.sleep(pause_s)


if __name__ == "__main__":
    main()
