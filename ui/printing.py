"""Notes on paper: as a PDF file, or through a printer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.export import html
from app.export.wanted import Wanted
from app.notes import NotesExport
from ui.theme.fonts import FAMILY, base_font
from ui.theme.look import Look

MARGIN_MM: Final = 20.0
BODY_PT: Final = 10.5
STYLE: Final = """
h1 { font-size: 20pt; } h2 { font-size: 13pt; margin-top: 18px; } li { margin-top: 3px; }
cite { color: #23703f; font-size: 8.5pt; font-style: normal; } .foot, .own { color: #59645c; font-size: 8.5pt; }
dt { font-weight: 600; margin-top: 5px; }
"""


def paper_text(export: NotesExport, wanted: Wanted) -> str:
    """What `paper_document` takes, pictures and all; not on the GUI thread. Raises OSError."""
    return "\n".join(html.body(export, wanted, answers_open=True))


def paper_document(text: str, device: QPagedPaintDevice) -> QTextDocument:
    """Notes laid out for the pages of a device; on any thread, which keeps the document. Reads no file."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setFamilies([FAMILY, "sans-serif"])
    font.setPointSizeF(BODY_PT)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(device)
    document.setDefaultStyleSheet(STYLE)
    document.setDocumentMargin(0)
    document.setHtml(text)
    document.setPageSize(QSizeF(device.width(), device.height()))
    return document


def write_pdf(export: NotesExport, path: Path, wanted: Wanted) -> None:
    """Writes a PDF of A4 pages; not on the GUI thread while a window is shown. Raises OSError."""
    text = paper_text(export, wanted)
    writer = QPdfWriter(str(path))
    writer.setTitle(export.note.title)
    writer.setCreator("Studyleaf")
    writer.setPageLayout(a4())
    writer.setResolution(300)
    document = paper_document(text, writer)
    document.print_(writer)
    if not path.exists() or not path.stat().st_size:
        raise OSError(f"{path} could not be written")


def write_pdf_without_screen(export: NotesExport, path: Path, wanted: Wanted) -> None:
    """The same for a program without a window, once in its life. Raises OSError."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    base_font(Look())  # its typeface is the notes', too
    write_pdf(export, path, wanted)
    application.shutdown()


def a4() -> QPageLayout:
    """Upright, with margins to hold a sheet by."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
