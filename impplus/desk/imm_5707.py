"""The family information of an adult who applies, as a PDF made from the answers of the file."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from impplus.actions import letters
from impplus.desk.file import about_a_file
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.records.models import Application
from impplus.web.files import as_file
from impplus.words.text import LANGUAGES


@require_safe
@about_a_file
def pdf(request: HttpRequest, application: Application, person: int, language: str) -> FileResponse:
    """The PDF in one of the two languages."""
    file = file_of(application)
    of_person = (one for one in imm_5707.people(file) if file.people[one].pk == person)
    name = next(of_person, None)
    if name is None or language not in LANGUAGES:
        raise Http404
    shown = imm_5707.composed(file, name, language)
    made = BytesIO(letters.paper(imm_5707.KIND, shown, language))
    title = f"{imm_5707.KIND}-{application.number}-{person}.pdf"
    return as_file(made, "application/pdf", title, language)
