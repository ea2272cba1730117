"""The OpenAPI document of an application: what FastAPI tells of it, told once and for every door.

Refusals are the same everywhere, so each operation names the problem document as its `default`.
"""

import json
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from kernel.web.answers import Refusal
from kernel.web.problems import MEDIA_TYPE

REFS = "#/components/schemas/"
# FastAPI's own refusals, which ours replace.
FOREIGN = ("HTTPValidationError", "ValidationError")
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})


def install(app: FastAPI) -> None:
    """Let an application give its finished document; it is made once."""
    plain = app.openapi

    def finished() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = finish(plain())
        return app.openapi_schema

    app.openapi = finished  # type: ignore[method-assign]


def finish(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with our refusals, and answers that name their model and nothing else."""
    schemas = document["components"]["schemas"]
    for name in FOREIGN:
        schemas.pop(name, None)
    refusal = TypeAdapter(Refusal).json_schema(ref_template=REFS + "{model}")
    schemas |= {**refusal.pop("$defs"), "Refusal": refusal}
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    document["components"]["responses"] = {"Refusal": _refusal()}
    for path in document["paths"].values():
        for method in METHODS & path.keys():
            _finish_answers(path[method]["responses"])
    for part in ("components", "paths"):
        _drop_titles(document[part])
    return document


def text_of(document: dict[str, Any]) -> str:
    """Return a document as it is written down, so that a change of it can be read line by line."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def _refusal() -> dict[str, Any]:
    return {
        "description": "Refused; every code has a page under /problems/",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{REFS}Refusal"}}},
    }


def _finish_answers(answers: dict[str, Any]) -> None:
    if FOREIGN[0] in str(answers.get("422", "")):
        del answers["422"]
    answers["default"] = {"$ref": "#/components/responses/Refusal"}
    for answer in answers.values():
        for media in answer.get("content", {}).values():
            media["schema"] = _named(media["schema"])


def _drop_titles(part: Any) -> None:
    """Take out the titles made of names: they say again what stands before them."""
    if isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        for each in part.values():
            _drop_titles(each)
    elif isinstance(part, list):
        for each in part:
            _drop_titles(each)


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave the name of a model alone where FastAPI puts what the function returns beside it."""
    for key in ("$ref", "anyOf"):
        if key in schema:
            return {key: schema[key]}
    return schema
