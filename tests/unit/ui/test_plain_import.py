from __future__ import annotations

import subprocess
import sys

LOOK = """
import inspect
from ui.plain_import import import_plainly
import_plainly()
read = []
inspect.getsource = lambda module: read.append(module) or ""
import colorsys
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
print(len(read), QColor("red").name(), QWidget.isVisible.__name__)
"""


def test_no_source_is_read_for_an_import_and_qt_is_there_as_ever() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["0", "#ff0000", "isVisible"]
