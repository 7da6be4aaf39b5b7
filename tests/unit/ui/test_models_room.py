from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.errors import ErrorCode, StudyleafError
from app.language_models import Speed
from tests.unit.ui.conftest import Services
from ui.library.empty_state import EmptyState
from ui.models.room import ModelsRoom

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def room(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> Iterator[ModelsRoom]:
    made = keep(ModelsRoom(services.models, services.desk.background))
    assert isinstance(made, ModelsRoom)
    made.resize(900, 700)
    made.show()
    made.refresh()
    wait(lambda: len(made.rows) == 2)
    yield made
    made.shut()


def test_models_say_what_they_are_and_what_is_wrong_with_them(room: ModelsRoom) -> None:
    good, bad = room.rows
    assert not good.choose_button.isVisibleTo(good), "it is in use"
    assert not good.remove_button.isVisibleTo(good), "it came with the program"
    assert not bad.choose_button.isVisibleTo(bad), "it cannot be used"
    assert bad.remove_button.isVisibleTo(bad)


def test_a_room_that_nobody_is_in_is_furnished_when_the_student_comes(room: ModelsRoom, wait: Wait) -> None:
    told: list[object] = []
    room.chosen_known.connect(told.append)
    before = room.rows
    room.hide()
    room.refresh()
    wait(lambda: bool(told))
    assert room.rows is before
    room.show()
    assert room.rows is not before
    assert len(room.rows) == 2


def test_a_model_is_measured_and_keeps_what_was_found(room: ModelsRoom, wait: Wait) -> None:
    QTest.mouseClick(room.rows[0].measure_button, Qt.MouseButton.LeftButton)
    assert room.rows[0].measure_button.text() == "Measuring…"
    wait(lambda: room.rows[0].speed.text() == "Measured here: reads 375 words a second, writes 76")


def test_a_file_is_added_used_and_removed(room: ModelsRoom, wait: Wait, tmp_path: Path) -> None:
    (tmp_path / "Mine.gguf").write_bytes(b"model")
    room.add_file(str(tmp_path / "Mine.gguf"))
    wait(lambda: len(room.rows) == 3 and room.add_button.isEnabled())
    QTest.mouseClick(room.rows[2].choose_button, Qt.MouseButton.LeftButton)
    wait(lambda: room.rows[2].model.is_chosen)
    assert room.rows[0].choose_button.isVisible()
    QTest.mouseClick(room.rows[2].remove_button, Qt.MouseButton.LeftButton)
    wait(lambda: len(room.rows) == 2)


def test_what_fails_is_told_and_leaves_all_as_it_was(room: ModelsRoom, wait: Wait, tmp_path: Path) -> None:
    errors: list[object] = []
    room.failed.connect(errors.append)
    room.add_file(str(tmp_path / "vanished.gguf"))
    wait(lambda: bool(errors) and room.add_button.isEnabled())
    QTest.mouseClick(room.offers[0].button, Qt.MouseButton.LeftButton)
    wait(lambda: len(errors) == 2)
    codes = [error.code for error in errors if isinstance(error, StudyleafError)]
    assert codes == [ErrorCode.FILE_MISSING, ErrorCode.MODEL_ADDRESS_MISSING]
    wait(lambda: room.offers[0].button.text() == "Download")


def test_the_welcome_tells_what_writes_and_how_fast(keep: Callable[[QWidget], QWidget], services: Services) -> None:
    page = keep(EmptyState(has_sample=True))
    assert isinstance(page, EmptyState)
    (model, _bad) = services.models.installed()
    page.show_model(model)
    assert page.speed.words.startswith("How fast this computer is")
    page.show_model(replace(model, speed=Speed(400, 100)))
    assert page.model.words.startswith("Notes are written by Small,")
    assert page.speed.words == "Measured here: reads 300 words a second, writes 75."
