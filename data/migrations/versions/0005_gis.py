"""Gazetteer and areas."""

from kernel.migrate import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Run `sql/0005_gis.sql`."""
    run_sql("0005_gis.sql")
