"""How well and how fast documents are read, beside what else reads them: `make bench-extraction`.

`STUDYLEAF_QUALITY` and `STUDYLEAF_CORPUS` name the folders with ground truth and with ordinary files; both default to
those beside the checkout, and what is not there is not measured. Ours is read through the child processes, layout and
all that is stored of a page included; the peers only give text.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean
from typing import Final

import pypdf

from app.errors import StudyleafError
from tests.benchmarks import extraction_measures as measures
from tests.benchmarks import extraction_truth as truth
from tests.benchmarks.extraction_readers import PROSE, Extracted, Reader, our_extractor, peers, pypdfium2_pages
from tests.benchmarks.report import Report
from tests.integration.hostile_files import TreeMemory
from tests.pdf_writer import Pdf, paragraph
from workers.extraction.kinds import squeeze, without_number
from workers.extraction.ocr.presence import is_installed

REPEATS: Final = 2
"""The best counts: everything else that runs can only slow a run down."""

LONG_PAGES: Final = 1000

SPEED_PAGES: Final = 100
"""From so many pages on, speed is measured."""

MIN_OUTLINE: Final = 5
"""Entries that an outline needs to say something about headings."""

TEXT: Final = (
    "A page of running text has some five hundred words, most of them short. The words of this one are always the "
    "same, which no reader would forgive, and which no program that reads it should notice. "
)

OurReader = Callable[[Path], Extracted]


def quality(report: Report, ours: OurReader) -> None:
    """Words and their order against the ground truth, file by file and on average."""
    readers: dict[str, Reader] = {"ours": lambda path: [page.text for page in ours(path).pages], **peers()}
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    print(f"{'word F1 / order':28}" + "".join(f"{name:>16}" for name in readers))
    for pdf, text, no_references in truth.documents_with_truth():
        cells = []
        wanted = measures.words_of(text)
        for name, read in readers.items():
            found = "\n".join(read(pdf))
            got = measures.words_of(truth.without_references(found) if no_references else found)
            rows[name].append((measures.word_f1(wanted, got), measures.order_similarity(wanted, got)))
            cells.append(f"{rows[name][-1][0]:9.3f} {rows[name][-1][1]:6.3f}")
        print(f"{pdf.stem[:28]:28}" + "".join(cells), flush=True)
    for name, pairs in rows.items():
        if pairs:
            report.add(f"word_f1_{name}", mean(pair[0] for pair in pairs))
            report.add(f"order_similarity_{name}", mean(pair[1] for pair in pairs))


def scans(report: Report, ours: OurReader) -> None:
    """Words that were read from pictures, against what is printed there, and how long a page takes."""
    scores, seconds, pages = [], 0.0, 0
    for pdf, text in truth.scans_with_truth():
        began = time.perf_counter()
        document = ours(pdf)
        seconds += time.perf_counter() - began
        pages += len(document.pages)
        found = measures.words_of("\n".join(page.text for page in document.pages))
        scores.append(measures.word_f1(measures.words_of(text), found))
        print(f"scan {pdf.stem[:40]:40} {scores[-1]:.3f}", flush=True)
    if scores:
        report.add("ocr_word_f1", mean(scores))
        report.add("ocr_word_f1_worst", min(scores))
        report.add("ocr_s_per_page", seconds / pages)


def headings(report: Report, ours: OurReader, files: list[Path]) -> None:
    """Headings against outlines that were hidden from the program."""
    scores = []
    with tempfile.TemporaryDirectory() as place:
        for path in files:
            outline = ours(path).summary.outline
            if len(outline) < MIN_OUTLINE:
                continue
            deepest = max(item.level for item in outline)
            blind = ours(truth.without_outline(path, Path(place) / path.name))
            wanted = [(squeeze(without_number(item.title)), item.page) for item in outline]
            found = [(squeeze(without_number(text)), page) for page, text in blind.headings(deepest)]
            scores.append(measures.heading_f1(wanted, found))
            print(f"headings {path.name[:40]:40} {scores[-1]:.3f}", flush=True)
    if scores:
        report.add("headings_f1", mean(scores))


def leaks(report: Report, ours: OurReader, files: list[Path]) -> None:
    """Sentences that hold a running head or what is left of a line's end."""
    total = with_head = with_hyphen = 0
    for path in files:
        texts = pypdfium2_pages(path)
        plain = {number: text.splitlines() for number, text in enumerate(texts, start=1)}
        broken = measures.broken_words("\n".join(texts))
        heads = measures.running_heads(
            {number: [line.strip() for line in lines if line.strip()] for number, lines in plain.items()}
        )
        prose = list(ours(path).blocks(PROSE))
        vocabulary = measures.hyphen_vocabulary("\n".join(text for _, text in prose))
        for page, text in prose:
            for sentence in measures.sentences_of(text):
                total += 1
                with_head += measures.holds_head(sentence, heads.get(page, ()))
                with_hyphen += measures.hyphen_leaks(sentence, broken, vocabulary)
    report.add("header_leak_share", with_head / max(1, total))
    report.add("hyphen_leak_share", with_hyphen / max(1, total))


