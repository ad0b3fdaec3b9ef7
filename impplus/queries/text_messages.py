"""Text messages: what they say, to which number each goes, and the code by which an owner confirms the number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from impplus.queries import clock
from impplus.records.models import Message, Phone, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

NEWS, CODE = "text_news", "text_code"
# The words of each, by the notice of its message: nothing of a file, no link, and short enough for one text.
TEXTS: Mapping[str, Text] = {
    NEWS: Text(
        en="IMP+: there is something new in your account. Sign in to read it. We never ask for money or a password by text message.",
        fr="PMI+\u00a0: il y a du nouveau dans votre compte. Ouvrez une session pour le lire. Nous ne demandons jamais d’argent ni de mot de passe par texto.",
    ),
    CODE: Text(
        en="IMP+: {code} is the code that confirms this number. If you did not ask for it, do nothing.",
        fr="PMI+\u00a0: {code} est le code qui confirme ce numéro. Si vous ne l’avez pas demandé, ne faites rien.",
    ),
}
CODE_LASTS = timedelta(minutes=30)
MOST_WRONG = 5
_DIGITS = 6


@dataclass(frozen=True)
class TextMessage:
    """To which number (E.164) a text goes, what it says, and in which language."""

    number: str
    text: str
    language: str


def are_sent() -> bool:
    """Whether this installation sends texts."""
    return bool(settings.TEXTS_URL)


def may_have(account: User) -> bool:
    """Whether texts are offered to the owner of an account: to applicants and members of a family, where any are sent."""
    return account.role == Role.APPLICANT and are_sent()


def phone_of(account: User) -> Phone | None:
    """The number of an account, confirmed or not."""
    return Phone.objects.filter(account=account).first()


def is_texted(account: User) -> bool:
    """Whether texts go to an account."""
    confirmed = Phone.objects.filter(account=account, confirmed_at__isnull=False)
    return may_have(account) and confirmed.exists()


def unsent_of(phone: Phone) -> Message | None:
    """The last text to a number, where it did not leave when last tried."""
    texts = Message.objects.filter(account=phone.account_id, notice__in=TEXTS)
    last = texts.filter(owed_at__gte=phone.asked_at).order_by("-owed_at", "-pk").first()
    return last if last and last.failure else None


def text_of(message: Message) -> TextMessage:
    """A text in the language that its reader has now; raises LookupError where there is no number."""
    reader, phone = message.account, _phone_for(message)
    if reader is None or phone is None:
        raise LookupError(f"message {message.pk} has no number to go to")
    said = TEXTS[message.notice].filled({"code": code_of(phone)})
    return TextMessage(phone.number, said.say(reader.language), reader.language)


def has_no_use(message: Message) -> bool:
    """Whether a text has no number to go to any more: it was removed, or confirmed, or its code is too old."""
    return _phone_for(message) is None


def code_of(phone: Phone) -> str:
    """The code for a number: another one for each number and each time that it is asked for; kept nowhere."""
    about = f"{phone.account_id}\n{phone.number}\n{phone.asked_at.isoformat()}"
    drawn = salted_hmac("impplus.phones", about, algorithm="sha256").digest()
    return f"{int.from_bytes(drawn[:8]) % 10**_DIGITS:0{_DIGITS}}"


def waits_for_code(phone: Phone) -> bool:
    """Whether the code of a number can still be entered."""
    recent = phone.asked_at + CODE_LASTS > clock.now()
    return phone.confirmed_at is None and phone.wrong < MOST_WRONG and recent


def _phone_for(message: Message) -> Phone | None:
    """The number of whom a text is for: one that waits for a code, or a confirmed one for news."""
    phone = phone_of(message.account) if message.account else None
    if phone is None or not are_sent():
        return None
    if message.notice == CODE:
        return phone if waits_for_code(phone) else None
    return phone if phone.confirmed_at else None
