from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import ErrorCode
from app.events import EventType, JobError, JobStage
from app.store import jobs
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import job_event, submit
from ui.activity.jobs_model import JobsModel
from ui.activity.room import ActivityRoom
from ui.activity.unfinished import UnfinishedJobs
from ui.watchdog import STALL_S, Watchdog

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def model(app: QApplication) -> JobsModel:
    return JobsModel()


@pytest.fixture
def room(services: Services, model: JobsModel, keep: Callable[[QWidget], QWidget]) -> ActivityRoom:
    services.bus.happened.connect(lambda event: model.apply(event) if hasattr(event, "job_id") else None)
    made = keep(ActivityRoom(services.desk, model))
    assert isinstance(made, ActivityRoom)
    made.resize(1100, 700)
    made.show()
    return made


def test_a_job_is_told_in_full_with_its_stages(
    room: ActivityRoom, services: Services, model: JobsModel, wait: Wait
) -> None:
    job_id = submit(services.emitter)
    wait(lambda: model.rowCount() == 1)
    room.refresh()
    claim = services.emitter.claim(job_id, owner="t", lease_s=9)
    assert claim is not None
    services.emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30)
    details = room.details
    wait(lambda: details._steps.count() >= 3 and details._words.text() == "Reading")
    assert room._summary.text() == "1 document in work"
    assert details.cancel_button.isVisible()
    assert not details.first_button.isVisible()


def test_waiting_jobs_change_places(room: ActivityRoom, services: Services, model: JobsModel, wait: Wait) -> None:
    first, second = submit(services.emitter, "a.pdf"), submit(services.emitter, "b.pdf")
    wait(lambda: model.rowCount() == 2)
    room.list.setCurrentIndex(model.index(0))
    assert room.details.job_id == second
    QTest.mouseClick(room.details.first_button, Qt.MouseButton.LeftButton)
    wait(lambda: jobs.queued_job_ids()[0] == second)
    QTest.mouseClick(room.details.last_button, Qt.MouseButton.LeftButton)
    wait(lambda: jobs.queued_job_ids()[0] == first)


def test_the_queue_pauses_and_goes_on(room: ActivityRoom, wait: Wait) -> None:
    QTest.mouseClick(room.pause_button, Qt.MouseButton.LeftButton)
    wait(lambda: room.pause_button.text() == "Go on")
    assert jobs.is_paused()
    QTest.mouseClick(room.pause_button, Qt.MouseButton.LeftButton)
    wait(lambda: room.pause_button.text() == "Pause")
    assert not jobs.is_paused()


def test_only_what_is_unfinished_stays_beside_the_documents(model: JobsModel) -> None:
    left = UnfinishedJobs(model)
    model.apply(job_event("a"))
    model.apply(job_event("b"))
    error = JobError(code=ErrorCode.PDF_DAMAGED, message="It is damaged.", recoverable=False)
    model.apply(job_event("b", EventType.JOB_ERROR, error=error))
    assert left.rowCount() == 2
    model.apply(job_event("a", EventType.JOB_CANCELLED))
    assert left.rowCount() == 2
    model.apply(job_event("c"))
    assert left.rowCount() == 3


def test_the_watchdog_logs_where_the_loop_stood_still(
    app: QApplication, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait, name="somebody else")
    other.start()
    dog = Watchdog()
    dog.start()
    wait(lambda: len(dog.delays_s) > 3)
    time.sleep(3 * STALL_S)
    wait(lambda: bool(dog.stalls))
    ended.set()
    other.join()
    dog.stop()
    dog.stop()
    assert dog.stalls[0] > STALL_S
    assert "time.sleep(3 * STALL_S)" in caplog.text
    assert "somebody else: threading.wait" in caplog.text
