"""The command line `wanglou`: names the commands; each lives in `server/commands`."""

import typer

from server.commands import demo, doctor, journal, maps, openapi, people, process

app = typer.Typer(
    name="wanglou",
    help="Emergency command system: one journal from the first report to the wall screen.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(process.run)
app.command()(process.serve)
app.command()(process.worker)
app.command()(process.ingest)
app.command()(process.media)
app.command(hidden=True)(process.spare)
app.command()(process.migrate)
app.command()(process.init)
app.command()(doctor.doctor)
app.command()(openapi.openapi)
app.command(name="import")(maps.import_layer)
app.command(name="export")(maps.export_layer)
app.add_typer(journal.app)
app.add_typer(people.account_app)
app.add_typer(people.token_app)
app.add_typer(people.city_app)
app.add_typer(demo.app)


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 refused with the reason, 2 wrong usage."""
    app()


if __name__ == "__main__":
    main()
