"""Alarms: what needs an action now."""

from kernel.migrate import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run `sql/0003_alarms.sql`."""
    run_sql("0003_alarms.sql")
