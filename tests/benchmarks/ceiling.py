"""llama.cpp's own rates with its batched API, for the benchmark of the engine: nothing but decode calls.

Reads prompts as long as the engine's, in batches as large as llama.cpp takes by itself, and writes one token of each
sequence at a time, as far into a text. With and without its flash attention; the better of both counts. Prints
{"readRate", "writeRate"}, tokens a second.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Final

import llama_cpp

SEQUENCES: Final = 12
CONTEXT_TOKENS: Final = 1024
BATCH_TOKENS: Final = 512
READ_TOKENS: Final = 540
WRITTEN_FROM, WRITTEN_TOKENS = 40, 120


class Bare:
    """A model and a context of llama.cpp's."""

    def __init__(self, path: str, threads: int, flash: int) -> None:
        model_params = llama_cpp.llama_model_default_params()
        self.model = llama_cpp.llama_model_load_from_file(path.encode(), model_params)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx, params.n_seq_max = CONTEXT_TOKENS * SEQUENCES, SEQUENCES
        params.n_batch = params.n_ubatch = BATCH_TOKENS
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = False
        params.flash_attn_type = flash
        self.context = llama_cpp.llama_init_from_model(self.model, params)
        assert self.context
        self.batch: Any = llama_cpp.llama_batch_init(BATCH_TOKENS, 0, 1)

    def decode(self, rows: list[tuple[int, int]], *, wanted: bool) -> None:
        """Rows are (position, sequence); the tokens are any."""
        self.batch.n_tokens = len(rows)
        for index, (position, sequence) in enumerate(rows):
            self.batch.token[index] = 100 + (37 * position + 11 * sequence) % 5000
            self.batch.pos[index] = position
            self.batch.n_seq_id[index] = 1
            self.batch.seq_id[index][0] = sequence
            self.batch.logits[index] = wanted
        assert llama_cpp.llama_decode(self.context, self.batch) == 0

    def read_rate(self) -> float:
        began = time.perf_counter()
        for sequence in range(SEQUENCES):
            for start in range(0, READ_TOKENS, BATCH_TOKENS):
                end = min(start + BATCH_TOKENS, READ_TOKENS)
                self.decode([(position, sequence) for position in range(start, end)], wanted=False)
        seconds = time.perf_counter() - began
        self.clear()
        return SEQUENCES * READ_TOKENS / seconds

    def write_rate(self) -> float:
        self.decode([(p, s) for s in range(SEQUENCES) for p in range(WRITTEN_FROM)], wanted=False)
        began = time.perf_counter()
        for position in range(WRITTEN_FROM, WRITTEN_FROM + WRITTEN_TOKENS):
            self.decode([(position, sequence) for sequence in range(SEQUENCES)], wanted=True)
        seconds = time.perf_counter() - began
        self.clear()
        return SEQUENCES * WRITTEN_TOKENS / seconds

    def clear(self) -> None:
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self.context), True)

    def close(self) -> None:
        llama_cpp.llama_batch_free(self.batch)
        llama_cpp.llama_free(self.context)
        llama_cpp.llama_model_free(self.model)


def main(path: str, threads: int) -> None:
    llama_cpp.llama_backend_init()
    llama_cpp.llama_log_set(_SILENT, None)
    read = write = 0.0
    for flash in (llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED, llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED):
        bare = Bare(path, threads, flash)
        read, write = max(read, bare.read_rate()), max(write, bare.write_rate())
        bare.close()
    print(json.dumps({"readRate": read, "writeRate": write}))


_SILENT = llama_cpp.llama_log_callback(lambda _level, _text, _data: None)

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
