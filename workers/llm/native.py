"""A model's file in llama.cpp: loading it, its tokens and chat template, copies in other formats.

Only the llm child imports this module. Decoding is in `workers.llm.context`.
"""

from __future__ import annotations

import ctypes
import logging
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import llama_cpp
import numpy as np
import numpy.typing as npt
from jinja2 import TemplateError

from workers.llm.constraints import BadConstraint, Pieces, Rule, SourceOrder, SourceRule
from workers.llm.plan import LaneSize
from workers.llm.protocol import Constraint, Message
from workers.llm.templates import ChatTemplate
from workers.llm.work import MIN_RUN

MAX_PIECE_BYTES: Final = 256
ALL_LAYERS: Final = 999
LIKELY_TOKENS: Final = 64

logger = logging.getLogger(__name__)


class LoadFailed(Exception):
    """The file is no model that this build of llama.cpp can load."""


class NativeModel:
    """A loaded model: its weights and its words. Read by several threads at once; loaded and closed by one."""

    def __init__(self, path: Path, *, context_tokens: int, gpu: bool = False) -> None:
        """`context_tokens` is the size of the longest sequence that it will be used with. `gpu` puts all layers on the
        graphics processor; texts may then differ in rounding. Raises LoadFailed."""
        quiet()
        llama_cpp.llama_backend_init()
        self._model = self._load(path, gpu=gpu)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self.vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(self._vocab))
        self._pieces: Pieces | None = None
        self._ends: list[int] = []
        self._template = self._read_template()
        self.context_tokens = self.room(context_tokens)
        """Room of the longest sequence."""
        self.can_fork = not (
            llama_cpp.llama_model_is_recurrent(self._model) or llama_cpp.llama_model_is_hybrid(self._model)
        )

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
            self._pieces = Pieces(self.piece(token) for token in range(self.vocabulary_size))
            self._ends = [token for token in range(self.vocabulary_size) if self.ends(token)]
        return SourceRule(self._pieces, self._ends, SourceOrder(constraint.source, constraint.joints))

    def room(self, context_tokens: int) -> int:
        """Tokens of one sequence for which a context of so many has room: a run of two begins at the last of them."""
        trained = int(llama_cpp.llama_model_n_ctx_train(self._model))
        return min(context_tokens, trained or context_tokens) + 1 - MIN_RUN

    def make_context(self, size: LaneSize, *, batch_tokens: int, threads: int) -> Any:
        """A context of llama.cpp's. Raises LoadFailed."""
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = (self.room(size.context_tokens) - 1 + MIN_RUN) * size.sequences
        params.n_batch = params.n_ubatch = batch_tokens
        params.n_seq_max = size.sequences
        params.n_threads = params.n_threads_batch = threads
        # A stream per sequence: attention then costs what the sequence holds, not what all of them hold together.
        params.kv_unified = False
        # On processors it is slow for short runs, and rounds in another way from 64 tokens on.
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.no_perf = True
        context = llama_cpp.llama_init_from_model(self._model, params)
        if not context:
            raise LoadFailed("no context")
        return context

    @staticmethod
    def _load(path: Path, *, gpu: bool) -> Any:
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = ALL_LAYERS if gpu else 0
        model = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
        if not model:
            raise LoadFailed(path.name)
        return model

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


def supports_gpu() -> bool:
    """Whether this build of llama.cpp could use a graphics processor, and there is one."""
    quiet()
    llama_cpp.llama_backend_init()
    return bool(llama_cpp.llama_supports_gpu_offload())


def quantize(source: Path, target: Path, *, file_type: int, threads: int) -> None:
    """Writes a copy of a model in another format, one of llama.cpp's `llama_ftype`. Raises LoadFailed."""
    quiet()
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


def quiet() -> None:
    """llama.cpp's words go to the log, and only warnings."""
    llama_cpp.llama_log_set(_log, ctypes.c_void_p(0))
