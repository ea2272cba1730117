"""The command line `wanglou`."""

import typer

app = typer.Typer(name="wanglou", no_args_is_help=True)


@app.callback()
def _root() -> None:
    """Emergency command system."""


def main() -> None:
    """Run the command line."""
    app()
