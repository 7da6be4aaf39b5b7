"""The text of one PDFium page as lines: where they are, and in which type.

PDFium gives characters in drawing order and breaks lines itself. Asking it about every character costs more than
reading the page did, so a line is asked at its ends, in its middle only where these are set apart, and at every word
only where its gaps look wide.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdfium2 import raw

from app.errors import ErrorCode, StudyleafError
from workers.extraction.lines import RAISED_EM, RAISED_SIZE, SUPERSCRIPTS, Font, Line, font_of

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
_MAY_BE_RAISED: Final = re.compile(r"(?:[a-zß-öø-ÿ]{3}[.,;:)”’]?\s?|(?<!\d)\d)(?P<digits>\d+)(?![\w/+−(-])")
CROOKED: Final = -1
"""The direction of text that is set at an angle."""


def _getter(name: str, result: Any) -> Any:
    """A PDFium function at half the price of the binding's own, for a page asks hundreds of times.

    PYFUNCTYPE keeps the interpreter's lock, which is right for calls that take microseconds. No types of arguments are
    declared, so none are converted: integers go as C's int, and whatever is a pointer must be a `c_void_p`.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result)(address)


_POINTER = ctypes.c_void_p
# Types of arrays are made anew each time that they are written out, which takes longer than ten questions.
_Floats = ctypes.c_float * 6
_Doubles = ctypes.c_double * 4
_Name = ctypes.c_char * 128
_loose_box: Final = _getter("FPDFText_GetLooseCharBox", ctypes.c_int)
_char_origin: Final = _getter("FPDFText_GetCharOrigin", ctypes.c_int)
_char_matrix: Final = _getter("FPDFText_GetMatrix", ctypes.c_int)
_font_size: Final = _getter("FPDFText_GetFontSize", ctypes.c_double)
_text_object: Final = _getter("FPDFText_GetTextObject", _POINTER)
_object_font: Final = _getter("FPDFTextObj_GetFont", _POINTER)
_font_name: Final = _getter("FPDFFont_GetBaseFontName", ctypes.c_size_t)
_font_flags: Final = _getter("FPDFFont_GetFlags", ctypes.c_int)
_count_rects: Final = _getter("FPDFText_CountRects", ctypes.c_int)
_get_rect: Final = _getter("FPDFText_GetRect", ctypes.c_int)
_get_text: Final = _getter("FPDFText_GetText", ctypes.c_int)
_is_hyphen: Final = _getter("FPDFText_IsHyphen", ctypes.c_int)
_unicode: Final = _getter("FPDFText_GetUnicode", ctypes.c_uint)


@dataclass(slots=True)
class Segment:
    """Characters `start` to `end` (exclusive), which PDFium takes for one line.

    The types are those at its first, a middle and its last character; `quarters` is the middle's direction. `whole`
    says that all of it is of one text object.
    """

    start: int
    end: int
    hyphen: bool
    first: Type
    middle: Type
    last: Type
    whole: bool
    quarters: int


Type = tuple[float, int, Font]
"""How a text object is set: size in points on the page, direction in quarter turns, font."""


