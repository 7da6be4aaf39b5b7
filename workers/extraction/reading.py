"""A PDF from its first to its last page: yields what the parent stores, page by page, in order.

Some pages are held back until those after them were read: running heads are known by their return. Memory does not
grow with the number of pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from app import wire
from app.documents import Block, BlockKind, OutlineItem
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction import block_json, kinds, margins
from workers.extraction.joining import Vocabulary
from workers.extraction.language import language_of
from workers.extraction.layout import page_blocks
from workers.extraction.lines import RawPage
from workers.extraction.ranges import range_ends
from workers.extraction.references import ReferenceTracker
from workers.extraction.sources import PageReader, PdfSource, open_pdf
from workers.extraction.titles import choose_title

T = TypeVar("T")

MAX_PAGES: Final = 20_000
"""A file that claims more is a trap: a kilobyte can claim a million."""

SAMPLE_CHARS: Final = 20_000
"""How much text the language is told from, at most `SAMPLE_PAGE_CHARS` of a page."""
SAMPLE_PAGE_CHARS: Final = 800


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages of a document are wanted, and what is known of it; see `calls.extract`."""

    first: int = 1
    last: int | None = None
    share: int = 1
    skip: Mapping[int, str] = field(default_factory=dict)
    region: Sequence[Any] | None = None
    style: Json = None
    scans: Mapping[int, str] = field(default_factory=dict)
    outline: tuple[OutlineItem, ...] | None = None

    def last_of(self, pages: int) -> int:
        """The last page that is wanted of a document of so many pages."""
        return min(pages, self.last or range_ends(self.first, pages, self.share)[0])


def read_pdf(path: Path, wanted: Wanted, *, password: str | None) -> Generator[Json, None, Json]:
    """Yields `head`, `progress`, `scan` and `page` messages; returns what is known at the end. See `calls.extract`.

    Other pages than the wanted ones are not read, but for a few on either side that the margins are learned from.

    Raises:
        StudyleafError: the file cannot be opened.
    """
    source = open_pdf(path, password)
    if source.page_count > MAX_PAGES:
        raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX)
    first, last = wanted.first, wanted.last_of(source.page_count)
    # A document in one range is one child's alone.
    alone = wanted.last is None and last == source.page_count
    pages = PageReader(path, password, source, share=1 if alone else wanted.share, known=wanted.scans)
    reading = _Reading(source, pages, wanted, last)
    outline = list(wire.encode(reading.outline))
    yield {"head": {"pages": source.page_count, "title": source.title, "outline": outline, "language": ""}}
    end = min(source.page_count, last + margins.WINDOW)
    ready: dict[str, Json] = {}
    try:
        for number in range(max(1, first - margins.WINDOW), end + 1):
            inside = first <= number <= last
            if inside or ready:
                # A page goes along with the next sign of life: each message wakes three threads of the parent.
                yield {**ready, "progress": min(number, last)}
                ready = {}
            for message in reading.take(number, wanted.skip.get(number), scans=inside):
                if "page" not in message:
                    yield {"progress": number, **message}
                elif first <= message["page"]["number"] <= last:
                    ready = message
    finally:
        pages.close()
    if ready:
        yield ready
    for page in reading.finish(last):
        if page["number"] >= first:
            yield {"page": page}
    return {
        "language": language_of(reading.sample),
        "title": reading.title,
        "region": list(reading.region),
        "style": reading.known_style,
    }


