from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.single_instance import SingleInstance

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def first(app: object, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    assert made.try_become_first()
    yield made
    made.close()


def test_the_second_is_not_first(first: SingleInstance, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).try_become_first()


def test_another_data_folder_has_its_own_first(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.try_become_first()
    other.close()


def test_paths_reach_the_first(first: SingleInstance, tmp_path: Path, wait: Wait) -> None:
    got: list[list[str]] = []
    first.files_received.connect(got.append)
    paths = ["/a/Übung 1.pdf", "/b/two.pdf"]
    assert SingleInstance(tmp_path).hand_over(paths)
    assert SingleInstance(tmp_path).hand_over([])
    wait(lambda: len(got) == 2)
    assert got == [paths, []]


def test_after_the_first_has_gone_another_may_be_first(first: SingleInstance, tmp_path: Path) -> None:
    first.close()
    first.close()
    second = SingleInstance(tmp_path)
    assert not second.hand_over(["/a.pdf"])
    assert second.try_become_first()
    second.close()


def test_what_a_crashed_instance_left_is_swept_away(app: object, tmp_path: Path) -> None:
    instance = SingleInstance(tmp_path)
    probe = QLocalServer()
    assert probe.listen(instance._name)
    place = Path(probe.fullServerName())
    probe.close()
    if place.is_absolute() and not place.exists():
        place.touch()
    assert instance.try_become_first()
    instance.close()


def test_what_is_no_file_list_is_ignored(first: SingleInstance, tmp_path: Path, wait: Wait) -> None:
    got: list[list[str]] = []
    first.files_received.connect(got.append)
    for message in (b"no json", b'{"a": 1}', b"[1]", b'["/good.pdf"]'):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected(1000)
        socket.write(message)
        socket.waitForBytesWritten(1000)
        socket.disconnectFromServer()
    wait(lambda: bool(got))
    assert got == [["/good.pdf"]]
