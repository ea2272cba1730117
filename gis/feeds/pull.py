"""Asks a feed: one GET with an end, a limit, and no way round the allowed addresses."""

import asyncio
import ssl
from dataclasses import dataclass

import httpx

from gis.feeds import address
from kernel.api import Problem

# A national gauge network for a day has 1.5 MB; a hundred-fold answer is not the feed.
MOST_BYTES = 8 * 1024 * 1024
# From the first byte sent to the last one read; a request of ours may hang for 10 s at most.
LONGEST_S, LONGEST_TRIAL_S = 20.0, 8.0


class FeedUnreachable(Problem):
    """The other side did not answer as a feed should."""

    code = "feed-unreachable"
    status = 502
    title = "The feed does not answer as it should"


@dataclass(frozen=True, slots=True)
class Known:
    """What the last answer said of itself."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer; `data` None means: the same as last time (304)."""

    data: bytes | None
    known: Known


async def fetch(
    url: str, hosts: frozenset[str], known: Known, *, longest_s: float = LONGEST_S
) -> Fetched:
    """Ask a feed. Raises `FeedAddress`, `FeedUnreachable`."""
    try:
        async with asyncio.timeout(longest_s):
            where = await address.target(url, hosts)
            return await _asked(where, known, longest_s)
    except TimeoutError:
        raise FeedUnreachable(f"no whole answer within {longest_s:g} s") from None
    except (httpx.HTTPError, OSError, ssl.SSLError) as error:
        raise FeedUnreachable(_said(error)) from error


async def _asked(where: address.Target, known: Known, longest_s: float) -> Fetched:
    headers = {"Host": where.named, "Accept-Encoding": "identity", "User-Agent": "wanglou"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    async with (
        httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=longest_s) as client,
        client.stream(
            "GET", where.url, headers=headers, extensions={"sni_hostname": where.host}
        ) as answer,
    ):
        return await _read(answer, known)


async def _read(answer: httpx.Response, known: Known) -> Fetched:
    if answer.status_code == httpx.codes.NOT_MODIFIED:
        return Fetched(None, known)
    if answer.status_code != httpx.codes.OK:
        raise FeedUnreachable(f"status {answer.status_code}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise FeedUnreachable("packed, though we asked for it plain")
    data = bytearray()
    async for part in answer.aiter_raw():
        data += part
        if len(data) > MOST_BYTES:
            raise FeedUnreachable(f"more than {MOST_BYTES} bytes")
    return Fetched(bytes(data), _known(answer.headers))


def _known(headers: httpx.Headers) -> Known:
    etag, modified = headers.get("etag"), headers.get("last-modified")
    return Known(_short(etag), _short(modified))


def _short(value: str | None) -> str | None:
    """Return a header that may be sent back; a longer one than any server writes is left out."""
    return (
        value if value and len(value) <= 200 and value.isascii() and value.isprintable() else None
    )


def _said(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__
