"""Writes the page of all settings from the code.

`python -m kernel.settings_page > docs/reference/settings.md`
"""

import sys
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kernel.settings import Settings

HEAD = """# Settings

Read once from the environment when a process starts; `wanglou run` hands them to its children.
This page is made from `kernel/settings.py` by `python -m kernel.settings_page`.

| variable | default | what it does |
|---|---|---|
"""
# What only the supervisor, the command line and the tests read.
BESIDES = """
## Read by `wanglou run`, `wanglou demo` and the tests alone

| variable | default | what it does |
|---|---|---|
| `WANGLOU_PROCESSES` | `1` | Server processes that share the port. |
| `WANGLOU_MEDIA_PROCESSES` | `1` | Media processes, each on a core of its own. |
| `WANGLOU_RUN_AS` | `postgres`, else `nobody` | User of the children when started as root. |
| `WANGLOU_ADDRESS` | the running instance | Address the demo driver plays against. |
| `WANGLOU_CHROMIUM` | the first one found | Browser of the tests. |
"""


def page() -> str:
    """Return the page."""
    prefix = Settings.model_config["env_prefix"]
    lines = [
        _line(f"{prefix}{name}".upper(), field) for name, field in Settings.model_fields.items()
    ]
    return f"{HEAD}{''.join(lines)}{BESIDES}"


def _line(variable: str, field: FieldInfo) -> str:
    assert field.description, f"{variable} has no description"
    assert field.default is not PydanticUndefined, f"{variable} has no default"
    return f"| `{variable}` | {_default(field.default)} | {field.description}{_limits(field)} |\n"


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "`1`" if value else "`0`"
    return f"`{value}`" if str(value) else "empty"


def _limits(field: FieldInfo) -> str:
    said = {
        word: getattr(rule, name)
        for rule in field.metadata
        for name, word in (("ge", "at least"), ("le", "at most"))
        if hasattr(rule, name)
    }
    return f" ({', '.join(f'{word} {value}' for word, value in said.items())})" if said else ""


if __name__ == "__main__":
    sys.stdout.write(page())
