"""Joins recordings with the incidents their parts are evidence of."""

from uuid import UUID

from starlette.responses import Response

from command.evidence.schemas import ClipForm
from incidents.api import AttachmentIn, attachments
from kernel.api import Tx, WriteTx
from video.api import ClipIn, clips


async def clip(by: WriteTx, recording: UUID, body: ClipForm) -> Response:
    """Make a clip; it hangs on the incident in the transaction in which it becomes a file.

    Raises what `video` refuses, and `NotFound`, `Forbidden` of the incident.
    """
    wanted = ClipIn.model_validate({"tracks": body.tracks, "from": body.since, "to": body.until})
    incident = body.incident_id
    if incident is None:
        return await clips.clip(by, recording, wanted)

    async def hung(tx: Tx, file: UUID) -> UUID:
        added = await attachments.add_to_incident(
            tx, incident, AttachmentIn(file_id=file, caption=body.caption)
        )
        found: UUID = added["id"]
        return found

    return await clips.clip(by, recording, wanted, hung)
