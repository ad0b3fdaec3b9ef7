"""What somebody has typed for the office and not sent yet: saved as it grows, and destroyed once it is sent."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.queries.saves import Window, was_sent
from impplus.queries.typed import LONGEST, fault_in
from impplus.queries.unsent_texts import DAYS
from impplus.records.models import Application, UnsentText, User
from impplus.words.text import Text, as_kept

# A version names one text by chance: counted from 1 anew after each text that was sent, an old page would take another for its own.
VERSIONS = 10**9 - 2


def save(
    application: Application,
    *,
    place: str,
    text: str,
    version: int,
    window: Window,
    by: User,
    longest: int = LONGEST,
) -> int:
    """Keep what an account has typed at a place; an empty text is kept no more. The version that then stands.

    What one window sends late changes nothing, also once it has sent its text to the office. Raises Stale where another window of
    this account saved another text there since `version`, NotYours of an application that is not this account’s to see,
    NotUnderstood for a text that cannot be kept, of more than `longest` characters for one.
    """
    if not application.delegations.filter(account=by, status="accepted").exists():
        must_see(application, by)
    if text.strip() and (fault := fault_in(text, empty=_EMPTY, longest=longest)):
        raise NotUnderstood(fault)
    with transaction.atomic():
        _one_at_a_time(by)
        if was_sent(application, window, by):
            return version
        kept = UnsentText.objects.filter(application=application, account=by, place=place).first()
        if kept and kept.window == window.name and window.turn < kept.turn:
            return kept.version
        if kept and kept.window != window.name and kept.version != version and kept.text != text:
            raise Stale({}, kept.version)
        kept = kept or UnsentText(application=application, account=by, place=place)
        kept.text, kept.window, kept.turn = as_kept(text), window.name, window.turn
        kept.version, kept.saved_at = 1 + secrets.randbelow(VERSIONS), clock.instant()
        if text.strip():
            kept.save()
        elif kept.pk:
            kept.delete()
    return kept.version


def destroy(
    application: Application, *, place: str, version: int, window: Window, by: User
) -> None:
    """Destroy what was typed at a place once it is sent from a page that was made from `version`.

    What another window of this account has saved there since was not sent, and stays.
    """
    kept = UnsentText.objects.filter(application=application, account=by, place=place)
    with transaction.atomic():
        _one_at_a_time(by)
        kept.filter(Q(window=window.name) | Q(version=version)).delete()


def _one_at_a_time(account: User) -> None:
    """Hold an account until the transaction ends: what it has typed is saved, or destroyed."""
    User.objects.select_for_update(no_key=True).get(pk=account.pk)


def forget(account: User) -> None:
    """Destroy all that an account has typed and not sent."""
    UnsentText.objects.filter(account=account).delete()


def tidy() -> None:
    """Destroy what was not changed for DAYS days."""
    UnsentText.objects.filter(saved_at__lt=clock.now() - timedelta(days=DAYS)).delete()


_EMPTY = Text(en="Write something first.", fr="Inscrivez d’abord quelque chose.")
