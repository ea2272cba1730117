"""How every command answers: text for people, JSON with --json, or a reason and exit code 1."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from server.supervisor.errors import SupervisorError

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


class Refused(Exception):
    """A command that cannot be done; the text says why and what to type instead."""


def answer(document: Mapping[str, Any], *, as_json: bool, text: str) -> None:
    """Print the result of a command."""
    if as_json:
        typer.echo(json.dumps({"ok": True, **document}, ensure_ascii=False, default=str))
    else:
        typer.echo(text)


@contextmanager
def refusing(*, as_json: bool) -> Iterator[None]:
    """Turn every expected refusal into its reason and exit code 1."""
    try:
        yield
    except (Refused, SupervisorError) as error:
        _refuse({"code": "refused", "detail": str(error)}, as_json=as_json)
    except typer.Exit:
        raise
    except Exception as problem:
        from kernel.api import Problem

        if not isinstance(problem, Problem):
            raise
        detail = problem.detail or problem.title
        fields = [f"{fault.pointer}: {fault.detail}" for fault in problem.errors]
        document = {"code": problem.code, "detail": "\n".join([detail, *fields])}
        _refuse(document, as_json=as_json)


def _refuse(document: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"ok": False, **document}, ensure_ascii=False))
    else:
        typer.echo(f"wanglou: {document['detail']}", file=sys.stderr)
    raise typer.Exit(1)
