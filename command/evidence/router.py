"""`/api/video/recordings/{id}/clips`: a part of a recording as a file, on an incident if wanted."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from command.evidence import service
from command.evidence.schemas import ClipForm
from kernel.api import gives
from video.api import Clip, clips

router = APIRouter(prefix="/api/video/recordings", tags=["video"])


@router.post("/{recording}/clips", **gives(Clip, 201))
async def clip(recording: UUID, body: ClipForm, by: clips.AskedDep) -> dict[str, Any]:
    """Cut a span of some tracks into one file, nothing encoded anew."""
    return await service.clip(by, recording, body)
