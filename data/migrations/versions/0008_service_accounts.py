"""Accounts of devices and services, which nobody signs in to."""

from kernel.migrate import run_sql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Run `sql/0008_service_accounts.sql`."""
    run_sql("0008_service_accounts.sql")