class TextPage:
    """The text of a loaded page. Must be closed before the page is."""

    def __init__(self, page: Any) -> None:
        """Raises StudyleafError PDF_DAMAGED where PDFium finds no sense in the page."""
        self._page = raw.FPDFText_LoadPage(page)
        if not self._page:
            raise StudyleafError(ErrorCode.PDF_DAMAGED)
        self._handle = ctypes.cast(self._page, _POINTER)
        self._types: dict[int | None, Type] = {}
        self._matrices: dict[bytes, tuple[float, int]] = {}
        self._fonts: dict[int | None, Font] = {}
        self._mixed: dict[tuple[int, int, int], Font] = {}
        floats, doubles = _Floats(), _Doubles()
        self._to_floats = _POINTER(ctypes.addressof(floats))
        self._to_doubles = [_POINTER(ctypes.addressof(doubles) + 8 * index) for index in range(4)]
        # Views read faster than ctypes' own arrays, and keep them alive.
        self._matrix = memoryview(floats).cast("B")[:16]
        self._floats = memoryview(floats).cast("B").cast("f")
        self._doubles = memoryview(doubles).cast("B").cast("d")
        self._text = self._read_text()

    def close(self) -> None:
        raw.FPDFText_ClosePage(self._page)

    def segments(self) -> Iterator[Segment]:
        """The page's lines in drawing order, blank ones left out."""
        text, handle, types = self._text, self._handle, self._types
        for match in _SEGMENT.finditer(text):
            begin, finish = match.span()
            hyphen = text[finish - 1] == _HYPHEN
            part = text[begin : finish - 1] if hyphen else match.group()
            start = begin + len(part) - len(part.lstrip())
            end = begin + len(part.rstrip())
            if start >= end:
                continue
            key, last_key = _text_object(handle, start), _text_object(handle, end - 1)
            first = types.get(key) or self._read_type(start, key)
            if key == last_key:
                yield Segment(start, end, hyphen, first, first, first, whole=True, quarters=first[1])
                continue
            last = types.get(last_key) or self._read_type(end - 1, last_key)
            middle = self._type_at(self._middle(start, end))
            yield Segment(start, end, hyphen, first, middle, last, whole=False, quarters=middle[1])

    def lines(self, segments: list[Segment], quarters: int, origin: tuple[float, float]) -> Iterator[Line]:
        """Those segments that run in the given direction, as lines, cut at wide gaps.

        `origin` is the corner that becomes (0, 0), in coordinates that were already turned.
        """
        for row, segment in enumerate(segments):
            if segment.quarters != quarters:
                continue
            start, end = segment.start, segment.end
            near, far = self._box(start, quarters)[0], self._box(end - 1, quarters)[1]
            if not self._may_have_gaps(segment, quarters, far - near):
                yield self._line(segment, row, (near, far), origin)
                continue
            for part in self._parts(segment, self._runs(segment, quarters)):
                extent = self._box(part.start, quarters)[0], self._box(part.end - 1, quarters)[1]
                yield self._line(part, row, extent, origin)

    def _read_text(self) -> str:
        count = min(raw.FPDFText_CountChars(self._page), MAX_PAGE_CHARS)
        if count <= 0:
            return ""
        units = bytearray(4 * count + 4)
        written = _get_text(self._handle, 0, count, ctypes.byref(ctypes.c_char.from_buffer(units)))
        text = units[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
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

    def _line(self, segment: Segment, row: int, extent: tuple[float, float], origin: tuple[float, float]) -> Line:
        start, end = segment.start, segment.end
        size, quarters, font = segment.middle
        first_size, _, first = segment.first
        last_size, _, last = segment.last
        near, far = extent
        # The median: one of the three may be a superscript.
        usual = sorted((first_size, size, last_size))[1]
        return Line(
            self._text[start:end] if segment.whole else self._with_raised(start, end, quarters),
            min(near, far) - origin[0],
            max(near, far) - origin[0],
            # The first character may be a superscript, too.
            self._baseline(start if first_size == size else self._middle(start, end), quarters) - origin[1],
            usual,
            font if first is font is last else self._common_font(font, first, last),
            row,
            1,
            segment.hyphen,
            (first.math + font.math + last.math) / 3,
        )

    def _with_raised(self, start: int, end: int, quarters: int) -> str:
        """The text of a line in which digits that are set small and high stay so: “10¹²”, and the mark of a footnote.

        Only behind a number or a word: what else is raised belongs to a formula, and is kept as it was drawn.
        """
        text = self._text[start:end]
        for match in _MAY_BE_RAISED.finditer(self._text, start, end):
            full, baseline = self._type_at(match.start())[0], self._baseline(match.start(), quarters)
            for index in range(*match.span("digits")):
                raised = self._baseline(index, quarters) - baseline > RAISED_EM * full
                if raised and self._type_at(index)[0] < RAISED_SIZE * full:
                    place = index - start
                    text = text[:place] + text[place].translate(SUPERSCRIPTS) + text[place + 1 :]
        return text

    def _common_font(self, font: Font, first: Font, last: Font) -> Font:
        key = id(font), id(first), id(last)  # all of them live as long as the page
        found = self._mixed.get(key)
        if found is None:
            found = self._mixed[key] = _common_font(font, first, last)
        return found

    def _middle(self, start: int, end: int) -> int:
        """A character near the middle that is no space: PDFium makes up spaces, and those are in no type."""
        middle = (start + end - 1) // 2
        while self._text[middle].isspace():
            middle -= 1  # ends at `start` at the latest, which is no space
        return middle

    def _parts(self, segment: Segment, runs: list[tuple[int, int]]) -> Iterator[Segment]:
        """The segment in pieces of its own types; itself where it is in one piece."""
        if len(runs) == 1:
            yield segment
            return
        for start, end in runs:
            first, last = self._type_at(start), self._type_at(end - 1)
            middle = self._type_at(self._middle(start, end))
            hyphen = segment.hyphen and end == segment.end
            yield Segment(start, end, hyphen, first, middle, last, whole=False, quarters=middle[1])

    def _runs(self, segment: Segment, quarters: int) -> list[tuple[int, int]]:
        """(start, end) of the runs between the wide gaps of a segment."""
        size = segment.middle[0]
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
        if not _SPACES.search(self._text, segment.start, segment.end):
            return False
        size, chars = segment.middle[0], segment.end - segment.start
        if width > LOOSE_SETTING_EM * size * chars:
            return True
        count = 0 if segment.whole else _count_rects(self._handle, segment.start, chars)
        if count < 2:
            return False
        handle, values = self._handle, self._doubles
        left, top, right, bottom = self._to_doubles
        widest = 0.8 * WIDE_GAP_EM * size
        far = None
        for index in range(count):
            _get_rect(handle, index, left, top, right, bottom)
            near, end = (values[0], values[2]) if not quarters else _along(*_turned(values), quarters)
            if far is None:
                far = end
            elif near - far > widest:
                return True
            elif end > far:
                far = end
        return False

    def _box(self, index: int, quarters: int) -> tuple[float, float]:
        """Where a character's advance begins and ends, along the direction of the text."""
        _loose_box(self._handle, index, self._to_floats)
        floats = self._floats
        if not quarters:
            return floats[0], floats[2]
        return _along(floats[0], floats[1], floats[2], floats[3], quarters)

    def _baseline(self, index: int, quarters: int) -> float:
        _char_origin(self._handle, index, self._to_doubles[0], self._to_doubles[1])
        x, y = self._doubles[0], self._doubles[1]
        return y if not quarters else (y, -x, -y, x)[quarters]

    def _type_at(self, index: int) -> Type:
        key = _text_object(self._handle, index)
        return self._types.get(key) or self._read_type(index, key)

    def _read_type(self, index: int, text_object: int | None) -> Type:
        font = _object_font(_POINTER(text_object)) if text_object else None
        size = _font_size(self._handle, index)
        if _char_matrix(self._handle, index, self._to_floats):
            key = self._matrix.tobytes()
            scale, quarters = self._matrices.get(key) or self._read_matrix(key)
            size = min(max(abs(size * scale), 0.1), 500.0)
        else:
            quarters = 0
        found = self._types[text_object] = size, quarters, self._fonts.get(font) or self._read_font(font)
        return found

    def _read_matrix(self, key: bytes) -> tuple[float, int]:
        """By how much the matrix that was just asked for enlarges, and in how many quarter turns it sets."""
        a, b, c, d = self._floats[:4]
        scale = math.hypot(c, d) or math.hypot(a, b) or 1.0
        turns = math.degrees(math.atan2(b, a)) / 90
        quarters = round(turns) % 4 if abs(turns - round(turns)) < 0.1 else CROOKED
        found = self._matrices[key] = scale, quarters
        return found

    def _read_font(self, handle: int | None) -> Font:
        font = _font_of(handle) if handle else Font()
        self._fonts[handle] = font
        return font


def _font_of(handle: int) -> Font:
    name = _Name()
    _font_name(_POINTER(handle), name, ctypes.c_size_t(len(name)))
    flags = _font_flags(_POINTER(handle))
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
