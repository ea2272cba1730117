"""Reads of video that grow with what is asked, not with the years."""

from kernel.migrate import run_sql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0020_video_reads.sql")
