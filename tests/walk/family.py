"""What Alice's husband does at his own browser: he takes his part, reads it, and signs."""

from impplus.queries.delegations import link_of
from impplus.records.models import Delegation, Person, Signature
from tests import people
from tests.walk import errands
from tests.walk.visitor import Visitor

HIS_EMAIL = "karim.new@example.test"


def gives_her_husband_his_part(visitor: Visitor, number: str) -> None:
    """Alice sends Karim a link to his own part."""
    errands.opens(visitor, "portal:own-part", number, str(_husband().pk))
    visitor.fill({"email": HIS_EMAIL, "language": visitor.language})
    visitor.send("main form#form button")
    assert visitor.page.locator("main .card.now").count() == 1


def her_husband_signs(visitor: Visitor, number: str) -> None:
    """Karim opens his link, opens an account, takes his part, reads it and signs; nothing else is there for him."""
    link = link_of(Delegation.objects.get())
    errands.opens(visitor, "portal:join", link)
    visitor.press("main .actions a.button")
    visitor.fill({"email": HIS_EMAIL, "password1": people.PASSWORD})
    visitor.send()
    errands.opens_message(visitor, 0)
    visitor.press(".panel a")
    visitor.send()
    errands.opens(visitor, "portal:join", link)
    visitor.fill({"born": _husband().born, "agreed": True})
    visitor.send("main form#form button")
    visitor.press("main .now a.button")
    visitor.fill({"declared": True, "signature": "Mickey Mouse"})
    visitor.send("main form#form button")
    assert visitor.page.locator(".error-summary").count() == 1
    visitor.fill({"declared": True, "signature": "Karim Idrissi"})
    visitor.send("main form#form button")
    assert Signature.objects.get().name == "Karim Idrissi"
    errands.opens(visitor, "portal:my-part", number)
    visitor.press("header nav li:first-child a")
    assert visitor.page.locator(f'main a[href*="{number}"]').count() == 1


def _husband() -> Person:
    return Person.objects.get(relation="spouse")
