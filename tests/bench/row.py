"""One line of the benchmark table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure beside its goal; `limit` is what was measured in the same run."""

    name: str
    value: float
    unit: str
    goal: str = ""
    limit: float | None = None
    ok: bool | None = None

    @property
    def share(self) -> float | None:
        """The figure as a share of the limit, None when there is no limit."""
        return self.value / self.limit if self.limit else None