def speed(report: Report, ours: OurReader, files: list[Path]) -> None:
    """Pages per second over the long files, each at its best of some runs."""
    readers: dict[str, Callable[[Path], int]] = {
        "ours": lambda path: len(ours(path).pages),
        **{name: lambda path, read=read: len(read(path)) for name, read in peers().items()},  # type: ignore[misc]
    }
    print(f"{'pages per second':28}" + "".join(f"{name:>12}" for name in readers))
    pages: dict[str, int] = dict.fromkeys(readers, 0)
    seconds = dict.fromkeys(readers, 0.0)
    for path in files:
        cells = []
        for name, read in readers.items():
            count, best = fastest(lambda read=read, path=path: read(path))  # type: ignore[misc]
            pages[name] += count
            seconds[name] += best
            cells.append(f"{count / best:12.1f}")
        print(f"{path.stem[:28]:28}" + "".join(cells), flush=True)
    for name in readers:
        report.add(f"pages_per_s_{name}", pages[name] / seconds[name])


def fastest(act: Callable[[], int]) -> tuple[int, float]:
    """What the act returns, and the seconds of its best run."""
    best, count = float("inf"), 0
    for _ in range(REPEATS):
        began = time.perf_counter()
        count = act()
        best = min(best, time.perf_counter() - began)
    return count, best


def long_book(folder: Path, files: Iterable[Path]) -> Path:
    """A book of `LONG_PAGES` pages: the ordinary files, bound one after another; a generated one without them."""
    writer = pypdf.PdfWriter()
    sources = list(files)
    while sources and len(writer.pages) < LONG_PAGES:
        for path in sources:
            writer.append(path, pages=(0, min(len(pypdf.PdfReader(path).pages), LONG_PAGES - len(writer.pages))))
    if sources:
        writer.write(folder / "long.pdf")
        return folder / "long.pdf"
    pages = [paragraph(f"Page {number}. {TEXT * 9}", y=740, columns=95) for number in range(1, LONG_PAGES + 1)]
    return Pdf(pages).write(folder / "long.pdf")


def peak_mb(book: Path, folder: Path) -> float:
    """Memory of the whole program, children included, while it reads a book into a new library."""
    command = [sys.executable, "-m", "app", "--data-dir", str(folder / "data"), "extract", str(book)]
    with (
        subprocess.Popen([*command, "--json", str(folder / "book.json")]) as program,
        TreeMemory(program.pid) as memory,
    ):
        assert program.wait() == 0
    return memory.peak_mb


def readable(files: list[Path], ours: OurReader) -> dict[Path, int]:
    """The files that can be read, with their pages, told about the others."""
    chosen = {}
    for path in files:
        try:
            chosen[path] = len(ours(path).pages)
        except StudyleafError as error:
            print(f"left out: {error.sentence}", file=sys.stderr)
    return chosen


def main() -> None:
    """Measures all of it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every damaged object, each time
    with Report("extraction") as report, tempfile.TemporaryDirectory() as place, our_extractor() as ours:
        files = readable(sorted((truth.corpus_folder() / "real").glob("*.pdf")), ours)
        book = long_book(Path(place), files)
        report.add("files", len(files))
        quality(report, ours)
        if is_installed():
            scans(report, ours)
        headings(report, ours, list(files))
        leaks(report, ours, list(files))
        speed(report, ours, [path for path, pages in files.items() if pages >= SPEED_PAGES] or [book])
        report.add("peak_mb_1000_pages", peak_mb(book, Path(place)))


if __name__ == "__main__":
    main()
