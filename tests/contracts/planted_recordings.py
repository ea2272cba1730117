"""What is planted of recordings: one of a meeting, kept, with a picture and a sound on disk."""

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from kernel.api import Tx, new_id
from tests.harness import films
from video.engine.codecs import OPUS, VP8
from video.film.reel import Reel
from video.recordings import film_queries, putting_away, queries, shelf
from video.recordings.state import record
from video.rooms import queries as rooms

if TYPE_CHECKING:
    from tests.contracts.planted import Plot, World


def plant_recording(world: "World", plot: "Plot") -> None:
    """Plant a recording of the meeting about the incident."""
    settings, clock = world.running.runtime.settings, world.running.runtime.clock
    recording = new_id()
    folder, person = shelf.folder(settings, recording), UUID(plot.ids["participant"])
    began = clock.now().timestamp()
    _film(Reel(folder, f"{person.hex}-video"), VP8, films.packets_of(films.vp8(30)), began)
    sound = films.sound_of((plot.mark("recorded_bytes").encode(),) * 3)
    _film(Reel(folder, f"{person.hex}-audio"), OPUS, sound, began)

    async def step(tx: Tx) -> None:
        room = await rooms.one(tx, UUID(plot.ids["room"]))
        assert room is not None
        values = {"id": recording, "room_id": room.id, "source_id": None, "ends_at": tx.now}
        values |= {"incident_id": room.incident_id, "organisation_id": room.organisation_id}
        values |= {"scope_id": room.scope_id, "started_by": tx.actor.card()}
        await queries.insert(tx, values | {"title": plot.mark("recording")})
        await queries.set_fields(
            tx,
            recording,
            {"state": "kept", "ended_at": tx.now, "held_reason": plot.mark("held_reason")},
        )
        row = await queries.one(tx, recording)
        looked = await asyncio.to_thread(shelf.finished, settings, recording, set())
        # The picture first.
        found = sorted(looked.films, key=lambda one: one.kind, reverse=True)
        for film in found:
            await putting_away.register(tx, row, film)
        path = shelf.look_of(settings, recording, 1)
        await asyncio.to_thread(shelf.make_look, folder / found[0].file, path, 320)
        await film_queries.set_look(tx, recording, 1, "made")
        await record(tx, "recording.kept", recording)
        tracks = await film_queries.tracks(tx, recording)
        plot.ids["track"] = str(next(each.id for each in tracks if each.kind == "video"))

    world.running.do(step)
    plot.ids["recording"] = str(recording)


def _film(reel: Reel, codec: str, packets: list[films.Packet], began: float) -> None:
    reel.begin(codec)
    for packet in packets:
        reel.take(packet, began, 0.0, may_open=True)
    reel.close()
