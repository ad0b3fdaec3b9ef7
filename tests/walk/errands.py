"""What each person of the walk does at her browser, one errand a function."""

import re
from datetime import date

from django.urls import reverse
from django.utils.translation import override

from impplus.actions import messages
from impplus.practice.models import Enquiry
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Application, Invitation, Permit, Person, User
from impplus.rules.form import Answers
from tests import people
from tests.walk.answering import answer_with
from tests.walk.visitor import Visitor

EMAIL = "alice.new@example.test"


def looks_around(visitor: Visitor, on: date) -> None:
    """Start page, self-check, fees, places, and a consultation request."""
    visitor.go("/")
    visitor.press(f'main a[href="/{visitor.language}/"]')
    for page in ("fees", "places"):
        visitor.press(visitor.page.locator("footer nav a").nth(1 if page == "fees" else 2))
    checks_herself(visitor, on)
    visitor.press(visitor.page.locator("footer nav a").nth(6))
    visitor.press("main a[href*=tremblay]")
    visitor.fill(
        {
            "name": "Alice Benali",
            "email": EMAIL,
            "language": visitor.language,
            "country": "MAR",
            "has_csq": True,
            "has_letter": True,
            "partner": True,
            "children": "4, 11",
            "message": "Pouvez-vous m’aider?",
        }
    )
    visitor.send()
    assert Enquiry.objects.get().has_letter


def checks_herself(visitor: Visitor, on: date) -> None:
    """The self-check, from the foot of a page to its outcome: she can apply."""
    visitor.press(visitor.page.locator("footer nav a").nth(0))
    answers = {**people.principal_answers(on), "has_letter": True}
    while visitor.page.locator('main input[name="_step"][value="outcome"]').count() == 0:
        visitor.fill(answers)
        visitor.press('main button[value="on"]')
    assert visitor.page.locator(".verdict.done").count() == 1


def signs_in(visitor: Visitor, user: User | str) -> None:
    """With her e-mail and password."""
    visitor.go(f"/{visitor.language}/")
    visitor.press("header nav li:first-child a")
    email = user if isinstance(user, str) else user.email
    visitor.fill({"login": email, "password": people.PASSWORD})
    visitor.send()


def opens_an_account(visitor: Visitor) -> None:
    """Alice signs up and confirms her address by the link that she was sent."""
    visitor.go(f"/{visitor.language}/")
    visitor.press("main .rows li:first-child a")
    visitor.fill({"email": EMAIL, "password1": people.PASSWORD})
    visitor.send()
    messages.send_owed()
    opens_message(visitor, 0)
    visitor.press(".panel a")
    visitor.send()


def opens_message(visitor: Visitor, place: int) -> None:
    """The message at a place of the outbox, newest first."""
    visitor.press(".band a")
    visitor.press(visitor.page.locator("main ul a, main table a, main dl a").nth(place))


def opens_newest_message(visitor: Visitor, to: str) -> None:
    """The newest message to an address."""
    opens(visitor, "public:outbox")
    visitor.press(visitor.page.locator("main tbody tr").filter(has_text=to).locator("a").first)


def follows_link_of_message(visitor: Visitor, to: str, page: str) -> None:
    """The link to a page of the site, by its name, in the newest message to an address."""
    opens_newest_message(visitor, to)
    with override(visitor.language):
        visitor.follow(reverse(page, args=["x"]).removesuffix("x/"))


def binds_her_letter(visitor: Visitor) -> None:
    """With the code that the ministry sent her."""
    opens_message(visitor, 1)
    text = visitor.page.locator("main .panel").inner_text()
    code = re.search(r"(?:[0-9A-Z]{5}-){5}[0-9A-Z]", text)
    assert code
    visitor.press("header nav li:first-child a")
    invitation = Invitation.objects.select_related("candidate").get()
    candidate = invitation.candidate
    visitor.fill({"code": code[0], "csq_number": "Q99999999", "born": candidate.born})
    visitor.send()
    assert visitor.page.locator(".error-summary").count() == 1
    visitor.fill({"csq_number": candidate.csq_number})
    visitor.send()


