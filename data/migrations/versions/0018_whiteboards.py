"""Whiteboards of meetings."""

from kernel.migrate import run_sql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0018_whiteboards.sql")
