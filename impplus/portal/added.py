"""The sentences that say how many files were added, once for all that came since a page was shown, and that one was there."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

ADDED = "added"  # how a message is marked that counts files, with their number


def say_added(request: HttpRequest, number: int) -> None:
    """Say that so many files were added, together with those that were said and not read yet."""
    waiting = messages.get_messages(request)
    for one in list(waiting):
        mark, _space, before = (one.extra_tags or "").partition(" ")
        if mark == ADDED:
            number += int(before)
        else:
            messages.add_message(request, one.level, one.message, one.extra_tags or "")
    many = _("%(count)d files are added.") % {"count": number}
    said = _("A file is added.") if number == 1 else many
    messages.success(request, said, f"{ADDED} {number}")


def say_again(request: HttpRequest) -> None:
    """Say that a file that was sent is there already."""
    messages.success(request, _("That file is here already. It was not added again."))
