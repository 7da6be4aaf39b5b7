from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import ErrorCode
from app.events import EventType, JobError, JobMetadata, JobResult, JobStage
from tests.unit.ui.samples import job_event
from ui.activity.jobs_list import JobsList
from ui.activity.jobs_model import JOB_ROLE, MAX_ROWS, JobsModel

Keep = Callable[[QWidget], QWidget]
Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def model(app: object) -> JobsModel:
    return JobsModel()


def error(code: ErrorCode) -> JobError:
    return JobError(code=code, message="It went wrong.", recoverable=False, hint="Do better.")


def test_a_new_job_comes_on_top(model: JobsModel) -> None:
    model.apply(job_event("old"))
    model.apply(job_event("new"))
    assert [row.id for row in model.rows()] == ["new", "old"]


def test_progress_changes_one_row_and_says_so_once(model: JobsModel) -> None:
    model.apply(job_event("a"))
    model.apply(job_event("b"))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.apply(job_event("a", progress=31))
    model.apply(job_event("a", progress=31))
    assert changed == [1]


def test_a_job_keeps_what_it_learnt(model: JobsModel) -> None:
    model.apply(job_event("a", metadata=JobMetadata(file_name="t.pdf", file_id="d", note_id="n")))
    row = model.apply(job_event("a", metadata=JobMetadata(file_name="t.pdf")))
    assert (row.document_id, row.note_id) == ("d", "n")


def test_a_result_names_the_note(model: JobsModel) -> None:
    result = JobResult(note_id="n", title="T", processing_time_ms=1, cache_hit=True)
    row = model.apply(job_event("a", EventType.JOB_COMPLETED, stage=JobStage.COMPLETED, progress=100, result=result))
    assert row.note_id == "n"
    assert not row.is_live
    assert not row.is_retryable


def test_a_screen_reader_hears_name_stage_and_percent(model: JobsModel) -> None:
    model.apply(job_event("a", metadata=JobMetadata(file_name="t.pdf", page=3, pages=10)))
    heard = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "t.pdf, Reading page 3 of 10, 30 percent"


def test_the_list_stays_short_and_keeps_live_jobs(model: JobsModel) -> None:
    model.apply(job_event("live"))
    for number in range(MAX_ROWS + 5):
        model.apply(job_event(str(number), EventType.JOB_CANCELLED))
    rows = model.rows()
    assert len(rows) == MAX_ROWS
    assert rows[-1].id == "live"


def test_rows_offer_what_their_state_allows(model: JobsModel, keep: Keep, wait: Wait) -> None:
    shown = keep(JobsList(model))
    assert isinstance(shown, JobsList)
    shown.show()

    def kind() -> str:
        actions = shown.actions_of(0)
        return actions.kind if actions else ""

    model.apply(job_event("a"))
    wait(lambda: kind() == "cancel")
    model.apply(job_event("a", EventType.JOB_ERROR, error=error(ErrorCode.PDF_PASSWORD_NEEDED)))
    wait(lambda: kind() == "password")
    model.apply(job_event("a", EventType.JOB_ERROR, error=error(ErrorCode.PDF_DAMAGED)))
    wait(lambda: kind() == "retry")
    model.apply(job_event("a", EventType.JOB_QUEUED))
    wait(lambda: kind() == "cancel")
    result = JobResult(note_id="", title="", processing_time_ms=1, cache_hit=False)
    model.apply(job_event("a", EventType.JOB_COMPLETED, result=result))
    wait(lambda: kind() == "")


def test_progress_keeps_the_button_that_may_have_the_focus(model: JobsModel, keep: Keep, wait: Wait) -> None:
    shown = keep(JobsList(model))
    assert isinstance(shown, JobsList)
    shown.show()
    model.apply(job_event("a"))
    wait(lambda: shown.actions_of(0) is not None)
    button = shown.actions_of(0)
    model.apply(job_event("a", progress=60))
    QApplication.processEvents()
    assert shown.actions_of(0) is button


def test_rows_get_their_buttons_when_they_are_seen(model: JobsModel, keep: Keep, wait: Wait) -> None:
    shown = keep(JobsList(model))
    assert isinstance(shown, JobsList)
    for number in range(9):
        model.apply(job_event(f"job {number}"))
    QApplication.processEvents()
    assert not any(shown.actions_of(row) for row in range(9))
    shown.resize(300, 150)
    shown.show()
    wait(lambda: shown.actions_of(0) is not None)
    QApplication.processEvents()
    assert shown.actions_of(8) is None
    shown.scrollToBottom()
    wait(lambda: shown.actions_of(8) is not None)


def test_buttons_and_password_ask_for_their_own_job(model: JobsModel, keep: Keep, wait: Wait) -> None:
    shown = keep(JobsList(model))
    assert isinstance(shown, JobsList)
    shown.show()
    cancelled: list[str] = []
    retried: list[tuple[str, str | None]] = []
    shown.cancel_requested.connect(cancelled.append)
    shown.retry_requested.connect(lambda job, password: retried.append((job, password)))
    model.apply(job_event("locked", EventType.JOB_ERROR, error=error(ErrorCode.PDF_PASSWORD_WRONG)))
    model.apply(job_event("failed", EventType.JOB_ERROR, error=error(ErrorCode.ENGINE_FAILED)))
    model.apply(job_event("live"))
    wait(lambda: all(shown.actions_of(place) for place in range(3)))
    for place in range(3):
        actions = shown.actions_of(place)
        assert actions is not None
        if actions.kind == "password":
            actions.focusProxy().field.setText("sesame")
            actions.focusProxy().button.click()
        else:
            actions.focusProxy().click()
    assert cancelled == ["live"]
    assert retried == [("failed", None), ("locked", "sesame")]


def test_the_row_is_the_models_data(model: JobsModel) -> None:
    row = model.apply(job_event("a"))
    assert model.data(model.index(0), JOB_ROLE) == row
    assert model.find("a") == row
    assert model.find("b") is None
