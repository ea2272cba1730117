"""Orders with their receipts, the check of crews on scene."""

from kernel.migrate import run_sql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0012_tasks.sql")
    run_sql("0012_texts.sql")
    run_sql("0012_contact.sql")
    run_sql("0012_geofences.sql")
