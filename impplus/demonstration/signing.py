"""Invented families sign: each adult with an account of their own, or on paper, by the actions that everybody uses."""

from io import BytesIO

from impplus.actions import delegations, signatures
from impplus.demonstration.accounts import DOMAIN, open_account
from impplus.demonstration.papers import a_pdf
from impplus.queries import readiness
from impplus.queries.delegations import link_of
from impplus.queries.file import file_of
from impplus.queries.signatures import code_of, digest_of, wards_of
from impplus.records.models import Application, Delegation, Person, User


def family_signs(application: Application, *, on_paper: bool = False, demo: bool = True) -> None:
    """Let everybody sign who must and has not: by an account of their own, which is opened where there is none."""
    for one in readiness.of(file_of(application)).signings:
        if one.signature is None and on_paper:
            signs_on_paper(one.person, by=application.applicant)
        elif one.signature is None:
            signs(one.person, by=part_taken(one.person, demo=demo))


def begin_parts(application: Application, number: int) -> None:
    """Leave a draft with parts that wait for a signature; of five drafts, in one the link is out, in one it is taken back."""
    for one in readiness.of(file_of(application)).signings:
        if number % 5 in (0, 2):
            given = _offered(one.person)
            if number % 5 == 0:
                delegations.end(given, by=application.applicant)
        else:
            part_taken(one.person)


def part_taken(person: Person, *, demo: bool = True) -> User:
    """The account that works on a member's own part: the one that took it, else one that takes it now."""
    given = person.delegations.filter(status="accepted").select_related("account").first()
    if given and given.account:
        return given.account
    made = _offered(person)
    account = open_account(made.email, person.name, language=made.language, demo=demo)
    accepted(made, by=account)
    return account


def _offered(person: Person) -> Delegation:
    application, email = person.application, f"family.{person.pk}@{DOMAIN}"
    language, by = application.language, application.applicant
    return delegations.offer(person, email=email, language=language, by=by)


def accepted(given: Delegation, *, by: User) -> Delegation:
    """The same, once this account opened its link."""
    born = given.person.born if given.person else None
    return delegations.accept(link_of(given), born=born, by=by)


def signs(person: Person, *, by: User) -> None:
    """Declare and sign what stands now."""
    seen = _hash_of(person)
    signatures.sign(person, signature=person.name, seen=seen, by=by)


def signs_on_paper(person: Person, *, by: User) -> None:
    """Send the scan of a declaration that was signed by hand."""
    code = code_of(_hash_of(person))
    scan = [("declaration.pdf", BytesIO(a_pdf("Declaration, signed by hand")))]
    signatures.sign_on_paper(person, code=code, files=scan, by=by)


def _hash_of(person: Person) -> str:
    """The hash of what a person signs as it stands now, of the minors for whom this person signs too."""
    file = file_of(Application.objects.get(pk=person.application_id))
    return digest_of(person, file.sent, wards_of(file, person))
