"""No installation ever runs without one of its guards."""

import pytest
from pytest_django import Settings

from impplus.actions import places
from rehearsal import weakened
from rehearsal.__main__ import WAYS


def test_production_refuses_to_be_weakened(settings: Settings) -> None:
    settings.PRODUCTION = True
    before = places._TAKE
    with pytest.raises(SystemExit, match="Production mode refuses"):
        weakened.weaken("guard")
    assert "FOR UPDATE" in before == places._TAKE


def test_what_can_be_asked_for_is_what_there_is() -> None:
    assert tuple(weakened.WAYS) == WAYS


def test_no_installed_package_holds_the_rehearsal() -> None:
    said = (weakened.settings.PROJECT / "pyproject.toml").read_text()
    assert 'module-root = ""' in said
    assert "module-name" not in said  # so only the package impplus is built
