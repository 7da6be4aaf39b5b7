"""Blocks are stored as the wire would write them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from app import wire
from app.documents import Block, BlockKind, Box
from workers.extraction.block_json import to_json

places = st.floats(-20_000, 20_000).map(lambda value: round(value, 1))
boxes = st.none() | st.builds(Box, places, places, places, places)
texts = st.text(st.characters(exclude_categories=()), max_size=20)
blocks = st.builds(Block, st.sampled_from(BlockKind), texts, boxes, st.integers(0, 12))


@given(st.lists(blocks, max_size=3))
def test_blocks_are_written_as_the_wire_writes_them(blocks: list[Block]) -> None:
    assert to_json(blocks) == json.dumps(wire.encode(blocks), ensure_ascii=False)
    assert [wire.decode(Block, item) for item in json.loads(to_json(blocks))] == blocks
