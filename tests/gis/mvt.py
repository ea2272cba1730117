"""Reads Mapbox vector tiles (2.1) as the specification says; knows nothing of our code."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

POINT, LINE, POLYGON = 1, 2, 3
MOVE, LINE_TO, CLOSE = 1, 2, 7


@dataclass(frozen=True)
class Feature:
    """A feature: geometry as lists of tile coordinates."""

    id: int
    kind: int
    parts: list[list[tuple[int, int]]]
    properties: dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """A layer of a tile."""

    name: str
    version: int
    extent: int
    features: list[Feature]

    @property
    def ids(self) -> set[int]:
        """Return the ids of the features."""
        return {feature.id for feature in self.features}


def layers(tile: bytes) -> dict[str, Layer]:
    """Return the layers of a tile by name."""
    made = [_layer(value) for field, value in _fields(tile) if field == 3]
    assert len({layer.name for layer in made}) == len(made), "a layer twice"
    return {layer.name: layer for layer in made}


def _layer(data: bytes) -> Layer:
    fields = list(_fields(data))
    keys = [value.decode() for field, value in fields if field == 3]
    values = [_value(value) for field, value in fields if field == 4]
    (name,) = (value.decode() for field, value in fields if field == 1)
    (version,) = (value for field, value in fields if field == 15)
    (extent,) = (value for field, value in fields if field == 5)
    features = [_feature(value, keys, values) for field, value in fields if field == 2]
    return Layer(name, version, extent, features)


def _feature(data: bytes, keys: list[str], values: list[Any]) -> Feature:
    fields = dict(_fields(data))
    tags = list(_numbers(fields.get(2, b"")))
    properties = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
    return Feature(fields.get(1, 0), fields[3], _parts(fields[4]), properties)


def _parts(data: bytes) -> list[list[tuple[int, int]]]:
    numbers, parts, x, y = _numbers(data), [], 0, 0
    for command in numbers:
        what, count = command & 7, command >> 3
        for _ in range(count if what != CLOSE else 0):
            x, y = x + _zigzag(next(numbers)), y + _zigzag(next(numbers))
            if what == MOVE:
                parts.append([(x, y)])
            else:
                parts[-1].append((x, y))
        if what == CLOSE:
            parts[-1].append(parts[-1][0])
    return parts


def _value(data: bytes) -> Any:
    ((field, value),) = _fields(data)
    if field == 1:
        return value.decode()
    if field in (2, 3):
        return struct.unpack("<f" if field == 2 else "<d", value)[0]
    return {6: _zigzag, 7: bool}.get(field, int)(value)


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield tag >> 3, value
            continue
        if kind == 2:
            size, at = _varint(data, at)
        else:
            size = {1: 8, 5: 4}[kind]
        assert at + size <= len(data), "cut off"
        yield tag >> 3, data[at : at + size]
        at += size


def _numbers(data: bytes) -> Iterator[int]:
    at = 0
    while at < len(data):
        number, at = _varint(data, at)
        yield number


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        number, at, shift = number | (byte & 127) << shift, at + 1, shift + 7
        if byte < 128:
            return number, at


def _zigzag(number: int) -> int:
    return number >> 1 ^ -(number & 1)
