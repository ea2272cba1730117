"""Feeds that are asked: on time, with their age, and whatever the other side does."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from gis.feeds import jobs, pull
from gis.feeds.address import allowed
from gis.feeds.pull import FeedUnreachable, Known, fetch
from tests.gis.conftest import As
from tests.gis.feeds.conftest import Service, said
from tests.gis.feeds.test_api import PATH, added, rows
from tests.harness.clock import FakeClock
from tests.registry.answers import problem

HOSTS = allowed("127.0.0.1")


async def test_a_feed_is_asked_when_it_is_due_and_says_when_nothing_is_new(
    who: As, service: Service, clock: FakeClock, gis_app: FastAPI
) -> None:
    fire, runtime = await who("fire"), gis_app.state.runtime
    stamp = "Last-Modified: Sun, 22 Nov 2026 07:00:00 GMT"
    service.says(rows((clock.now(), "a", 1.0)), 'ETag: "one"', stamp)
    feed = await added(fire, "asked", url=service.url("/feed?x=1"), every_s=60)
    await jobs.ask(runtime)
    await jobs.ask(runtime)
    assert len(service.heads) == 1
    assert service.heads[0].startswith("GET /feed?x=1 HTTP/1.1")
    service.says(b"", status="304 Not Modified")
    clock.advance(seconds=61)
    await jobs.ask(runtime)
    assert 'if-none-match: "one"' in service.heads[1].lower()
    assert "if-modified-since: sun, 22 nov 2026 07:00:00 gmt" in service.heads[1].lower()
    shown = (await fire.get(f"{PATH}/{feed['id']}")).json()
    assert (shown["state"], shown["age_s"], shown["error"]) == ("ok", 0, None)
    listed = (await fire.get(f"{PATH}/{feed['id']}/messages")).json()["items"]
    assert [(each["how"], each["taken"]) for each in listed] == [("pulled", 1)]


async def test_a_failure_is_told_and_tried_again_soon(
    who: As, service: Service, clock: FakeClock, gis_app: FastAPI
) -> None:
    fire, runtime = await who("fire"), gis_app.state.runtime
    feed = await added(fire, "failing", url=service.url(), every_s=3600)
    path = f"{PATH}/{feed['id']}"
    service.says(b"<html>", status="200 OK")
    await jobs.ask(runtime)
    assert (await fire.get(path)).json()["error"]["code"] == "message-refused"
    service.says(b"oops", status="500 Server Error")
    clock.advance(seconds=61)
    await jobs.ask(runtime)
    shown = (await fire.get(path)).json()
    assert (shown["state"], shown["error"]["detail"]) == ("never", "status 500")
    service.says(rows((clock.now(), "a", 1.0)))
    clock.advance(seconds=121)
    await jobs.ask(runtime)
    shown = (await fire.get(path)).json()
    assert (shown["state"], shown["error"]) == ("ok", None)


async def test_a_trial_keeps_nothing(who: As, service: Service, clock: FakeClock) -> None:
    fire = await who("fire")
    feed = await added(fire, "trial", url=service.url())
    path = f"{PATH}/{feed['id']}"
    service.says(rows((clock.now(), "a", 1.0)) + b"\nx,a,level,,m,1")
    told = (await fire.post(f"{path}/test")).json()
    assert (told["rows"], told["readings"], told["refused"]) == (2, 1, 1)
    assert told["sample"][0]["value"] == 1.0
    shown = (await fire.get(path)).json()
    assert (shown["state"], shown["received_at"]) == ("never", None)
    service.says(b"no", status="404 Not Found")
    problem(await fire.post(f"{path}/test"), 502, "feed-unreachable")
    pushed = await added(fire, "pushed-only")
    problem(await fire.post(f"{PATH}/{pushed['id']}/test"), 422, "invalid")
    problem(await (await who("operator")).post(f"{path}/test"), 403, "forbidden")


async def never(_writer: asyncio.StreamWriter, _head: str) -> None:
    await asyncio.Event().wait()


async def drips(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def endless(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65_536)
        await writer.drain()


async def garbage(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"\x00\x01 not HTTP\r\n\r\n")
    await writer.drain()


async def cut(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    await writer.drain()


async def moved(writer: asyncio.StreamWriter, _head: str) -> None:
    await said(writer, "302 Found", b"", "Location: http://169.254.169.254/latest")


async def packed(writer: asyncio.StreamWriter, _head: str) -> None:
    await said(writer, "200 OK", b"\x1f\x8b", "Content-Encoding: gzip")


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (never, "within"),
        (drips, "within"),
        (endless, "bytes"),
        (garbage, "HTTP|status|line|protocol"),
        (cut, "closed|body|complete"),
        (moved, "status 302"),
        (packed, "packed"),
    ],
)
async def test_a_bad_answer_ends(
    does: Any, why: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "MOST_BYTES", 1_000_000)
    service.answer = does
    with pytest.raises(FeedUnreachable, match=why):
        await fetch(service.url(), HOSTS, Known(), longest_s=0.5 if why == "within" else 10)
    assert len(service.heads) == 1
