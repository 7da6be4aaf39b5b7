"""Clients that others wrote speak the protocol from its page in the README alone: its own lines are what they send."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket

from app.emitter import Claim
from app.settings import DataFolder
from tests.integration.companion_desk import CompanionDesk, desk_in

README = Path(__file__).parents[2] / "README.md"
WSCAT = Path(sys.prefix) / "clients" / "node_modules" / ".bin" / "wscat"


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


def conversation() -> list[tuple[str, Any]]:
    """The lines of the README's example: ("→" or "←", message)."""
    text = README.read_text(encoding="utf-8").partition("### The protocol")[2].partition("\n- **Rooms**")[0]
    lines = [line.strip() for line in text.splitlines() if line.startswith(("    →", "    ←"))]
    assert len(lines) > 8
    return [(line[0], json.loads(line[1:])) for line in lines]


def filled(message: Any, desk: CompanionDesk, claim: Claim) -> str:
    return json.dumps(message).replace("TOKEN", desk.token).replace("JOB", claim.job_id)


def agrees(said: Any, promised: Any) -> bool:
    """Whether an answer has all that the README promises, of the same kinds; values are examples."""
    if isinstance(promised, dict):
        shown = {key: value for key, value in promised.items() if key != "…"}
        return isinstance(said, dict) and all(key in said and agrees(said[key], shown[key]) for key in shown)
    if isinstance(promised, list):
        return isinstance(said, list) and (not promised or (bool(said) and agrees(said[0], promised[0])))
    return type(said) is type(promised)


def hold_conversation(desk: CompanionDesk, say: Callable[[str], None], hear: Callable[[], Any]) -> None:
    claim = desk.begin_job()
    for arrow, message in conversation():
        if arrow == "→":
            say(filled(message, desk, claim))
            continue
        if message["type"] == "event":
            desk.tell(claim, 1)
        answer = hear()
        assert answer["type"] == message["type"]
        assert agrees(answer, message), answer


def test_websocket_client_holds_the_readmes_conversation(desk: CompanionDesk) -> None:
    client = websocket.create_connection(f"ws://127.0.0.1:{desk.port}/ws", timeout=20)
    try:
        hold_conversation(desk, client.send, lambda: json.loads(client.recv()))
    finally:
        client.close()


def test_websocket_client_comes_from_a_page_of_ours_or_from_none(desk: CompanionDesk) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(f"ws://127.0.0.1:{desk.port}/ws", origin="http://evil.example")


@pytest.mark.skipif(
    not WSCAT.exists() or not shutil.which("node"),
    reason="wscat is not installed; with npm, make setup-tests brings it",
)
def test_wscat_holds_the_readmes_conversation(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    said = [filled(message, desk, claim) for arrow, message in conversation() if arrow == "→"]
    command = ["node", str(WSCAT), "--connect", f"ws://127.0.0.1:{desk.port}/ws", "--wait", "2", "--no-color"]
    for line in said:
        command += ["--execute", line]
    # Its input stays open: it ends with that.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        client.wait(60)
        assert client.stdout
        heard = [json.loads(line) for line in client.stdout]
    promised = [message["type"] for arrow, message in conversation() if arrow == "←" and message["type"] != "event"]
    assert [message["type"] for message in heard] == promised
