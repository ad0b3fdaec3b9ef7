"""A place that is taken stays: the database lets nobody delete it or give it to another application."""

from contextlib import nullcontext
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from impplus.records.models import Application, Place
from tests.people import ready_drafts
from tests.site import owner


@pytest.mark.parametrize("as_owner", [False, True], ids=["site", "owner"])
@pytest.mark.parametrize("what", ["deleted", "given"])
def test_a_taken_place_is_not(
    what: str, as_owner: bool, received: Application, this_day: date
) -> None:
    (other,) = ready_drafts(1, this_day)
    place = Place.objects.filter(application=received)
    acts = {"deleted": place.delete, "given": partial(place.update, application=other)}
    with (
        owner() if as_owner else nullcontext(),
        pytest.raises(IntegrityError, match="is taken"),
        transaction.atomic(),
    ):
        acts[what]()
    assert place.count() == 1


def test_a_place_is_given_back_and_a_free_one_taken_away(received: Application) -> None:
    place = Place.objects.get(application=received)
    Place.objects.filter(pk=place.pk).update(application=None)
    Place.objects.filter(pk=place.pk).delete()
    assert not Place.objects.filter(pk=place.pk).exists()
