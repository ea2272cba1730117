"""Takes one file out of a multipart body while it streams in: nothing is held in memory."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from kernel.errors import FieldError, Invalid, Malformed, TooLarge
from kernel.files.errors import TooSlow
from kernel.files.store import Draft

MOST_BYTES = 20 * 1024 * 1024
# Names of fields, boundaries and headers of the parts.
MOST_OVERHEAD = 64 * 1024
MOST_PARTS = 10
MOST_FIELD_BYTES = 1_000
MOST_HEADER_BYTES = 8_000
# A phone at the edge of coverage pauses; a connection that is dead must not hold a draft for ever.
IDLE_S = 30.0
# Handed to the disk in pieces: one thread change each.
PIECE = 512 * 1024


@dataclass(slots=True)
class Form:
    """What came beside the bytes."""

    name: str = ""
    has_file: bool = False
    fields: dict[str, str] = field(default_factory=dict)


async def chunks(request: Request) -> AsyncIterator[bytes]:
    """Yield the body as it comes; raise `TooSlow` when nothing comes for long."""
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(IDLE_S):
                chunk = await anext(stream, None)
        except TimeoutError as error:
            raise TooSlow(f"Nothing came for {IDLE_S:.0f} s; send again.") from error
        if chunk is None:
            return
        if chunk:
            yield chunk


async def receive(request: Request, draft: Draft) -> Form:
    """Write the one file of the body to `draft` and return what came beside it.

    Raises `Malformed`, `Invalid`, `TooLarge`, `TooSlow`, `DiskFull`.
    """
    reader = _Reader(_boundary(request))
    taken = 0
    async for chunk in chunks(request):
        taken += len(chunk)
        if taken > MOST_BYTES + MOST_OVERHEAD:
            raise _too_large()
        reader.feed(chunk)
        if len(reader.content) >= PIECE:
            await asyncio.to_thread(draft.write, reader.take())
    reader.end()
    await asyncio.to_thread(draft.write, reader.take())
    return reader.form


def _too_large() -> TooLarge:
    return TooLarge(
        f"A file may have {MOST_BYTES // 2**20} MB here; larger ones go to /api/files/tus."
    )


def _boundary(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if int(declared) > MOST_BYTES + MOST_OVERHEAD:
        raise _too_large()
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 1 <= len(boundary) <= 200:
        raise Malformed("Send the file as multipart/form-data in the part `file`.")
    return boundary


class _Reader:
    """Follows the parser: gathers small fields, passes on the bytes of the part `file`."""

    def __init__(self, boundary: bytes) -> None:
        self.form = Form()
        self.content = bytearray()
        self._parts = 0
        self._written = 0
        self._complete = False
        self._header = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._field: str | None = None
        self._buffer = b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_finish,
                "on_part_data": self._data,
                "on_part_end": self._part_ends,
                "on_end": self._ends,
            },
        )

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the body."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Malformed("The multipart body cannot be read.") from error

    def take(self) -> bytes:
        """Hand over the file's bytes gathered so far."""
        taken = bytes(self.content)
        self.content.clear()
        return taken

    def end(self) -> None:
        """Check at the end of the body that it was whole and held a file."""
        if not self._complete:
            raise Malformed("The multipart body ends too early.")
        if not self.form.has_file:
            raise Invalid(
                "The part `file` is missing.",
                errors=[FieldError("/file", "missing", "a part with a file name")],
            )

    def _part_begins(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Malformed(f"The body has more than {MOST_PARTS} parts.")
        self._headers, self._field, self._buffer = {}, None, b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header = self._limited(self._header + data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value = self._limited(self._value + data[start:end])

    def _limited(self, value: bytes) -> bytes:
        if len(value) > MOST_HEADER_BYTES:
            raise Malformed("A header of a part is too long.")
        return value

    def _header_ends(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def _headers_finish(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = _text(options.get(b"name", b""))
        if self._field != "file":
            return
        if self.form.has_file:
            raise Malformed("Send one file at a time.")
        self.form.has_file = True
        self.form.name = _text(options.get(b"filename", b""))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._field != "file":
            self._buffer += data[start:end]
            if len(self._buffer) > MOST_FIELD_BYTES:
                raise Malformed("A field beside the file is too long.")
            return
        self.content += data[start:end]
        self._written += end - start
        if self._written > MOST_BYTES:
            raise _too_large()

    def _part_ends(self) -> None:
        if self._field not in (None, "file"):
            self.form.fields[str(self._field)] = _text(self._buffer)

    def _ends(self) -> None:
        self._complete = True


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
