"""A process that has loaded the application and waits: whoever dies is replaced without imports."""

import json
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from server.supervisor.processes import Child

# Loading takes a processor for a second or two: whoever took over first gets the machine alone.
REFILL_AFTER_S = 1.0


class Spare:
    """Holds one waiting process; `child` is watched like every other."""

    def __init__(self, child: Child) -> None:
        self.child = child
        child.waits_for_orders = True

    def take(self, arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes] | None:
        """Let the waiting process run a command from now on; None when there is none."""
        process = self.child.process
        if process is None or process.poll() is not None:
            return None
        assert process.stdin is not None
        order = {"arguments": list(arguments), "log": str(log)}
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.close()
        except BrokenPipeError:
            with suppress(BrokenPipeError):
                process.stdin.close()
            return None
        self.child.let_go(until=time.monotonic() + REFILL_AFTER_S)
        return process
