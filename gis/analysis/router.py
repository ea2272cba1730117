"""`/api/analysis`: questions to the map, answered from what the asker may see."""

from typing import Any

from fastapi import APIRouter

from gis.analysis import service
from gis.analysis.forms import (
    AffectedIn,
    BufferIn,
    ClustersIn,
    HeatIn,
    IsochroneIn,
    NearestIn,
    Question,
    RouteIn,
    StatisticsIn,
    WithinIn,
)
from gis.analysis.result import Analysis
from gis.analysis.typhoons import Typhoon, listed
from kernel.api import Page, Read, Tx, gives

router = APIRouter(prefix="/api/analysis", tags=["analysis"])


async def _answered(read: Read, asked: Question) -> dict[str, Any]:
    return dict(await read(lambda tx: service.answer(tx, asked)))


@router.post("/buffer", **gives(Analysis))
async def buffer(body: BufferIn, read: Read) -> dict[str, Any]:
    """Return the areas within some distances of a shape, measured on the ellipsoid."""
    return await _answered(read, body)


@router.post("/within", **gives(Analysis))
async def within(body: WithinIn, read: Read) -> dict[str, Any]:
    """Return what lies in an area, by kind, with the people estimated."""
    return await _answered(read, body)


@router.post("/nearest", **gives(Analysis))
async def nearest(body: NearestIn, read: Read) -> dict[str, Any]:
    """Return the nearest k of something, by distance or by travel time over the roads."""
    return await _answered(read, body)


@router.post("/route", **gives(Analysis))
async def route(body: RouteIn, read: Read) -> dict[str, Any]:
    """Return the fastest way through points; closures that stand now are gone round."""
    return await _answered(read, body)


@router.post("/isochrone", **gives(Analysis))
async def isochrone(body: IsochroneIn, read: Read) -> dict[str, Any]:
    """Return what is reached from a point, or from where it is reached, within some minutes."""
    return await _answered(read, body)


@router.post("/affected", **gives(Analysis))
async def affected(body: AffectedIn, read: Read) -> dict[str, Any]:
    """Return what a storm touches: swept areas, districts, towns, things, first and last times."""
    return await _answered(read, body)


@router.post("/heat", **gives(Analysis))
async def heat(body: HeatIn, read: Read) -> dict[str, Any]:
    """Return how densely things lie, on a grid."""
    return await _answered(read, body)


@router.post("/clusters", **gives(Analysis))
async def clusters(body: ClustersIn, read: Read) -> dict[str, Any]:
    """Return where things crowd."""
    return await _answered(read, body)


@router.post("/statistics", **gives(Analysis))
async def statistics(body: StatisticsIn, read: Read) -> dict[str, Any]:
    """Return how many things of each kind lie in each district."""
    return await _answered(read, body)


@router.get("/typhoons", **gives(Page[Typhoon]))
async def typhoons(read: Read) -> dict[str, Any]:
    """List the real storms on record, the latest first."""

    async def found(tx: Tx) -> list[dict[str, Any]]:
        tx.actor.require(service.READ)
        return listed()

    return {"items": await read(found), "next": None}
