"""Commands over the demo: load the city with its people, play calls, change the speed, stop."""

import asyncio
import fcntl
import os
from pathlib import Path
from typing import Annotated

import typer

from server.commands.output import AsJson, Refused, answer, refusing
from server.commands.reach import present_home, reached
from server.demo import control

app = typer.Typer(name="demo", help="The demo city and its calls.", no_args_is_help=True)
Speed = Annotated[
    float | None,
    typer.Option(min=control.SLOWEST, max=control.FASTEST, help="1 to 60 times as fast as life."),
]


@app.command()
def load(as_json: AsJson = False) -> None:
    """Load the demo city and write `demo-credentials.json`; running it again changes nothing."""
    with refusing(as_json=as_json), reached() as settings:
        from kernel.api import SystemClock
        from server.app import opened
        from server.demo.load import load_demo

        async def loaded() -> Path:
            async with opened(settings, SystemClock()) as runtime:
                return await load_demo(runtime, settings.city)

        path = asyncio.run(loaded())
        answer({"credentials": str(path)}, as_json=as_json, text=f"demo passwords: {path}")


@app.command()
def start(speed: Speed = None, as_json: AsJson = False) -> None:
    """Play the calls in the foreground; when they play already, only change the speed."""
    with refusing(as_json=as_json):
        home = present_home().root
        if not (home / "demo-credentials.json").is_file():
            raise Refused("the demo city is not loaded. Type: wanglou demo load")
        kept = control.read_control(home)
        control.write_control(home, control.Control(True, speed or kept.speed))
        with (home / "demo.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                told = f"the demo plays at {speed or kept.speed:g} times the speed of life"
                answer({"speed": speed or kept.speed}, as_json=as_json, text=told)
                return
            _play(home)


@app.command()
def stop(as_json: AsJson = False) -> None:
    """Hold the calls; `wanglou demo start` goes on where they were held."""
    with refusing(as_json=as_json):
        home = present_home().root
        control.write_control(home, control.Control(False, control.read_control(home).speed))
        answer({"running": False}, as_json=as_json, text="the demo holds")


def _play(home: Path) -> None:
    from server.demo.play import run

    running = present_home().announced()
    address = os.environ.get("WANGLOU_ADDRESS") or (running[1] if running else "")
    if not address:
        raise Refused("no running instance found. Type: wanglou run")
    asyncio.run(run(home, address))
