"""Cuts a stream of bytes at a mark. Pure."""


class Splitter:
    """Holds what is not yet complete, up to a size; what never ends is dropped and counted."""

    def __init__(self, mark: bytes, largest: int) -> None:
        self._mark, self._largest = mark, largest
        self._rest = b""
        self.dropped_bytes = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Return what stands between two marks and is not empty."""
        *whole, rest = (self._rest + data).split(self._mark)
        if len(rest) > self._largest:
            self.dropped_bytes += len(rest)
            rest = b""
        self._rest = rest
        parts = []
        for each in whole:
            if len(each) > self._largest:
                self.dropped_bytes += len(each)
            elif each:
                parts.append(each)
        return parts
