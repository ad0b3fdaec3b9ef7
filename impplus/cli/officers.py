"""`impplus officer`: an account for an officer or a firm's lawyer, its password asked for; and its second proof removed."""

import argparse
import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import override

from impplus.actions import accounts, colleagues, recoveries
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Firm, User
from impplus.rules.lifecycle import ROLES, Role
from impplus.words.text import Text

NO_ADDRESS = Text(
    en="This is not an e-mail address, such as name@example.org.",
    fr="Ce n’est pas une adresse électronique, comme nom@exemple.org.",
)
NO_NAME = Text(
    en="Enter the full name, as it will appear on letters.",
    fr="Inscrivez le nom complet, tel qu’il figurera sur les lettres.",
)
NO_MEMBER = Text(
    en="Only a representative has a membership number: leave --membership out.",
    fr="Seule une représentante ou seul un représentant a un numéro de membre\u00a0: omettez --membership.",
)
PASSWORD = Text(en="Password (not shown): ", fr="Mot de passe (non affiché)\u00a0: ")
AGAIN = Text(en="The same once more: ", fr="Le même encore une fois\u00a0: ")
DIFFERENT = Text(
    en="The two passwords differ. Nothing was added.",
    fr="Les deux mots de passe diffèrent. Rien n’a été ajouté.",
)


def run(asked: argparse.Namespace, lang: str) -> int:
    """Add the account, its password typed twice or one line of a pipe; or take its second proof away."""
    if asked.verb == "remove-factors":
        return _remove_factors(asked.email, lang)
    role = Role(asked.role)
    firm = _firm(asked.firm, role)
    _must_read(asked)
    user = accounts.add_officer(
        email=asked.email,
        name=asked.name.strip(),
        role=role,
        password=_password(asked, lang),
        language=asked.language,
        firm=firm,
    )
    colleagues.begin(user)
    if asked.membership:
        colleagues.register(user, membership=asked.membership, by=user)
    said = Text(
        en=f"{user.email} can sign in as {ROLES[role].en}.",
        fr=f"{user.email} peut ouvrir une session ({ROLES[role].fr}).",
    )
    print(said.say(lang))
    return 0


def _remove_factors(email: str, lang: str) -> int:
    account = recoveries.of_staff(email)
    said = Text(
        en=f"{account.email} signs in with the password alone and must add a second proof. Every session has ended; an e-mail says so.",
        fr=f"{account.email} ouvre une session avec le mot de passe seul et doit ajouter une deuxième preuve. Toutes les sessions sont fermées; "
        "un courriel le confirme.",
    )
    print(said.say(lang))
    return 0


def _must_read(asked: argparse.Namespace) -> None:
    faults = []
    try:
        validate_email(asked.email)
    except ValidationError:
        faults.append(NO_ADDRESS)
    if not asked.name.strip():
        faults.append(NO_NAME)
    if asked.membership and asked.role != Role.REPRESENTATIVE:
        faults.append(NO_MEMBER)
    elif len(asked.membership) > colleagues.LONGEST_NUMBER:
        faults.append(colleagues.NO_NUMBER)
    if faults:
        raise NotUnderstood(*faults)


def _firm(slug: str, role: Role) -> Firm | None:
    if role != Role.REPRESENTATIVE:
        if slug:
            raise NotUnderstood(
                Text(
                    en="Only a representative belongs to a firm: leave --firm out.",
                    fr="Seule une représentante ou seul un représentant appartient à un cabinet\u00a0: omettez --firm.",
                )
            )
        return None
    firm = Firm.objects.filter(slug=slug).first()
    if firm is None:
        known = ", ".join(Firm.objects.values_list("slug", flat=True)) or "—"
        raise NotUnderstood(
            Text(
                en=f"A representative belongs to a firm: --firm is one of {known}.",
                fr=f"Une représentante ou un représentant appartient à un cabinet\u00a0: pour --firm, choisissez parmi {known}.",
            )
        )
    return firm


def _password(asked: argparse.Namespace, lang: str) -> str:
    if sys.stdin.isatty():
        password = getpass(PASSWORD.say(lang))
        if getpass(AGAIN.say(lang)) != password:
            raise NotUnderstood(DIFFERENT)
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, User(email=asked.email, name=asked.name))
    except ValidationError as fault:
        raise NotUnderstood(_said(fault)) from None
    return password


def _said(fault: ValidationError) -> Text:
    said = {}
    for lang in ("en", "fr"):
        with override(lang):
            said[lang] = " ".join(str(message) for message in fault.messages)
    return Text(**said)
