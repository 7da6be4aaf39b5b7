"""llama.cpp as few calls as batching needs: load, tokenize, decode a batch, fork and drop sequences.

Only the llm child imports this module. Everything here belongs to the child's one decoding thread, but for
`NativeModel.interrupt`.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import llama_cpp
import numpy as np
import numpy.typing as npt
from jinja2 import TemplateError

from workers.llm.batching import Interrupted
from workers.llm.constraints import BadConstraint, Pieces, Rule, SourceOrder, SourceRule
from workers.llm.protocol import Constraint, Message
from workers.llm.templates import ChatTemplate
from workers.llm.work import MIN_RUN, Row

ABORTED: Final = 2
"""What `llama_decode` returns when its abort callback said so."""
MAX_PIECE_BYTES: Final = 256
ALL_LAYERS: Final = 999
LIKELY_TOKENS: Final = 64
MAX_KEPT: Final = 12
"""Beginnings kept on the disk for one model; some megabytes each."""

logger = logging.getLogger(__name__)


class LoadFailed(Exception):
    """The file is no model that this build of llama.cpp can load."""


class DecodeFailed(Exception):
    """llama.cpp gave up on a batch; the sequences in it are worthless."""


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """How a model is loaded. Each sequence has room for `context_tokens` tokens of its own."""

    sequences: int
    context_tokens: int
    batch_tokens: int
    threads: int
    decode_rows: int = 4
    memory_folder: Path | None = None
    """Where long shared beginnings are kept over restarts; one folder per file and way of loading."""
    gpu: bool = False
    """All layers on the graphics processor. Its texts may differ in rounding."""


class NativeModel:
    """A loaded model and its context. Made and used on one thread."""

    def __init__(self, path: Path, limits: ModelLimits) -> None:
        """Raises LoadFailed."""
        self.limits = limits
        self._interrupted = threading.Event()
        _quiet()
        llama_cpp.llama_backend_init()
        self._model = self._load(path)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self._vocab_size = llama_cpp.llama_vocab_n_tokens(self._vocab)
        self._pieces: Pieces | None = None
        self._ends: list[int] = []
        self._context = self._make_context()
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(limits.batch_tokens, 0, 1)
        # ctypes callbacks live only as long as someone holds them.
        self._abort = llama_cpp.ggml_abort_callback(lambda _data: self._interrupted.is_set())
        llama_cpp.llama_set_abort_callback(self._context, self._abort, None)
        self._template = self._read_template()
        self.can_fork = not (
            llama_cpp.llama_model_is_recurrent(self._model) or llama_cpp.llama_model_is_hybrid(self._model)
        )

    @property
    def context_tokens(self) -> int:
        """Room of one sequence, but for a place behind its last token: a run has two. llama.cpp may have rounded it."""
        return int(llama_cpp.llama_n_ctx_seq(self._context)) + 1 - MIN_RUN

    def interrupt(self) -> None:
        """Breaks off the decode that runs now, if any. From any thread."""
        self._interrupted.set()

    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]:
        """The tokens of a chat prompt, in the model's own template where it has one."""
        return self._begun(self._tokenize(self._template.prompt(messages).encode("utf-8", "replace")))

    def text_tokens(self, text: str) -> list[int]:
        """The tokens of a plain text, beginning as the model wants texts to begin."""
        return self._begun(self._tokenize(text.encode("utf-8", "replace")))

    def continuation_tokens(self, text: str) -> list[int]:
        """The tokens of a text that goes on after others; what looks like a control token in it is text."""
        return self._tokenize(text.encode("utf-8", "replace"), control=False)

    def piece(self, token: int) -> bytes:
        """The bytes of a token; they may be part of a character. Control tokens have none."""
        buffer = ctypes.create_string_buffer(MAX_PIECE_BYTES)
        length = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, MAX_PIECE_BYTES, 0, False)
        return buffer.raw[: max(0, length)]

    def ends(self, token: int) -> bool:
        """Whether the model says with this token that its text is whole."""
        return bool(llama_cpp.llama_vocab_is_eog(self._vocab, token))

    def rule(self, constraint: Constraint) -> Rule:
        """What holds one text to a constraint. Raises BadConstraint."""
        if constraint.grammar:
            return _GrammarRule(self._vocab, constraint.grammar)
        if self._pieces is None:
            self._pieces = Pieces(self.piece(token) for token in range(self._vocab_size))
            self._ends = [token for token in range(self._vocab_size) if self.ends(token)]
        return SourceRule(self._pieces, self._ends, SourceOrder(constraint.source, constraint.joints))

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
            self._interrupted.clear()
            for sequence, start in starts.items():
                self.forget(sequence, since=start)
            raise Interrupted
        self._interrupted.clear()
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

    def cells(self) -> list[int]:
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
        part = kept.with_suffix(f".{os.getpid()}.part")
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
        llama_cpp.llama_set_n_threads(self._context, count, count)

    def close(self) -> None:
        llama_cpp.llama_batch_free(self._batch)
        llama_cpp.llama_free(self._context)
        llama_cpp.llama_model_free(self._model)

    def _kept(self, tokens: Sequence[int]) -> Path | None:
        folder = self.limits.memory_folder
        name = hashlib.sha256(np.asarray(tokens, dtype=np.int32).tobytes()).hexdigest()[:32]
        return folder / f"{name}.kv" if folder else None

    def _load(self, path: Path) -> Any:
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = ALL_LAYERS if self.limits.gpu else 0
        model = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
        if not model:
            raise LoadFailed(path.name)
        return model

    def _make_context(self) -> Any:
        limits = self.limits
        params = llama_cpp.llama_context_default_params()
        trained = llama_cpp.llama_model_n_ctx_train(self._model)
        params.n_ctx = min(limits.context_tokens, trained or limits.context_tokens) * limits.sequences
        params.n_batch = params.n_ubatch = limits.batch_tokens
        params.n_seq_max = limits.sequences
        params.n_threads = params.n_threads_batch = limits.threads
        # A stream per sequence: attention then costs what the sequence holds, not what all of them hold together.
        params.kv_unified = False
        # On processors it is slow for short runs, and rounds in another way from 64 tokens on.
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.no_perf = True
        context = llama_cpp.llama_init_from_model(self._model, params)
        if not context:
            raise LoadFailed("no context")
        return context

    def _read_template(self) -> ChatTemplate:
        template = llama_cpp.llama_model_chat_template(self._model, None) or b""
        try:
            return ChatTemplate(
                template.decode("utf-8", "replace"),
                bos=self._text_of(llama_cpp.llama_vocab_bos(self._vocab)),
                eos=self._text_of(llama_cpp.llama_vocab_eos(self._vocab)),
            )
        except TemplateError as error:
            raise LoadFailed("its chat template cannot be read") from error

    def _text_of(self, token: int) -> str:
        text = llama_cpp.llama_vocab_get_text(self._vocab, token) if token >= 0 else b""
        return text.decode("utf-8", "replace") if text else ""

    def _begun(self, tokens: list[int]) -> list[int]:
        """Tokens behind the one that begins a text, where the model wants it: some templates write it themselves."""
        bos = llama_cpp.llama_vocab_bos(self._vocab)
        wanted = bos >= 0 and llama_cpp.llama_vocab_get_add_bos(self._vocab)
        return [bos, *tokens] if wanted and tokens[:1] != [bos] else tokens

    def _tokenize(self, text: bytes, *, control: bool = True) -> list[int]:
        """`control` reads the names of control tokens as such."""
        room = len(text) + 8
        tokens = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self._vocab, text, len(text), tokens, room, False, control)
        assert count >= 0, "a text never has more tokens than bytes"
        return list(tokens[:count])

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
        return np.ctypeslib.as_array(pointer, shape=(self._vocab_size,))


