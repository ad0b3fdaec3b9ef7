"""Whether a run of the tests can begin, and needs Django: a plugin of pytest, read before anything else.

Tests of the folders below are pure. A run of these alone knows no framework and no database; any other run
has the plugins that set up Django and make the people of the tests.
"""

import gc
import os
from importlib import import_module
from pathlib import Path

import pytest

from impplus.rules.folder import BadFolder

HERE = Path(__file__).parent
# Where files lie in memory, and what makes it fit: enough room, and programs may be run there.
MEMORY = Path("/dev/shm")
ROOM = 3 * 2**30  # bytes
PURE = [HERE / name for name in ("words", "rules", "programmes", "telling")]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """The folders' own conftest files import what Django must be set up for."""
    read_programmes("impplus.programmes")
    if memory := in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)
    named = early_config.known_args_namespace.file_or_dir
    if not named or not all(map(is_pure, named)):
        for plugin in (
            "tests.site",
            "tests.people",
            "tests.officers",
            "tests.ordered",
            "tests.closed",
            "tests.left",
            "tests.post",
            "tests.at_work",
        ):
            early_config.pluginmanager.import_plugin(plugin)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: to look through it for garbage again and again took a tenth of the time.

    What a test makes is mostly gone with its last name: it is looked through seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: many a test waits, for a poor line, a killed part or the database."""
    return (os.cpu_count() or 1) + 1


def in_memory() -> str | None:
    """A folder whose files no disk is waited for: each that the site or the card simulator acknowledges is flushed."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return None
    held = os.statvfs(MEMORY)
    fits = held.f_bavail * held.f_frsize >= ROOM and not held.f_flag & os.ST_NOEXEC
    return str(MEMORY) if fits else None


def read_programmes(module: str) -> None:
    """Import the programmes of the tests; a folder that is wrong ends the run once, with each fault said."""
    try:
        import_module(module)
    except BadFolder as bad:
        raise pytest.UsageError(*str(bad).splitlines()) from None


def is_pure(named: str) -> bool:
    """Whether what the command line names lies in a folder of pure tests."""
    path = Path(named.split("::", maxsplit=1)[0]).resolve()
    return any(path.is_relative_to(folder) for folder in PURE)
