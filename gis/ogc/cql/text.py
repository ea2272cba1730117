"""Reads CQL2 text into the tree that CQL2 JSON writes down; pure.

Written by hand, after the grammar of OGC 21-065r2 annex B: AND binds more than OR, a quote in a
string is doubled, names may be in any script.
"""

import re
from typing import Any

import shapely
from shapely.geometry import mapping

from gis.ogc.cql.refusal import DEEPEST, MOST_CHARACTERS, refused

Node = Any
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<string>'(?:[^']|'')*') |
    (?P<quoted>"(?:[^"]|"")*") |
    (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?) |
    (?P<name>[^\W\d][\w.:]*) |
    (?P<sign><=|>=|<>|[=<>()+\-*/,])
    )""",
    re.VERBOSE,
)
_SHAPES = frozenset(
    {
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
    }
)  # fmt: skip
_COMPARED = frozenset({"=", "<>", "<", ">", "<=", ">="})
_RESERVED = frozenset({"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL"})


def parse(text: str) -> Node:
    """Return the tree of a filter. Raises `FilterRefused`."""
    if len(text) > MOST_CHARACTERS:
        raise refused(f"at most {MOST_CHARACTERS} characters")
    reader = _Reader(text)
    tree = reader.any_of()
    reader.end()
    return tree


class _Reader:
    """Descends through the grammar; one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._kind = ""
        self._token = ""
        self._start = 0
        self._next()

    def _next(self) -> None:
        found = _TOKEN.match(self._text, self._at)
        self._start = self._at
        if found is None:
            if self._text[self._at :].strip():
                raise self._unexpected()
            self._kind, self._token = "end", ""
            return
        self._kind = found.lastgroup or ""
        self._token = found[self._kind]
        self._start, self._at = found.start(self._kind), found.end()

    def _unexpected(self) -> Exception:
        rest = self._text[self._start : self._start + 20].strip()
        return refused(f"cannot be read at character {self._start + 1}: {rest or 'its end'}")

    def _word(self, *words: str) -> str:
        """Return the keyword that stands here if it is one of these, in capitals."""
        upper = self._token.upper() if self._kind == "name" else ""
        return upper if upper in words else ""

    def _take(self, *words: str) -> str:
        found = self._word(*words)
        if found:
            self._next()
        return found

    def _sign(self, sign: str) -> None:
        if self._kind != "sign" or self._token != sign:
            raise self._unexpected()
        self._next()

    def _is_sign(self, *signs: str) -> bool:
        return self._kind == "sign" and self._token in signs

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise refused(f"nested deeper than {DEEPEST}")

    def end(self) -> None:
        """Refuse anything after the filter."""
        if self._kind != "end":
            raise self._unexpected()

    def any_of(self) -> Node:
        """Read what OR joins."""
        self._deeper()
        terms = [self._all_of()]
        while self._take("OR"):
            terms.append(self._all_of())
        self._depth -= 1
        return terms[0] if len(terms) == 1 else {"op": "or", "args": terms}

    def _all_of(self) -> Node:
        terms = [self._negated()]
        while self._take("AND"):
            terms.append(self._negated())
        return terms[0] if len(terms) == 1 else {"op": "and", "args": terms}

    def _negated(self) -> Node:
        if not self._take("NOT"):
            return self._predicate()
        self._deeper()
        node = {"op": "not", "args": [self._negated()]}
        self._depth -= 1
        return node

    def _predicate(self) -> Node:
        left = self._sum()
        if self._is_sign(*_COMPARED):
            sign = self._token
            self._next()
            return {"op": sign, "args": [left, self._sum()]}
        if self._take("IS"):
            negative = bool(self._take("NOT"))
            if not self._take("NULL"):
                raise self._unexpected()
            return _unless(negative, {"op": "isNull", "args": [left]})
        negative = bool(self._take("NOT"))
        word = self._take("LIKE", "BETWEEN", "IN")
        if word == "LIKE":
            return _unless(negative, {"op": "like", "args": [left, self._sum()]})
        if word == "BETWEEN":
            return _unless(negative, self._between(left))
        if word == "IN":
            return _unless(negative, {"op": "in", "args": [left, self._list()]})
        if negative:
            raise self._unexpected()
        return left

    def _between(self, left: Node) -> Node:
        low = self._sum()
        if not self._take("AND"):
            raise self._unexpected()
        return {"op": "between", "args": [left, low, self._sum()]}

    def _list(self) -> list[Node]:
        self._sign("(")
        items = [self._sum()]
        while self._is_sign(","):
            self._next()
            items.append(self._sum())
        self._sign(")")
        return items

    def _sum(self) -> Node:
        node = self._product()
        while self._is_sign("+", "-"):
            sign = self._token
            self._next()
            node = {"op": sign, "args": [node, self._product()]}
        return node

    def _product(self) -> Node:
        node = self._atom()
        while self._is_sign("*", "/"):
            sign = self._token
            self._next()
            node = {"op": sign, "args": [node, self._atom()]}
        return node

    def _atom(self) -> Node:
        if self._is_sign("("):
            self._next()
            node = self.any_of()
            self._sign(")")
            return node
        if self._is_sign("-"):
            self._next()
            if self._kind != "number":
                raise self._unexpected()
            return -self._number()
        if self._kind == "number":
            return self._number()
        if self._kind == "string":
            return self._string()
        if self._kind == "quoted":
            name = self._token[1:-1].replace('""', '"')
            self._next()
            return {"property": name}
        if self._kind == "name":
            return self._named()
        raise self._unexpected()

    def _number(self) -> float:
        text = self._token
        self._next()
        return int(text) if text.isdigit() else float(text)

    def _string(self) -> str:
        if self._kind != "string":
            raise self._unexpected()
        text = self._token[1:-1].replace("''", "'")
        self._next()
        return text

    def _named(self) -> Node:
        name, upper, start = self._token, self._token.upper(), self._start
        if upper in _RESERVED:
            raise self._unexpected()
        self._next()
        if upper in ("TRUE", "FALSE"):
            return upper == "TRUE"
        if not self._is_sign("("):
            return {"property": name}
        if upper in _SHAPES:
            return self._shape(start)
        if upper == "BBOX":
            return {"bbox": self._list()}
        if upper in ("DATE", "TIMESTAMP", "INTERVAL"):
            return self._time(upper.lower())
        return self._call(upper.lower())

    def _call(self, name: str) -> Node:
        self._sign("(")
        arguments = [] if self._is_sign(")") else [self.any_of()]
        while self._is_sign(","):
            self._next()
            arguments.append(self.any_of())
        self._sign(")")
        return {"op": name, "args": arguments}

    def _time(self, kind: str) -> Node:
        self._sign("(")
        values = [self._string()]
        if kind == "interval":
            self._sign(",")
            values.append(self._string())
        self._sign(")")
        return {kind: values if kind == "interval" else values[0]}

    def _shape(self, start: int) -> Node:
        """Read well-known text up to its closing bracket; shapely knows its grammar."""
        depth = 0
        for end in range(start, len(self._text)):
            depth += {"(": 1, ")": -1}.get(self._text[end], 0)
            if depth == 0 and self._text[end] == ")":
                break
        else:
            raise refused("a shape lacks its closing bracket")
        try:
            shape = shapely.from_wkt(self._text[start : end + 1])
        except shapely.GEOSException as error:
            raise refused(f"a shape cannot be read: {error}") from error
        self._at = end + 1
        self._next()
        return mapping(shapely.force_2d(shape))


def _unless(negative: bool, node: Node) -> Node:
    return {"op": "not", "args": [node]} if negative else node
