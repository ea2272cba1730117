"""HTTP of the figures."""

from typing import Any

from fastapi import APIRouter

from command.statistics import service
from command.statistics.schemas import Today
from kernel.api import Read, gives

router = APIRouter(prefix="/api/statistics", tags=["statistics"])


@router.get("/today", **gives(Today))
async def today(read: Read) -> dict[str, Any]:
    """Return today's figures: reports by hour, open incidents by grade and district, units."""
    zone = read.runtime.city.zone
    return await read(lambda tx: service.today(tx, zone))
