"""Applications on paper and those that are submitted online take the last places together, in one order."""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from impplus.actions import applications, candidates, registrations
from impplus.actions.log import number as number_all
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import proofs
from impplus.queries.refusals import CapReached, NotUnderstood
from impplus.queries.registering import look_of
from impplus.records.models import Application, Assistance, Place, Receipt, User
from tests.people import as_csv, ready_drafts, row, small_intake
from tests.rush.together import at_once

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]


def test_those_who_submit_and_those_whose_paper_arrives_share_the_last_places_in_one_order(
    mathieu: User, olivia: User, this_day: date
) -> None:
    small_intake(this_day, 5)
    lines = [row(900 + number, this_day) for number in range(4)]
    candidates.import_csv(as_csv(*lines), by=mathieu)
    drawn = held_rounds.draw(IMP_PLUS, size=4, seed="32", by=mathieu).invitations.all()
    papers = [
        partial(
            registrations.register,
            IMP_PLUS,
            letter={
                "code": one.code,
                "csq_number": one.candidate.csq_number,
                "born": one.candidate.born,
            },
            email=(email := f"paper-{number}@example.test"),
            language="fr",
            signature="Gina Roy",
            look=look_of(one.code, email=email, signature="Gina Roy", account=None, by=olivia),
            why="disability",
            means="on paper",
            by=olivia,
        )
        for number, one in enumerate(drawn)
    ]
    online = [
        partial(applications.receive, draft.number, signature="Alice Benali", by=draft.applicant)
        for draft in ready_drafts(4, this_day)
    ]
    answers = at_once([act for pair in zip(papers, online, strict=True) for act in pair], 8)
    received = [one for one in answers if isinstance(one, Receipt)]
    assert len(received) == 5
    assert Counter(one for one in answers if one not in received) <= Counter(
        {CapReached: 3, NotUnderstood: 3}
    )
    number_all()
    ordered = sorted(received, key=lambda one: one.received_at)
    orders = [logged.order for one in ordered if (logged := proofs.of(one.application))]
    assert orders == [1, 2, 3, 4, 5]
    assert Place.objects.exclude(application=None).count() == 5
    assert (
        Assistance.objects.count()
        == Application.objects.filter(assistance__isnull=False, received_at__isnull=False).count()
    )
