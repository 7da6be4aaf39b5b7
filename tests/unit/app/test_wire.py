"""Dataclasses to JSON and back, and what is refused on the way in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wire


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Leaf:
    name: str
    size_mm: int = 1


@dataclass(frozen=True)
class Tree:
    leaves: tuple[Leaf, ...]
    colour: Colour
    age_years: float
    position: tuple[int, int] = (0, 0)
    note: str | None = None
    tags: Mapping[str, int] = ()  # type: ignore[assignment]
    alive: bool = True

    def __post_init__(self) -> None:
        if self.age_years < 0:
            raise ValueError("a tree has an age")


A_TREE = Tree(leaves=(Leaf("a"), Leaf("b", 3)), colour=Colour.RED, age_years=2.5, tags={"oak": 1})


def test_keys_are_camel_case_and_none_is_left_out() -> None:
    encoded = wire.encode(A_TREE)
    assert encoded["ageYears"] == 2.5
    assert encoded["leaves"][1] == {"name": "b", "sizeMm": 3}
    assert encoded["colour"] == "red"
    assert "note" not in encoded


def test_what_is_encoded_comes_back_through_json() -> None:
    assert wire.decode(Tree, json.loads(json.dumps(wire.encode(A_TREE)))) == A_TREE


@given(
    st.builds(
        Tree,
        leaves=st.lists(st.builds(Leaf, st.text(), st.integers())).map(tuple),
        colour=st.sampled_from(Colour),
        age_years=st.floats(min_value=0, allow_infinity=False),
        position=st.tuples(st.integers(), st.integers()),
        note=st.none() | st.text(),
        tags=st.dictionaries(st.text(), st.integers()),
        alive=st.booleans(),
    )
)
def test_every_tree_comes_back_as_it_was(tree: Tree) -> None:
    assert wire.decode(Tree, json.loads(json.dumps(wire.encode(tree)))) == tree


def test_unknown_keys_are_ignored_so_that_older_readers_understand_newer_writers() -> None:
    assert wire.decode(Leaf, {"name": "x", "sizeMm": 2, "petals": 5}) == Leaf("x", 2)


def test_a_missing_key_takes_the_default_where_there_is_one() -> None:
    assert wire.decode(Leaf, {"name": "x"}) == Leaf("x", 1)


def test_an_integer_will_do_for_a_float() -> None:
    assert wire.decode(Tree, {"leaves": [], "colour": "red", "ageYears": 3}).age_years == 3.0


GOOD = wire.encode(A_TREE)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"leaves": None}, "Tree.leaves: missing"),
        ({"leaves": {}}, "Tree.leaves: expected list"),
        ({"leaves": [{"name": 1}]}, r"Tree.leaves\[0\].name: expected str, got int"),
        ({"leaves": [7]}, r"Tree.leaves\[0\]: expected dict"),
        ({"colour": "blue"}, "Tree.colour: 'blue' is not a Colour"),
        ({"colour": []}, r"Tree.colour: \[\] is not a Colour"),
        ({"ageYears": "old"}, "Tree.ageYears: expected a number"),
        ({"ageYears": True}, "Tree.ageYears: expected a number"),
        ({"ageYears": -1}, "a tree has an age"),
        ({"position": [1]}, "Tree.position: expected 2 items, got 1"),
        ({"position": [1, True]}, r"Tree.position\[1\]: expected int, got bool"),
        ({"tags": {"oak": "one"}}, "Tree.tags.oak: expected int"),
        ({"tags": []}, "Tree.tags: expected dict"),
        ({"alive": 1}, "Tree.alive: expected bool"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(change: dict[str, wire.Json], place: str) -> None:
    with pytest.raises(wire.WireError, match=place):
        wire.decode(Tree, {**GOOD, **change})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_at_all_is_decoded_or_refused(data: wire.Json) -> None:
    with contextlib.suppress(wire.WireError):
        assert isinstance(wire.decode(Tree, data), Tree)


def test_a_value_without_a_json_form_is_our_own_mistake() -> None:
    with pytest.raises(AssertionError, match="set has no JSON form"):
        wire.encode({"x": {1, 2}})
