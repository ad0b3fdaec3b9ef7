"""The entry of the job worker: it outlives its database, reads files beside its other jobs, and acts each second beside both."""

import argparse
import asyncio
import logging
import signal
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.db import (
    close_old_connections,
    connection,
    connections,
)
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DEFAULT_QUEUE

from impplus.jobs import EACH_SECOND, FILES
from impplus.queries.production import refuse_to_start
from impplus.records.lost import is_loss

type Action = Callable[[], object]

PATIENCE = 5  # seconds for a connection
# Each has a worker of its own, so that no file holds up an e-mail or a letter.
QUEUES = (DEFAULT_QUEUE, FILES)
LONGEST_GAP = 16  # seconds between two tries
STEADY = 60  # seconds of work after which the gaps begin anew
# Each says a lost connection with a traceback; we say it once.
SAY_LOSSES = ("asyncio", "procrastinate.utils", "procrastinate.worker.worker")

log = logging.getLogger(__name__)


def run(asked: argparse.Namespace, _lang: str) -> int:
    """`impplus worker`: work until a signal asks it to end; with --once, do what is queued and end."""
    refuse_to_start()
    for name in SAY_LOSSES:
        logging.getLogger(name).addFilter(_is_no_loss)
    asyncio.run(work_once() if asked.once else _work())
    return 0


async def work_once() -> None:
    """Do what is queued and what is due now, and end."""
    ended = asyncio.Event()
    ended.set()
    for _turn in range(2):  # the second for the letters that jobs of the first owe
        await act_each_second(EACH_SECOND, ended)
        await _procrastinate(wait=False)


async def _work() -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with asyncio.TaskGroup() as both:
        both.create_task(act_each_second(EACH_SECOND, ended))
        both.create_task(_work_on_jobs(ended))


async def _work_on_jobs(ended: asyncio.Event) -> None:
    """Do jobs until the end; where the database is lost, wait for it with growing gaps."""
    gaps = _growing()
    while not ended.is_set():
        began = time.monotonic()
        fault = await _fault_of(_procrastinate(wait=True), ended)
        if ended.is_set():
            return
        lost = time.monotonic()
        gaps = _growing() if lost - began > STEADY else gaps
        log.error("The worker stopped and tries again: %s", _said(fault), exc_info=_trace(fault))
        await _pause(next(gaps), ended)
        while not ended.is_set() and await _fault_of(_in_thread(connection.ensure_connection)):
            await _pause(next(gaps), ended)
        log.warning("The worker goes on, after %.0f s.", time.monotonic() - lost)


async def _procrastinate(*, wait: bool) -> None:
    """Procrastinate's own workers, one for each queue, until one ends; cancelled, each finishes the job that runs first.

    One ends where its connection is lost: by an exception, or, while it listens, without one.
    """
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, timeout=PATIENCE)
    with app.replace_connector(connector):
        async with app.open_async():
            if wait:
                await _until_one_ends()
            else:
                await app.run_worker_async(wait=False, install_signal_handlers=False)


async def _until_one_ends() -> None:
    """A worker for each queue; where one ends, so do the others, and what ended it is raised."""
    working = [
        asyncio.create_task(app.run_worker_async(queues=[queue], install_signal_handlers=False))
        for queue in QUEUES
    ]
    try:
        await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in working:
            one.cancel()
        ended = await asyncio.gather(*working, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault


async def act_each_second(actions: Sequence[Action], ended: asyncio.Event) -> None:
    """Call each action once a second until the end; one that fails is said once, and called again."""
    failing: set[Action] = set()
    with ThreadPoolExecutor(1) as thread:
        while True:
            began = time.monotonic()
            for action in actions:
                fault = await _fault_of(_in_thread(action, thread))
                name = f"{action.__module__}.{action.__name__}"
                if fault and action not in failing:
                    failing.add(action)
                    log.error("%s fails: %s", name, _said(fault), exc_info=_trace(fault))
                elif not fault and action in failing:
                    failing.remove(action)
                    log.warning("%s works again.", name)
            await _pause(1 - (time.monotonic() - began), ended)
            if ended.is_set():
                break
        await _in_thread(connections.close_all, thread)


async def _in_thread(action: Action, thread: ThreadPoolExecutor | None = None) -> None:
    """Call what blocks in a thread, on a database connection that lives."""

    def call() -> None:
        close_old_connections()
        action()

    await sync_to_async(call, thread_sensitive=thread is None, executor=thread)()


async def _fault_of(
    work: Coroutine[Any, Any, None], ended: asyncio.Event | None = None
) -> BaseException | None:
    """What made the work fail, if it did; at the end it is cancelled, and waited for."""
    tasks = [asyncio.create_task(work)]
    if ended:
        tasks.append(asyncio.create_task(_wait_for(ended)))
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    return None if tasks[0].cancelled() else tasks[0].exception()


async def _wait_for(ended: asyncio.Event) -> None:
    await ended.wait()


async def _pause(seconds: float, ended: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), max(0, seconds))


def _growing() -> Iterator[int]:
    """The gaps between tries, in seconds: 1, 2, 4 … and the longest for ever."""
    gap = 1
    while True:
        yield gap
        gap = min(2 * gap, LONGEST_GAP)


def _said(fault: BaseException | None) -> str:
    """A fault on one line, in the words of PostgreSQL's client where there are any."""
    said = (fault and fault.__cause__) or fault or "the connection to the database was closed"
    return (str(said).strip() or type(said).__name__).splitlines()[0]


def _trace(fault: BaseException | None) -> BaseException | None:
    """The fault whose traceback is worth a look; that of a lost connection says nothing."""
    return None if is_loss(fault) else fault


def _is_no_loss(record: logging.LogRecord) -> bool:
    return not (record.exc_info and is_loss(record.exc_info[1]))
