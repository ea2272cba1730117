"""Values that go beside a statement, never into it."""

from typing import Any


class Bound:
    """Collects the values of a statement in the order of their `$n`."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def __call__(self, value: Any, kind: str) -> str:
        """Keep a value; return the SQL that stands for it as a PostgreSQL type."""
        self.values.append(value)
        return f"cast(${len(self.values)} as {kind})"
