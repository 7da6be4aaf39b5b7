"""Frozen dataclasses to JSON objects and back, with every value checked on the way in.

Keys are camelCase on the wire and snake_case in Python. A field that is None is left out. Unknown keys are ignored, so
that an older reader understands a newer writer. Ranges belong to the dataclass itself (`__post_init__`, ValueError).
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")

Json = Any
"""What `json.loads` returns: dict, list, str, int, float, bool or None."""


_PLAIN = frozenset({str, int, float, bool, type(None)})


class WireError(ValueError):
    """A JSON value is not of the expected form; the message names the place."""


def encode(value: object) -> Json:
    """The JSON form of a dataclass, or of a tuple, mapping, enum or plain value inside one."""
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if names := _names(kind):
        pairs = ((key, getattr(value, name)) for name, key in names)
        # Most fields are plain: not to call for each is half of the time that an event takes.
        return {key: item if type(item) in _PLAIN else encode(item) for key, item in pairs if item is not None}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    assert value is None or isinstance(value, (str, int, float, bool)), f"{type(value).__name__} has no JSON form"
    return value


def decode(cls: type[T], data: Json) -> T:
    """Builds a `cls` from its JSON form.

    Raises:
        WireError: a value is missing, of the wrong type, or out of range.
    """
    return typing.cast(T, _decode(cls, data, cls.__name__))


def _decode(kind: Any, data: Json, place: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(typing.get_args(kind), data, place)
    if origin is tuple:
        return _decode_tuple(typing.get_args(kind), data, place)
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        key_kind, item_kind = typing.get_args(kind)
        items = _expect(data, dict, place).items()
        return {_decode(key_kind, key, place): _decode(item_kind, item, f"{place}.{key}") for key, item in items}
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(typing.cast(type, kind), data, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(data)
        except ValueError:
            raise WireError(f"{place}: {data!r} is not a {kind.__name__}") from None
    return _decode_plain(kind, data, place)


def _decode_plain(kind: Any, data: Json, place: str) -> Any:
    if kind is Any:
        return data
    if kind is float:
        # JSON writes 1.0 as 1; a bool is an int to Python, never a number on the wire.
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return float(data)
        raise WireError(f"{place}: expected a number, got {type(data).__name__}")
    if kind is int and isinstance(data, bool):
        raise WireError(f"{place}: expected int, got bool")
    return _expect(data, kind, place)


def _decode_union(options: tuple[Any, ...], data: Json, place: str) -> Any:
    concrete = [option for option in options if option is not type(None)]
    assert len(concrete) == 1, "only Optional unions travel on the wire"
    return None if data is None else _decode(concrete[0], data, place)


def _decode_tuple(arguments: tuple[Any, ...], data: Json, place: str) -> tuple[Any, ...]:
    items = _expect(data, list, place)
    if arguments[-1] is Ellipsis:
        return tuple(_decode(arguments[0], item, f"{place}[{index}]") for index, item in enumerate(items))
    if len(items) != len(arguments):
        raise WireError(f"{place}: expected {len(arguments)} items, got {len(items)}")
    pairs = zip(arguments, items, strict=True)
    return tuple(_decode(kind, item, f"{place}[{index}]") for index, (kind, item) in enumerate(pairs))


def _decode_dataclass(cls: type, data: Json, place: str) -> Any:
    values = _expect(data, dict, place)
    arguments = {}
    for name, key, kind, required in _fields(cls):
        if values.get(key) is not None:
            arguments[name] = _decode(kind, values[key], f"{place}.{key}")
        elif required:
            raise WireError(f"{place}.{key}: missing")
    try:
        return cls(**arguments)
    except WireError:
        raise
    except ValueError as error:
        raise WireError(f"{place}: {error}") from None


@functools.cache
def _names(cls: type) -> tuple[tuple[str, str], ...]:
    """(name, wire key) of each field of a dataclass, and nothing for other classes; looked up once per class."""
    if not dataclasses.is_dataclass(cls):
        return ()
    return tuple((field.name, _camel(field.name)) for field in dataclasses.fields(cls))


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, str, Any, bool], ...]:
    """(name, wire key, type, required) of each field; resolving type hints is slow, so it is done once per class."""
    hints = typing.get_type_hints(cls)
    return tuple(
        (
            field.name,
            _camel(field.name),
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    )


def _expect(data: Json, kind: Callable[..., Any], place: str) -> Any:
    assert isinstance(kind, type)
    if not isinstance(data, kind):
        raise WireError(f"{place}: expected {kind.__name__}, got {type(data).__name__}")
    return data


@functools.cache
def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
