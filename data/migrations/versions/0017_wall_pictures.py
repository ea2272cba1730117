"""Pictures on walls."""

from kernel.migrate import run_sql

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0017_wall_pictures.sql")