class _Reading:
    """What is known of the document so far, and the pages that wait for it."""

    def __init__(self, source: PdfSource, pages: PageReader, wanted: Wanted, last: int) -> None:
        self.outline = source.outline() if wanted.outline is None else wanted.outline
        self.sample = ""
        self.title = ""
        self._metadata_title = source.title
        self._source = source
        self._pages = pages
        self._waiting: deque[RawPage | tuple[int, ErrorCode]] = deque()
        self._margins = margins.Margins()
        self._words = Vocabulary()
        self._references = ReferenceTracker()
        self._chars_by_size: Counter[float] = Counter()
        self._chars_bold = 0
        if wanted.style:
            self._chars_by_size.update({float(size): int(chars) for size, chars in wanted.style["sizes"]})
            self._chars_bold = int(wanted.style["bold"])
        self._first = wanted.first
        self._begin = wanted.region and (wanted.first, str(wanted.region[0]), int(wanted.region[1]))
        self._titles: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for item in self.outline:
            if not wanted.first <= item.page <= last:
                continue
            for name in (item.title, kinds.without_number(item.title)):
                self._titles[item.page].setdefault(kinds.squeeze(name), item.level)

    def take(self, number: int, known_problem: str | None, *, scans: bool) -> Iterator[dict[str, Json]]:
        """Reads a page and gives those that are ready now, as messages; before that what was read from a picture.

        An empty message is a sign of life. `scans`: see `PageReader.read`.
        """
        if known_problem is not None:
            self._waiting.append((number, ErrorCode(known_problem)))
        else:
            page = yield from _told(number, self._pages.read(number, scans=scans))
            if isinstance(page, RawPage):
                self._learn(page)
            self._waiting.append(page if isinstance(page, RawPage) else (number, page))
        while len(self._waiting) > margins.WINDOW:
            oldest = self._waiting.popleft()
            if _number_of(oldest) >= self._first:
                yield {"page": self._finished(oldest)}
            elif isinstance(oldest, RawPage):
                self._margin_of(oldest, self._style(oldest.number))  # later pages ask where margins were

    def finish(self, last: int) -> Iterator[Json]:
        """Gives the pages that still wait, up to the last one that is wanted."""
        while self._waiting and _number_of(self._waiting[0]) <= last:
            yield self._finished(self._waiting.popleft())

    @property
    def region(self) -> tuple[str, int]:
        """The region of references in which the page after the last one begins."""
        return self._references.state

    @property
    def known_style(self) -> Json:
        """How much text is set in which size, for whoever reads another range."""
        return {"sizes": list(self._chars_by_size.items()), "bold": self._chars_bold}

    def _learn(self, page: RawPage) -> None:
        self._margins.learn(page)
        self._words.learn(page.lines)
        for line in page.lines:
            self._chars_by_size[round(2 * line.size) / 2] += len(line.text)
            self._chars_bold += len(line.text) * line.font.bold

    def _finished(self, page: RawPage | tuple[int, ErrorCode]) -> Json:
        if self._begin and _number_of(page) >= self._begin[0]:
            self._references.enter(*self._begin[1:])
            self._begin = None
        if isinstance(page, tuple):
            number, problem = page
            return {
                "number": number,
                "label": None,
                "text": "",
                "blocks": "[]",
                "problem": problem.value,
                "confidence": None,
            }
        style = self._style(page.number)
        margin = self._margin_of(page, style)
        blocks = page_blocks(page, margin=margin, style=style, words=self._words, references=self._references)
        self._remember(blocks)
        return {
            "number": page.number,
            "label": page.label,
            "text": "\n\n".join(block.text for block in blocks),
            "blocks": block_json.to_json(blocks),
            "problem": None,
            "confidence": None if page.confidence is None else round(page.confidence, 3),
        }

    def _margin_of(self, page: RawPage, style: kinds.Style) -> frozenset[int]:
        return self._margins.margin_of(page, body_size=style.body_size, pages=self._source.page_count)

    def _style(self, number: int) -> kinds.Style:
        sizes = self._chars_by_size
        size = max(sizes, key=lambda each: sizes[each]) if sizes else 10.0
        bold = self._chars_bold > 0.5 * sizes.total() if sizes else False
        return kinds.Style(body_size=max(size, 1.0), body_bold=bold, titles=self._titles.get(number, {}))

    def _remember(self, blocks: tuple[Block, ...]) -> None:
        if blocks and not self.title:
            self.title = choose_title(self._metadata_title, blocks)
        if len(self.sample) < SAMPLE_CHARS:
            prose = " ".join(block.text for block in blocks if block.kind in _PROSE)
            self.sample += prose[:SAMPLE_PAGE_CHARS] + "\n"


def _told(number: int, reading: Generator[Json, None, T]) -> Generator[dict[str, Json], None, T]:
    """What a page's reading yields, as messages."""
    while True:
        try:
            scan = next(reading)
        except StopIteration as stop:
            result: T = stop.value
            return result
        yield {} if scan is None else {"scan": {"number": number, "text": scan}}


def _number_of(page: RawPage | tuple[int, ErrorCode]) -> int:
    return page[0] if isinstance(page, tuple) else page.number


_PROSE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.FOOTNOTE})
