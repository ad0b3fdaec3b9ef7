"""Wherever the sequencer is killed, the log goes on from there: every event once, every receipt proved, nothing taken back."""

from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import settings as drawn, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytest_django import Settings

from impplus.actions import applications, checkpoints, moves
from impplus.actions.checkpoints import NotCosigned
from impplus.outside import log_files
from impplus.queries import log, proofs
from impplus.queries.log_check import check
from impplus.records.models import Application, Event, Intake
from impplus.rules.lifecycle import Role
from impplus.rules.notes import SignedNote
from impplus.rules.receipt_file import receipt_file_of, verified
from tests.people import ready_drafts
from tests.post import Killed

WRITTEN = log_files.write


class Sequencing(RuleBasedStateMachine):
    """Applications come and go while the sequencer works, dies between any two files, and has no witness."""

    settings: Settings
    folder: Path
    number = count()

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        kept = self.settings.STORAGES
        own = kept["log"]["OPTIONS"] | {"location": self.folder / str(next(self.number))}
        self.settings.STORAGES = kept | {"log": kept["log"] | {"OPTIONS": own}}
        self.here = list(Application.objects.filter(status="draft"))
        self.received = list[Application]()
        self.orders = dict[int, int]()
        self.earlier = list[SignedNote]()

    def teardown(self) -> None:
        try:
            checkpoints.tend()
            self.all_is_published()
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def all_is_published(self) -> None:
        """Every event stands in the log once, and every receipt has its order and its proof."""
        found = check(self.earlier)
        events = Event.objects.count()
        assert (found.faults, found.size, found.events) == ([], events, events)
        for order, one in enumerate(self.received, start=1):
            logged = proofs.of(one)
            assert logged.order == order
            assert verified(receipt_file_of(logged.file), log.policy())[0].size <= events

    @rule()
    def receive(self) -> None:
        if self.here:
            one = self.here.pop()
            applications.submit(one, signature="Alice Benali", by=one.applicant)
            self.received.append(one)

    @rule(which=st.integers(0, 3))
    def withdraw(self, which: int) -> None:
        mine = [one for one in self.received if one.status == "submitted"]
        if mine:
            one = mine[which % len(mine)]
            applications.withdraw(one, by=one.applicant)

    @rule()
    def work(self) -> None:
        checkpoints.tend()

    @rule()
    def work_without_a_witness(self) -> None:
        with override_settings(LOG_QUORUM=1), suppress(NotCosigned):
            checkpoints.tend()

    @rule(files=st.integers(0, 4), after=st.booleans())
    def work_until_killed(self, files: int, after: bool) -> None:
        """The sequencer is killed before or after a file is written, with something to write."""
        moves.log("page", None, "look", role=Role.FEDERAL, by=None)
        left = count(files, -1)

        def write(path: str, held: bytes) -> None:
            last = next(left) == 0
            if after or not last:
                WRITTEN(path, held)
            if last:
                raise Killed

        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(log_files, "write", write)
            checkpoints.tend()

    @invariant()
    def nothing_is_taken_back(self) -> None:
        """No checkpoint that was published is contradicted later, and an order that was given stays."""
        note = log.published()
        if note and note not in self.earlier:
            self.earlier.append(note)
        if note and log.policy():  # one that was stored is shown a moment later
            assert [kind for kind, _ in check(self.earlier).faults if kind != "checkpoint"] == []
        for one in self.received:
            logged = proofs.of(one)
            if logged and logged.order:
                assert self.orders.setdefault(one.pk, logged.order) == logged.order


@pytest.fixture
def sequencing(
    intake: Intake, this_day: date, settings: Settings, tmp_path: Path
) -> type[Sequencing]:
    """The machine, with four people who are ready, and a log of its own."""
    ready_drafts(4, this_day)
    facts = {"settings": settings, "folder": tmp_path}
    return type("Sequenced", (Sequencing,), facts)


def test_wherever_it_is_killed_the_log_goes_on_and_takes_nothing_back(
    sequencing: type[Sequencing],
) -> None:
    run_state_machine_as_test(sequencing, settings=drawn(max_examples=25, stateful_step_count=15))
