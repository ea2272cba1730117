"""Cameras and other sources in meetings."""

from kernel.migrate import run_sql

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0015_room_sources.sql")
