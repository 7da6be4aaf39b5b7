"""The companion in the window: off until asked for, a code for a phone, and who may come in."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.companion.access import lan_addresses
from app.settings import DataFolder
from app.store.connection import LibraryDatabase
from tests.integration.companion_desk import CompanionDesk
from ui.background import Background
from ui.companion_panel import CompanionPanel

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desk(library: LibraryDatabase, folder: DataFolder) -> Iterator[CompanionDesk]:
    made = CompanionDesk(folder)
    made.close()  # off, as it is when the window opens
    yield made
    made.close()


@pytest.fixture
def panel(
    desk: CompanionDesk, background: Background, keep: Callable[[QWidget], QWidget], wait: Wait
) -> CompanionPanel:
    made = CompanionPanel(desk.companion, background)
    keep(made)
    made.show()
    return made


def test_it_is_off_until_it_is_turned_on(panel: CompanionPanel, desk: CompanionDesk) -> None:
    assert not desk.companion.is_running
    assert panel.here.isVisible()
    assert panel.lan.isVisible()
    assert not panel.code.isVisible()
    assert not panel.off.isVisible()


def test_on_this_computer_it_shows_no_code_and_can_be_turned_off(
    panel: CompanionPanel, desk: CompanionDesk, wait: Wait
) -> None:
    panel.here.click()
    wait(panel.off.isVisible)
    assert not panel.code.isVisible()
    with urllib.request.urlopen(f"http://127.0.0.1:{desk.companion.port}/healthz") as answer:
        assert answer.status == 200
    panel.off.click()
    wait(panel.here.isVisible)
    assert not desk.companion.is_running


@pytest.mark.skipif(not lan_addresses(), reason="this computer is in no network")
def test_for_a_phone_it_shows_a_code_that_carries_the_address(
    panel: CompanionPanel, wait: Wait, tmp_path: Path
) -> None:
    panel.lan.click()
    wait(panel.code.isVisible)
    shown = panel.code.grab().toImage()
    dark = sum(shown.pixelColor(x, y).lightness() < 128 for x in range(shown.width()) for y in range(shown.height()))
    assert 0.15 < dark / (shown.width() * shown.height()) < 0.6
    assert shown.pixelColor(2, 2).lightness() > 250
    path = tmp_path / "code.png"
    assert shown.save(str(path))
    cv2 = pytest.importorskip("cv2")
    picture = cv2.imread(str(path))
    # This reader misses some codes at some sizes; a phone looks again and again.
    sizes = (cv2.resize(picture, None, fx=times, fy=times) for times in (1, 1.5, 2, 2.5, 3, 4))
    text = next((read for each in sizes if (read := cv2.QRCodeDetector().detectAndDecode(each)[0])), "")
    assert text == panel.address
    assert f"http://{lan_addresses()[0]}:" in text


def test_devices_are_listed_and_removed(panel: CompanionPanel, desk: CompanionDesk, wait: Wait) -> None:
    def removers() -> list[QPushButton]:
        return [button for button in panel.findChildren(QPushButton) if button.text() == "Remove"]

    wait(lambda: len(removers()) == 1)
    removers()[0].click()
    wait(lambda: not removers())
    assert desk.companion.devices.list() == []
