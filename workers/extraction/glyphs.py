"""The text of one PDFium page as lines: where they are, and in which type.

PDFium gives characters in drawing order and breaks lines itself. Asking it about every character costs more than
reading the page did, so each line is asked at three characters, and at every word only where its gaps look wide.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdfium2 import raw

from workers.extraction.lines import Font, Line, font_of

MAX_PAGE_CHARS: Final = 200_000
"""A dense page has 10,000; what comes after this many is not read."""

WIDE_GAP_EM: Final = 0.9
"""A gap between words from which on two runs may belong to different columns or cells; justified text stays below."""

LOOSE_SETTING_EM: Final = 0.75
"""Average width of a character from which on a run must have wide gaps inside; text in Latin script is near 0.5."""

_HYPHEN: Final = "\x02"
"""Stands where a word is broken: PDFium swallows the hyphen and the line break."""

UNREADABLE: Final = "\ufffd"
"""Stands for a glyph of which nobody knows the letter."""

_SEGMENT: Final = re.compile(r"[^\r\n\x02]+\x02?")
_NO_LETTERS: Final = re.compile("[\ufffe\x02\x00]")
_SPACES: Final = re.compile(r"\s+")
_CROOKED: Final = -1


def _getter(name: str, result: Any, *arguments: Any) -> Any:
    """A PDFium function that takes addresses as plain integers: half the price of a call of the binding's own.

    PYFUNCTYPE keeps the interpreter's lock, which is right for calls that only read a field.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_POINTER = ctypes.c_void_p
