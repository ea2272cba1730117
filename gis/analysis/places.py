"""Where a question is asked: its area in degrees."""

import shapely

from gis.analysis.forms import WIDEST_M, AreaIn
from gis.areas import service as areas
from gis.projection import buffered, widest_m
from kernel.api import FieldError, Invalid, Tx


async def area_of(tx: Tx, asked: AreaIn, pointer: str = "/area") -> shapely.Geometry:
    """Return the polygon of an area. Raises `Invalid` for an unknown district or one too wide."""
    if asked.circle is not None:
        centre = shapely.Point(asked.circle.lon, asked.circle.lat)
        return buffered(centre, asked.circle.radius_m)
    if asked.district is not None:
        district = (await areas.index(tx)).named(asked.district)
        if district is None or district.shape is None:
            raise refused(f"{pointer}/district", "unknown", "no district of this code")
        return shapely.from_wkb(district.shape)
    assert asked.shape is not None
    shape = asked.shape.geometry()
    check_width(shape, f"{pointer}/shape")
    return shape


def check_width(shape: shapely.Geometry, pointer: str) -> None:
    """Raise `Invalid` for a shape wider than a question may be."""
    if widest_m(shape) > WIDEST_M:
        raise refused(pointer, "too-wide", f"at most {WIDEST_M // 1000} km from corner to corner")


def refused(pointer: str, code: str, detail: str) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])
