"""An attacker that does everything at once and without end: `python -m tests.integration.companion_flood PORT TOKEN`.

Many threads: messages as fast as they go, megabytes, wrong tokens, new connections, requests for pages and pictures.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import sys
import threading
from collections.abc import Callable

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect


def main() -> None:
    port, token = int(sys.argv[1]), sys.argv[2]
    acts: tuple[Callable[[int, str], None], ...] = (chatter, shout, guess, knock, ask)
    threads = [threading.Thread(target=forever, args=(act, port, token), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    print("flooding", flush=True)
    for thread in threads:
        thread.join()


def forever(act: Callable[[int, str], None], port: int, token: str) -> None:
    while True:
        with contextlib.suppress(OSError, WebSocketException, http.client.HTTPException):
            act(port, token)


def chatter(port: int, token: str) -> None:
    with connect(f"ws://127.0.0.1:{port}/ws") as client:
        client.send(json.dumps({"type": "hello", "token": token}))
        while True:
            client.send('{"type":"ping"}')


def shout(port: int, token: str) -> None:
    with connect(f"ws://127.0.0.1:{port}/ws") as client:
        client.send("x" * 2**20)
        client.recv()


def guess(port: int, token: str) -> None:
    with connect(f"ws://127.0.0.1:{port}/ws") as client:
        client.send(json.dumps({"type": "hello", "token": token[::-1]}))
        client.recv()


def knock(port: int, token: str) -> None:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for line in lines:
        line.close()


def ask(port: int, token: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(100):
        connection.request("GET", "/api/documents", headers={"Authorization": f"Bearer {token}"})
        connection.getresponse().read()


if __name__ == "__main__":
    main()
