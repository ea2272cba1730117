"""Recordings of rooms and sources."""

from kernel.migrate import run_sql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0016_recordings.sql")
