"""A worker that is quick: while a page waits for it, it goes on with what was asked for."""

import pytest

from impplus.actions import batches
from impplus.desk import batches as pages


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn of the worker in each moment in which a page waits."""

    def turn(_seconds: float) -> None:
        for work in pages.WORKS.values():
            batches.go_on(work)

    monkeypatch.setattr(pages, "sleep", turn)
