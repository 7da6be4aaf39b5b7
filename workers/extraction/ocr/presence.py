"""Whether the reader for scans is installed: its packages, and the models inside them. Imports none of them."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

PACKAGES: Final = ("rapidocr", "onnxruntime", "cv2")

DETECTOR: Final = "PP-OCRv6_det_small.onnx"
RECOGNISER: Final = "PP-OCRv6_rec_small.onnx"
"""PP-OCRv6 small: one alphabet for Latin script with all its accents, Chinese and Japanese."""


@cache
def is_installed() -> bool:
    """Whether scanned pages can be read here. What is installed later is seen at the next start."""
    if any(importlib.util.find_spec(name) is None for name in PACKAGES):
        return False
    folder = models_folder()
    return folder is not None and all((folder / name).is_file() for name in (DETECTOR, RECOGNISER))


def models_folder() -> Path | None:
    """Where the wheel carries its models; None without the package. Nothing is ever fetched."""
    spec = importlib.util.find_spec("rapidocr")
    return Path(spec.origin).parent / "models" if spec and spec.origin else None
