"""The queue in the room of activity: seen in order, changed by hand; quiet hours; what the task bar is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.events import JobStage
from app.store import jobs
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import submit
from ui.activity.jobs_model import JobsModel
from ui.activity.room import ActivityRoom
from ui.activity.waiting_list import WaitingList
from ui.main_window import MainWindow
from ui.rooms import Room
from ui.task_bar import INTERFACE, message, work_of
from ui.tray import QuietHours

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(services: Services, keep: Callable[[QWidget], QWidget]) -> MainWindow:
    made = keep(MainWindow(services.desk))
    assert isinstance(made, MainWindow)
    made.show()
    return made


@pytest.fixture
def line(services: Services, window: MainWindow, wait: Wait) -> tuple[ActivityRoom, list[str]]:
    """The room with three jobs that wait, and their ids in order."""
    wait(lambda: window.router._waiting is None)
    ids = [submit(services.emitter, f"{name}.pdf") for name in "abc"]
    window.show_room(Room.ACTIVITY)
    room = window.activity
    wait(lambda: [each.title for each in room.waiting.line()] == ["a.pdf", "b.pdf", "c.pdf"])
    return room, ids


def test_what_waits_is_shown_in_the_order_of_the_queue(line: tuple[ActivityRoom, list[str]]) -> None:
    room, ids = line
    assert room.waiting.isVisible()
    assert [each.id for each in room.waiting.line()] == ids == jobs.queued_job_ids()


def test_a_row_that_is_dragged_up_goes_first(line: tuple[ActivityRoom, list[str]], wait: Wait) -> None:
    room, (a, b, c) = line
    drag(room.waiting, 2, 0)
    wait(lambda: jobs.queued_job_ids() == [c, a, b])
    wait(lambda: [each.id for each in room.waiting.line()] == [c, a, b])


def test_a_row_that_is_dragged_to_the_end_goes_last(line: tuple[ActivityRoom, list[str]], wait: Wait) -> None:
    room, (a, b, c) = line
    drag(room.waiting, 0, 3)
    wait(lambda: jobs.queued_job_ids() == [b, c, a])


def test_the_keyboard_moves_a_row(line: tuple[ActivityRoom, list[str]], wait: Wait) -> None:
    room, (a, b, c) = line
    room.waiting.setCurrentRow(0)
    QTest.keyClick(room.waiting, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait(lambda: jobs.queued_job_ids() == [b, a, c])
    wait(lambda: room.waiting.currentRow() == 1)
    QTest.keyClick(room.waiting, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wait(lambda: jobs.queued_job_ids() == [a, b, c])


def test_a_job_that_has_begun_meanwhile_is_not_moved_and_the_line_is_read_again(
    services: Services, line: tuple[ActivityRoom, list[str]], wait: Wait
) -> None:
    room, (a, b, c) = line
    told: list[object] = []
    room.failed.connect(told.append)
    services.emitter.claim(c, owner="t", lease_s=9)
    drag(room.waiting, 2, 0)
    wait(lambda: bool(told))
    wait(lambda: [each.id for each in room.waiting.line()] == [a, b])


def drag(shown: WaitingList, row: int, before: int) -> None:
    """What the view does with a drop: its model moves the row."""
    assert shown.model().moveRow(QModelIndex(), row, QModelIndex(), before)


def test_quiet_hours_go_past_midnight() -> None:
    night = QuietHours(22, 7)
    assert [hour for hour in range(24) if night.holds(hour)] == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    assert [hour for hour in range(24) if QuietHours(13, 15).holds(hour)] == [13, 14]
    assert not any(QuietHours(-1, 7).holds(hour) for hour in range(24))


def test_the_setting_reaches_the_tray(window: MainWindow) -> None:
    window.preferences.change("quiet_from", 21)
    assert window.tray.quiet == QuietHours(21, 7)


def test_the_task_bar_is_told_how_far_all_work_is(services: Services, window: MainWindow, wait: Wait) -> None:
    wait(lambda: window.router._waiting is None)
    first, second = submit(services.emitter, "a.pdf"), submit(services.emitter, "b.pdf")
    claim = services.emitter.claim(first, owner="t", lease_s=9)
    assert claim is not None
    services.emitter.progress(claim, JobStage.GENERATING_NOTES, 50)
    wait(lambda: work_of(window.router.jobs) == (2, 25))
    wait(lambda: window.task_bar._told == (2, 25))
    told = message(2, 25)
    assert (told.interface(), told.member()) == (INTERFACE, "Update")
    assert told.arguments() == ["application://studyleaf.desktop", {"progress": 0.25, "progress-visible": True}]
    assert second


def test_no_work_shows_no_progress() -> None:
    assert work_of(JobsModel()) == (0, 0)
    assert message(0, 0).arguments()[1]["progress-visible"] is False
