"""The pictures that are kept, compared with what the window shows today."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from tests.e2e import shots

KEPT = Path(__file__).parent / "shots"
SMALL = QSize(64, 41)
"""Letters blur at this size: what differs is a place or a colour."""
PLACE = 8
"""The side of a place, of which the picture has many, overlapping."""
TOLERANCE = 15.0
"""Mean difference of a grey value, 0..255, in the place that differs most: a row that is gone is more, the cards of
another day are less."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shots")
    shots.run_all(["light"], out)
    return out / "light"


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.png")), ids=lambda path: path.stem)
def test_a_room_looks_as_it_did(drawn: Path, kept: Path) -> None:
    assert difference(QImage(str(drawn / kept.name)), QImage(str(kept))) < TOLERANCE


def test_the_measure_sees_a_moved_column_and_a_lost_row_and_not_a_changed_word() -> None:
    picture = QImage(str(KEPT / "note.png"))
    moved = QImage(picture.size(), picture.format())
    moved.fill(Qt.GlobalColor.white)
    for x in range(0, picture.width() - 100, 100):
        blit(picture, moved, x, x + 100)
    assert difference(picture, moved) > TOLERANCE
    models = QImage(str(KEPT / "models.png"))
    lost = QImage(models)
    for x in range(340, 1024):
        for y in range(250, 470):
            lost.setPixelColor(x, y, Qt.GlobalColor.white)
    assert difference(models, lost) > TOLERANCE
    word = QImage(picture)
    for x in range(400, 460):
        for y in range(300, 315):
            word.setPixelColor(x, y, Qt.GlobalColor.black)
    assert difference(picture, word) < TOLERANCE


def blit(source: QImage, target: QImage, left: int, to: int) -> None:
    for x in range(100):
        for y in range(0, source.height(), 1):
            target.setPixel(to + x, y, source.pixel(left + x, y))


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures, made small, in grey values, where it is largest."""
    small = [
        image.scaled(SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        for image in (one, other)
    ]
    assert not any(image.isNull() for image in small)
    apart = [
        [
            abs(small[0].pixelColor(x, y).lightness() - small[1].pixelColor(x, y).lightness())
            for x in range(SMALL.width())
        ]
        for y in range(SMALL.height())
    ]
    return max(
        sum(sum(row[x : x + PLACE]) for row in apart[y : y + PLACE]) / PLACE**2
        for x in range(SMALL.width() + 1 - PLACE)
        for y in range(SMALL.height() + 1 - PLACE)
    )
