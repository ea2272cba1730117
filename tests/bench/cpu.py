"""Processor time of processes, so that a rate does not depend on what else the machine does."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """Return what a process and all below it have used, those that ended too."""
    return sum(_own(each) for each in family(pid))


def spent_ms(pid: int) -> float:
    """Return what one process has used, to the nanosecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(int(path.parent.name))
        if fields:
            below.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += below.get(each, [])
    return found


def _own(pid: int) -> float:
    fields = _fields(pid)
    return sum(int(each) for each in fields[11:15]) / TICKS if fields else 0.0


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/<pid>/stat after the name: state, parent, …"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
