"""A decision that said whether it was made in Canada names its office after the migration, and back."""

from datetime import date

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from impplus.actions import roles
from impplus.records.models import Application, Decision, User
from tests.site import owner

BEFORE = ("records", "0005_permits_have_states")


def migrated(to: tuple[str, str] | None) -> Apps:
    """The tables of a migration; of the newest where none is named."""
    executor = MigrationExecutor(connection)
    targets = [to] if to else executor.loader.graph.leaf_nodes("records")
    with owner():
        executor.migrate(targets)
        if to is None:
            roles.grant()
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("in_canada", "office"), [(True, "ircc"), (False, "ircc-abroad")])
def test_the_place_of_a_decision_becomes_its_office(
    in_canada: bool, office: str, submitted: Application, olivia: User, this_day: date
) -> None:
    values = {"outcome": "refused", "decided_on": this_day, "reasons": "R", "rules": "-"}
    try:
        old = migrated(BEFORE).get_model("records", "Decision").objects
        old.create(application_id=submitted.pk, officer_id=olivia.pk, in_canada=in_canada, **values)
        migrated(None)
        assert Decision.objects.get().office == office
        old = migrated(BEFORE).get_model("records", "Decision").objects
        assert old.get().in_canada is in_canada
    finally:
        migrated(None)
