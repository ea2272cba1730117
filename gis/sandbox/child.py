"""The program of the child: loads what it needs, locks itself in, then follows one order."""

import gc
import sys
from pathlib import Path


def main() -> None:
    """Enter from the parent; the private folder is the argument."""
    gc.disable()  # what is loaded stays: looking through it for garbage takes a sixth of the time
    from gis.formats import drivers  # noqa: PLC0415 - nothing is loaded before it is wanted

    drivers.load()
    from gis.formats import orders  # noqa: PLC0415 - after the drivers were struck off
    from gis.sandbox import frames, jail  # noqa: PLC0415

    folder = Path(sys.argv[1])
    orders.warm()
    gc.freeze()
    gc.enable()
    jail.lock(jail.Limits(), jail.installed(), folder)
    arrived = frames.read(sys.stdin.buffer)
    if arrived is not None:
        orders.follow(*arrived, folder=folder)
