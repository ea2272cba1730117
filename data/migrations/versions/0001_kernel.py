"""Floor 1: sight, journal, projection, sessions."""

from kernel.migrate import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run `sql/0001_kernel.sql`."""
    run_sql("0001_kernel.sql")
