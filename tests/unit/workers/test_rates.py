"""What was measured here is what is estimated next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers import rates
from workers.rates import Rates


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
