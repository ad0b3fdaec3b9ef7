"""A declaration on paper: printed from the answers, signed by hand, scanned, and sent with the code that it bears."""

from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import letters, signatures
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.portal.answers import page_of
from impplus.portal.application import WHO, home_of, part_of, person_in
from impplus.portal.documents import FilesForm
from impplus.queries import readiness
from impplus.queries.file import File, file_of
from impplus.queries.letters import declaration
from impplus.queries.readiness import Gap
from impplus.queries.refusals import NotReady, NotUnderstood
from impplus.queries.signatures import signers
from impplus.records.models import Person
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.file_fields import TOGETHER
from impplus.web.files import as_file
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import door, submitted
from impplus.words.text import LANGUAGES


class PaperForm(FilesForm):
    """The code that is printed on the paper, and its scan."""

    code = TextField(
        label=gettext_lazy("Code on the paper"),
        help_text=gettext_lazy(
            "Twelve letters and digits, on the first page and above the signature."
        ),
        longest=40,
        empty=gettext_lazy("Enter the code that is printed on the paper"),
    )
    field_order = ("code", "file")


@require_http_methods(["GET", "POST"])
@door(*WHO)
def page(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """The paper to print, and where its scan is sent."""
    application = part_of(request, number, person)
    back = home_of(application)
    if application.own_part is None:
        back = address("portal:own-part", number, person)
    if application.status != "draft" and not submitted(request):
        return redirect(home_of(application))
    file = file_of(application)
    member = _signer(file, person)
    form = bind(PaperForm, request, files=True)
    if submitted(request) and form.is_valid() and _sent(request, member, form):
        messages.success(request, _("The signed paper is received. Everybody concerned is told."))
        return redirect(back)
    lacking = [gap for gap in readiness.of(file).gaps if gap.person and gap.person.pk == person]
    facts = {
        "application": application,
        "member": member,
        "missing": [(gap, _where(gap, member)) for gap in lacking if gap.kind != "signature"],
        "form": form,
        "back": back,
        "largest": LARGEST,
        "together": TOGETHER,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/family/paper.html", facts, status=status)


@require_safe
@door(*WHO)
def pdf(request: HttpRequest, number: str, person: int, language: str) -> HttpResponseBase:
    """The paper in one of the two languages."""
    if language not in LANGUAGES:
        raise Http404
    application = part_of(request, number, person)
    file = file_of(application)
    shown = declaration.composed(file, _signer(file, person), file.sent, language)
    made = BytesIO(letters.paper(declaration.KIND, shown, language))
    name = f"{declaration.KIND}-{number}-{person}.pdf"
    return as_file(made, "application/pdf", name, language)


def _where(gap: Gap, member: Person) -> str:
    """The page on which an answer or a document of a member is given."""
    number = member.application.number
    if gap.step:
        return page_of(member, gap.step)
    if gap.document:
        return address("portal:upload", number, member.pk, gap.document.key)
    return address("portal:documents", number)


def _signer(file: File, person: int) -> Person:
    """A member who signs alone; there is no paper for anybody else."""
    found = next((one for one in signers(file) if one.pk == person), None)
    if found is None:
        raise Http404
    return found


def _sent(request: HttpRequest, member: Person, form: PaperForm) -> bool:
    files = [(str(one.name), one) for one in form.cleaned_data["file"]]
    code, by = form.cleaned_data["code"], person_in(request)
    with refusals_in(form, NotReady, code=NotUnderstood, file=FileRefused):
        signatures.sign_on_paper(member, code=code, files=files, by=by)
    return not form.errors
