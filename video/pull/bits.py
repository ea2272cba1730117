"""Reads the headers of H.264 and H.265 bit by bit (ITU-T H.264 7.2, 7.4.1, 9.1)."""


def unescaped(nal: bytes) -> bytes:
    """Return a NAL unit without its emulation prevention bytes."""
    return nal.replace(b"\x00\x00\x03", b"\x00\x00")


# Numbers of 32 bits are the longest any header has (9.1).
MOST_ZEROS = 32


class Bits:
    """A reader of bits, most significant first. Raises `ValueError` at the end."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    def take(self, count: int) -> int:
        """Return the next `count` bits as a number."""
        if count > self._left:
            raise ValueError("the header ends too early")
        self._left -= count
        return (self._value >> self._left) & ((1 << count) - 1)

    def unsigned(self) -> int:
        """Return an Exp-Golomb number, ue(v)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > MOST_ZEROS:
                raise ValueError("a number of more than 32 bits")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        """Return a signed Exp-Golomb number, se(v)."""
        number = self.unsigned()
        return (number + 1) // 2 if number & 1 else -(number // 2)
