"""The models: where text lies in a picture, and what a line of it says. RapidOCR with PP-OCRv6 on ONNX Runtime.

One thread a call, so that callers decide how many cores are used; the calls may run on several threads at once.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import rapidocr
from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

from workers.extraction.ocr.picture import Grey
from workers.extraction.ocr.presence import DETECTOR, RECOGNISER, models_folder

DETECTION_PIXELS: Final = 1_000_000
"""Text is found in a copy of this size: an A4 page has 1.4 pixels a point there, and memory is bounded."""

MAX_SIDE: Final = 10_000
MIN_SIDE: Final = 32
"""In pixels of that copy. A strip that is lower than the detector's raster shows no text that could be found."""

_PARAMS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.use_vertical_padding": False,
    "Global.max_side_len": MAX_SIDE,  # sizes are ours to choose
    "Det.limit_type": "max",
    "Det.limit_side_len": MAX_SIDE,
    # Lines side by side in one tensor are padded to the longest: no faster on a CPU, and more memory.
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,  # an arena keeps the peak of the largest page
}

FAILURES: Final = (ONNXRuntimeError, cv2.error, MemoryError)
"""What ends a page when there is no memory left for it; each library has its own word for that."""

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Corners of a line in pixels: upper left, upper right, lower right, lower left, as the text runs."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line says. `confidence` is the model's own, 0..1."""

    text: str
    confidence: float


class Engine:
    """Both models, loaded from the wheel when they are first used."""

    def __init__(self) -> None:
        folder = models_folder()
        assert folder is not None, "presence.is_installed() comes first"
        paths = {"Det.model_path": str(folder / DETECTOR), "Rec.model_path": str(folder / RECOGNISER)}
        self._ocr = rapidocr.RapidOCR(params={**_PARAMS, **paths})

    def find(self, grey: Grey) -> list[Quad]:
        """The places of the lines in a picture, in no order that means anything."""
        _give_memory_back()
        scale = min(1.0, math.sqrt(DETECTION_PIXELS / grey.size), MAX_SIDE / max(grey.shape))
        if min(grey.shape) * scale < MIN_SIDE:
            return []
        small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
        found = self._ocr(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        quads = np.asarray(found.boxes, dtype=float) / scale
        return [quad_of([(x, y) for x, y in corners.tolist()]) for corners in quads]

    def recognise(self, line: Grey) -> Recognised:
        """What an upright picture of one line says; an empty text where it shows none."""
        result = self._ocr.recognize_txt([cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)])
        if not result.txts:
            return Recognised("", 0.0)
        return Recognised(str(result.txts[0]), float(result.scores[0]))


def quad_of(corners: Sequence[tuple[float, float]]) -> Quad:
    """A quad out of its four corners, in their order."""
    one, two, three, four = corners
    return one, two, three, four


def _give_memory_back() -> None:
    """Returns what the page before has left in the allocator: the tensors of `find` are the largest there are."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl has not
        if trim:
            trim(0)
