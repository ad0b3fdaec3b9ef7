"""Pages of errors and SQL are for whoever asks for them on their own machine; production never has them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import keys
from tests.deploy.test_keys import PRODUCTION


@pytest.mark.parametrize(
    ("environment", "debugging"),
    [
        ({}, "False"),
        ({"IMPPLUS_DEBUG": "1"}, "True"),
        ({"IMPPLUS_DEBUG": "1"} | PRODUCTION, "False"),
    ],
    ids=["usual", "asked for", "production"],
)
def test_only_who_asks_on_their_own_machine_debugs(
    environment: dict[str, str], debugging: str, tmp_path: Path
) -> None:
    keys.make_missing(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", "from impplus import settings; print(settings.DEBUG)"],
        env=os.environ | {"IMPPLUS_VAR": str(tmp_path), "KEYS_FOLDER": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == debugging
