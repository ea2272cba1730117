"""What gis offers to the composition root."""

from datetime import timedelta

from gis.analysis.router import router as analysis
from gis.analysis.saved.router import router as saved
from gis.analysis.saved.service import TOPIC as ANALYSES
from gis.areas import service as areas
from gis.documents import jobs as document_jobs
from gis.documents.router import router as documents
from gis.drawings.jobs import drawings_end
from gis.drawings.live import TOPIC as DRAWINGS
from gis.drawings.router import router as drawings
from gis.exports import jobs as export_jobs
from gis.exports.router import router as exports
from gis.feeds.jobs import feeds_ask, feeds_forget, feeds_tell
from gis.feeds.live import TOPIC as FEEDS
from gis.feeds.router import router as feeds
from gis.geocode.router import router as geocode
from gis.geocode.service import address_book, gazetteer
from gis.imports import jobs as import_jobs
from gis.imports.router import router as imports
from gis.layers.live import TOPIC as LAYERS
from gis.layers.router import router as layers
from gis.ogc.router import router as ogc
from gis.roads.closures.jobs import closures_end
from gis.roads.closures.live import TOPIC as ROADS
from gis.roads.closures.router import router as roads
from gis.tracking.contact.jobs import units_contact
from gis.tracking.devices.router import router as devices
from gis.tracking.devices.service import follow_unit as device_units
from gis.tracking.geofences.jobs import geofences_look, geofences_tell
from gis.tracking.geofences.live import EVENTS as GEOFENCE_EVENTS
from gis.tracking.geofences.live import TOPIC as GEOFENCES
from gis.tracking.geofences.router import router as geofences
from gis.tracking.history.router import router as tracks
from gis.tracking.links.router import router as positions
from gis.tracking.moving.source import TOPIC as POSITIONS
from gis.tracking.pipeline.jobs import positions_days
from gis.tracking.texts.jobs import texts_end, texts_erase
from gis.tracking.texts.router import router as texts
from gis.warnings.jobs import warnings_lift
from gis.warnings.live import TOPIC as WARNINGS
from gis.warnings.router import router as warnings
from kernel.api import Feature, Job, Reaction, Topic

feature = Feature(
    name="gis",
    routers=(
        geocode,
        layers,
        roads,
        drawings,
        analysis,
        saved,
        imports,
        exports,
        documents,
        feeds,
        warnings,
        devices,
        texts,
        positions,
        tracks,
        geofences,
        ogc,
    ),
    topics=(
        Topic(LAYERS, "layers.read"),
        Topic(ROADS, "layers.read"),
        Topic(ANALYSES, "layers.read"),
        Topic(DRAWINGS, "layers.read"),
        Topic(FEEDS, "layers.read"),
        Topic(WARNINGS, "layers.read"),
        Topic(POSITIONS, "units.read"),
        Topic(GEOFENCES, "layers.read"),
        Topic(GEOFENCE_EVENTS, "units.read"),
    ),
    permissions={
        "layers.read": "See map layers",
        "layers.edit": "Change features and look of one's own organisation's layers",
        "layers.publish": "Publish, import and remove layers of one's own organisation",
        "roads.close": "Close roads and open them again",
        "drawings.edit": "Draw on the shared map",
        "analysis.save": "Save results of analysis, also for an incident",
        "feeds.manage": "Keep the feeds of one's own organisation and their thresholds",
        "feeds.push": "Bring messages to the feeds of one's own organisation",
        "warnings.acknowledge": "Take note of warnings",
        "devices.manage": "Register devices, let them in, bind them to units",
        "devices.command": "Send texts to devices",
        "positions.send": "Send positions of devices of one's own organisation",
        "geofences.edit": "Draw geofences and make rules over them",
    },
    reactions=(Reaction("device-units", frozenset({"unit.changed"}), device_units),),
    jobs=(
        closures_end,
        drawings_end,
        feeds_ask,
        feeds_tell,
        feeds_forget,
        warnings_lift,
        positions_days,
        geofences_tell,
        geofences_look,
        texts_end,
        texts_erase,
        units_contact,
        Job("imports-inspect", timedelta(seconds=1), import_jobs.inspect),
        Job("imports-run", timedelta(seconds=1), import_jobs.run),
        Job("imports-tidy", timedelta(minutes=10), import_jobs.tidy),
        Job("exports-run", timedelta(seconds=1), export_jobs.run),
        Job("exports-tidy", timedelta(minutes=10), export_jobs.tidy),
        Job("maps-draw", timedelta(seconds=1), document_jobs.run),
        Job("maps-tidy", timedelta(minutes=10), document_jobs.tidy),
    ),
    warm=(gazetteer, address_book, areas.index),
)