_loose_box: Final = _getter("FPDFText_GetLooseCharBox", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER)
_char_origin: Final = _getter("FPDFText_GetCharOrigin", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER, _POINTER)
_char_matrix: Final = _getter("FPDFText_GetMatrix", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER)
_font_size: Final = _getter("FPDFText_GetFontSize", ctypes.c_double, _POINTER, ctypes.c_int)
_text_object: Final = _getter("FPDFText_GetTextObject", _POINTER, _POINTER, ctypes.c_int)
_object_font: Final = _getter("FPDFTextObj_GetFont", _POINTER, _POINTER)
_font_name: Final = _getter("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
_font_flags: Final = _getter("FPDFFont_GetFlags", ctypes.c_int, _POINTER)
_count_rects: Final = _getter("FPDFText_CountRects", ctypes.c_int, _POINTER, ctypes.c_int, ctypes.c_int)
_get_rect: Final = _getter(
    "FPDFText_GetRect", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER, _POINTER, _POINTER, _POINTER
)
_is_hyphen: Final = _getter("FPDFText_IsHyphen", ctypes.c_int, _POINTER, ctypes.c_int)
_unicode: Final = _getter("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, ctypes.c_int)


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start` to `end` (exclusive), which PDFium takes for one line.

    `quarters` is its direction and `size` its size, both at the character `middle`.
    """

    start: int
    end: int
    hyphen: bool
    middle: int
    size: float
    quarters: int


_Type = tuple[float, int, Font]
"""How a text object is set: size in points on the page, direction in quarter turns, font."""


class TextPage:
    """The text of a loaded page. Must be closed before the page is."""

    def __init__(self, page: Any) -> None:
        self._page = page.get_textpage()
        self._handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        self._types: dict[int | None, _Type] = {}
        self._fonts: dict[int | None, Font] = {}
        self._floats = (ctypes.c_float * 6)()
        self._float_address = ctypes.addressof(self._floats)
        self._doubles = (ctypes.c_double * 4)()
        self._double_address = ctypes.addressof(self._doubles)
        self._text = self._read_text()

    def close(self) -> None:
        self._page.close()

    def segments(self) -> Iterator[Segment]:
        """The page's lines in drawing order, blank ones left out."""
        for match in _SEGMENT.finditer(self._text):
            text = match.group()
            hyphen = text[-1] == _HYPHEN
            if hyphen:
                text = text[:-1]
            start = match.start() + len(text) - len(text.lstrip())
            end = match.start() + len(text.rstrip())
            if start < end:
                middle = self._middle(start, end)
                size, quarters, _ = self._type_at(middle)
                yield Segment(start, end, hyphen, middle, size, quarters)

    def lines(self, segments: list[Segment], quarters: int, origin: tuple[float, float]) -> Iterator[Line]:
        """Those segments that run in the given direction, as lines, cut at wide gaps.

        `origin` is the corner that becomes (0, 0), in coordinates that were already turned.
        """
        for row, segment in enumerate(segments):
            if segment.quarters != quarters:
                continue
            near, far = self._box(segment.start, quarters)[0], self._box(segment.end - 1, quarters)[1]
            if not self._may_have_gaps(segment, quarters, far - near):
                yield self._line(segment, segment.start, segment.end, row, (near, far), origin)
                continue
            for start, end in self._runs(segment, quarters):
                extent = self._box(start, quarters)[0], self._box(end - 1, quarters)[1]
                yield self._line(segment, start, end, row, extent, origin)

    def _read_text(self) -> str:
        count = min(self._page.count_chars(), MAX_PAGE_CHARS)
        if count <= 0:
            return ""
        units = (ctypes.c_ushort * (2 * count + 2))()
        written = raw.FPDFText_GetText(self._page.raw, 0, count, units)
        text = bytes(units)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
        if len(text) != count:
            # Characters beyond the first plane: places in the text are no places of characters.
            text = "".join(self._char(index) for index in range(count))
        # PDFium writes U+FFFE for a hyphen that it took away, and for a glyph that it has no letter for.
        return _NO_LETTERS.sub(lambda match: self._hyphen_or_not(match.start()), text)

    def _hyphen_or_not(self, index: int) -> str:
        return _HYPHEN if _is_hyphen(self._handle, index) == 1 else UNREADABLE

    def _char(self, index: int) -> str:
        code = _unicode(self._handle, index)
        return chr(code) if 0 < code <= 0x10FFFF else UNREADABLE

    def _line(
        self,
        segment: Segment,
        start: int,
        end: int,
        row: int,
        extent: tuple[float, float],
        origin: tuple[float, float],
    ) -> Line:
        middle = segment.middle if end - start == segment.end - segment.start else self._middle(start, end)
        size, quarters, font = self._type_at(middle)
        first_size, _, first = self._type_at(start)
        last_size, _, last = self._type_at(end - 1)
        return Line(
            text=self._text[start:end],
            left=min(extent) - origin[0],
            right=max(extent) - origin[0],
            # The first character may be a superscript, too.
            baseline=self._baseline(start if first_size == size else middle, quarters) - origin[1],
            # The median: one of the three may be a superscript.
            size=size if first_size == last_size == size else sorted((first_size, size, last_size))[1],
            font=font if first is font is last else _common_font(font, first, last),
            row=row,
            hyphen=segment.hyphen and end == segment.end,
            math_share=(first.math + font.math + last.math) / 3,
        )

    def _middle(self, start: int, end: int) -> int:
        """A character near the middle that is no space: PDFium makes up spaces, and those are in no type."""
        middle = (start + end - 1) // 2
        while self._text[middle].isspace():
            middle -= 1  # ends at `start` at the latest, which is no space
        return middle

    def _runs(self, segment: Segment, quarters: int) -> list[tuple[int, int]]:
        """(start, end) of the runs between the wide gaps of a segment."""
        size = segment.size
        runs, start = [], segment.start
        for space in _SPACES.finditer(self._text, segment.start, segment.end):
            before, after = space.span()
            gap = self._box(after, quarters)[0] - self._box(before - 1, quarters)[1]
            if gap > WIDE_GAP_EM * size:
                runs.append((start, before))
                start = after
        return [*runs, (start, segment.end)]

    def _may_have_gaps(self, segment: Segment, quarters: int, width: float) -> bool:
        """Whether asking at every word is worth it: objects far apart, or too much room for the characters."""
        size = segment.size
        if width > LOOSE_SETTING_EM * size * (segment.end - segment.start):
            return True
        count = _count_rects(self._handle, segment.start, segment.end - segment.start)
        if count < 2:
            return False
        handle, values, address = self._handle, self._doubles, self._double_address
        far = None
        for index in range(count):
            _get_rect(handle, index, address, address + 8, address + 16, address + 24)
            near, end = (values[0], values[2]) if not quarters else _along(*_turned(values), quarters)
            if far is None:
                far = end
            elif near - far > 0.8 * WIDE_GAP_EM * size:
                return True
            elif end > far:
                far = end
        return False

    def _box(self, index: int, quarters: int) -> tuple[float, float]:
        """Where a character's advance begins and ends, along the direction of the text."""
        _loose_box(self._handle, index, self._float_address)
        left, top, right, bottom = self._floats[0], self._floats[1], self._floats[2], self._floats[3]
        return _along(left, bottom, right, top, quarters)

    def _baseline(self, index: int, quarters: int) -> float:
        _char_origin(self._handle, index, self._double_address, self._double_address + 8)
        x, y = self._doubles[0], self._doubles[1]
        return (y, -x, -y, x)[quarters]

    def _type_at(self, index: int) -> _Type:
        key = _text_object(self._handle, index)
        found = self._types.get(key)
        if found is None:
            found = self._types[key] = self._read_type(index, key)
        return found

    def _read_type(self, index: int, text_object: int | None) -> _Type:
        size = float(_font_size(self._handle, index))
        if not _char_matrix(self._handle, index, self._float_address):
            return size, 0, self._font(text_object)
        a, b, c, d = self._floats[0], self._floats[1], self._floats[2], self._floats[3]
        scale = math.hypot(c, d) or math.hypot(a, b) or 1.0
        turns = math.degrees(math.atan2(b, a)) / 90
        quarters = round(turns) % 4 if abs(turns - round(turns)) < 0.1 else _CROOKED
        return min(max(abs(size * scale), 0.1), 500.0), quarters, self._font(text_object)

    def _font(self, text_object: int | None) -> Font:
        handle = _object_font(text_object) if text_object else None
        found = self._fonts.get(handle)
        if found is None:
            found = self._fonts[handle] = self._read_font(handle) if handle else Font()
        return found

    def _read_font(self, handle: int) -> Font:
        name = ctypes.create_string_buffer(128)
        _font_name(handle, ctypes.addressof(name), len(name))
        flags = _font_flags(handle)
        return font_of(
            name.value.decode("utf-8", "replace"),
            fixed_pitch=bool(flags & 1),
            italic=bool(flags & 64),
            forced_bold=bool(flags & 1 << 18),
        )


def _along(left: float, bottom: float, right: float, top: float, quarters: int) -> tuple[float, float]:
    """The near and the far end of a rectangle in the direction of the text."""
    return ((left, right), (bottom, top), (-right, -left), (-top, -bottom))[quarters]


def _turned(rectangle: Any) -> tuple[float, float, float, float]:
    """PDFium says (left, top, right, bottom); everybody else (left, bottom, right, top)."""
    left, top, right, bottom = rectangle
    return left, bottom, right, top


def _common_font(font: Font, *others: Font) -> Font:
    """The font of a line that was asked at a few characters: plain as soon as one of them is.

    A line is bold or set in a typewriter face only if all of it is; formulas in it do not count.
    """
    words = [each for each in (font, *others) if not each.math]
    if not words:
        return font
    return Font(
        name=words[0].name,
        bold=all(each.bold for each in words),
        italic=all(each.italic for each in words),
        mono=all(each.mono for each in words),
    )
