"""Candidates: the ministry's list, searched, leafed through, and added to from a file."""

import csv
import io

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import candidates
from impplus.desk import batches
from impplus.desk.file import officer_in
from impplus.desk.forms import ListForm
from impplus.desk.lists import page_of_list, typed
from impplus.queries import counts, list_columns
from impplus.queries.refusals import NotUnderstood
from impplus.queries.search import candidates_found, is_cut
from impplus.records.models import Batch, Candidate, Invitation
from impplus.rules.lifecycle import Role
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import door, submitted

SHOWN = 5
COLUMNS = {
    "reference": _("Individual reference number; each appears once in the list."),
    "mifi_file": _("MIFI file number."),
    "csq_number": _("CSQ number; each appears once in the list."),
    "csq_programme": _("Program of the CSQ: PRTQ, PILOT-AI-IT-VFX, PEQ, PSTQ, PILOT-ORDERLIES, PILOT-FOOD, BUSINESS or OTHER."),
    "csq_issued": _("Day of issue, as 2026-03-02."),
    "csq_expires": _("Day of expiry, as 2026-03-02."),
    "family_name": _("Family names, as on the passport."),
    "given_names": _("Given names; may be empty."),
    "born": _("Date of birth, as 1987-05-14; as 1987-05 or 1987 where no more is known."),
    "nationality": _("Country code of three letters, such as MAR."),
    "lives_country": _("Country of residence, code of three letters."),
    "email": _("E-mail address to which the letter goes."),
    "language": _("Language of the letter: en or fr."),
    list_columns.WITHDRAW: _("Need not be there: why a candidate is taken off the list. Such a row needs the reference number alone."),
}  # fmt: skip
SAMPLE = (
    ("R-0001", "M-1001", "CSQ-50001", "PRTQ", "2025-06-01", "2028-05-31", "Exemple", "Amélie",
     "1990-04-17", "MAR", "MAR", "amelie@example.test", "fr"),
    ("R-0002", "M-1002", "CSQ-50002", "PILOT-AI-IT-VFX", "2025-07-15", "2028-07-14", "Sample", "",
     "1985-11-02", "IND", "ARE", "sample@example.test", "en"),
)  # fmt: skip


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest) -> HttpResponse:
    """The list, by reference number."""
    letters = Invitation.objects.order_by("-pk").prefetch_related("letters__messages")
    found = candidates_found(typed(request)) if typed(request) else None
    everyone = Candidate.objects.all()
    rows = everyone if found is None else everyone.filter(pk__in=found)
    shown = rows.prefetch_related(Prefetch("invitations", letters, to_attr="letters"))
    page_of_rows = page_of_list(request, shown, "reference", "reference")
    facts = {
        "pages": page_of_rows,
        "rows": page_of_rows.rows,
        "number": counts.count_of(rows) if found is None else len(found),
        "only_some": found is not None and is_cut(found),
        "q": typed(request),
    }
    return render(request, "desk/candidates/candidates.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def import_list(request: HttpRequest) -> HttpResponse:
    """See what a list would change, and how the last ones went."""
    form = bind(ListForm, request, files=True)
    if submitted(request) and form.is_valid():
        sent = form.cleaned_data["list"]
        with refusals_in(form, NotUnderstood):
            return batches.shown(
                candidates.ask_review(sent.file, name=sent.name, by=officer_in(request))
            )
    imports = Batch.objects.filter(kind__in=("import", "review")).select_related("asked_by")
    facts = {"form": form, "batches": imports[:SHOWN], "columns": COLUMNS}
    status = 422 if form.errors else 200
    return render(request, "desk/candidates/import.html", facts, status=status)


@require_safe
@door(Role.QUEBEC)
def sample(request: HttpRequest) -> HttpResponse:
    """A list of two invented candidates to copy from; spreadsheets recognise UTF-8 by the mark at its start."""
    text = io.StringIO()
    csv.writer(text).writerows([list_columns.COLUMNS, *SAMPLE])
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_("candidates-sample.csv")}"'},
    )
