"""Files: stored content, uploads under way."""

from kernel.migrate import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run `sql/0002_files.sql`."""
    run_sql("0002_files.sql")
