"""Maps: layers, tiles, imports, analysis, drawings, feeds."""

from kernel.migrate import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Run the parts in the order they stand on each other."""
    run_sql("0009_layers.sql")
    run_sql("0009_roads.sql")
    run_sql("0009_drawings.sql")
    run_sql("0009_analysis.sql")
    run_sql("0009_imports.sql")
    run_sql("0009_tiles.sql")
    run_sql("0009_walls.sql")
    run_sql("0009_feeds.sql")
