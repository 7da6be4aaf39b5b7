"""Blocks as the JSON text that is stored with their page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from app.documents import Block

_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode


def to_json(blocks: Iterable[Block]) -> str:
    """What `json.dumps` makes of `wire.encode(blocks)`, far faster: there is one for each paragraph of each book."""
    return "[" + ", ".join([_block(block) for block in blocks]) + "]"


def _block(block: Block) -> str:
    box, place = block.box, ""
    if box is not None:
        place = f', "box": {{"left": {box.left}, "bottom": {box.bottom}, "right": {box.right}, "top": {box.top}}}'
    return f'{{"kind": "{block.kind.value}", "text": {_quoted(block.text)}{place}, "level": {block.level}}}'
