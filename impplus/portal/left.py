"""What is left to do before an application can be submitted, in a few words: by kind, not one by one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, ngettext

from impplus.portal.answers import pages_in_words
from impplus.portal.board import BoardRow
from impplus.queries.readiness import Readiness


def left_in_words(ready: Readiness, people: Sequence[BoardRow]) -> str:
    """Pages, documents, signatures and the payment, as many of each as are left; nothing where nothing is missing."""
    if not ready.gaps:
        return ""
    pages = [row.pages_to_do for row in people if row.pages_left and not row.kept]
    number, certain = sum(one for one, _ in pages), all(known for _, known in pages)
    documents, signatures = len(ready.of_kind("document")), len(ready.of_kind("signature"))
    parts = len(ready.of_kind("part"))
    said = [
        number and pages_in_words(number, certain),
        ready.of_kind("family") and _("the spouse or partner to add"),
        documents and ngettext("%(n)s document", "%(n)s documents", documents) % {"n": documents},
        signatures
        and ngettext("%(n)s signature", "%(n)s signatures", signatures) % {"n": signatures},
        parts
        and ngettext("%(n)s part kept private", "%(n)s parts kept private", parts) % {"n": parts},
        ready.of_kind("payment") and _("the payment"),
    ]
    return ", ".join(str(one) for one in said if one)
