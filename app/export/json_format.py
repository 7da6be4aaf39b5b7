"""Notes as the JSON object that other programs read."""

from __future__ import annotations

import base64
import json
import re

from app import wire
from app.export.wanted import Wanted
from app.notes import NotesExport
from app.pictures import MARK, picture_of
from app.wire import Json


def render(export: NotesExport, wanted: Wanted) -> str:
    """One JSON object, indented, ending with a newline.

    Pictures in the student's words are Markdown's, `![words](name.png)`; `pictures` has, by name, their width and
    height in pixels and the PNG in base64. One whose file is gone leaves its words. Raises OSError.
    """
    pictures: dict[str, Json] = {}

    def placed(found: re.Match[str]) -> str:
        picture = picture_of(found)
        place = wanted.find_picture(picture.key)
        if place is None:
            return picture.alt
        name = f"{picture.key}.png"
        if name not in pictures:
            held = base64.b64encode(place.read_bytes()).decode()
            pictures[name] = {"width": picture.width, "height": picture.height, "data": held}
        return f"![{picture.alt}]({name})"

    def with_pictures(value: Json) -> Json:
        if isinstance(value, str):
            return MARK.sub(placed, value)
        if isinstance(value, list):
            return [with_pictures(item) for item in value]
        if isinstance(value, dict):
            return {key: with_pictures(item) for key, item in value.items()}
        return value

    shaped = with_pictures(wire.encode(export))
    if pictures:
        shaped["pictures"] = pictures
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"
