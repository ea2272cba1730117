"""Cameras and other sources of pictures."""

from kernel.migrate import run_sql

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0014_cameras.sql")
    run_sql("0014_video_sources.sql")
