"""Lucie reads the whole of Alice's file: what is said of Alice there says her name, and “you” is Lucie alone."""

import html
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import override

from impplus.actions import applications, correspondence, letters, mandates, reviews
from impplus.portal.answers import page_of
from impplus.queries.file import file_of
from impplus.records.models import Application, Mandate, User
from impplus.words.text import LANGUAGES
from tests.doors.addresses import names
from tests.portal.own import parts_of

YOU = {
    "en": re.compile(r"\b(you|your|yours|yourself|my|mine|me|I)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(vous|votre|vos|vôtres?|mes|mon|ma|je|moi)\b|\bj’", re.IGNORECASE),
}
# What is said to whoever prepares a file and presses its buttons, a representative too.
TO_WHO_PREPARES = {
    "en": re.compile(
        r"^You act for|^you, or the applicant$|^The office writes to|means Alice Benali there|^Applications that you represent|^E-mails to you"
        r"|was sent to you yet|, your time|^Your time:|you can correct any answer|^Only if you have any|and you are told of it|you prepared|I need |Until which day do you need"
        r"|Why do you need more time|You may ask for more time|answer what you can|Your (answer|message)$"
        r"|You can (choose several|close this page|go on|send another|still write)|you can add a file|What you send"
        r"|once you choose the same file again|until you send it|[Ww]hat you typed|Your session has ended|^Only if you want"
        r"|It stays in your account|It does not stop you|They do not stop you|You see what it would change"
        r"|the card you paid with|You can stop at any time|We remind you by e-mail|Whom you can reach|You no longer see this file"
    ),
    "fr": re.compile(
        r"^Vous agissez pour|^vous, ou la personne qui présente la demande$|désigne Alice Benali|^Demandes que vous représentez|^Courriels qui vous|vous a encore été envoyé"
        r"|, votre heure|^Votre heure\s?:|vous pouvez corriger n’importe quelle réponse|Un courriel vous en avise|J’ai besoin de|Pourquoi vous faut-il|Vous pouvez demander un délai"
        r"|répondez à ce que vous pouvez|^Votre (réponse|message)$|[Vv]ous pouvez (en choisir|fermer|continuer|encore écrire)"
        r"|vous pouvez ajouter un fichier|Vous pourrez envoyer|Ce que vous envoyez|dès que vous choisissez|avant que vous l’envoyiez"
        r"|[Cc]e que vous avez (écrit|inscrit)|Votre session a pris fin|^Seulement si vous|reste dans votre compte"
        r"|ne vous empêche pas|Vous voyez ce qu’il modifierait|Vous ne voyez plus ce dossier|rendez-vous|Vous pouvez vous arrêter|Nous vous le rappelons|À qui vous adresser"
    ),
}
# What is quoted: a letter, what was asked and received, what an officer or somebody of the family wrote, and what is typed.
QUOTED = re.compile(
    r"<summary><b>(?:Everything that was sent|Tout ce qui a été envoyé)</b>.*|"
    r"<article.*?</article>|<textarea.*?</textarea>|<script.*?</script>|<(\w+)[^>]* lang=\"[a-z-]+\".*?</\1>",
    re.DOTALL,
)


def said_in(page: HttpResponse, language: str) -> Iterator[str]:
    """Each piece of what the site itself says in the middle of a page that has a word of the second person, or the first."""
    body = page.content.decode()
    body = body[body.index("<main") : body.index("</main>")]
    for piece in re.split(r"<[^>]+>|(?<=[.?!:]) ", QUOTED.sub("", body)):
        said = " ".join(html.unescape(piece).split())
        if YOU[language].search(said) and not TO_WHO_PREPARES[language].search(said):
            yield said


def walked(browser: Client, application: Application, language: str) -> set[str]:
    """The same of every page of an application that this browser opens."""
    found = set[str]()
    with override(language):
        for there in dict.fromkeys(_addresses(application)):
            page = browser.get(there)
            if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
                found |= {f"{there} {one}" for one in said_in(page, language)}
    return found


def _addresses(application: Application) -> Iterator[str]:
    if application.status == "draft":
        for sheet in file_of(application).sheets:
            yield from (page_of(sheet.person, step) for step in sheet.asked)
    for person in application.people.all():
        known = parts_of(application, person)
        for name in names(get_resolver("impplus.portal.urls").url_patterns):
            yield reverse(f"portal:{name}", args=known.get(name, [application.number]))
    for letter in application.letters.all():
        yield reverse("portal:letter", args=[application.number, letter.pk])


@pytest.mark.parametrize("language", LANGUAGES)
def test_lucie_is_not_addressed_as_alice_in_a_draft(
    lucies: Client, ready_draft: Application, alice: User, lucie: User, language: str
) -> None:
    mandates.give(ready_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    lucie.language = language
    lucie.save()
    assert walked(lucies, ready_draft, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_a_file_that_was_received(
    lucies: Client,
    mandate: Mandate,
    submitted: Application,
    alice: User,
    olivia: User,
    lucie: User,
    language: str,
) -> None:
    lucie.language = language
    lucie.save()
    letters.send_owed()
    reviews.take_oldest(by=olivia)
    file = Application.objects.get()
    reviews.ask(file, text="Pourquoi?", document="passport", days=30, by=olivia)
    correspondence.write(file, text="Bonjour", by=alice, language="fr")
    assert walked(lucies, file, language) == set()


@pytest.mark.parametrize("end", ["returned", "withdrawn"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_one_that_came_to_an_end(
    lucies: Client,
    mandate: Mandate,
    submitted: Application,
    alice: User,
    olivia: User,
    lucie: User,
    language: str,
    end: str,
) -> None:
    reviews.take_oldest(by=olivia)
    file = Application.objects.get()
    if end == "withdrawn":
        applications.withdraw(file, by=alice)
    else:
        reviews.return_incomplete(file, reasons="Il manque une page.", by=olivia)
    assert walked(lucies, Application.objects.get(), language) == set()
