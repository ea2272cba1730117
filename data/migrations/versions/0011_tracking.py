"""Devices and their positions; who is recommended and sent."""

from kernel.migrate import run_sql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0011_tracking.sql")
    run_sql("0011_dispatch.sql")
