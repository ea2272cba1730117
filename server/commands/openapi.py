"""Command `openapi`: the document of what this code answers over HTTP."""

from server.commands.output import AsJson, answer


def openapi(as_json: AsJson = False) -> None:
    """Print the OpenAPI document of this version; nothing has to run for it."""
    from kernel.api import Settings
    from server.app import create_app
    from server.openapi import text_of

    document = create_app(Settings.load()).openapi()
    answer({"document": document}, as_json=as_json, text=text_of(document))
