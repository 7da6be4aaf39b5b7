"""The peer: one chat completion after another with llama-cpp-python's own high-level class.

Reads {"model", "threads", "requests": [{"messages", "maxTokens"}]} from standard input; prints seconds and tokens.
"""

from __future__ import annotations

import json
import sys
import time

from llama_cpp import Llama


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
    print(json.dumps({"seconds": time.perf_counter() - began, "loadSeconds": load_s, "written": written}))


if __name__ == "__main__":
    main()
