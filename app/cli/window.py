"""`studyleaf` and `studyleaf start`: the window, or what can be done without a screen."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from argparse import Namespace
from pathlib import Path

from app.errors import ErrorCode, StudyleafError
from resources import sample_document


def window(options: Namespace) -> int:
    """Opens the window. Raises StudyleafError NO_DISPLAY."""
    if not has_display():
        raise StudyleafError(ErrorCode.NO_DISPLAY)
    # Nothing that is imported is garbage, and looking for some is an eighth of a start. The window turns it on again.
    gc.disable()
    from ui.plain_import import import_plainly

    import_plainly()
    from app.desktop import run_desktop

    return run_desktop(options.data_dir, [Path(file) for file in options.files])


def start(options: Namespace) -> int:
    """Opens the window; without a screen says so and does the main job on the given files or the sample."""
    if has_display():
        return window(options)
    from app.cli.documents import notes

    what = "" if options.files else "; these are notes of the sample document"
    print(f"studyleaf: there is no screen to open a window on{what}.", file=sys.stderr)
    options.files = options.files or [sample_document()]
    options.json = options.markdown = options.model = None
    options.length, options.style, options.minutes, options.password_stdin = "standard", "standard", None, False
    return notes(options)


def has_display() -> bool:
    """Whether Qt finds a screen: always on Windows and macOS, elsewhere if X11, Wayland or a Qt platform is set."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _has_wayland() or (bool(os.environ.get("DISPLAY")) and _answers_x11())


def _has_wayland() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and Path(folder, str(name)).exists()


def _answers_x11() -> bool:
    """Whether the X server that `DISPLAY` names is there; Qt would end the program without a word to catch."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt brings its own way, or says what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
