"""Whether a run of the tests needs Django: a plugin of pytest, read before anything else.

Tests of the folders below are pure. A run of these alone knows no framework and no database; any other run
has the plugins that set up Django and make the people of the tests.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
PURE = [HERE / name for name in ("words", "rules", "programmes", "telling")]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """The folders' own conftest files import what Django must be set up for."""
    named = early_config.known_args_namespace.file_or_dir
    if not named or not all(map(is_pure, named)):
        for plugin in ("tests.site", "tests.people"):
            early_config.pluginmanager.import_plugin(plugin)


def is_pure(named: str) -> bool:
    """Whether what the command line names lies in a folder of pure tests."""
    path = Path(named.split("::", maxsplit=1)[0]).resolve()
    return any(path.is_relative_to(folder) for folder in PURE)
