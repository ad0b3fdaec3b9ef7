"""The manager's pages of orders: a dry run, a proposal, another manager's signature, and the files gone through one by one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from impplus.actions import executions, halts
from impplus.queries import clock
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Event, Execution, Halt, User
from impplus.rules.orders import Order
from tests.desk.conftest import Made
from tests.ordered import InForce, shown
from tests.people import signed_in
from tests.post import Killed


@pytest.fixture
def three(many: Made, in_force: InForce, amina: User, bela: User) -> Execution:
    """Three received files, and the suspension of all three, signed."""
    many(3)
    order = in_force("suspended")
    execution = executions.propose(order, seen=shown(order), by=amina)
    executions.sign(execution, by=bela)
    return execution


def test_a_worker_that_is_killed_leaves_no_file_half_done_and_the_next_goes_on(
    three: Execution, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspend, done = halts.suspend, list[int]()

    def killed(application: Application, execution: Execution, order: Order) -> None:
        suspend(application, execution, order)
        done.append(application.pk)
        if len(done) == 2:
            raise Killed

    monkeypatch.setitem(executions._ACTS, "suspend", killed)  # type: ignore[arg-type]
    with pytest.raises(Killed):
        executions.go_on()
    assert (Halt.objects.count(), Application.objects.filter(status="suspended").count()) == (1, 1)
    executions.go_on()
    three.refresh_from_db()
    assert (three.status, Halt.objects.count()) == ("done", 3)
    assert Event.objects.filter(noun="application", verb="suspend").count() == 3
    assert {one.left_out for one in three.files.all()} == {""}


def test_what_cannot_be_done_to_one_file_holds_up_no_other(
    three: Execution, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = three.files.all()
    Application.objects.filter(pk=first.application_id).update(status="withdrawn")
    suspend = halts.suspend

    def broken(application: Application, execution: Execution, order: Order) -> None:
        suspend(application, execution, order)
        if application.pk == second.application_id:
            raise LookupError

    monkeypatch.setitem(executions._ACTS, "suspend", broken)  # type: ignore[arg-type]
    executions.go_on()
    three.refresh_from_db()
    assert three.status == "done"
    assert [one.left_out for one in three.files.all()] == ["moved-on", "fault", ""]
    states = [Application.objects.get(pk=one.application_id).status for one in three.files.all()]
    assert states == ["withdrawn", "submitted", "suspended"]
    assert Halt.objects.get().application_id == third.application_id


def words(page: str) -> str:
    return " ".join(page.split())


def test_a_manager_sees_which_files_an_order_touches_and_nothing_is_done_yet(
    many: Made, in_force: InForce, amina: User, bela: User
) -> None:
    files, order = many(3), in_force("suspended")
    browser, page = signed_in(amina), reverse("desk:order", args=[order.key])
    listed = browser.get(reverse("desk:orders")).content.decode()
    assert f'href="{page}"' in listed
    there = browser.get(page).content.decode()
    assert "An invented order: suspended." in there
    assert all(one.number in there.replace("\u2011", "-") for one in files)
    assert browser.post(page, {"seen": "3"}).status_code == 422
    assert browser.post(page, {"seen": shown(order)}).url == page
    execution = Execution.objects.get()
    settle = reverse("desk:settle-order", args=[order.key, execution.pk])
    own = browser.post(settle, {"sign": "1"})
    assert own.status_code == 409
    assert "Another manager must sign it." in own.content.decode()
    assert 'name="sign"' not in browser.get(page).content.decode()
    other = signed_in(bela)
    for first in ("work", "orders"):
        said = other.get(reverse(f"desk:{first}")).content.decode()
        assert (f'href="{page}"' in said, "another manager must sign" in said) == (True, True)
    assert 'name="sign"' in other.get(page).content.decode()
    assert [other.post(settle, {"sign": "1"}).status_code for _ in range(2)] == [302, 302]
    executions.go_on()
    assert Application.objects.filter(status="suspended").count() == 3
    assert "3 of 3 files are done" in words(browser.get(page).content.decode())


@pytest.mark.parametrize(
    ("effect", "columns", "read", "unread"),
    [
        ("suspended", {}, "suspended the processing of your application", "lasts until the end of"),
        ("terminated", {"fees_repaid": True}, "we refund $830.00", "fees are not repaid"),
        ("terminated", {"fees_repaid": False}, "fees are not repaid", "we refund"),
    ],
)
def test_what_is_signed_stands_first_its_files_their_number_the_law_and_the_letter(
    effect: str,
    columns: dict[str, bool],
    read: str,
    unread: str,
    many: Made,
    in_force: InForce,
    amina: User,
    bela: User,
) -> None:
    first, *_others = many(3)
    order = in_force(effect, **columns)
    execution = executions.propose(order, seen=shown(order), by=amina)
    Application.objects.filter(pk=first.pk).update(status="withdrawn")
    many(1)  # came later, and is no part of what is signed
    browser = signed_in(bela)
    page = words(browser.get(reverse("desk:order", args=[order.key])).content.decode())
    signed, _button, after = page.partition('name="sign"')
    assert [one in signed for one in ("87.301", ": 3 files", read, str(order.text.en))] == [
        True
    ] * 4
    assert "1 of these files has moved on since it was proposed" in signed
    assert (unread in signed, "Files that it touches today" in after) == (False, False)
    listed = browser.get(reverse("desk:order-files", args=[order.key, execution.pk]))
    rows = b"".join(listed.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert rows[0].removeprefix("\ufeff") == "Application,Received on,Status"
    assert [row.split(",")[0] for row in rows[1:]] == [
        one.application.number for one in execution.files.all()
    ]
    assert rows[1].endswith("Withdrawn")


def test_of_an_order_whose_days_are_over_nothing_is_signed_and_a_press_without_a_word_drops_nothing(
    many: Made, in_force: InForce, this_day: date, amina: User, bela: User
) -> None:
    many(1)
    order = in_force("suspended", until=this_day)
    execution = executions.propose(order, seen=shown(order), by=amina)
    settle, other = reverse("desk:settle-order", args=[order.key, execution.pk]), signed_in(bela)
    assert other.post(settle).status_code == 302
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(WrongMoment) as over:
        executions.sign(execution, by=bela)
    assert over.value.text == executions.OVER
    execution.refresh_from_db()
    assert execution.status == "proposed"
    executions.sign(execution, by=bela)


def test_of_as_many_other_files_than_were_shown_nothing_is_proposed(
    many: Made, in_force: InForce, amina: User
) -> None:
    first, _second = many(2)
    order = in_force("suspended")
    Application.objects.filter(pk=first.pk).update(status="withdrawn")
    seen = shown(order)
    Application.objects.update(status="submitted")
    Application.objects.filter(pk=_second.pk).update(status="withdrawn")
    assert (
        signed_in(amina).post(reverse("desk:order", args=[order.key]), {"seen": seen}).status_code
        == 422
    )
    assert Execution.objects.count() == 0


def test_a_proposal_can_be_dropped_and_no_order_is_said_plainly(
    many: Made, in_force: InForce, amina: User
) -> None:
    browser = signed_in(amina)
    assert "We know of no order" in browser.get(reverse("desk:orders")).content.decode()
    many(1)
    order = in_force("suspended")
    execution = executions.propose(order, seen=shown(order), by=amina)
    settle = reverse("desk:settle-order", args=[order.key, execution.pk])
    assert [browser.post(settle, {"drop": "1"}).status_code for _ in range(2)] == [302, 302]
    execution.refresh_from_db()
    assert execution.status == "dropped"
    assert browser.get(reverse("desk:order", args=["no-such"])).status_code == 404
