"""Visits of a student with a mouse. All that moves and clicks is the X screen's own pointer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.events import JobStatus
from resources import sample_document
from tests.e2e.drag_source import SIDE_PX
from tests.e2e.hands import Hands
from tests.e2e.keyboard import HEART
from tests.e2e.student import Measured, Student
from ui.parts.drops import Intake
from ui.rooms import Room

BESIDE: Final = (1300, 40)
"""Where the other program's window stands: right of ours."""
GRIP: Final = (BESIDE[0] + SIDE_PX // 2, BESIDE[1] + SIDE_PX // 2)


async def files_are_dragged_in(student: Student) -> Measured:
    """From another program's window: first only over ours and away, then let go of in it; then a text."""
    window, hands = student.window, Hands()
    window.move(0, 0)
    jobs = window.router.jobs
    try:
        with other_program("--files", str(sample_document())) as source:
            assert await said(source) == "ready"
            await hands.go(GRIP)
            await hands.hold()
            await hands.go(middle(window))
            await student.until(window.overlay.isVisible, "the window says that it takes files")
            await student.shoot("drag")
            await hands.go(GRIP)
            await student.until(lambda: not window.overlay.isVisible(), "it is as it was")
            await hands.let_go()
            taken_back = await said(source)
            assert not jobs.rows(), "nothing was asked for"
            await carry(hands, middle(window))
            dropped = await said(source)
            await student.until_status(sample_document().name, JobStatus.COMPLETED)
        with other_program("--text", HEART) as source:
            assert await said(source) == "ready"
            window.show_room(Room.ACTIVITY)
            await carry(hands, middle(window))
            await said(source)
            await student.until(lambda: len(jobs.rows()) == 2, "a drop counts in every room")
            await student.until(lambda: all(row.status is JobStatus.COMPLETED for row in jobs.rows()), "both are done")
    finally:
        hands.close()
    return {"taken_back": taken_back, "dropped": dropped, "is_covered": window.overlay.isVisible()}


async def the_line_is_reordered(student: Student) -> Measured:
    """While nothing is begun, the last of three that wait is dragged to the front."""
    window, hands = student.window, Hands()
    window.move(0, 0)
    try:
        window.show_room(Room.ACTIVITY)
        pause = window.activity.pause_button
        await hands.click(middle(pause))
        await student.until(lambda: pause.text() == "Go on", "no document is begun")
        for word in ("first", "second", "third"):
            window.submitting.take(Intake(text=f"{word}. {HEART}"))
        line = window.activity.waiting
        await student.until(lambda: line.count() == 3, "three wait")
        before = [each.id for each in line.line()]
        rows = [line.visualItemRect(line.item(row)) for row in range(3)]
        await hands.go(on_screen(line.viewport(), rows[2].center()))
        await hands.hold()
        await hands.go(on_screen(line.viewport(), QPoint(rows[0].center().x(), rows[0].top() + 1)))
        await hands.let_go()
        await student.until(lambda: line.line()[0].id == before[2], "the third is the next")
    finally:
        hands.close()
    return {"order": [before.index(each.id) for each in line.line()]}


async def carry(hands: Hands, place: tuple[int, int]) -> None:
    """Takes what the other program holds to a place of the screen."""
    await hands.go(GRIP)
    await hands.hold()
    await hands.go(place)
    await hands.let_go()


@contextmanager
def other_program(*holding: str) -> Iterator[Popen[str]]:
    """A program beside ours that can be dragged from."""
    command = [sys.executable, "-m", "tests.e2e.drag_source", *map(str, BESIDE), *holding]
    with Popen(command, stdout=PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


async def said(process: Popen[str]) -> str:
    """The next line that the other program prints; ours goes on meanwhile."""
    assert process.stdout is not None
    return (await asyncio.to_thread(process.stdout.readline)).strip()


def middle(widget: QWidget) -> tuple[int, int]:
    return on_screen(widget, widget.rect().center())


def on_screen(widget: QWidget, place: QPoint) -> tuple[int, int]:
    there = widget.mapToGlobal(place)
    return there.x(), there.y()
