"""Maps as files; cheaper tiles."""

from kernel.migrate import run_sql

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Run the parts."""
    run_sql("0010_documents.sql")
    run_sql("0010_tiles.sql")
