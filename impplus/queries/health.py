"""Whether the database can serve this version, a worker works on its jobs, e-mails leave, and files have room."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

from impplus.queries.room import is_short
from impplus.queries.unsent import emails_are_late

SILENT = timedelta(seconds=60)  # after which a worker that gives no sign of life counts as dead


@dataclass(frozen=True)
class Health:
    """What was found just now."""

    database: bool
    migrations: bool
    worker: bool
    mail: bool
    room: bool


def health() -> Health:
    """Ask the database and the disk now; nothing is raised."""
    room = not is_short()
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return Health(
            database=True,
            migrations=not missing,
            worker=_a_worker_lives(),
            mail=not emails_are_late(),
            room=room,
        )
    except DatabaseError:
        return Health(connection.is_usable(), migrations=False, worker=False, mail=False, room=room)


def _a_worker_lives() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=Now() - SILENT).exists()
