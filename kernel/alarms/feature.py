"""The alarms slice as the composition root sees it."""

from datetime import timedelta

from kernel.alarms import jobs, service
from kernel.alarms.router import router
from kernel.feature import Feature, Job, Topic

feature = Feature(
    name="alarms",
    routers=(router,),
    topics=(Topic(service.TOPIC, service.READ),),
    permissions={
        service.READ: "see alarms",
        service.ACT: "acknowledge, shelve and clear alarms",
    },
    jobs=(
        Job("alarms-attend", timedelta(seconds=1), jobs.attend),
        Job("alarms-watch", timedelta(seconds=2), jobs.watch),
    ),
)
