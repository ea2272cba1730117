"""HTTP of the code lists."""

from typing import Any

from fastapi import APIRouter

from incidents.codes.reference import clock_table, kind_table, labels
from incidents.codes.schemas import Codes
from kernel.api import SignedIn, gives

router = APIRouter(prefix="/api/codes", tags=["codes"])


@router.get("", **gives(Codes))
async def codes(actor: SignedIn) -> dict[str, Any]:
    """Return every code list with Chinese and English names."""
    table = kind_table()
    kinds = [
        {
            "scheme": table.scheme,
            "version": table.version,
            "code": kind.code,
            "parent": kind.parent,
            "class": kind.event_class,
            "zh": kind.zh,
            "en": kind.en,
            "graded": kind.graded,
            "icon": kind.icon,
        }
        for kind in table.kinds.values()
    ]
    return {"kinds": kinds, "clocks": clock_table(), **labels()}