def opens(visitor: Visitor, page: str, *args: str | int) -> None:
    """Go to a page of the site by its name, in her language."""
    with override(visitor.language):
        visitor.go(reverse(page, args=args))


def fills_the_pages(visitor: Visitor, answers: Answers, until: str) -> None:
    """Answer page after page until another kind of page comes."""
    while until in visitor.page.url and not visitor.page.url.endswith(until):
        before = visitor.page.url
        visitor.fill(answers)
        visitor.send("main form#form .actions button")
        assert visitor.page.url != before, visitor.page.locator("main").inner_text()


def answers_and_declares(visitor: Visitor, number: str, on: date) -> None:
    """The questionnaire and the form about herself."""
    with override(visitor.language):
        steps = reverse("portal:step", args=[number, "x"]).removesuffix("x/")
    opens(visitor, "portal:tasks", number)
    for part in (0, 1):
        if part:
            opens(visitor, "portal:tasks", number)
        rows = visitor.page.locator(f'main .rows a[href*="{steps}"]')
        visitor.press(rows.nth(part))
        fills_the_pages(visitor, people.principal_answers(on), steps)


def gives_a_mandate(visitor: Visitor, number: str, lucie: User) -> None:
    """Alice lets Lucie act for her."""
    opens(visitor, "portal:tasks", number)
    visitor.follow(f"/{number}/repr")
    visitor.fill({"lawyer": lucie.pk, "agreed": True, "signature": "Alice Benali"})
    visitor.send()
    assert Application.objects.get().mandates.get().lawyer == lucie


def her_lawyer_sees_the_same(visitor: Visitor, lucie: User, number: str) -> None:
    """Lucie opens the same file from her firm's desk."""
    signs_in(visitor, lucie)
    visitor.follow(number)
    visitor.says(number)
    visitor.context.close()


def sends_documents(visitor: Visitor, number: str, but: Person | None = None) -> None:
    """Every document on a list but those about one person, a photograph among them; a wrong one is refused first."""
    opens(visitor, "portal:documents", number)
    here = visitor.page.url.removeprefix(visitor.site)
    wanted = visitor.page.locator(f"main a[href^='{here}'][href*='/{number}/']")
    addresses = list(dict.fromkeys(str(link.get_attribute("href")) for link in wanted.all()))
    others = f"{here}{but.pk}/" if but else "/none/"
    for place, address in enumerate(one for one in addresses if not one.startswith(others)):
        visitor.go(address)
        visitor.fill({"title": "Letter / Lettre"})  # asked where no list asks for it
        if place == 0:
            send_an_empty_file(visitor)
        if place == 1 or address.endswith("/photo/"):
            send_file(visitor, "photo.jpg", people.a_jpeg())
        else:
            send_file(visitor, "paper.pdf", people.a_pdf(address))
        assert visitor.page.locator(".error-summary").count() == 0


def send_an_empty_file(visitor: Visitor) -> None:
    """It is refused, beside its name where scripts run, and above the form elsewhere."""
    if not visitor.scripts:
        send_file(visitor, "empty.pdf", b"")
        assert visitor.page.locator(".error-summary").count() == 1
        return
    empty = {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""}
    visitor.page.locator("main input[type=file]").last.set_input_files([empty])
    visitor.press("main .page [data-in=not-sent]")


def send_file(visitor: Visitor, name: str, content: bytes) -> None:
    """Choose a file, which sends it where scripts run; elsewhere a button does."""
    control = visitor.page.locator("main input[type=file]").last
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    if visitor.scripts:
        with visitor.page.expect_navigation():
            control.set_input_files([file])
        visitor.look()
    else:
        control.set_input_files([file])
        visitor.send("main form#form button")


def pays(visitor: Visitor, number: str) -> None:
    """On the hosted page of the card simulator, which sends her back."""
    opens(visitor, "portal:fees", number)
    visitor.says({"en": "$830.00", "fr": "830,00 $"}[visitor.language])
    visitor.send()
    assert not visitor.page.url.startswith(visitor.site)
    visitor.press("button[name=pay]")
    assert visitor.page.url.startswith(visitor.site)
    if visitor.page.locator("main form").count():  # the provider's notice is still on its way
        visitor.send("main form button")
    assert Application.objects.get().payments.get().status == "paid"


