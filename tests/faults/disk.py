"""A small disk of its own for a data folder, to be filled and freed. Only root may mount one, on Linux."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from app.settings import DataFolder

CHUNK_BYTES: Final = 1 << 16


class Disk:
    """In memory. `folder` lies on it and can be used once it is mounted."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._filler = place / "filler"
        self.folder = DataFolder(place / "data")

    def mount(self, size_mb: int) -> bool:
        """False where this cannot be done."""
        if not sys.platform.startswith("linux"):
            return False
        self._place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "studyleaf-test", str(self._place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return False
        self.folder.prepare()
        return True

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self._place)], capture_output=True, check=True)

    def fill(self, *, leave_mb: int = 0) -> None:
        """Writes until only so much is free."""
        with self._filler.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while shutil.disk_usage(self._place).free > leave_mb << 20:
                filler.write(bytes(CHUNK_BYTES))

    def free(self) -> None:
        """Takes back what `fill` wrote."""
        self._filler.unlink()
