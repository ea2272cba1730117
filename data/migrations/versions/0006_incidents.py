"""Reports and incidents."""

from kernel.migrate import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Run `sql/0006_incidents.sql`."""
    run_sql("0006_incidents.sql")
