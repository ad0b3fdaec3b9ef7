"""The settings name what is there."""

import os
import subprocess
import sys
from pkgutil import resolve_name

import pytest
from django.conf import settings


def test_whatever_the_settings_name_of_this_package_is_there() -> None:
    for name in strings(vars(settings._wrapped)):
        if name.startswith("impplus."):
            resolve_name(name)


def strings(held: object) -> list[str]:
    """The texts of a setting, whatever it is made of."""
    if isinstance(held, dict):
        return [one for value in held.values() for one in strings(value)]
    if isinstance(held, list | tuple):
        return [one for value in held for one in strings(value)]
    return [held] if isinstance(held, str) else []


@pytest.mark.parametrize(
    ("shift", "refused"),
    [("30 days", False), ("-2 hours", False), ("1 day", False), ("soon", True), ("9 years", True)],
)
def test_a_shift_of_the_clock_that_is_none_is_refused_at_once(shift: str, refused: bool) -> None:
    command = [sys.executable, "-c", "import impplus.settings"]
    environment = os.environ | {"CLOCK_SHIFT": shift}
    read = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    sentence = 'CLOCK_SHIFT: write a number of minutes, hours or days, such as "2 hours".'
    assert (sentence in read.stderr, read.returncode) == (refused, int(refused))


def test_a_demonstration_issues_nothing_in_the_name_of_a_country() -> None:
    command = [sys.executable, "-c", "import impplus.settings"]
    environment = os.environ | {"ISSUER": "CAN"}
    read = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "ISSUER: only production issues permits of CAN" in read.stderr
    assert read.returncode == 1
