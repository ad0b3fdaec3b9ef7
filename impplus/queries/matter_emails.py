"""The e-mails about a matter, by the kind of what is owed: to its client what is lacking and what was asked; to who works on it that an answer came."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus.practice.models import Mail, Matter
from impplus.programmes import SERVED
from impplus.queries.client_links import ANSWERED, ASKS, CHASE, address_of
from impplus.queries.firm_absences import readers_for
from impplus.queries.presentations import Reached, reached_at
from impplus.records.models import Firm, User
from impplus.words import formats
from impplus.words.codes import spaced
from impplus.words.text import Text

REMINDS = "client-reminder"
BEGINS = "client-begins"
MATTER_KINDS = (REMINDS, ASKS, CHASE, ANSWERED, BEGINS)

REMINDER = Text(
    en="{firm} is waiting for something from you", fr="{firm} attend quelque chose de votre part"
)
REMINDED = Text(
    en="For your file we still need:\n\n{missing}",
    fr="Pour votre dossier, il nous manque encore\u00a0:\n\n{missing}",
)
BY_DAY = Text(
    en="The next last day in your file is {day}. Send it as soon as you can.",
    fr="Le prochain délai de votre dossier prend fin le {day}. Faites-nous parvenir le tout dès que possible.",
)
ASKED = Text(
    en="{firm} asks you for this, for your file:\n\n{asked}",
    fr="{firm} vous demande ceci pour votre dossier\u00a0:\n\n{asked}",
)
ASKED_AGAIN = Text(
    en="{firm} has no answer from you yet about this:\n\n{asked}",
    fr="{firm} n’a pas encore reçu votre réponse à ceci\u00a0:\n\n{asked}",
)
NOT_ENOUGH = Text(
    en="{firm} received what you sent for this, and needs more:\n\n{asked}\n\nWhat is lacking still: {why}",
    fr="{firm} a reçu ce que vous avez envoyé pour ceci et a besoin d’autre chose\u00a0:\n\n{asked}\n\nCe qui manque encore\u00a0: {why}",
)
BY_LINK = Text(
    en="Answer or send documents here, without an account or a password. Do not give this link to anybody:\n{link}",
    fr="Répondez ou envoyez des documents ici, sans compte ni mot de passe. Ne donnez ce lien à personne\u00a0:\n{link}",
)
WRITE_TO_US = Text(
    en="If you have sent it already, or if you have a question, answer this e-mail.\n\n{firm}{place}",
    fr="Si vous l’avez déjà envoyé ou si vous avez une question, répondez à ce courriel.\n\n{firm}{place}",
)
BEGIN = Text(
    en="{firm} prepares your application: begin with this code",
    fr="{firm} prépare votre demande\u00a0: commencez avec ce code",
)
BEGIN_WITH = Text(
    en="Open an account here with an address of your own, then enter this code, the number of your CSQ and your date of birth:\n\n{link}\n\n"
    "Code: {code}\n\nThen appoint {firm} under “Representative”, answer the questions and send your documents. Nothing is sent to a government "
    "from this site.",
    fr="Ouvrez ici un compte à une adresse qui est la vôtre, puis inscrivez ce code, le numéro de votre CSQ et votre date de naissance\u00a0:\n\n{link}\n\n"
    "Code\u00a0: {code}\n\nDésignez ensuite {firm} sous «\u00a0Représentante ou représentant\u00a0», répondez aux questions et envoyez vos documents. Rien n’est "
    "transmis à un gouvernement depuis ce site.",
)
CAME = Text(en="A client answered", fr="Une réponse est arrivée pour un dossier")
OPEN_IT = Text(
    en="A client of {firm} answered what was asked, or sent documents. Read it here:\n\n{link}",
    fr="Une cliente ou un client de {firm} a répondu à ce qui était demandé ou a envoyé des documents. Lisez la réponse ici\u00a0:\n\n{link}",
)


def matter_email(mail: Mail, firm: Firm) -> EmailMessage:
    """An e-mail about a matter; LookupError where it names none."""
    matter, told = mail.matter, mail.said
    if matter is None:
        raise LookupError(f"the e-mail {mail.kind} names no matter")
    if mail.kind == ANSWERED:
        reader = User.objects.get(pk=mail.account or 0)
        return answered_email(firm.name, matter.pk, reader.language, to=reader.email)
    language = matter.language
    readers = readers_for({matter.lawyer}, matter)
    on = SERVED.day_of(mail.owed_at)
    at = reached_at(matter.firm, matter.lawyer, on, language, readers=readers)
    if mail.kind == BEGINS:
        return begin_email(firm.name, told["code"], language, to=mail.to, at=at)
    if mail.kind == REMINDS:
        due = date.fromisoformat(told["due"]) if told["due"] else None
        return reminder_email(
            firm.name,
            told["missing"],
            due,
            told["language"],
            to=mail.to,
            link=link_in(matter, told["language"]),
            at=at,
        )
    still = [one.text for one in matter.wanted.filter(status="asked")]
    return asked_email(
        firm.name,
        [told["asked"]] if "asked" in told else still,
        language,
        to=mail.to,
        link=link_in(matter, language),
        again=mail.kind == CHASE,
        why=told.get("why", ""),
        at=at,
    )


def link_in(matter: Matter, language: str) -> str:
    """The address by which the client answers now; "" where there is none."""
    link = matter.links.filter(status="active").first()
    return address_of(link, language) if link else ""


def reminder_email(
    firm: str,
    missing: str,
    due: date | None,
    language: str,
    *,
    to: str,
    link: str = "",
    at: Reached | None = None,
) -> EmailMessage:
    """What a client is reminded of: what is lacking in words to the client, by which day where one runs, and the link to answer."""
    told = {"firm": firm, "missing": missing}
    body = [REMINDED.filled(told)]
    if due:
        days = {key: formats.day(due, key) for key in ("en", "fr")}
        body.append(Text(en=BY_DAY.en.format(day=days["en"]), fr=BY_DAY.fr.format(day=days["fr"])))
    return _to_client(firm, [one.say(language) for one in body], language, to=to, link=link, at=at)


def asked_email(
    firm: str,
    asked: Iterable[str],
    language: str,
    *,
    to: str,
    link: str = "",
    again: bool = False,
    why: str = "",
    at: Reached | None = None,
) -> EmailMessage:
    """What a client is asked for still, or again and `why`, and the link by which it is answered, where it was not revoked meanwhile."""
    said = NOT_ENOUGH if why else ASKED_AGAIN if again else ASKED
    told = {"firm": firm, "why": why, "asked": "\n".join(f"– {one}" for one in asked)}
    return _to_client(firm, [said.filled(told).say(language)], language, to=to, link=link, at=at)


def begin_email(
    firm: str, code: str, language: str, *, to: str, at: Reached | None = None
) -> EmailMessage:
    """With which code a client begins the application here, once the letter of the ministry is recorded."""
    with override(language):
        link = settings.SITE_URL + reverse("portal:bind")
    told = BEGIN_WITH.filled({"firm": firm, "link": link, "code": spaced(code)})
    email = _to_client(firm, [told.say(language)], language, to=to, link="", at=at)
    email.subject = BEGIN.filled({"firm": firm}).say(language)
    return email


def answered_email(firm: str, matter: int, language: str, *, to: str) -> EmailMessage:
    """That the client of a matter answered, to who works on it, with nothing of what was said."""
    with override(language):
        link = f"{settings.SITE_URL}{reverse('firm:client', args=[matter])}#wanted"
    body = OPEN_IT.filled({"firm": firm, "link": link}).say(language)
    headers = {"Content-Language": language}
    return EmailMessage(CAME.say(language), body, to=[to], headers=headers)


def _to_client(
    firm: str, parts: list[str], language: str, *, to: str, link: str, at: Reached | None
) -> EmailMessage:
    """An e-mail to a client, with the link where there is one, and the firm's telephone and address under it; an answer goes to the lawyer."""
    if link:
        parts = [*parts, BY_LINK.filled({"link": link}).say(language)]
    place = "".join(f"\n{line}" for line in at.lines) if at else ""
    parts = [*parts, WRITE_TO_US.filled({"firm": firm, "place": place}).say(language)]
    return EmailMessage(
        REMINDER.filled({"firm": firm}).say(language),
        "\n\n".join(parts),
        to=[to],
        reply_to=at.emails if at else None,
        headers={"Content-Language": language},
    )
