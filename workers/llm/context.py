"""One context of a loaded model in llama.cpp: decode a batch, fork and drop sequences, keep one on the disk.

Only the llm child imports this module.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import llama_cpp
import numpy as np
import numpy.typing as npt

from workers.llm.batching import Interrupted
from workers.llm.native import NativeModel
from workers.llm.plan import LaneSize, Setup
from workers.llm.work import MIN_RUN, Row

ABORTED: Final = 2
"""What `llama_decode` returns when its abort callback said so."""
MAX_KEPT: Final = 12
"""Beginnings kept on the disk for one model; some megabytes each."""

logger = logging.getLogger(__name__)


class DecodeFailed(Exception):
    """llama.cpp gave up on a batch; the sequences in it are worthless."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a context was made for."""

    sequences: int
    batch_tokens: int
    decode_rows: int


class NativeContext:
    """What one lane computes with. Contexts share the model's weights and nothing else, so several may decode at a
    time; each on one thread, but for `interrupt`."""

    def __init__(self, model: NativeModel, size: LaneSize, setup: Setup, *, memory_folder: Path | None = None) -> None:
        """`memory_folder` is where long shared beginnings are kept over restarts; one folder per file and way of
        loading. Raises LoadFailed."""
        self.limits = Limits(size.sequences, setup.batch_tokens, setup.decode_rows)
        self.model = model
        self.can_fork = model.can_fork
        self._memory_folder = memory_folder
        self._context = model.make_context(size, batch_tokens=setup.batch_tokens, threads=setup.threads)
        self._threads = setup.threads
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(setup.batch_tokens, 0, 1)
        self._stop = ctypes.create_string_buffer(2)
        """What the abort callback reads: the empty string, or one of a single byte."""
        llama_cpp.llama_set_abort_callback(self._context, _IS_SET, ctypes.cast(self._stop, ctypes.c_void_p))

    @property
    def context_tokens(self) -> int:
        """Room of one sequence, but for a place behind its last token: a run has two. llama.cpp may have rounded it."""
        return int(llama_cpp.llama_n_ctx_seq(self._context)) + 1 - MIN_RUN

    def interrupt(self) -> None:
        """Breaks off the decode that runs now, or else the next one. From any thread."""
        self._stop[0] = b"\1"

    def decode(self, rows: Sequence[Row]) -> dict[int, npt.NDArray[np.float32]]:
        """Reads a batch. Returns the logits (one float per token of the vocabulary) of each wanted row, by its index;
        they are valid until the next decode.

        Raises:
            Interrupted: nothing of the batch is kept.
            DecodeFailed: the sequences of the batch must be dropped.
        """
        batch = self._fill(rows)
        starts = {row.sequence: row.position for row in reversed(rows)}
        code = llama_cpp.llama_decode(self._context, batch)
        if code == ABORTED:
            self._stop[0] = b"\0"
            for sequence, start in starts.items():
                self.forget(sequence, since=start)
            raise Interrupted
        self._stop[0] = b"\0"
        if code != 0:
            raise DecodeFailed(f"llama_decode returned {code}")
        return {index: self._logits(index) for index, row in enumerate(rows) if row.wanted}

    def fork(self, source: int, target: int, tokens: int) -> None:
        """Gives `target`, which must be empty, the first `tokens` tokens of `source`."""
        # Whole first: each sequence has its own stream of the cache, and streams are copied only as a whole.
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, -1, -1)
        self.forget(target, since=tokens)

    def forget(self, sequence: int, *, since: int = 0) -> bool:
        """Drops a sequence from a position on; False when this kind of model can only drop it whole."""
        return bool(llama_cpp.llama_memory_seq_rm(self._memory, sequence, since or -1, -1))

    def used_tokens(self, sequence: int) -> int:
        """How many positions a sequence holds."""
        return int(llama_cpp.llama_memory_seq_pos_max(self._memory, sequence)) + 1

    def held_cells(self) -> list[int]:
        """How many positions each sequence holds."""
        return [self.used_tokens(sequence) for sequence in range(self.limits.sequences)]

    def recall(self, sequence: int, tokens: Sequence[int]) -> bool:
        """Fills an empty sequence with these tokens from an earlier run, if one kept them."""
        kept = self._kept(tokens)
        if kept is None or not kept.is_file():
            return False
        room = len(tokens)
        found, count = (llama_cpp.llama_token * room)(), ctypes.c_size_t()
        size = llama_cpp.llama_state_seq_load_file(
            self._context, str(kept).encode(), sequence, found, room, ctypes.byref(count)
        )
        if size and list(found[: count.value]) == list(tokens) and self.used_tokens(sequence) == room:
            return True
        logger.info("what was kept of a beginning cannot be used any more")
        kept.unlink(missing_ok=True)
        self.forget(sequence)
        return False

    def remember(self, sequence: int, tokens: Sequence[int]) -> None:
        """Keeps what a sequence holds, which are these tokens, for `recall` in a later run."""
        kept = self._kept(tokens)
        if kept is None:
            return
        part = kept.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            if llama_cpp.llama_state_seq_save_file(self._context, str(part).encode(), sequence, array, len(tokens)):
                part.replace(kept)
                _prune(kept.parent)
        except OSError as error:  # reading the beginning again costs a second, no more
            logger.info("a beginning could not be kept: %s", error)
        finally:
            part.unlink(missing_ok=True)

    def use_threads(self, count: int) -> None:
        """Computes with so many threads from the next decode on."""
        if count != self._threads:
            self._threads = count
            llama_cpp.llama_set_n_threads(self._context, count, count)

    def _kept(self, tokens: Sequence[int]) -> Path | None:
        folder = self._memory_folder
        name = hashlib.sha256(np.asarray(tokens, dtype=np.int32).tobytes()).hexdigest()[:32]
        return folder / f"{name}.kv" if folder else None

    def _fill(self, rows: Sequence[Row]) -> Any:
        assert 0 < len(rows) <= self.limits.batch_tokens
        batch = self._batch
        batch.n_tokens = len(rows)
        for index, row in enumerate(rows):
            batch.token[index] = row.token
            batch.pos[index] = row.position
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = row.sequence
            batch.logits[index] = row.wanted
        return batch

    def _logits(self, index: int) -> npt.NDArray[np.float32]:
        pointer = llama_cpp.llama_get_logits_ith(self._context, index)
        return np.ctypeslib.as_array(pointer, shape=(self.model.vocabulary_size,))


def _c_library() -> Any:
    return ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)


_IS_SET: Final = ctypes.cast(_c_library().strlen, llama_cpp.ggml_abort_callback)
"""llama.cpp asks before each of a thousand operations of a decode whether to go on. A function in Python would wait for
the interpreter each time, which another lane may be using; the C library's `strlen` says 0 or 1 without it."""


def _prune(folder: Path) -> None:
    """Keeps the newest few; each prompt of each language is one."""
    kept = sorted(folder.glob("*.kv"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[MAX_KEPT:]:
        old.unlink(missing_ok=True)
