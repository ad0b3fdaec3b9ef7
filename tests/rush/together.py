"""Many at once: threads that start together, each on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections

from impplus.queries.refusals import Refusal


def at_once[R](acts: Sequence[Callable[[], R]], threads: int) -> list[R | type[Refusal]]:
    """Do all of it in so many threads that begin together; a refusal is answered by its type.

    `acts` are at least as many as `threads`, and each thread has a connection to the database.
    """
    ready = Barrier(threads)
    share = [acts[number::threads] for number in range(threads)]

    def do(mine: Sequence[Callable[[], R]]) -> list[R | type[Refusal]]:
        connection.ensure_connection()
        ready.wait(timeout=120)
        try:
            return [_answer(act) for act in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return [answer for answers in pool.map(do, share) for answer in answers]


def _answer[R](act: Callable[[], R]) -> R | type[Refusal]:
    try:
        return act()
    except Refusal as refusal:
        return type(refusal)
