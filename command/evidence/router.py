"""`/api/video/recordings/{id}/clips`: a part of a recording as a file, on an incident if wanted."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from command.evidence import service
from command.evidence.schemas import ClipForm
from kernel.api import Write, gives
from video.api import Clip

router = APIRouter(prefix="/api/video/recordings", tags=["video"])


@router.post("/{recording}/clips", **gives(Clip, 201))
async def clip(recording: UUID, body: ClipForm, write: Write) -> Response:
    """Cut a span of some tracks into one file, nothing encoded anew."""
    return await service.clip(write, recording, body)
