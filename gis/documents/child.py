"""The program of the child that draws maps: locks itself in, then follows one order."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Enter from the parent; the private folder is the argument."""
    folder = Path(sys.argv[1])
    os.environ |= {"MPLCONFIGDIR": sys.argv[1], "MPLBACKEND": "agg"}
    from gis.documents.letters import FONTS  # noqa: PLC0415 - after the line above
    from gis.sandbox import frames, jail  # noqa: PLC0415

    jail.lock(jail.Limits(), [*jail.installed(), FONTS], folder)
    from gis.documents import drawing  # noqa: PLC0415 - what draws is loaded behind the lock

    drawing.follow(sys.stdin.buffer, lambda told: frames.write(sys.stdout.buffer, told), folder)
