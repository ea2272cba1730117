"""Commands over accounts, tokens and city data sets."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from server.commands.output import AsJson, Refused, answer, refusing
from server.commands.reach import in_transaction, reached

account_app = typer.Typer(name="account", help="People's accounts.", no_args_is_help=True)
token_app = typer.Typer(name="token", help="Tokens of scripts and devices.", no_args_is_help=True)
city_app = typer.Typer(name="city", help="City data sets.", no_args_is_help=True)


@account_app.command("add")
def add_account(
    username: Annotated[str, typer.Argument(help="Name to sign in with.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    post: Annotated[list[str], typer.Option(help="Code of a post held; may be repeated.")],
    as_json: AsJson = False,
) -> None:
    """Add an account; its password is made here and shown once."""
    with refusing(as_json=as_json), reached() as settings:
        from registry.api import accounts

        made = asyncio.run(
            in_transaction(settings, lambda tx: accounts.add(tx, username, name, post))
        )
        text = f"{username}: password, shown once: {made['password']}"
        answer(made, as_json=as_json, text=text)


@token_app.command("add")
def add_token(
    account: Annotated[str, typer.Argument(help="Username whose rights the token has.")],
    name: Annotated[str, typer.Option(help="What the token is for.")],
    permission: Annotated[list[str], typer.Option(help="Permission; may be repeated.")],
    *,
    days: Annotated[int, typer.Option(min=1, max=400, help="How long it lives.")] = 90,
    as_json: AsJson = False,
) -> None:
    """Make a token with a subset of an account's rights; its secret is shown once."""
    with refusing(as_json=as_json), reached() as settings:
        from registry.api import People, TokenPart, tokens

        try:
            part = TokenPart(name=name, permissions=permission, days=days)
        except ValueError as error:
            raise Refused(str(error)) from error
        made = asyncio.run(
            in_transaction(settings, lambda tx: tokens.add(tx, account, part, People()))
        )
        answer(made, as_json=as_json, text=f"token, shown once: {made['token']}")


@city_app.command("load")
def load_city(
    folder: Annotated[Path, typer.Argument(help="Folder of the city data set.")],
    as_json: AsJson = False,
) -> None:
    """Load organisations, posts, units, gazetteer, layers and walls; safe to run twice."""
    with refusing(as_json=as_json), reached() as settings:
        from kernel.api import SystemClock
        from server.app import opened
        from server.demo.load import load

        if not (folder / "city.json").is_file():
            raise Refused(f"{folder} holds no city.json")

        async def loaded() -> dict[str, Any]:
            async with opened(settings, SystemClock()) as runtime:
                return await load(runtime, folder)

        made = asyncio.run(loaded())
        new = [f"  {entry['username']:<20} {entry['password']}" for entry in made["accounts"]]
        told = [f"{folder.name}: loaded, {len(new)} new accounts"]
        told += ["one-time passwords, shown once:", *new] if new else []
        answer(made, as_json=as_json, text="\n".join(told))
