"""Who files a package: the representative of the application, with the firm, and since when the form that says so is signed."""

from datetime import date

from impplus.practice.form_signature import CLIENT, REPRESENTATIVE
from impplus.practice.models import FormSignature
from impplus.practice.routing import keeps_for_firms
from impplus.queries.packages.facts import Acting
from impplus.queries.refusals import Refusal
from impplus.records.models import Application
from impplus.words.text import Text


class NobodyActs(Refusal):
    """Nobody represents the person who applies: a package is what a firm files."""

    text = Text(
        en="Nobody represents this person now: a package is made for the representative of a file.",
        fr="Personne ne représente cette personne en ce moment\u00a0: la trousse se prépare pour la représentante ou le représentant.",
    )


def acting_of(application: Application) -> Acting:
    """The representative whose appointment is in force; raises NobodyActs."""
    given = application.mandates.filter(status="active").select_related("lawyer__firm").first()
    if given is None or given.lawyer.firm is None:
        raise NobodyActs
    lawyer, firm = given.lawyer, given.lawyer.firm
    return Acting(lawyer.name, lawyer.membership, lawyer.email, firm.name, firm.city)


def form_signed_on(application: Application) -> date | None:
    """The older day of the two signatures on the form IMM 5476, as the firm that acts noted them in its open matter; None unless both sides signed."""
    given = application.mandates.filter(status="active").select_related("lawyer").first()
    if given is None or not keeps_for_firms():
        return None
    noted = FormSignature.objects.filter(
        matter__application=application.pk,
        matter__firm=given.lawyer.firm_id or 0,
        matter__status="open",
        status="signed",
    )
    days = dict(noted.values_list("side", "signed_on"))
    return min(days.values()) if len(days) == len((CLIENT, REPRESENTATIVE)) else None
