"""Turns SIGINT, SIGTERM and SIGHUP into one orderly stop, and wakes the watch when a child ends."""

import select
import signal
import socket
from types import FrameType
from typing import Self

from server.supervisor.errors import StopRequested

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopSignals:
    """While entered: the first stop signal interrupts a start, later ones are only remembered."""

    def __init__(self) -> None:
        self.stopping = False
        self._interrupt = True
        self._reader, self._writer = socket.socketpair()
        self._before: dict[signal.Signals, object] = {}
        self._wakeup = -1

    def __enter__(self) -> Self:
        """Take over the signals."""
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        for name in STOPPING:
            self._before[name] = signal.signal(name, self._stop)
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        self._wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(self._wakeup)
        for name, handler in self._before.items():
            signal.signal(name, handler)  # type: ignore[arg-type]
        self._reader.close()
        self._writer.close()

    def started(self) -> None:
        """From now on a stop is noticed by the watch instead of interrupting."""
        self._interrupt = False

    def wait(self, seconds: float) -> None:
        """Sleep until a signal arrives or the time is over."""
        if select.select([self._reader], [], [], seconds)[0]:
            self._reader.recv(4096)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        first = not self.stopping
        self.stopping = True
        if first and self._interrupt:
            raise StopRequested
