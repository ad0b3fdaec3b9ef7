"""Pages of errors and SQL are for whoever asks for them on their own machine; production never has them."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("environment", "debugging"), [({}, "False"), ({"IMPPLUS_DEBUG": "1"}, "True")]
)
def test_only_who_asks_on_their_own_machine_debugs(
    environment: dict[str, str], debugging: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from impplus import settings; print(settings.DEBUG)"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == debugging
