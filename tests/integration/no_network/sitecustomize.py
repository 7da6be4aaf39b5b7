"""Makes every attempt to reach a network an error, in the program and in all its Python children."""

from __future__ import annotations

import socket
import sys
from typing import Any

FORBIDDEN = {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    reaches_out = event == "socket.connect" and arguments[0].family != getattr(socket, "AF_UNIX", None)
    if reaches_out or event in FORBIDDEN:
        raise RuntimeError(f"{event} {arguments!r}")


sys.addaudithook(refuse)
