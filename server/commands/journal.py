"""Commands over the journal: verify it, anchor its head, export a stretch."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from server.commands.output import AsJson, answer, refusing
from server.commands.reach import in_transaction, reached

app = typer.Typer(name="journal", help="The journal of facts.", no_args_is_help=True)


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Walk the whole journal; exit code 1 when a fact was changed, removed or inserted."""
    from kernel.api import anchors, journal_verify

    with refusing(as_json=as_json), reached() as settings:
        known = anchors.read(settings.home)
        report = asyncio.run(in_transaction(settings, lambda tx: journal_verify.verify(tx, known)))
        lines = [
            f"{report.checked} facts checked; head {report.head_seq}, {report.head_digest}",
            f"{report.anchors} anchors compared; {report.erased} restricted parts erased",
            *(f"fact {fault['seq']}: {fault['fault']}" for fault in report.faults),
            "the journal is whole" if report.ok else "the journal was changed",
        ]
        answer({**asdict(report), "ok": report.ok}, as_json=as_json, text="\n".join(lines))
        if not report.ok:
            raise typer.Exit(1)


@app.command()
def anchor(as_json: AsJson = False) -> None:
    """Write the journal's head down outside the database, so that a cut tail shows."""
    from kernel.api import anchors

    with refusing(as_json=as_json), reached() as settings:
        taken = asyncio.run(in_transaction(settings, lambda tx: anchors.take(tx, settings.home)))
        text = f"anchored fact {taken.seq}" if taken else "the head is anchored already"
        document = {"anchor": asdict(taken) if taken else None}
        answer(document, as_json=as_json, text=f"{text} in {anchors.path(settings.home)}")


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="File to write (JSON lines).")],
    first: Annotated[int, typer.Option(min=1, help="First fact.")] = 1,
    last: Annotated[int, typer.Option(min=1, help="Last fact; default: the head.")] = 2**62,
    as_json: AsJson = False,
) -> None:
    """Write a stretch of the journal with a manifest that continues the chain."""
    from kernel.api import journal_export

    with refusing(as_json=as_json), reached() as settings:
        manifest = asyncio.run(
            in_transaction(settings, lambda tx: journal_export.export(tx, target, first, last))
        )
        answer(manifest, as_json=as_json, text=f"{manifest.get('facts')} facts in {target}")