def signs_and_submits(visitor: Visitor, number: str) -> None:
    """She reviews everything on one page, signs, submits, and has a receipt."""
    opens(visitor, "portal:review", number)
    visitor.press("main .now a.button")
    visitor.fill({"declared": True, "signature": "Alice Benali"})
    visitor.send("main form#form button")
    receipt = Application.objects.get().receipt
    visitor.page.locator("main .folds summary").last.click()  # the annex
    visitor.says(receipt.digest)
    visitor.says("Alice Benali, Karim Idrissi, Sami Idrissi")
    assert "Lina" not in visitor.page.locator("main .card").first.inner_text()


def takes_and_asks(visitor: Visitor, olivia: User, number: str) -> None:
    """Olivia takes the oldest file, checks it, asks for biometrics and for one more document."""
    signs_in(visitor, olivia)
    visitor.send()
    assert number in visitor.page.url
    visitor.press("main a.button:not(.secondary)")
    visitor.send()
    opens(visitor, "desk:file", number)
    visitor.follow("biometr")
    visitor.send()
    opens(visitor, "desk:file", number)
    visitor.press(f'main a[href*="{number}/question"]')
    visitor.fill({"text": "Your diploma, please. / Votre diplôme, s’il vous plaît.", "days": 30})
    visitor.send("main form#form button")
    assert Application.objects.get().questions.get().status == "open"


def answers_the_officer(visitor: Visitor, number: str) -> None:
    """Alice answers with words and a photograph."""
    opens(visitor, "portal:status", number)
    question = Application.objects.get().questions.get()
    with override(visitor.language):
        visitor.follow(reverse("portal:question", args=[number, question.pk]))
    answer_with(
        visitor, [{"name": "diploma.jpg", "mimeType": "image/jpeg", "buffer": people.a_jpeg()}]
    )
    assert Application.objects.get().questions.get().status == "answered"


def decides(visitor: Visitor, number: str) -> None:
    """Olivia records biometrics, given since they were asked for, weighs what no answer can show, and approves with reasons."""
    for given in (1, 2):
        opens(visitor, "desk:file", number)
        visitor.follow("biometr")
        visitor.press("main td a[href*=biometr]")
        visitor.fill({"day": today(IMP_PLUS)})
        visitor.send("main form#form button")
        assert Person.objects.filter(biometrics_taken_on__isnull=False).count() == given
    opens(visitor, "desk:decision", number)
    visitor.fill({"outcome": "approve", "reasons": "All is met. / Tout est rempli."})
    visitor.send("main form#form button")
    assert visitor.page.locator(".error-summary li").count() == 6
    met = people.all_met(Application.objects.get())
    visitor.fill({f"met-{key}": found for key, found in met.items()})
    visitor.send("main form#form button")
    visitor.press("main button[name=sure]")
    assert Application.objects.get().status == "approved"


def holds_three_permits(visitor: Visitor, number: str) -> None:
    """Three signed papers, each as a page and as a file in both languages."""
    opens(visitor, "portal:status", number)
    visitor.unfold()
    for permit in Permit.objects.all():
        visitor.says(permit.number)
    letters = visitor.page.locator('main a[href$=".pdf"]')
    assert letters.count() >= 6
    got = visitor.page.request.get(visitor.site + str(letters.last.get_attribute("href")))
    assert got.body().startswith(b"%PDF")


def an_employer_checks(visitor: Visitor, code: str) -> None:
    """With the code, however it is typed; a code that does not exist is unknown."""
    opens(visitor, "public:verify")
    visitor.fill({"code": "0" * 26})
    visitor.send("main form#form button")
    opens(visitor, "public:verify")
    visitor.fill({"code": code.lower()})
    visitor.send("main form#form button")
    visitor.says({"en": "Valid today", "fr": "Valide aujourd’hui"}[visitor.language])
