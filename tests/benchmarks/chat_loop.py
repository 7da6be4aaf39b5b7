"""The peer: one chat completion after another with llama-cpp-python's own high-level class.

Reads {"model", "threads", "requests": [{"messages", "maxTokens"}], "scored": [{"messages", "text"}]} from standard
input; prints seconds and tokens. The scored texts are read one after another by a second model, which keeps the
logits of every token; what a prompt shares with the one before is not read again, as the class does it when it writes.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from llama_cpp import Llama
from llama_cpp.llama_chat_format import Jinja2ChatFormatter


def score(model: Llama, chat: Jinja2ChatFormatter, request: dict[str, Any]) -> float:
    """The logarithm of how likely the text is behind the messages."""
    prompt = model.tokenize(chat(messages=request["messages"]).prompt.encode(), add_bos=False, special=True)
    text = model.tokenize(request["text"].encode(), add_bos=False)
    tokens = prompt + text
    model.n_tokens = Llama.longest_token_prefix(model.input_ids[: model.n_tokens].tolist(), tokens[:-1])
    model.eval(tokens[model.n_tokens : -1])
    logprobs = Llama.logits_to_logprobs(model.scores[len(prompt) - 1 : len(tokens) - 1])
    return float(sum(row[token] for row, token in zip(logprobs, text, strict=True)))


def score_all(asked: dict[str, Any]) -> float:
    """Seconds for all texts to score, without loading."""
    threads = asked["threads"]
    model = Llama(
        asked["model"], n_ctx=2048, n_threads=threads, n_threads_batch=threads, logits_all=True, verbose=False
    )
    turn_end = model.detokenize([model.token_eos()], special=True).decode()
    chat = Jinja2ChatFormatter(model.metadata["tokenizer.chat_template"], eos_token=turn_end, bos_token="")
    began = time.perf_counter()
    for request in asked["scored"]:
        score(model, chat, request)
    return time.perf_counter() - began


def main() -> None:
    asked = json.load(sys.stdin)
    began = time.perf_counter()
    model = Llama(
        asked["model"], n_ctx=2048, n_threads=asked["threads"], n_threads_batch=asked["threads"], verbose=False
    )
    load_s = time.perf_counter() - began
    written = 0
    began = time.perf_counter()
    for request in asked["requests"]:
        done = model.create_chat_completion(
            messages=request["messages"], max_tokens=request["maxTokens"], temperature=0.0
        )
        written += done["usage"]["completion_tokens"]
    seconds = time.perf_counter() - began
    model.close()
    scoring_s = score_all(asked)
    print(json.dumps({"seconds": seconds, "scoringSeconds": scoring_s, "loadSeconds": load_s, "written": written}))


if __name__ == "__main__":
    main()
