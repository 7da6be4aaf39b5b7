"""The time that is left, from what is expected and what is seen."""

from __future__ import annotations

import random

import pytest

from workers.forecast import Forecast


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
        if said is None and forecast.share > 0.1:
            said, said_at = forecast.remaining_s(), now[0]
    assert said is not None
    return abs(said - (now[0] - said_at)) / (now[0] - said_at)


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
    assert not forecast.is_told
    forecast.finished(0)
    assert not forecast.is_told


def test_experience_speaks_first_and_what_is_seen_then() -> None:
    now = [0.0]
    forecast = Forecast([1.0] * 50, is_measured=True, clock=lambda: now[0])
    assert forecast.remaining_s() == 50
    for number in range(50):
        now[0] += 2.0
        forecast.finished(number)
    assert forecast.remaining_s() == 0
    assert forecast.spent_s / forecast.seen_s == pytest.approx(2.0)
