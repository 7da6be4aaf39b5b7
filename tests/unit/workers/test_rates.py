"""What was measured here is what is estimated next time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from workers import rates
from workers.rates import Forecast, Rates


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rates.json"


def test_nothing_measured_means_nothing_estimated(path: Path) -> None:
    fresh = Rates(path)
    assert fresh.remaining_ms(page=3) is None
    fresh.measured(rates.PAGE, 1.0, 10)
    assert fresh.remaining_ms(page=3, composed_point=1) is None


def test_an_estimate_is_the_sum_over_the_kinds_of_unit(path: Path) -> None:
    known = Rates(path)
    known.measured(rates.PAGE, 1.0, 10)
    known.measured(rates.COMPOSED_POINT, 3.0, 3)
    assert known.remaining_ms(page=20, composed_point=2) == 4000


def test_a_new_pace_wins_within_a_few_measurements(path: Path) -> None:
    known = Rates(path)
    known.measured(rates.PAGE, 1.0, 1)
    for _ in range(10):
        known.measured(rates.PAGE, 3.0, 1)
    remaining = known.remaining_ms(page=1)
    assert remaining is not None
    assert 2900 < remaining <= 3000


def test_no_units_say_nothing(path: Path) -> None:
    known = Rates(path)
    known.measured(rates.PAGE, 5.0, 0)
    assert known.remaining_ms(page=1) is None


def test_measurements_are_kept_for_the_next_start(path: Path) -> None:
    known = Rates(path)
    known.measured(rates.PAGE, 1.0, 4)
    known.save()
    assert Rates(path).remaining_ms(page=1) == 250


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"page": "x"}', b"\xff", b"null"])
def test_a_file_that_is_no_measurement_is_forgotten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert Rates(path).remaining_ms(page=1) is None


def test_what_cannot_be_kept_costs_an_estimate_and_no_error(tmp_path: Path) -> None:
    known = Rates(tmp_path / "nowhere" / "rates.json")
    known.measured(rates.PAGE, 1.0, 1)
    known.save()
    assert known.remaining_ms(page=1) == 1000


def forecast_error(
    *, seed: int, expected_s: float, is_measured: bool, first_s: float = 5.0, together: int = 12
) -> float:
    """How wrong the forecast is after a tenth of a made-up job, as a share of what is really left.

    As the engine does it, prompts are read one after another, beside the texts that are written together; before all
    that is something that happens once.
    """
    generator = random.Random(seed)
    sizes = [generator.uniform(80, 260) for _ in range(80)]
    now = [0.0]
    forecast = Forecast([expected_s * size for size in sizes], is_measured=is_measured, clock=lambda: now[0])
    to_read = [0.4 * size for size in sizes]
    real = [0.6 * size * generator.uniform(0.8, 1.2) for size in sizes]
    to_write = list(real)
    now[0] = first_s
    waiting, working = list(range(len(sizes))), []
    said, said_at = None, 0.0
    while waiting or working:
        now[0] += 0.05
        room = 40.0  # some 800 a second
        while room > 10 and (waiting or any(to_read[number] > 0 for number in working)):
            while waiting and len(working) < together:
                working.append(waiting.pop(0))
            number = next((each for each in working if to_read[each] > 0), None)
            if number is None:
                break
            read = min(room - 10, to_read[number])
            to_read[number] -= read
            room -= read
        writing = [number for number in working if to_read[number] <= 0]
        for number in writing:
            to_write[number] -= room / len(writing)
            if to_write[number] <= 0:
                working.remove(number)
                forecast.finished(number)
            else:
                forecast.written(number, (real[number] - to_write[number]) / (0.6 * sizes[number]))
        if said is None and forecast.share(0, len(sizes)) > 0.1:
            said, said_at = forecast.remaining_ms(), now[0]
    assert said is not None
    return abs(said / 1000 - (now[0] - said_at)) / (now[0] - said_at)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("expected_s", "is_measured"),
    [(1 / 700, True), (1 / 800, True), (1 / 1000, True), (1 / 200, False), (1 / 800, False), (1 / 3000, False)],
)
def test_after_a_tenth_the_forecast_is_right_within_a_fifth(seed: int, expected_s: float, *, is_measured: bool) -> None:
    assert forecast_error(seed=seed, expected_s=expected_s, is_measured=is_measured) < 0.2


def test_without_experience_nothing_is_said_before_something_is_seen() -> None:
    now = [0.0]
    forecast = Forecast([1.0] * 50, is_measured=False, clock=lambda: now[0])
    assert forecast.remaining_ms() is None
    forecast.finished(0)
    assert forecast.remaining_ms() is None


def test_experience_speaks_first_and_what_is_seen_then() -> None:
    now = [0.0]
    forecast = Forecast([1.0] * 50, is_measured=True, clock=lambda: now[0])
    assert forecast.remaining_ms() == 50_000
    for number in range(50):
        now[0] += 2.0
        forecast.finished(number)
    assert forecast.remaining_ms() == 0
    assert forecast.spent_s / forecast.seen == pytest.approx(2.0)
