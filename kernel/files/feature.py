"""The files slice as the composition root sees it."""

from datetime import timedelta

from kernel.feature import Feature, Job
from kernel.files import jobs
from kernel.files.router import router
from kernel.files.tus_router import router as tus_router

feature = Feature(
    name="files",
    routers=(tus_router, router),
    permissions={"files.upload": "send files"},
    jobs=(
        Job("files-expire", timedelta(minutes=10), jobs.expire),
        Job("files-erase", timedelta(minutes=10), jobs.erase),
        Job("files-sweep", timedelta(hours=1), jobs.sweep),
    ),
)
