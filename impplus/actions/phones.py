"""Phones: the number to which somebody is texted that there is news, confirmed by a code that is texted to it."""

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from impplus.actions import messages
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.queries.text_messages import CODE, code_of, may_have, waits_for_code
from impplus.records.models import Phone, User
from impplus.words.text import Text


def ask(number: str, *, by: User) -> None:
    """Text a code to a number (E.164), in the place of one asked for before; until it is entered nothing else is texted.

    Where texts were sent until now, the owner of the account is told by e-mail that they have stopped. Raises NotYours for staff and firms, and where no texts are sent.
    """
    _must_be_offered(by)
    with transaction.atomic():
        before = Phone.objects.select_for_update(no_key=True).filter(account=by).first()
        if before and before.confirmed_at:
            messages.tell_owner(by, "texts_end")
        asked = {"number": number, "asked_at": clock.now(), "wrong": 0, "confirmed_at": None}
        Phone.objects.update_or_create(account=by, defaults=asked)
        messages.text(by, CODE)


def confirm(code: str, *, by: User) -> None:
    """Text what is new to a number from now on, once its code is entered, and tell the owner of the account by e-mail.

    Raises NotUnderstood where it is another code, or can no longer be entered; AlreadyDone where it was entered before.
    """
    _must_be_offered(by)
    with transaction.atomic():
        phone = Phone.objects.select_for_update(no_key=True).filter(account=by).first()
        if phone and phone.confirmed_at:
            raise AlreadyDone
        if phone is None or not waits_for_code(phone):
            raise NotUnderstood(_TOO_OLD)
        if right := constant_time_compare(code_of(phone), code):
            Phone.objects.filter(pk=phone.pk).update(confirmed_at=clock.now())
            messages.tell_owner(by, "texts_begin")
        else:
            Phone.objects.filter(pk=phone.pk).update(wrong=F("wrong") + 1)
    if not right:
        raise NotUnderstood(_ANOTHER)


def remove(*, by: User) -> None:
    """Text nothing any more, and tell the owner of the account by e-mail where anything was; AlreadyDone where no number is kept."""
    with transaction.atomic():
        phone = Phone.objects.select_for_update(no_key=True).filter(account=by).first()
        if phone is None:
            raise AlreadyDone
        phone.delete()
        if phone.confirmed_at:
            messages.tell_owner(by, "texts_end")


def forget(account: User) -> None:
    """Remove the number of an account that is deleted."""
    Phone.objects.filter(account=account).delete()


def _must_be_offered(account: User) -> None:
    if not may_have(account):
        raise NotYours


_ANOTHER = Text(
    en="This is not the code that we sent. Check it and enter it again.",
    fr="Ce n’est pas le code que nous avons envoyé. Vérifiez-le et inscrivez-le de nouveau.",
)
_TOO_OLD = Text(
    en="This code can no longer be used. Have a new one sent.",
    fr="Ce code ne peut plus servir. Faites-en envoyer un autre.",
)
