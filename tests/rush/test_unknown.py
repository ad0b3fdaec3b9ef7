"""Nobody knows what a COMMIT did: no receipt is given, and asking again finds the receipt or the draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from impplus.actions import applications
from impplus.queries.refusals import OutcomeUnknown
from impplus.records.models import (
    Application,
    Event,
    Intake,
    Invitation,
    Letter,
    Place,
    Receipt,
    User,
)
from tests.desk.test_registrations import registered, typed
from tests.people import signed_in
from tests.rush.wire import Cut, through
from tests.site import owner

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]

SIGNED = {"declared": "on", "signature": "Alice Benali"}
WARN = """RAISE WARNING 'canceling wait for synchronous replication due to user request'
          USING ERRCODE = '01000'"""
DIE = "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5)"


def sql(statement: str) -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def at_commit(what: str) -> Iterator[None]:
    """Inside, PostgreSQL does this at the COMMIT of whoever writes a receipt."""
    sql(f"CREATE FUNCTION at_commit() RETURNS trigger AS $$ BEGIN {what}; RETURN NULL; END $$ "
        "LANGUAGE plpgsql SECURITY DEFINER")  # fmt: skip
    sql("CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON records_receipt DEFERRABLE "
        "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()")  # fmt: skip
    try:
        yield
    finally:
        sql("DROP FUNCTION at_commit CASCADE")


@pytest.fixture
def desk(alice: User) -> Client:
    """Alice's browser."""
    return signed_in(alice)


def press(desk: Client, application: Application) -> tuple[int, str]:
    """The status of the answer to a press on “submit”, and where it leads or its heading."""
    answer = desk.post(f"/en/application/{application.number}/sign/", SIGNED)
    content = answer.content.decode()
    return answer.status_code, answer.get("Location") or content.split("<h1>")[1].split("</h1>")[0]


def check(desk: Client, application: Application) -> str:
    """Where the button of the page that checks leads."""
    answer = desk.post(f"/en/application/{application.number}/sign/check/")
    assert answer.status_code == 302
    return answer["Location"].rsplit("/", 2)[1]


def counted(application: Application) -> tuple[int, int, int, int]:
    """Its receipts, places, submissions and letters of receipt."""
    return (
        Receipt.objects.filter(application=application).count(),
        Place.objects.filter(application=application).count(),
        Event.objects.filter(application=application, verb="submit").count(),
        Letter.objects.filter(application=application, kind="receipt").count(),
    )


CHECKING = (202, "We are checking whether your application was received")


def test_a_database_that_dies_at_commit_leaves_the_draft_and_says_so(
    desk: Client, paid_draft: Application, intake: Intake
) -> None:
    with at_commit(DIE):
        assert press(desk, paid_draft) == CHECKING
        assert counted(paid_draft) == (0, 0, 0, 0)
    assert check(desk, paid_draft) == "sign"
    page = desk.get(f"/en/application/{paid_draft.number}/sign/").content.decode()
    assert "your application was not received, and your draft is as it was" in page
    assert press(desk, paid_draft)[0] == 302
    assert counted(paid_draft) == (1, 1, 1, 1)


def test_a_cancelled_wait_for_the_standby_is_never_acknowledged(
    desk: Client, paid_draft: Application, intake: Intake
) -> None:
    with at_commit(WARN):
        assert press(desk, paid_draft) == CHECKING
    assert counted(paid_draft) == (1, 1, 1, 1)
    assert check(desk, paid_draft) == "receipt"


def test_an_officer_reads_that_a_registration_is_not_known_and_finds_it_by_pressing_again(
    letter: Invitation, olivia: User, intake: Intake
) -> None:
    browser, page = signed_in(olivia), "/en/desk/registration/"
    with at_commit(WARN):
        answer = registered(browser, typed(letter)).content.decode()
    assert "We do not know yet whether this was recorded. Check again in a moment" in answer
    assert ("Nothing was changed" in answer, 'value="Gina Roy"' in answer) == (False, True)
    made = Application.objects.get()
    again = registered(browser, typed(letter)).headers["Location"]
    assert again == f"{page[:9]}files/{made.number}/typed/"
    assert counted(made) == (1, 1, 1, 1)


@pytest.mark.parametrize(("cut", "after"), [("before", "sign"), ("after", "receipt")])
def test_a_line_cut_at_commit_is_resolved_by_asking_again(
    cut: Cut, after: str, desk: Client, paid_draft: Application, intake: Intake, tmp_path: Path
) -> None:
    cuts: list[Cut] = [cut]
    with through(tmp_path, lambda: cuts.pop() if cuts else None):
        assert press(desk, paid_draft) == CHECKING
    assert check(desk, paid_draft) == after
    assert press(desk, paid_draft)[0] == 302
    assert counted(paid_draft) == (1, 1, 1, 1)


def test_a_check_that_is_cut_itself_is_still_checking(
    desk: Client, paid_draft: Application, alice: User, intake: Intake, tmp_path: Path
) -> None:
    cuts: list[Cut] = ["before", "before"]
    with through(tmp_path, lambda: cuts.pop() if cuts else None):
        answer = desk.post(f"/fr/demande/{paid_draft.number}/signature/resultat/")
        assert answer.status_code == 202
        assert "Nous vérifions si votre demande a été reçue" in answer.content.decode()
        with pytest.raises(OutcomeUnknown):
            applications.outcome(paid_draft, by=alice)
    assert applications.outcome(paid_draft, by=alice) is None


def test_whoever_presses_again_instead_gets_the_same_receipt(
    desk: Client, paid_draft: Application, intake: Intake, tmp_path: Path
) -> None:
    cuts: list[Cut] = ["after"]
    with through(tmp_path, lambda: cuts.pop() if cuts else None):
        assert press(desk, paid_draft) == CHECKING
        for _ in range(2):
            status, where = press(desk, paid_draft)
            assert (status, where.rsplit("/", 2)[1]) == (302, "receipt")
    assert counted(paid_draft) == (1, 1, 1, 1)
