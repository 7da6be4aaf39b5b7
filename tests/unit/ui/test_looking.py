"""The window tells the workers which document the student looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.models import Document
from app.settings import LOCAL_USER
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document
from ui.main_window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


def test_the_document_that_is_shown_is_told_and_so_is_that_none_is(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait
) -> None:
    looked_at: list[str] = []
    window = keep(MainWindow(replace(services.desk, look_at=looked_at.append)))
    assert isinstance(window, MainWindow)
    window.show()
    wait(lambda: window.router._waiting is None)
    document = add_document("Trees")
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,))
    wait(lambda: window.router.documents.find(document.id) is not None)
    window.reading.choose_document(document)
    wait(lambda: looked_at[-1:] == [document.id])
    Document.delete().where(Document.id == document.id).execute()
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,))
    wait(lambda: looked_at[-1] == "")
    window.close()
