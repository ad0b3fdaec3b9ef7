"""Every act upon a file, tried by who may not and at each moment that the state table leaves out."""

from datetime import date
from typing import Any

import pytest

from impplus.actions import mandates
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, Firm, Person, User
from impplus.rules.lifecycle import MOVES, STATUSES, Role, move_of
from tests import people
from tests.actions.acts_tried import ACTS, OF_A_FILE, UPON_A_FILE, WITHOUT_A_MOMENT
from tests.actions.world import World, written
from tests.kept import kept
from tests.site import undone


@pytest.fixture
@kept
def world(
    examined: Application,
    alice: User,
    lucie: User,
    olivia: User,
    mathieu: User,
    amina: User,
    firm: Firm,
    this_day: date,
) -> World:
    """Alice's file with a member just declared, in which Lucie acts for her."""
    mandates.give(examined, lawyer=lucie, signature="Alice Benali", by=alice)
    Person.objects.create(application=examined, position=9)
    roles: dict[Role, User | None] = {
        Role(who.role): who for who in (alice, lucie, olivia, mathieu, amina)
    }
    return World(application=examined, roles=roles, firm=firm, on=this_day)


def moved(world: World, status: str) -> None:
    """Put the file in a status behind everyone's back."""
    Application.objects.filter(pk=world.application.pk).update(status=status)
    world.application = Application.objects.get(pk=world.application.pk)


@pytest.mark.parametrize(("noun", "verb"), ACTS)
def test_an_act_is_refused_to_whoever_may_not_do_it(
    noun: str, verb: Any, world: World, bob: User, firm: Firm
) -> None:
    row = move_of(noun, verb)
    paul = people.user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", firm)
    about_a_file = noun == "application" or noun in OF_A_FILE
    moved(world, row.start[0] if noun == "application" else OF_A_FILE.get(noun, "processing"))
    strangers = [who for who in world.roles.values() if who and who.role not in row.who]
    before = written()
    for stranger in [*strangers, *((bob, paul) if about_a_file and verb != "take" else ())]:
        with undone():
            with pytest.raises(NotYours):
                ACTS[noun, verb](world, stranger)
            assert written() == before


@pytest.mark.parametrize("verb", [one for one in UPON_A_FILE if one not in WITHOUT_A_MOMENT])
def test_an_act_has_the_moments_of_the_state_table(verb: Any, world: World) -> None:
    row = move_of("application", verb)
    for status in (one.key for one in STATUSES if one.noun == "application"):
        if status in row.start:
            continue
        for role in row.who:
            with undone():
                moved(world, status)
                before = written()
                hidden = (role == Role.FEDERAL and status == "draft") or status == "destroyed"
                hidden |= (verb, role) == ("upload", Role.FEDERAL)  # but the signed paper
                if role == Role.MANAGER:  # who hands over none but by giving out
                    hidden = verb == "hand-over"
                with pytest.raises(NotYours if hidden else WrongMoment):
                    UPON_A_FILE[verb](world, world.roles[role])
                assert written() == before


def test_every_act_upon_a_file_is_tried() -> None:
    by_people = {
        row.verb for row in MOVES if row.noun == "application" and set(row.who) != {Role.SYSTEM}
    }
    besides = {"start", "look", "destroy", "find-virus"}  # with its account; while a file is sent
    # Once a passport was reported: tests/portal/test_renewed_passports.py; of what came on paper: tests/desk/test_typed.py; with a
    # request: tests/portal/test_reconsiderations.py; upon those who were left for later: tests/actions/test_rest_ends.py.
    besides |= {"upload-passport", "type-in", "upload-to-reconsider"}
    besides |= {"approve-part", "decide-members", "withdraw-members", "end-rest", "resume-rest"}
    besides |= {"complete-decision"}
    assert UPON_A_FILE.keys() == by_people - besides
