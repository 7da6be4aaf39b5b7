from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QApplication

from app.export.wanted import Wanted
from app.notes import DocumentInfo, ModelInfo, NotesExport, Timings
from tests.unit.ui.samples import note
from ui.printing import write_pdf


def test_notes_on_paper_hold_statements_answers_and_pages(app: QApplication, tmp_path: Path) -> None:
    export = NotesExport(DocumentInfo("Trees", 4, "ab"), note(sections=30), ModelInfo("tiny"), Timings())
    write_pdf(export, tmp_path / "notes.pdf", Wanted())
    document = pypdfium2.PdfDocument(tmp_path / "notes.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) > 2
    assert "Statement 29.3 about leaves." in text
    assert "Answer: B. Because." in text
    assert "p. 1" in text
    document.close()
