"""Who and what exists."""

from kernel.migrate import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Run `sql/0004_registry.sql`."""
    run_sql("0004_registry.sql")
