"""Keeps what low zooms show of a layer right: overviews of many features, pieces of large shapes.

The database notes which features a transaction touched; whoever changed some calls `refresh` before
it records the layer's new version. Nobody has to say what was changed.
"""

from uuid import UUID

from kernel.api import Tx

# 500,000 features take 10 s; a machine under load several times that.
REBUILD_TIMEOUT_MS = 120_000


async def refresh(tx: Tx, layer: UUID) -> None:
    """Bring a layer's overview up to what this transaction touched, or all of it when that is less.

    Some milliseconds for an edit; the layer's row is locked until the transaction ends.
    """
    await _run(tx, "select gis.refresh_overview(:layer)", layer)


async def rebuild(tx: Tx, layer: UUID) -> None:
    """Make a layer's overview from all its features."""
    await _run(tx, "select gis.rebuild_overview(:layer)", layer)


async def _run(tx: Tx, sql: str, layer: UUID) -> None:
    before = await tx.value("select current_setting('statement_timeout')")
    await _limit(tx, f"{REBUILD_TIMEOUT_MS}ms")
    await tx.rows(sql, layer=layer)
    await _limit(tx, before)


async def _limit(tx: Tx, most: str) -> None:
    await tx.value("select set_config('statement_timeout', :timeout, true)", timeout=most)
