"""Opens web addresses that the student asked for: http and https and nothing else."""

from __future__ import annotations

import urllib.parse
import urllib.request


def is_web_address(link: str) -> bool:
    """Whether it begins like one that `opener` speaks."""
    return link.lower().startswith(("http://", "https://"))


def opener() -> urllib.request.OpenerDirector:
    """Speaks http and https and nothing else: urllib's own would follow a redirect to ftp."""
    made = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        made.add_handler(handler)
    return made


def quoted(link: str) -> str:
    """The link with spaces and letters beyond ASCII escaped, as a browser's address bar does it."""
    parts = urllib.parse.urlsplit(link.strip())
    safe = "/%:=&?~+!$,;'@()*[]"
    path, query = urllib.parse.quote(parts.path, safe), urllib.parse.quote(parts.query, safe)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return urllib.parse.urlunsplit((parts.scheme, host, path, query, ""))
