"""Keys and pointer of the X screen itself, through its XTEST extension: what arrives went the way of real input."""

from __future__ import annotations

import asyncio
import os
from ctypes import CDLL, byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_uint64, c_ulong, c_void_p
from typing import Final

PRESS, RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = 2, 3, 4, 5, 6
"""Kinds of X events."""
LEFT, DOWN_WHEEL = 1, 5
"""Numbers of the pointer's buttons."""
STEPS: Final = 12
"""Of a move from one place to another; a hand does not leap either."""
SETTLE_S: Final = 0.03
"""Between two keys; nobody types faster than 30 a second."""

NAMES: Final = {
    "Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L", "Enter": "Return", "Del": "Delete", "Esc": "Escape",
    "Space": "space", " ": "space", "PgDown": "Next", "PgUp": "Prior", "/": "slash", ".": "period", "-": "minus",
    "_": "underscore", ",": "comma", "?": "question", "*": "asterisk",
    ":": "colon", "$": "dollar", "=": "equal",
}  # fmt: skip
"""Names of keys in X, where they are others than ours."""


class Hands:
    """One connection of its own to the screen of DISPLAY. Every method returns when the screen has had the events;
    what programs make of them has to be awaited."""

    def __init__(self) -> None:
        self._x, self._xcb, self._test = CDLL("libX11.so.6"), CDLL("libxcb.so.1"), CDLL("libxcb-xtest.so.0")
        self._declare()
        display = os.environ["DISPLAY"].encode()
        # Only asked which key bears which letter.
        self._keyboard = self._x.XOpenDisplay(display)
        self._place = (0, 0)
        self._connection = self._xcb.xcb_connect(display, byref(c_int()))
        assert self._keyboard
        assert not self._xcb.xcb_connection_has_error(self._connection)

    def close(self) -> None:
        self._x.XCloseDisplay(self._keyboard)
        self._xcb.xcb_disconnect(self._connection)

    async def go(self, place: tuple[int, int]) -> None:
        """Moves the pointer to a place of the screen, in device pixels, over what lies between."""
        (x, y), (to_x, to_y) = self._place, place
        for step in range(1, STEPS + 1):
            now = x + (to_x - x) * step // STEPS, y + (to_y - y) * step // STEPS
            self._fake(MOTION, 0, *now)
            await asyncio.sleep(SETTLE_S)
        self._place = place

    async def click(self, place: tuple[int, int]) -> None:
        """Goes there and presses the left button once."""
        await self.go(place)
        await self.hold()
        await self.let_go()

    async def hold(self) -> None:
        """Presses the left button, and keeps it down."""
        self._fake(BUTTON_PRESS, LEFT)
        await asyncio.sleep(SETTLE_S)

    async def let_go(self) -> None:
        self._fake(BUTTON_RELEASE, LEFT)
        await asyncio.sleep(SETTLE_S)

    async def turn_wheel(self, notches: int) -> None:
        """Scrolls down what is under the pointer."""
        for _ in range(notches):
            self._fake(BUTTON_PRESS, DOWN_WHEEL)
            self._fake(BUTTON_RELEASE, DOWN_WHEEL)
            await asyncio.sleep(SETTLE_S)

    async def press(self, keys: str) -> None:
        """Presses keys together, like `Ctrl+K`, and lets them go."""
        # A letter in a shortcut is written large, and meant without Shift.
        names = [keys] if len(keys) == 1 else [name.lower() if len(name) == 1 else name for name in keys.split("+")]
        codes: list[int] = []
        for needs_shift, code in (self._code(NAMES.get(name, name)) for name in names):
            codes += [self._code("Shift_L")[1], code] if needs_shift else [code]
        for code in codes:
            self._fake(PRESS, code)
        for code in reversed(codes):
            self._fake(RELEASE, code)
        await asyncio.sleep(SETTLE_S)

    async def type(self, words: str) -> None:
        """Types one letter after the other."""
        for letter in words:
            await self.press(letter)

    def _fake(self, kind: int, code: int, x: int = 0, y: int = 0) -> None:
        self._test.xcb_test_fake_input(self._connection, kind, code, 0, 0, x, y, 0)
        self._xcb.xcb_flush(self._connection)

    def _code(self, name: str) -> tuple[bool, int]:
        """Whether a key is reached with Shift, and its number on the keyboard."""
        symbol = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._keyboard, symbol)
        assert code, f"the keyboard has no {name}"
        return self._x.XkbKeycodeToKeysym(self._keyboard, code, 0, 0) != symbol, code

    def _declare(self) -> None:
        x, xcb = self._x, self._xcb
        x.XOpenDisplay.argtypes, x.XOpenDisplay.restype = [c_char_p], c_void_p
        x.XCloseDisplay.argtypes = [c_void_p]
        x.XStringToKeysym.argtypes, x.XStringToKeysym.restype = [c_char_p], c_ulong
        x.XKeysymToKeycode.argtypes, x.XKeysymToKeycode.restype = [c_void_p, c_ulong], c_uint8
        x.XkbKeycodeToKeysym.argtypes, x.XkbKeycodeToKeysym.restype = [c_void_p, c_uint8, c_int, c_int], c_ulong
        xcb.xcb_connect.argtypes, xcb.xcb_connect.restype = [c_char_p, c_void_p], c_void_p
        xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = xcb.xcb_flush.argtypes = [c_void_p]
        fake = self._test.xcb_test_fake_input
        # Kind, key, time, then what only the pointer needs; the answer is a cookie that nobody asks about.
        fake.argtypes = [c_void_p, c_uint8, c_uint8, c_uint32, c_uint32, c_uint16, c_uint16, c_uint8]
        fake.restype = c_uint64
