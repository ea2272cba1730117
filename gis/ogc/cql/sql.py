"""Turns the tree of a filter into SQL over `gis.feature`; every value is bound, none is written in.

Properties are read by the types the layer's attributes have; comparing unlike kinds is refused.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import box, shape

from gis.ogc.bound import Bound
from gis.ogc.cql.refusal import DEEPEST, MOST_TERMS, refused
from gis.ogc.crs import CRS84, Crs, to_wgs84
from gis.ogc.moments import DAY, is_date, moment_of, span_of

Node = Any
TEXT, NUMBER, FLAG, MOMENT, SPAN, SHAPE = "text", "number", "boolean", "time", "interval", "shape"
KINDS = {
    "string": TEXT,
    "integer": NUMBER,
    "number": NUMBER,
    "boolean": FLAG,
    "date": MOMENT,
    "datetime": MOMENT,
}
COMPARED = frozenset({"=", "<>", "<", ">", "<=", ">="})
ARITHMETIC = frozenset({"+", "-", "*", "/"})
# What predicates may touch only where boxes overlap: the box decides first, by index.
SPATIAL = {
    "s_intersects": "st_intersects",
    "s_within": "st_within",
    "s_contains": "st_contains",
    "s_touches": "st_touches",
    "s_crosses": "st_crosses",
    "s_overlaps": "st_overlaps",
    "s_equals": "st_equals",
}
# From and until of two spans a and b (OGC 21-065r2 table 9); an open end is infinite.
_FROM = "coalesce(lower({0}), '-infinity')"
_UNTIL = "coalesce(upper({0}), 'infinity')"
_A, _B, _C, _D = (
    _FROM.format("{a}"),
    _UNTIL.format("{a}"),
    _FROM.format("{b}"),
    _UNTIL.format("{b}"),
)
TEMPORAL = {
    "t_intersects": "{a} && {b}",
    "t_disjoint": "not ({a} && {b})",
    "t_before": "{a} << {b}",
    "t_after": "{a} >> {b}",
    "t_equals": "{a} = {b}",
    "t_during": f"{_A} > {_C} and {_B} < {_D}",
    "t_contains": f"{_A} < {_C} and {_B} > {_D}",
    "t_meets": f"{_B} = {_C}",
    "t_metby": f"{_A} = {_D}",
    "t_starts": f"{_A} = {_C} and {_B} < {_D}",
    "t_startedby": f"{_A} = {_C} and {_B} > {_D}",
    "t_finishes": f"{_B} = {_D} and {_A} > {_C}",
    "t_finishedby": f"{_B} = {_D} and {_A} < {_C}",
    "t_overlaps": f"{_A} < {_C} and {_B} > {_C} and {_B} < {_D}",
    "t_overlappedby": f"{_A} > {_C} and {_A} < {_D} and {_B} > {_D}",
}
# A drawn area has a hundred corners, a coast some thousands.
MOST_VERTICES = 10_000
# A day and a time of day that PostgreSQL can read: it has no cast that gives null for others.
_YEAR = "(?!0000)[0-9]{4}"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    f"|(?:0[13578]|1[02])-31)|(?!0000){_LEAP}-02-29)"
)
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?"
STORED_MOMENT = f"^{_DAY}(?:[Tt ]{_CLOCK}(?:[Zz]|[+-](?:0[0-9]|1[0-5]):?[0-5][0-9])?)?$"
# How a property is read: null where it is of another kind than its attribute says.
_READ = {
    TEXT: "(properties ->> {0})",
    NUMBER: "(case when jsonb_typeof(properties -> {0}) = 'number' "
    "then cast(properties ->> {0} as double precision) end)",
    FLAG: "(case when jsonb_typeof(properties -> {0}) = 'boolean' "
    "then cast(properties ->> {0} as boolean) end)",
    MOMENT: "(case when properties ->> {0} ~ '"
    + STORED_MOMENT.replace("{", "{{").replace("}", "}}")
    + "' then cast(properties ->> {0} as timestamptz) end)",
}


@dataclass(slots=True)
class Term:
    """SQL of a kind; `literal` is what was typed.

    A typed text is bound on first use: it may yet turn out to be a moment, and PostgreSQL refuses
    values that nothing refers to.
    """

    written: str
    kind: str
    literal: str | None = None
    bound: Bound | None = None

    @property
    def sql(self) -> str:
        """The SQL, its value bound."""
        if self.bound is not None:
            self.written, self.bound = self.bound(self.literal, TEXT), None
        return self.written


class Compiler:
    """One filter over the attributes of one layer."""

    def __init__(self, attributes: Sequence[Mapping[str, Any]], bound: Bound, crs: Crs) -> None:
        self._types = {each["name"]: each["type"] for each in attributes}
        self._bound = bound
        self._crs = crs
        self._terms = 0

    def condition(self, tree: Node) -> str:
        """Return the SQL of a whole filter. Raises `FilterRefused`."""
        return self._boolean(tree, 0)

    def equals(self, name: str, text: str) -> str:
        """Return the SQL of `?name=text`: the text is read by the attribute's type."""
        left = self._property(name)
        if left.kind == NUMBER:
            try:
                return f"{left.sql} = {self._number(float(text)).sql}"
            except ValueError as error:
                raise refused(f"{name} is a number") from error
        if left.kind == FLAG:
            if text not in ("true", "false"):
                raise refused(f"{name} is true or false")
            return f"{left.sql} = {self._bound(text == 'true', 'boolean')}"
        if left.kind == MOMENT:
            return f"{left.sql} = {self._moment(text).sql}"
        if left.kind != TEXT:
            raise refused(f"{name} cannot be compared with a text")
        return f"{left.sql} = {self._bound(text, 'text')}"

    def _boolean(self, node: Node, depth: int) -> str:
        term = self._term(node, depth)
        if term.kind != FLAG:
            raise refused(f"a {term.kind} stands where true or false is needed")
        return term.sql

    def _term(self, node: Node, depth: int) -> Term:
        self._terms += 1
        if depth > DEEPEST:
            raise refused(f"nested deeper than {DEEPEST}")
        if self._terms > MOST_TERMS:
            raise refused(f"more than {MOST_TERMS} terms")
        if isinstance(node, dict):
            return self._object(node, depth)
        if isinstance(node, bool):
            return Term(self._bound(node, "boolean"), FLAG)
        if isinstance(node, int | float):
            return self._number(node)
        if isinstance(node, str):
            return Term("", TEXT, literal=_storable(node), bound=self._bound)
        raise refused("a list or null stands where a value is needed")

    def _number(self, value: float) -> Term:
        try:
            number = float(value)
        except OverflowError as error:
            raise refused("a number is too large") from error
        if not math.isfinite(number):
            raise refused("a number is too large")
        return Term(self._bound(number, "double precision"), NUMBER)

    def _object(self, node: dict[str, Node], depth: int) -> Term:
        if "op" in node:
            return self._operation(node, depth)
        if "property" in node:
            return self._property(node["property"])
        if "date" in node or "timestamp" in node:
            return self._moment(node.get("date", node.get("timestamp")))
        if "interval" in node:
            return self._interval(node["interval"])
        if "bbox" in node or "type" in node:
            return self._shape(node)
        raise refused(f"cannot be read: {str(node)[:50]}")

    def _property(self, name: Any) -> Term:
        if name == "geometry" and name not in self._types:
            return Term("shape", SHAPE)
        if name == "time" and name not in self._types:
            return Term("during", SPAN)
        if name == "id" and name not in self._types:
            return Term("cast(id as double precision)", NUMBER)
        kind = KINDS.get(self._types.get(name, "")) if isinstance(name, str) else None
        if kind is None:
            raise refused(f"the layer has no attribute {str(name)[:70]}")
        return Term(_READ[kind].format(self._bound(name, "text")), kind)

    def _operation(self, node: dict[str, Node], depth: int) -> Term:
        name, arguments = node["op"], node.get("args")
        if not isinstance(name, str) or not isinstance(arguments, list):
            raise refused("an operation has the members op and args")
        name, depth = name.lower(), depth + 1
        if name in ("and", "or", "not"):
            return self._joined(name, arguments, depth)
        if name == "in":
            return self._among(arguments, depth)
        terms = [self._term(each, depth) for each in arguments]
        if name == "casei":
            (term,) = _all_of(name, terms, 1, TEXT)
            return Term(f"lower({term.sql})", TEXT)
        if name == "isnull":
            (term,) = _all_of(name, terms, 1)
            return Term(f"({term.sql} is null)", FLAG)
        if name == "between":
            return self._between(terms)
        first, second = _all_of(name, terms, 2)
        return self._of_two(name, first, second)

    def _of_two(self, name: str, first: Term, second: Term) -> Term:
        if name in COMPARED:
            return self._compared(name, first, second)
        if name in ARITHMETIC:
            _all_of(name, [first, second], 2, NUMBER)
            divisor = f"nullif({second.sql}, 0)" if name == "/" else second.sql
            return Term(f"({first.sql} {name} {divisor})", NUMBER)
        if name == "like":
            _all_of(name, [first, second], 2, TEXT)
            return Term(f"({first.sql} like {second.sql})", FLAG)
        if name in SPATIAL or name == "s_disjoint":
            _all_of(name, [first, second], 2, SHAPE)
            return Term(_spatial(name, first.sql, second.sql), FLAG)
        if name in TEMPORAL:
            spans = {"a": self._as_span(first), "b": self._as_span(second)}
            return Term(f"({TEMPORAL[name].format(**spans)})", FLAG)
        raise refused(f"unknown operation {name[:50]}")

    def _joined(self, name: str, arguments: list[Node], depth: int) -> Term:
        parts = [self._boolean(each, depth) for each in arguments]
        if name == "not":
            if len(parts) != 1:
                raise refused("not takes one argument")
            return Term(f"(not {parts[0]})", FLAG)
        if not parts:
            raise refused(f"{name} takes arguments")
        return Term(f"({f' {name} '.join(parts)})", FLAG)

    def _among(self, arguments: list[Node], depth: int) -> Term:
        if len(arguments) != 2 or not isinstance(arguments[1], list) or not arguments[1]:
            raise refused("in takes a value and a list")
        value = self._term(arguments[0], depth)
        options = [self._alike(value, self._term(each, depth)) for each in arguments[1]]
        return Term(f"({value.sql} in ({', '.join(each.sql for each in options)}))", FLAG)

    def _between(self, terms: list[Term]) -> Term:
        value, low, high = _all_of("between", terms, 3)
        low, high = self._alike(value, low), self._alike(value, high)
        if value.kind not in (NUMBER, MOMENT, TEXT):
            raise refused(f"between does not take a {value.kind}")
        return Term(f"({value.sql} between {low.sql} and {high.sql})", FLAG)

    def _compared(self, sign: str, first: Term, second: Term) -> Term:
        second = self._alike(first, second)
        first = self._alike(second, first)
        if first.kind in (SHAPE, SPAN):
            raise refused(f"{sign} does not take a {first.kind}; use a function (s_…, t_…)")
        return Term(f"({first.sql} {sign} {second.sql})", FLAG)

    def _alike(self, model: Term, term: Term) -> Term:
        """Return a term of the kind of another: a text beside a moment is read as a moment."""
        if model.kind == MOMENT and term.kind == TEXT and term.literal is not None:
            return self._moment(term.literal)
        if model.kind == TEXT and model.literal is not None and term.kind == MOMENT:
            return term
        if model.kind != term.kind:
            raise refused(f"a {model.kind} cannot be compared with a {term.kind}")
        return term

    def _moment(self, text: Any) -> Term:
        try:
            moment = moment_of(str(text))
        except ValueError as error:
            raise refused(f"{str(text)[:50]}: {error}") from error
        return Term(self._bound(moment, "timestamptz"), MOMENT, literal=str(text))

    def _interval(self, ends: Any) -> Term:
        if not isinstance(ends, list) or len(ends) != 2:
            raise refused("an interval has two ends")
        try:
            since, until = span_of(str(ends[0]), str(ends[1]))
        except ValueError as error:
            raise refused(f"interval: {error}") from error
        return Term(self._span(since, until), SPAN)

    def _span(self, since: Any, until: Any) -> str:
        ends = f"{self._bound(since, 'timestamptz')}, {self._bound(until, 'timestamptz')}"
        return f"tstzrange({ends}, '[]')"

    def _as_span(self, term: Term) -> str:
        if term.kind == TEXT and term.literal is not None:
            term = self._moment(term.literal)
        if term.kind == SPAN:
            return term.sql
        if term.kind != MOMENT:
            raise refused(f"a {term.kind} stands where a time is needed")
        if term.literal is not None and is_date(term.literal):
            day = moment_of(term.literal)
            return f"tstzrange({term.sql}, {self._bound(day + DAY, 'timestamptz')})"
        span = f"tstzrange({term.sql}, {term.sql}, '[]')"
        return span if term.literal else f"(case when {term.sql} is not null then {span} end)"

    def _shape(self, node: dict[str, Node]) -> Term:
        try:
            found = box(*_corners(node["bbox"])) if "bbox" in node else shape(node)
            found = to_wgs84(shapely.force_2d(found), self._crs)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise refused(f"a shape cannot be read: {str(error)[:100]}") from error
        except shapely.errors.ShapelyError as error:
            raise refused(f"a shape cannot be read: {str(error)[:100]}") from error
        if found.is_empty or shapely.get_num_coordinates(found) > MOST_VERTICES:
            raise refused(f"a shape has 1 to {MOST_VERTICES} vertices")
        if not all(map(math.isfinite, found.bounds)):
            raise refused("a shape has coordinates that are no numbers")
        if not found.is_valid:
            raise refused(f"a shape is not valid: {shapely.is_valid_reason(found)}")
        wkb = self._bound(shapely.to_wkb(found), "bytea")
        return Term(f"st_geomfromwkb({wkb}, {CRS84.srid})", SHAPE)


def _all_of(name: str, terms: list[Term], many: int, kind: str | None = None) -> list[Term]:
    """Return the arguments of an operation. Raises `FilterRefused` unless they fit."""
    if len(terms) != many:
        raise refused(f"{name} takes {many} arguments")
    for term in terms:
        if kind is not None and term.kind != kind:
            raise refused(f"{name} does not take a {term.kind}")
    return terms


def _spatial(name: str, first: str, second: str) -> str:
    if name == "s_disjoint":
        return f"(not st_intersects({first}, {second}))"
    return f"({first} && {second} and {SPATIAL[name]}({first}, {second}))"


def _corners(numbers: Any) -> list[float]:
    """Return west, south, east, north of a box of four or six numbers."""
    if not isinstance(numbers, list) or len(numbers) not in (4, 6):
        raise ValueError("a box has four numbers")
    half = len(numbers) // 2
    corners = [float(each) for each in (*numbers[:2], *numbers[half : half + 2])]
    if corners[0] > corners[2] or corners[1] > corners[3]:
        raise ValueError("a box goes from its lower to its upper corner")
    return corners


def _storable(text: str) -> str:
    if "\0" in text:
        raise refused("a text holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise refused("a text holds half a character") from error
    return text
