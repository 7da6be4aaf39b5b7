"""Frozen dataclasses to JSON objects and back, with every value checked on the way in.

Keys are camelCase on the wire and snake_case in Python. A field that is None is left out. Unknown keys are ignored, so
that an older reader understands a newer writer. Ranges belong to the dataclass itself (`__post_init__`, ValueError).
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, TypeVar

T = TypeVar("T")

Json = Any
"""What `json.loads` returns: dict, list, str, int, float, bool or None."""

compact_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without spaces. Made once: `json.dumps` builds an encoder at each call that has such options."""


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
    kind: typing.Any = cls
    return typing.cast(T, _decoder(kind)(data, (cls.__name__,)))


_Place = tuple[object, ...]
"""The steps to a value; written out only when something is wrong with it."""

_Decoder = Callable[[Json, _Place], Any]


def _fault(place: _Place, what: str) -> WireError:
    return WireError(f"{''.join(map(str, place))}: {what}")


@functools.cache
def _decoder(kind: Any) -> _Decoder:
    """Reads values of a type. Looking at the type takes longer than reading a value, so that is done once per type."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _union_decoder(typing.get_args(kind))
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _mapping_decoder(*typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass_decoder(typing.cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_decoder(kind)
    return _plain_decoder(kind)


def _plain_decoder(kind: Any) -> _Decoder:
    if kind is Any:
        return lambda data, _place: data

    def number(data: Json, place: _Place) -> float:
        # JSON writes 1.0 as 1; a bool is an int to Python, never a number on the wire.
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return float(data)
        raise _fault(place, f"expected a number, got {type(data).__name__}")

    def plain(data: Json, place: _Place) -> Any:
        if kind is int and isinstance(data, bool):
            raise _fault(place, "expected int, got bool")
        return _expect(data, kind, place)

    return number if kind is float else plain


def _enum_decoder(kind: type[Enum]) -> _Decoder:
    members = {member.value: member for member in kind}

    def member(data: Json, place: _Place) -> Enum:
        found = members.get(data) if isinstance(data, (str, int)) else None
        if found is None:
            raise _fault(place, f"{data!r} is not a {kind.__name__}")
        return found

    return member


def _mapping_decoder(key_kind: Any, item_kind: Any) -> _Decoder:
    key_of, item_of = _decoder(key_kind), _decoder(item_kind)

    def mapping(data: Json, place: _Place) -> dict[Any, Any]:
        items = _expect(data, dict, place).items()
        return {key_of(key, place): item_of(item, (*place, ".", key)) for key, item in items}

    return mapping


def _union_decoder(options: tuple[Any, ...]) -> _Decoder:
    concrete = [option for option in options if option is not type(None)]
    assert len(concrete) == 1, "only Optional unions travel on the wire"
    value_of = _decoder(concrete[0])
    return lambda data, place: None if data is None else value_of(data, place)


def _tuple_decoder(arguments: tuple[Any, ...]) -> _Decoder:
    decoders = [_decoder(argument) for argument in arguments if argument is not Ellipsis]

    def any_length(data: Json, place: _Place) -> tuple[Any, ...]:
        (item_of,) = decoders
        items = _expect(data, list, place)
        return tuple(item_of(item, (*place, f"[{index}]")) for index, item in enumerate(items))

    def fixed_length(data: Json, place: _Place) -> tuple[Any, ...]:
        items = _expect(data, list, place)
        if len(items) != len(decoders):
            raise _fault(place, f"expected {len(decoders)} items, got {len(items)}")
        pairs = zip(decoders, items, strict=True)
        return tuple(item_of(item, (*place, f"[{index}]")) for index, (item_of, item) in enumerate(pairs))

    return any_length if arguments[-1] is Ellipsis else fixed_length


def _dataclass_decoder(cls: type) -> _Decoder:
    def instance(data: Json, place: _Place) -> Any:
        values = _expect(data, dict, place)
        arguments = {}
        for name, key, value_of, required in _fields(cls):
            if (value := values.get(key)) is not None:
                arguments[name] = value_of(value, (*place, ".", key))
            elif required:
                raise _fault((*place, ".", key), "missing")
        try:
            return cls(**arguments)
        except WireError:
            raise
        except ValueError as error:
            raise _fault(place, str(error)) from None

    return instance


@functools.cache
def _names(cls: type) -> tuple[tuple[str, str], ...]:
    """(name, wire key) of each field of a dataclass, and nothing for other classes; looked up once per class."""
    if not dataclasses.is_dataclass(cls):
        return ()
    return tuple((field.name, _camel(field.name)) for field in dataclasses.fields(cls))


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, str, _Decoder, bool], ...]:
    """(name, wire key, decoder, required) of each field; looked up late, for a class may hold others of its kind."""
    hints = typing.get_type_hints(cls)
    return tuple(
        (
            field.name,
            _camel(field.name),
            _decoder(hints[field.name]),
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    )


def _expect(data: Json, kind: type, place: _Place) -> Any:
    if not isinstance(data, kind):
        raise _fault(place, f"expected {kind.__name__}, got {type(data).__name__}")
    return data


@functools.cache
def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
