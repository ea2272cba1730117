"""Commands that run processes, or prepare the database for them."""

import asyncio
from typing import TYPE_CHECKING

import typer

from server.commands.output import AsJson, Refused, answer, refusing
from server.commands.reach import in_transaction, reached
from server.spare import call_process, load

if TYPE_CHECKING:
    from kernel.api import Settings


def run(as_json: AsJson = False) -> None:
    """Run everything in the foreground: database, Redis, server, worker, demo when asked for."""
    from server.supervisor.run import run as supervise

    with refusing(as_json=as_json):
        supervise(lambda text: typer.echo(text if text.startswith("\n") else f"· {text}"))


def serve(as_json: AsJson = False) -> None:
    """Run one server process."""
    from server.serve import serve as serve_http

    call_process("wanglou-serve")
    load("server.app")
    with refusing(as_json=as_json), reached() as settings:
        if not serve_http(settings):
            raise Refused("the application did not start; the lines above say why")


def worker(as_json: AsJson = False) -> None:
    """Run the worker: reactions, jobs, the outbox."""
    call_process("wanglou-worker")
    load("server.app")
    with refusing(as_json=as_json), reached():
        from server.worker import main

        main()


def ingest(as_json: AsJson = False) -> None:
    """Run the ingest process: the ports of devices."""
    from gis.api import OpenToAll
    from server.ingest import main

    call_process("wanglou-ingest")
    with refusing(as_json=as_json), reached():
        try:
            main()
        except OpenToAll as refusal:
            raise Refused(str(refusal)) from refusal


def media(as_json: AsJson = False) -> None:
    """Run a media process: pictures and sound of rooms and cameras."""
    call_process("wanglou-media")
    load("server.media")
    with refusing(as_json=as_json), reached():
        from server.media import main
        from video.api import NoPort

        try:
            main()
        except NoPort as refusal:
            raise Refused(str(refusal)) from refusal


def spare() -> None:
    """Load the application, then wait on standard input for what to run (the supervisor's word)."""
    from server.cli import app
    from server.spare import ordered

    call_process("wanglou-spare")
    arguments = ordered()
    if arguments:
        app(arguments)


def migrate(as_json: AsJson = False) -> None:
    """Bring the database to the newest schema, as the owner role."""
    with refusing(as_json=as_json), reached() as settings:
        revision = _migrate(settings)
        answer({"revision": revision}, as_json=as_json, text=f"schema {revision}")


def init(as_json: AsJson = False) -> None:
    """Prepare an empty installation: schema, and the set-up token of the first administrator."""
    from kernel.api import setup

    with refusing(as_json=as_json), reached() as settings:
        revision = _migrate(settings)
        token = asyncio.run(in_transaction(settings, setup.make))
        answer(
            {"revision": revision, "token": token},
            as_json=as_json,
            text=f"schema {revision}\nset-up token of the first administrator, shown once: {token}",
        )


def _migrate(settings: "Settings") -> str:
    from sqlalchemy import make_url

    from kernel.api import migrate as bring_up

    if not settings.owner_database_url:
        raise Refused(
            "the schema belongs to the owner role, whose address is missing.\n"
            "Type: WANGLOU_OWNER_DATABASE_URL=postgresql://… wanglou migrate"
        )
    app_role = make_url(settings.database_url).username or ""
    return asyncio.run(bring_up(settings.owner_database_url, app_role))
