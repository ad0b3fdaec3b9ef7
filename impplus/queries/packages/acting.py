"""Who files a package: the representative of the application, with the firm."""

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
