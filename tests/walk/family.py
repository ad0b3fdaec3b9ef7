"""Alice's family at their browsers: whom she declares, and what her husband does at his own."""

from datetime import date

from django.urls import reverse
from django.utils.translation import override

from impplus.actions import messages
from impplus.queries.delegations import link_of
from impplus.records.models import Application, Delegation, Person, Signature
from impplus.rules.form import Answers
from tests import people
from tests.walk import errands
from tests.walk.visitor import Visitor

HIS_EMAIL = "karim.new@example.test"


def who_stays_behind(on: date) -> Answers:
    """What Alice answers about Lina, who stays with her grandmother."""
    child = people.child_answers(on)
    asked = ("relation", "family_name", "nationality", "birth_country", "parents")
    born = {"sex": "F", "born": date(on.year - 3, 2, 9)}
    home = {"address": "4, rue du Puits", "city": "Meknès", "lives_country": "MAR"}
    return {
        **{key: child[key] for key in asked},
        **born,
        "given_names": "Lina",
        "applies_for": "nothing",
        "lives_with_principal": False,
        **home,
    }


def declares_her_family(visitor: Visitor, number: str, on: date) -> None:
    """Alice says of her husband who he is and what he asks for, and all about the children; one of them stays behind."""
    _begins(visitor, number)
    his = people.spouse_answers(on)
    visitor.fill(his)
    visitor.send("main form#form .actions button")
    visitor.fill(his)
    visitor.press("main form#form button[name=_later]")
    for answers in (people.child_answers(on), who_stays_behind(on)):
        _begins(visitor, number)
        errands.fills_the_pages(visitor, answers, _pages(visitor, number))
    errands.opens(visitor, "portal:family", number)
    visitor.says("Lina Idrissi")
    declared = Application.objects.get().people.all()
    assert {one.given_names: one.answers.get("applies_for") for one in declared} == {
        "Alice": None,
        "Karim": "work-permit",
        "Sami": "study-permit",
        "Lina": "nothing",
    }


def gives_her_husband_his_part(visitor: Visitor, number: str) -> None:
    """Alice sends Karim a link to his own part."""
    errands.opens(visitor, "portal:own-part", number, str(husband().pk))
    visitor.fill({"email": HIS_EMAIL, "language": visitor.language})
    visitor.send("main form#form button")
    assert visitor.page.locator("main .card.now").count() == 1


def her_husband_takes_his_part(visitor: Visitor, number: str, on: date) -> None:
    """Karim opens his link, opens an account, takes his part, answers, and sends his documents."""
    link = link_of(Delegation.objects.get())
    errands.opens(visitor, "portal:join", link)
    visitor.press("main .actions a.button")
    visitor.fill({"email": HIS_EMAIL, "password1": people.PASSWORD})
    visitor.send()
    messages.send_owed()
    errands.opens_message(visitor, 0)
    visitor.press(".panel a")
    visitor.send()
    errands.opens(visitor, "portal:join", link)
    visitor.fill({"born": husband().born, "agreed": True})
    visitor.send("main form#form button")
    visitor.press("main .now a.button")
    errands.fills_the_pages(visitor, people.spouse_answers(on), _pages(visitor, number))
    errands.sends_documents(visitor, number)


def her_husband_signs(visitor: Visitor, number: str) -> None:
    """Karim reads what he declares and signs with his name and no other; nothing else is there for him."""
    errands.opens(visitor, "portal:my-part", number)
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


def husband() -> Person:
    """Karim, as Alice declared him."""
    return Person.objects.get(relation="spouse")


def _begins(visitor: Visitor, number: str) -> None:
    """The first page about one more member of the family."""
    errands.opens(visitor, "portal:family", number)
    visitor.press("main .actions a.button")


def _pages(visitor: Visitor, number: str) -> str:
    """Where the addresses of the pages about members begin."""
    with override(visitor.language):
        return reverse("portal:family", args=[number])
