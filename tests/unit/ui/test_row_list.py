from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.errors import ErrorCode
from app.events import EventType, JobError
from tests.unit.ui.samples import job_event
from ui.activity.jobs_model import JobsModel
from ui.activity.unfinished import UnfinishedJobs
from ui.parts.row_list import RowList
from ui.parts.soon import Soon

Wait = Callable[[Callable[[], bool]], None]
Index = QModelIndex | QPersistentModelIndex


class Paints(QStyledItemDelegate):
    """Counts what a view asks for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.painted: list[int] = []
        self.measured: list[int] = []

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's own name
        self.measured.append(index.row())
        return QSize(100, 20)

    def paint(self, _painter: QPainter, _option: QStyleOptionViewItem, index: Index) -> None:
        self.painted.append(index.row())


@pytest.fixture
def model(app: QApplication) -> JobsModel:
    model = JobsModel()
    for name in ("c", "b", "a"):
        model.apply(job_event(name))
    return model


@pytest.fixture
def paints(model: JobsModel, keep: Callable[[QWidget], QWidget], wait: Wait) -> Paints:
    shown = keep(RowList())
    assert isinstance(shown, RowList)
    made = Paints(shown)
    shown.setItemDelegate(made)
    shown.setModel(UnfinishedJobs(model, shown))
    shown.resize(200, 200)
    shown.show()
    wait(lambda: {0, 1, 2} <= set(made.painted))
    QApplication.processEvents()
    made.painted.clear()
    made.measured.clear()
    return made


def test_progress_measures_and_paints_its_row_only(model: JobsModel, paints: Paints, wait: Wait) -> None:
    model.apply(job_event("b", progress=60))
    wait(lambda: bool(paints.painted))
    QApplication.processEvents()
    assert set(paints.painted) == {1}
    assert set(paints.measured) <= {1}


def test_a_failure_lays_the_rows_out_anew(model: JobsModel, paints: Paints, wait: Wait) -> None:
    error = JobError(code=ErrorCode.PDF_DAMAGED, message="It is damaged.", recoverable=False)
    model.apply(job_event("b", EventType.JOB_ERROR, error=error))
    wait(lambda: {0, 1, 2} <= set(paints.painted))
    assert {0, 1, 2} <= set(paints.measured)


def test_what_is_asked_many_times_is_done_once(keep: Callable[[QWidget], QWidget], wait: Wait) -> None:
    done: list[str] = []
    soon = Soon(lambda: done.append("done"), keep(QWidget()))
    for _ in range(5):
        soon.ask()
    assert not done
    wait(lambda: bool(done))
    QApplication.processEvents()
    assert done == ["done"]
    soon.ask()
    wait(lambda: len(done) == 2)
