"""The peer: one request after another with llama-cpp-python's own high-level class.

Reads {"model", "threads", "requests": [{"messages", "maxTokens"}], "readings": [{"messages", "text"}]} from standard
input. Texts are chat completions. A reading is the likelihood of a text after a chat prompt: the call that gives it
sorts the whole vocabulary in Python for each token, so it is done here as a good program would: `eval` of prompt and
text, but for what they begin with in common with those before (as `generate` does), then the softmax of the logits.

Prints {"seconds", "written"} for the texts, "readingSeconds" for the readings, "loadSeconds", and "totals", the
readings' log-likelihoods.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_cpp import Llama
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

CONTEXT_TOKENS = 2048
READING_TOKENS = 512
"""Room for a reading; the class keeps the logits of all of it."""


class Reader:
    """Weighs texts, one after another."""

    def __init__(self, path: str, threads: int) -> None:
        self._model = Llama(
            path, n_ctx=READING_TOKENS, n_threads=threads, n_threads_batch=threads, logits_all=True, verbose=False
        )
        self._format = Jinja2ChatFormatter(
            self._model.metadata["tokenizer.chat_template"],
            eos_token=self._model.detokenize([self._model.token_eos()], special=True).decode(),
            bos_token=self._model.detokenize([self._model.token_bos()], special=True).decode(),
        )
        self._before: list[int] = []

    def total(self, messages: Any, text: str) -> float:
        """The natural logarithm of how likely the text is as an answer."""
        model = self._model
        prompt = model.tokenize(self._format(messages=messages).prompt.encode(), add_bos=False, special=True)
        answer = model.tokenize(text.encode(), add_bos=False, special=False)
        tokens = [*prompt, *answer]
        kept = min(common(tokens, self._before), len(prompt) - 1)
        model.n_tokens = kept
        model.eval(tokens[kept:-1])
        self._before = tokens[:-1]
        logits = model.scores[len(prompt) - 1 : len(tokens) - 1]
        shifted = logits - logits.max(axis=1, keepdims=True)
        found = shifted[np.arange(len(answer)), answer] - np.log(np.exp(shifted).sum(axis=1))
        return float(found.sum())


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    same = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(same, min(len(one), len(other)))


def main() -> None:
    asked = json.load(sys.stdin)
    threads = asked["threads"]
    began = time.perf_counter()
    model = Llama(asked["model"], n_ctx=CONTEXT_TOKENS, n_threads=threads, n_threads_batch=threads, verbose=False)
    load_s = time.perf_counter() - began
    written = 0
    began = time.perf_counter()
    for request in asked["requests"]:
        done = model.create_chat_completion(
            messages=request["messages"], max_tokens=request["maxTokens"], temperature=0.0
        )
        written += done["usage"]["completion_tokens"]
    seconds = time.perf_counter() - began
    reader = Reader(asked["model"], threads)
    began = time.perf_counter()
    totals = [reader.total(reading["messages"], reading["text"]) for reading in asked["readings"]]
    reading_s = time.perf_counter() - began
    told = {"seconds": seconds, "readingSeconds": reading_s, "loadSeconds": load_s, "written": written}
    print(json.dumps({**told, "totals": totals}))


if __name__ == "__main__":
    main()
