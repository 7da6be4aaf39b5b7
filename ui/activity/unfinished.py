"""The jobs that still ask for attention: those at work, those that wait, those that failed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JOB_ROLE, JobsModel

Index = QModelIndex | QPersistentModelIndex


class UnfinishedJobs(QSortFilterProxyModel):
    """GUI thread. What is done leaves the list by itself; the room of activity keeps it."""

    def __init__(self, jobs: JobsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(jobs)
        self.setDynamicSortFilter(True)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self.sourceModel().index(source_row, 0, source_parent).data(JOB_ROLE)
        return isinstance(row, JobRow) and (row.is_live or row.is_retryable)
