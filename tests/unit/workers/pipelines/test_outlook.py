"""What is said of the time that is left, and what is learnt for the next job."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers import rates
from workers.pipelines.outlook import Outlook
from workers.rates import Rates

BYTES = 100
BYTE_S, READING_S, POINT_S = 0.01, 0.5, 0.1


class Computer:
    """Writes a byte and reads a choice in its own time; `slow` times as long as it is told."""

    def __init__(self, known: Rates, *, texts: int, readings: int, slow: float = 1.0) -> None:
        self.now = 0.0
        self._slow = slow
        self._texts, self._readings = texts, readings
        self.outlook = Outlook(known, [BYTES] * texts, readings=readings, points=10, clock=lambda: self.now)
        self.said: list[tuple[float, int | None]] = []

    def work(self) -> None:
        self.now += 3.0  # loading
        self.outlook.written(0, 0.0)
        for number in range(self._texts + self._readings):
            self.now += self._slow * (BYTES * BYTE_S if number < self._texts else READING_S)
            self.outlook.finished(number)
            self.said.append((self.now, self.outlook.remaining_ms()))
        self.now += self._slow * POINT_S * 10

    def error_after_a_tenth(self) -> float:
        at, said = next((at, said) for at, said in self.said if said is not None and at > 3.0 + (self.now - 3.0) / 10)
        left = self.now - at
        return abs(said / 1000 - left) / left


@pytest.fixture
def known(tmp_path: Path) -> Rates:
    return Rates(tmp_path / "rates.json")


@pytest.fixture
def experienced(known: Rates) -> Rates:
    for unit, seconds in ((rates.WRITTEN_BYTE, BYTE_S), (rates.READING, READING_S), (rates.COMPOSED_POINT, POINT_S)):
        known.measured(unit, seconds, 1)
    return known


@pytest.mark.parametrize("texts", [10, 30, 90])
@pytest.mark.parametrize("readings", [0, 30, 200])
@pytest.mark.parametrize("slow", [1.0, 3.0])
def test_after_a_tenth_it_is_right_within_a_fifth(experienced: Rates, texts: int, readings: int, slow: float) -> None:
    computer = Computer(experienced, texts=texts, readings=readings, slow=slow)
    computer.work()
    assert computer.error_after_a_tenth() < 0.2


def test_the_first_job_tells_both_paces_to_the_next(known: Rates) -> None:
    computer = Computer(known, texts=20, readings=100)
    computer.work()
    computer.outlook.learn()
    assert known.seconds(rates.READING) == pytest.approx(READING_S)
    assert known.seconds(rates.WRITTEN_BYTE) == pytest.approx(BYTE_S, rel=0.05)


def test_a_job_that_was_broken_off_teaches_nothing(known: Rates) -> None:
    outlook = Outlook(known, [BYTES] * 3, readings=0, points=1)
    outlook.finished(0)
    outlook.learn()
    assert known.seconds(rates.WRITTEN_BYTE) is None


def test_a_computer_that_writes_slowly_is_expected_to_read_slowly(known: Rates) -> None:
    usual = known.expected_s(rates.READING)
    known.measured(rates.WRITTEN_BYTE, 5 * known.expected_s(rates.WRITTEN_BYTE), 1)
    assert known.expected_s(rates.READING) == pytest.approx(5 * usual)