class _GrammarRule:
    """llama.cpp's own grammar as a `Rule`. It judges a few of the likeliest tokens first: judging all takes long."""

    def __init__(self, vocab: Any, grammar: str) -> None:
        """Raises BadConstraint."""
        self._sampler = llama_cpp.llama_sampler_init_grammar(vocab, grammar.encode("utf-8", "replace"), b"root")
        if not self._sampler:
            raise BadConstraint("the grammar cannot be read")
        weakref.finalize(self, llama_cpp.llama_sampler_free, self._sampler)

    def choose(self, logits: npt.NDArray[np.float32]) -> int | None:
        order = np.argsort(-logits, kind="stable")
        for count in (1, LIKELY_TOKENS, len(order)):
            judged = self._judge(order[:count], logits)
            allowed = order[:count][judged > -np.inf]
            if len(allowed):
                return int(allowed[0])
        return None

    def accept(self, token: int) -> None:
        llama_cpp.llama_sampler_accept(self._sampler, token)

    def _judge(self, tokens: npt.NDArray[np.intp], logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The tokens' logits, minus infinity for those that may not come next."""
        data = np.zeros(len(tokens), dtype=_TOKEN_DATA)
        data["id"], data["logit"] = tokens, logits[tokens]
        array = llama_cpp.llama_token_data_array(
            data=data.ctypes.data_as(llama_cpp.llama_token_data_p), size=len(data), selected=-1, sorted=False
        )
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(array))
        judged: npt.NDArray[np.float32] = data["logit"]
        return judged


_TOKEN_DATA: Final = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
"""llama.cpp's `llama_token_data`."""


def _prune(folder: Path) -> None:
    """Keeps the newest few; each prompt of each language is one."""
    kept = sorted(folder.glob("*.kv"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[MAX_KEPT:]:
        old.unlink(missing_ok=True)


def supports_gpu() -> bool:
    """Whether this build of llama.cpp could use a graphics processor, and there is one."""
    _quiet()
    llama_cpp.llama_backend_init()
    return bool(llama_cpp.llama_supports_gpu_offload())


def quantize(source: Path, target: Path, *, file_type: int, threads: int) -> None:
    """Writes a copy of a model in another format, one of llama.cpp's `llama_ftype`. Raises LoadFailed."""
    _quiet()
    llama_cpp.llama_backend_init()
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = file_type
    params.nthread = threads
    params.allow_requantize = True
    if llama_cpp.llama_model_quantize(str(source).encode(), str(target).encode(), params) != 0:
        raise LoadFailed(source.name)


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _log(level: int, text: bytes, _data: ctypes.c_void_p) -> None:
    if level >= 3:  # warnings and errors, in ggml's numbers
        logger.warning("%s", text.decode("utf-8", "replace").rstrip())


def _quiet() -> None:
    llama_cpp.llama_log_set(_log, ctypes.c_void_p(0))
