"""What somebody typed and is not saved: kept for that person alone, and given back where the page is opened.

What was typed as the session ended is kept in the session in which nobody is signed in yet, which is the
signed-in one afterwards; whose it is, the row of the ended session says or, where the browser lost the cookie, the
page itself, which names its account under a signature. What is typed in a page that asks for another row, or cannot be saved as it stands, is kept in the session itself. Files and passwords are not kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from impplus.queries.sessions import KEPT, account_of, was_ended_elsewhere
from impplus.web.forms import AUTO, REDISPLAY, submitted
from impplus.web.rows import ADD, REMOVE

STAYS = "_stays"  # marks what is kept while somebody is signed in
JUDGED = (
    "_judged"  # and of that, what was sent and could not be saved: it is shown with its mistakes
)
WHOSE = "_whose"  # says in a page, unseen, by whom it was opened
_SIGNER = Signer(salt="impplus.typed")
OUT = "out"  # marks what waits for whoever signed out, until something is typed on a page left open
LARGEST = 100_000  # characters of one page
MOST = 5  # pages


def keep(request: HttpRequest) -> None:
    """Keep what was typed on a page of somebody whose session ended, and tell them to sign in."""
    kept = request.session.get(KEPT)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    named = _named(request)
    account = kept["account"] if kept else account_of(key) or named
    if account is None:
        return
    pages = kept["pages"] if kept else {}
    typed = _typed(request) if submitted(request) or REDISPLAY in request.POST else ""
    if named not in (None, account):  # a page of somebody else, left open in this browser
        typed = ""
    if kept and OUT in kept and not typed:
        return
    if typed and len(typed) <= LARGEST and (request.path in pages or len(pages) < MOST):
        pages[request.path] = typed
        said = _KEPT
    else:
        said = _ENDED
    if AUTO not in request.POST:  # whoever goes on typing reads it on the page itself
        messages.info(request, said)
        if was_ended_elsewhere(key):
            messages.warning(request, _ELSEWHERE)
    request.session[KEPT] = {"account": account, "pages": pages}


def whose(request: HttpRequest) -> str:
    """What a page says, unseen, of the account that opened it; "" where nobody is signed in."""
    return _SIGNER.sign(str(request.user.pk)) if request.user.is_authenticated else ""


def _named(request: HttpRequest) -> int | None:
    try:
        return int(_SIGNER.unsign(request.POST.get(WHOSE, "")))
    except (BadSignature, ValueError):
        return None


def signed_out(request: HttpRequest, account: int | None) -> None:
    """Let whoever signed out find what is typed afterwards on a page that stayed open in another tab."""
    if account is not None:
        request.session[KEPT] = {"account": account, "pages": {}, OUT: True}


def signed_in(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a page to whoever is signed in, whatever the role; anybody else signs in first, and is told of a session that ended."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return page(request, *args, **kwargs)
        keep(request)
        return redirect_to_login(page_of(request))

    return guarded


def given_back(request: HttpRequest) -> QueryDict | None:
    """What the person who is signed in typed on this page before; once the page is sent, it is kept no more."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    if kept["account"] != request.user.pk:
        del request.session[KEPT]
        return None
    typed = kept["pages"].get(request.path)
    if typed is None:
        return None
    if submitted(request):
        del kept["pages"][request.path]
        request.session.modified = True
        return None
    back = QueryDict(typed)
    if JUDGED not in back:  # the mistakes say it
        messages.info(request, _STAYS if STAYS in back else _HERE)
    return back


def asks_for_rows(request: HttpRequest) -> bool:
    """Whether a page asks to be shown with a row more or less."""
    return request.method == "POST" and not {ADD, REMOVE}.isdisjoint(request.POST)


def stays(request: HttpRequest, *, judged: bool = False) -> bool:
    """Keep what was typed on a page of whoever is signed in, in place of the oldest of MOST pages; False where it is too long.

    What is kept as `judged` is shown with its mistakes where the page is opened next.
    """
    typed = f"{_typed(request)}&{STAYS}=1{f'&{JUDGED}=1' if judged else ''}"
    if len(typed) > LARGEST:
        return False
    kept = request.session.get(KEPT) or {}
    before = kept["pages"].items() if kept.get("account") == request.user.pk else ()
    others = [(path, one) for path, one in before if path != request.path]
    pages = dict([*others, (request.path, typed)][-MOST:])
    request.session[KEPT] = {"account": request.user.pk, "pages": pages}
    return True


def page_of(request: HttpRequest) -> str:
    """Where to go on after signing in: the page itself, or that from which something was sent."""
    came = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came.path and came.netloc == request.get_host():
        return came._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _typed(request: HttpRequest) -> str:
    typed, left = request.POST.copy(), ("csrfmiddlewaretoken", REDISPLAY, WHOSE)
    for name in [one for one in typed if "password" in one or one in left]:
        del typed[name]
    return typed.urlencode() if any(typed.values()) else ""


_ENDED = _("Your session ended. Sign in, and you come back to the same page.")
_KEPT = _("Your session ended. Sign in, and you find what you typed. It is not saved yet.")
_ELSEWHERE = _(
    "It was ended from another device, or because the password was changed. If that was not you, choose a new password now."
)
_STAYS = _("This is what you typed here. It is not all saved yet.")
_HERE = _("This is what you typed before your session ended. It is not saved yet.")
