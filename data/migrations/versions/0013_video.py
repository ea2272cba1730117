"""Video: rooms, meetings, messages."""

from kernel.migrate import run_sql

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0013_video_rooms.sql")
