"""What the OpenAPI document promises of answers, and whether a real answer keeps it.

Objects are closed: a field that the document does not name is as wrong as one that is missing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import jsonschema_rs

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})
_PART = re.compile(r"{\w+}")


@dataclass(frozen=True)
class Told:
    """One answer of the server."""

    method: str
    path: str
    status: int
    media_type: str
    body: bytes

    @classmethod
    def of(cls, answer: httpx.Response) -> "Told":
        """Return what an answer told."""
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        path = answer.request.url.path
        return cls(answer.request.method, path, answer.status_code, media_type, answer.content)


class Document:
    """An OpenAPI document, with every object in it closed."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document: dict[str, Any] = json.loads(json.dumps(document))
        close(self.document["components"]["schemas"])
        paths = sorted(self.document["paths"], key=lambda path: path.count("{"))
        self._paths = [(_pattern(path), path) for path in paths]

    def operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every operation by its name, `METHOD path`."""
        for path, item in self.document["paths"].items():
            for method in METHODS & item.keys():
                yield f"{method.upper()} {path}", item[method]

    def name_of(self, told: Told) -> str:
        """Return the operation that gave an answer."""
        for pattern, path in self._paths:
            if pattern.fullmatch(told.path) and told.method.lower() in self.document["paths"][path]:
                return f"{told.method} {path}"
        return f"{told.method} {told.path}"

    def faults(self, told: Told) -> list[str]:
        """Return how an answer differs from what the document says of it."""
        name = self.name_of(told)
        method, _, path = name.partition(" ")
        if path not in self.document["paths"]:
            return []  # a page or a file: not of the API
        answers = self.document["paths"][path][method.lower()]["responses"]
        answer = answers.get(str(told.status))
        if answer is None and told.status >= 400:
            answer = self.document["components"]["responses"]["Refusal"]
        if answer is None:
            return [f"{name}: {told.status} is not described"]
        content = answer.get("content", {})
        where = f"{name} {told.status}"
        if not content or not told.body:
            return [f"{where}: {told.media_type}"] if bool(content) != bool(told.body) else []
        if told.media_type not in content and "application/octet-stream" not in content:
            return [f"{where}: {told.media_type}, not {', '.join(content)}"]
        if not told.media_type.endswith("json") or told.media_type not in content:
            return []
        check = self._check(json.dumps(content[told.media_type]["schema"]))
        found = check.iter_errors(json.loads(told.body))
        return [f"{where}: {fault.message} at {fault.instance_path}" for fault in found]

    @cache  # noqa: B019 - lives as long as the test
    def _check(self, schema: str) -> Any:
        whole = json.loads(schema) | {"components": self.document["components"]}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(re.escape(part) for part in _PART.split(path)))


def close(part: Any) -> None:
    """Forbid fields that are not named, wherever a schema names any."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            part.setdefault("additionalProperties", False)
        for each in part.values():
            close(each)
    elif isinstance(part, list):
        for each in part:
            close(each)
