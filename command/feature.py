"""Command as the composition root sees it."""

from datetime import timedelta

from command.accountability import service as accountability
from command.accountability.router import router as account
from command.desks.router import router as desks
from command.dispatch.router import router as dispatch
from command.evidence.router import router as evidence
from command.phones.following import phones_follow, phones_look
from command.phones.router import router as phones
from command.pictures.router import router as pictures
from command.statistics.router import router as statistics
from command.tasks import jobs as task_jobs
from command.tasks.router import router as tasks
from command.tasks.state import TOPIC as TASKS
from command.walls.router import router as walls
from kernel.api import Feature, Job, Reaction, Topic

feature = Feature(
    name="command",
    routers=(walls, desks, statistics, dispatch, tasks, account, pictures, phones, evidence),
    topics=(Topic("walls", "incidents.read"), Topic(TASKS, "incidents.read")),
    permissions={
        "walls.control": "switch the scene of a wall",
        "statistics.read": "read figures",
        "tasks.order": "Give orders, remind of them, withdraw them",
    },
    reactions=(
        phones_follow,
        Reaction("crew-checks", frozenset({"unit.status"}), accountability.follow_unit),
        Reaction("task-units", frozenset({"unit.status"}), task_jobs.follow_unit),
        Reaction("task-texts", frozenset({"text.answered"}), task_jobs.follow_text),
        Reaction("task-incidents", frozenset({"incident.closed"}), task_jobs.follow_incident),
    ),
    jobs=(
        phones_look,
        Job("task-watch", timedelta(seconds=5), task_jobs.watch),
        Job("task-clear", timedelta(minutes=1), task_jobs.clear_ended),
        Job("crew-watch", timedelta(seconds=10), accountability.watch),
    ),
)
