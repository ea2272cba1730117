"""Walls and desks."""

from kernel.migrate import run_sql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Run `sql/0007_command.sql`."""
    run_sql("0007_command.sql")
