"""Alice, Lucie and Karim read the pages of one file, each addressed as who they are."""

from io import BytesIO

from django.test import Client
from django.urls import reverse

from impplus.actions import correspondence, documents, letters, reviews
from impplus.records.models import Application, Delegation, Mandate, Person, User
from tests import people
from tests.portal import pages
from tests.portal.own import text


def at(name: str, file: Application) -> str:
    return reverse(f"portal:{name}", args=[file.number])


def test_lucie_reads_for_whom_she_acts_and_alice_does_not(
    lucies: Client, alices: Client, mandate: Mandate, draft: Application
) -> None:
    for name in ("tasks", "family"):
        assert "You act for Alice Benali." in text(lucies.get(at(name, draft)))
        assert "You act for" not in text(alices.get(at(name, draft)))
    step = reverse("portal:step", args=[draft.number, "home"])
    assert "Where does Alice Benali live?" in text(lucies.get(step))
    assert "Where do you live?" in text(alices.get(step))


def test_what_is_asked_of_alice_is_not_asked_of_lucie(
    mandate: Mandate, lucies: Client, alices: Client, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    reviews.ask(Application.objects.get(), text="Why?", document="", days=30, by=olivia)
    hers, clients = (
        text(alices.get(at("status", submitted))),
        text(lucies.get(at("status", submitted))),
    )
    assert (
        "Your turn: one question" in hers,
        "Your turn: one question" in clients,
    ) == (
        True,
        False,
    )
    assert "We need something from Alice Benali" in clients
    assert "Written in English by the officer" not in hers


def test_messages_say_you_to_alice_and_her_name_to_lucie(
    mandate: Mandate, lucies: Client, alices: Client, submitted: Application, alice: User
) -> None:
    letters.send_owed()
    correspondence.write(Application.objects.get(), text="Bonjour", by=alice, language="fr")
    hers, clients = (text(browser.get(at("messages", submitted))) for browser in (alices, lucies))
    assert f"You and {mandate.lawyer.name} are told of it by e-mail." in hers
    assert "Alice Benali and you are told of it" in clients
    assert ("The applicant" in hers, "The applicant" in clients) == (False, False)
    assert "Alice Benali ·" in clients


def test_lucie_stops_representing_where_alice_cancels(
    mandate: Mandate, lucies: Client, alices: Client, submitted: Application
) -> None:
    hers, clients = (
        text(one.get(pages.address("end-mandate", submitted))) for one in (alices, lucies)
    )
    for said in ("Stop representing this person?", "Stop representing", "Go on representing"):
        assert (said in hers, said in clients) == (False, True)
    for said in ("Cancel this appointment?", "Keep the representative"):
        assert (said in hers, said in clients) == (True, False)
    hers, clients = (text(one.get(at("changes", submitted))) for one in (alices, lucies))
    said = "Appoint a representative, or cancel the appointment"
    assert (said in hers, said in clients) == (True, False)


def test_karim_has_a_tab_for_his_messages(his: Client, submitted: Application) -> None:
    page = his.get(at("my-part", submitted)).content.decode()
    tabs = page[page.index('class="tabs"') : page.index("</nav>", page.index('class="tabs"'))]
    assert f'href="{at("messages", submitted)}"' in tabs


def test_what_karim_sends_privately_is_told_without_what_or_how_much(
    his: Client, given: Delegation, karim: Person, alices: Client, submitted: Application
) -> None:
    assert given.account is not None
    for words in ("one", "two"):
        documents.upload(
            documents.SentFor(submitted, person=karim, key="passport"),
            name="p.pdf",
            content=BytesIO(people.a_pdf(words)),
            by=given.account,
        )
    page = at("status", submitted)
    assert "2 documents were received" in text(alices.get(page))
    submitted.delegations.update(private=True)
    shown = text(alices.get(page))
    said = "Something was received for a part that is kept private."
    assert (shown.count(said), "documents were received" in shown) == (1, False)
