"""Buckets that keep count."""

from __future__ import annotations

from app.companion import limits
from app.companion.limits import Bucket, Buckets


def test_a_bucket_lets_some_through_at_once_and_then_so_many_a_second() -> None:
    now = [0.0]
    bucket = Bucket(2, 3, clock=lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now[0] = 0.5
    assert [bucket.take() for _ in range(2)] == [True, False]
    now[0] = 100.0
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_each_address_has_its_own_and_old_ones_are_forgotten() -> None:
    buckets = Buckets(0.0001, 1)
    assert buckets.take("a")
    assert not buckets.take("a")
    assert buckets.take("b")
    for number in range(limits.MAX_ADDRESSES):
        buckets.take(str(number))
    assert buckets.take("a")
