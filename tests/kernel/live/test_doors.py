"""Who may come in, how, how often; what is refused and with which code."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import orjson
import pytest
from websockets.exceptions import ConnectionClosed

from kernel.access import sessions
from kernel.access.actor import system
from kernel.ids import new_id
from kernel.journal.fact import NewFact
from kernel.settings import Settings
from tests.kernel.live.conftest import Town, town
from tests.kernel.live.stage import Client, staged


async def closing(socket: Any) -> tuple[int, list[dict[str, Any]]]:
    """Read until the server closes; return its code and what it said before."""
    said: list[dict[str, Any]] = []
    async with asyncio.timeout(10):
        async for message in endless(socket):
            said.append(message)
    return socket.close_code, said


async def endless(socket: Any) -> AsyncIterator[dict[str, Any]]:
    with suppress(ConnectionClosed):
        while True:
            yield orjson.loads(await socket.recv())


async def test_a_foreign_page_is_refused(two_towns: Town) -> None:
    cookie = await two_towns.stage.cookie(two_towns.eastern)
    async with two_towns.stage.socket(cookie, origin="https://evil.example") as socket:
        code, said = await closing(socket)
    assert code == 4403
    assert said[0]["code"] == "foreign-origin"


async def test_without_a_session_nobody_comes_in(two_towns: Town) -> None:
    async with two_towns.stage.socket("wanglou_session=nonsense") as socket:
        code, said = await closing(socket)
    assert code == 4401
    assert said[0]["code"] == "not-signed-in"


async def test_a_socket_that_brings_nothing_is_closed_after_five_seconds(two_towns: Town) -> None:
    async with two_towns.stage.socket(None) as socket:
        started = asyncio.get_running_loop().time()
        code, _ = await closing(socket)
    assert code == 4401
    assert 4.5 < asyncio.get_running_loop().time() - started < 7


async def ticket(two_towns: Town) -> str:
    stage = two_towns.stage
    cookie = await stage.cookie(two_towns.eastern)
    assert two_towns.eastern.account_id is not None
    async with httpx.AsyncClient(base_url=stage.origin) as client:
        answer = await client.post(
            "/api/live/ticket",
            headers={"Cookie": cookie, "X-CSRF-Token": stage.cookies[two_towns.eastern.account_id]},
        )
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 30
    return str(answer.json()["ticket"])


async def test_a_ticket_opens_one_socket(two_towns: Town) -> None:
    one = await ticket(two_towns)
    async with two_towns.stage.socket(None) as socket:
        await socket.send(orjson.dumps({"op": "ticket", "ticket": one}).decode())
        client = Client(socket, two_towns.stage)
        await client.open()
        async with two_towns.stage.socket(None) as second:
            await second.send(orjson.dumps({"op": "ticket", "ticket": one}).decode())
            assert (await closing(second))[0] == 4401


async def test_a_ticket_may_come_as_subprotocol(two_towns: Town) -> None:
    one = await ticket(two_towns)
    offered = ["wanglou.live", f"wanglou.ticket.{one}"]
    async with two_towns.stage.socket(None, subprotocols=offered) as socket:
        assert socket.subprotocol == "wanglou.live"
        await Client(socket, two_towns.stage).open()
        async with two_towns.stage.socket(None, subprotocols=offered) as second:
            assert (await closing(second))[0] == 4401


async def test_a_ticket_dies_with_its_session(two_towns: Town) -> None:
    one = await ticket(two_towns)
    assert two_towns.eastern.account_id is not None
    async with two_towns.stage.db.transaction(system("test")) as tx:
        await sessions.end_all(tx, two_towns.eastern.account_id)
    async with two_towns.stage.socket(None) as socket:
        await socket.send(orjson.dumps({"op": "ticket", "ticket": one}).decode())
        assert (await closing(socket))[0] == 4401


async def test_broken_messages_are_refused_by_field(two_towns: Town) -> None:
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        refused: list[tuple[str, str]] = [
            ("{", "message"),
            ("[]", "message"),
            ('{"op":"dance"}', "message"),
            ('{"op":"open","id":"b1","topics":[]}', "/open/topics"),
            ('{"op":"open","id":"b1","topics":["things"],"area":[1,2,3,NaN]}', "/open/area/3"),
            ('{"op":"open","id":"b1","topics":["things"],"area":[1,2,300,4]}', "/open/area/2"),
            (
                '{"op":"open","id":"b1","topics":["things"],"since":1,"at":"2026-01-01T00:00:00Z"}',
                "",
            ),
            ('{"op":"open","id":"b1","topics":["things"],"speed":2}', ""),
            ('{"op":"open","id":"b1","topics":["things"],"at":"2096-01-01T00:00:00Z"}', "/at"),
            ('{"op":"open","id":"b1","topics":["things"],"at":"2026-01-01T00:00:00"}', "/open/at"),
            (
                '{"op":"open","id":"b1","topics":["things"],"at":"0001-01-01T00:00:00+23:59"}',
                "/open/at",
            ),
            (f'{{"op":"ping","n":1{"0" * 40}}}', "/ping/n"),
            ('{"op":"open","id":"b1","topics":["things"],"surprise":1}', "/open/surprise"),
            ('{"op":"say","about":"x","what":"typing"}', "/say/about"),
            (
                f'{{"op":"say","about":"{new_id()}","what":"drag","data":{{"x":{"9" * 40}}}}}',
                "/say",
            ),
            (
                f'{{"op":"say","about":"{new_id()}","what":"drag","data":{{"x":"{"9" * 2000}"}}}}',
                "",
            ),
        ]
        for text, pointer in refused:
            await screen.socket.send(text)
            frame = await screen.until(lambda f: f["op"] == "problem")
            assert frame["status"] == 422, text
            assert pointer in frame["detail"] or pointer in frame["errors"][0]["pointer"], frame
        await screen.socket.send(b"binary")
        assert (await screen.next())["code"] == "invalid"
        await screen.open()


async def test_an_oversize_frame_ends_the_socket(two_towns: Town) -> None:
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.socket.send("x" * 16 * 1024 * 1024)
        assert (await closing(screen.socket))[0] == 1009


@pytest.mark.parametrize("how", ["messages", "pings"])
async def test_a_flood_ends_the_socket(two_towns: Town, how: str) -> None:
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        with suppress(ConnectionClosed):
            for _ in range(10_000):
                if how == "pings":
                    await screen.socket.ping()
                else:
                    await screen.socket.send('{"op":"ping","n":1}')
        assert (await closing(screen.socket))[0] == 4429


@pytest.fixture
async def narrow(settings: Settings) -> AsyncIterator[Town]:
    """A server on which an account may have two sockets."""
    async with staged(settings.model_copy(update={"sockets_per_account": 2})) as stage:
        yield await town(stage)


async def test_one_account_has_so_many_sockets_and_no_more(narrow: Town) -> None:
    async with narrow.stage.screen(narrow.eastern) as one, narrow.stage.screen(narrow.eastern):
        await one.open()
        async with narrow.stage.socket(await narrow.stage.cookie(narrow.eastern)) as third:
            assert (await closing(third))[0] == 4429
        async with narrow.stage.screen(narrow.western) as other:
            await other.open()


async def test_signing_out_closes_the_sockets_of_that_session_alone(two_towns: Town) -> None:
    async with (
        two_towns.stage.screen(two_towns.eastern) as one,
        two_towns.stage.screen(two_towns.eastern) as two,
    ):
        await one.open()
        await two.open()
        async with two_towns.stage.db.transaction(system("test")) as tx:
            kept = await tx.value(
                "select id from kernel.session where account_id = :id order by created_at desc",
                id=two_towns.eastern.account_id,
            )
            assert two_towns.eastern.account_id is not None
            await sessions.end_all(tx, two_towns.eastern.account_id, but=kept)
        async with asyncio.timeout(1.5):
            assert (await closing(one.socket))[0] == 4401
        await two.settle()


async def test_changed_rights_close_only_the_sockets_they_concern(two_towns: Town) -> None:
    stage = two_towns.stage
    async with (
        stage.screen(two_towns.eastern) as east,
        stage.screen(two_towns.western) as west,
    ):
        await east.open()
        await west.open()
        account = two_towns.western.account_id
        assert account is not None
        stage.people.add([two_towns.west])
        stage.people.accounts[account] = stage.people.add([two_towns.east])
        async with stage.db.transaction(system("test")) as tx:
            tx.record(NewFact("post.given", "posts", new_id(), {}, None, about=[account]))
        async with asyncio.timeout(1.5):
            assert (await closing(west.socket))[0] == 4401
        await east.settle()
