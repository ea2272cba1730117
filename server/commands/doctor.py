"""The command that explains what is missing."""

from dataclasses import asdict

import typer

from server.commands.output import AsJson, answer
from server.commands.reach import present_home
from server.doctor import examine
from server.findings import Finding


def doctor(as_json: AsJson = False) -> None:
    """Explain what is missing on this machine and what to type; exit code 1 when it is needed."""
    findings = examine(present_home())
    failed = [finding for finding in findings if finding.needed and not finding.ok]
    text = "\n".join(map(_line, findings))
    verdict = "Everything needed is here: make run" if not failed else "First see to the ✗ above."
    document = {"findings": [asdict(finding) for finding in findings], "ok": not failed}
    answer(document, as_json=as_json, text=f"{text}\n\n{verdict}")
    if failed:
        raise typer.Exit(1)


def _line(finding: Finding) -> str:
    mark = "✓" if finding.ok else ("✗" if finding.needed else "–")
    line = f"{mark} {finding.name:<17} {finding.found}"
    return line if finding.ok else f"{line}\n{'':<20}type: {finding.advice}"
