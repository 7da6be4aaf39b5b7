"""Draws `resources/sample/how-we-remember.pdf` from the Markdown beside it: `make sample`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
STYLE = "h1 { font-size: 26pt } h2 { font-size: 16pt } h3 { font-size: 13pt; font-weight: normal }"


def html_of(markdown: str) -> str:
    """The few marks that the sample uses."""
    parts = []
    for block in markdown.strip().split("\n\n"):
        if match := re.match(r"(#+) (.*)", block):
            parts.append(f"<h{len(match[1])}>{match[2]}</h{len(match[1])}>")
        else:
            parts.append("<p>" + re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", block) + "</p>")
    return "".join(parts)


def draw(document: QTextDocument, writer: QPdfWriter) -> None:
    """Each line once. `QTextDocument.print_` draws a line that touches a page's edge on both pages, there clipped away:
    invisible to readers, but not to programs."""
    document.pageCount()  # lays everything out; the last block would be missing
    painter = QPainter(writer)
    height, page = document.pageSize().height(), 0
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = layout.position().y() + line.y()
            while top >= (page + 1) * height:
                writer.newPage()
                page += 1
            line.draw(painter, QPointF(layout.position().x(), layout.position().y() - page * height))
        block = block.next()
    painter.end()


def main() -> int:
    application = QGuiApplication(sys.argv[:1])
    writer = QPdfWriter(str(SAMPLE / "how-we-remember.pdf"))
    writer.setTitle("How We Remember")
    writer.setCreator("Studyleaf")
    writer.setResolution(96)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5),
            QPageLayout.Orientation.Portrait,
            QMarginsF(18, 18, 18, 18),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont("DejaVu Serif", 9))
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(html_of((SAMPLE / "how-we-remember.md").read_text(encoding="utf-8")))
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    draw(document, writer)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
