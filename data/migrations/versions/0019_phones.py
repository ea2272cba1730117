"""Phones that show what they see."""

from kernel.migrate import run_sql

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0019_phones.sql")
