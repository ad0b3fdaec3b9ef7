"""Documents: checked by content, stored under their hash, and never lost once acknowledged."""

from typing import IO

from django.db import transaction

from impplus.actions import moves
from impplus.actions.beside import reached
from impplus.outside import files, store
from impplus.queries.access import must_see
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Application, Document, Person, Question, User
from impplus.words.text import Text

MOST_FILES = 60
LONGEST_KEY = 40
LARGEST = files.MAX_SIZE // 1024**2  # megabytes of 1,048,576 bytes
WORDS = {
    "empty": Text(
        en="The file is empty (0 bytes). Choose it again, or scan the document again.",
        fr="Le fichier est vide (0 octet). Choisissez-le de nouveau ou numérisez de nouveau le document.",
    ),
    "too-big": Text(
        en=f"The file is larger than {LARGEST} MB. Send a smaller scan, or several files.",
        fr=f"Le fichier dépasse {LARGEST}\u00a0Mo. Envoyez une numérisation plus légère ou plusieurs fichiers.",
    ),
    "wrong-type": Text(
        en="The file is not a PDF, a JPEG or a PNG. Save it in one of these formats and send it again.",
        fr="Le fichier n’est ni un PDF, ni un JPEG, ni un PNG. Enregistrez-le dans un de ces formats et renvoyez-le.",
    ),
    "mislabelled": Text(
        en="The name of the file does not agree with what is in it. Save it again as a PDF, JPEG or PNG.",
        fr="Le nom du fichier ne correspond pas à son contenu. Enregistrez-le de nouveau en PDF, JPEG ou PNG.",
    ),
    "encrypted": Text(
        en="The PDF is protected by a password. Save a copy without a password and send that copy.",
        fr="Le PDF est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et envoyez-la.",
    ),
    "damaged": Text(
        en="The file is damaged and cannot be read. Scan or save the document again.",
        fr="Le fichier est endommagé et illisible. Numérisez ou enregistrez de nouveau le document.",
    ),
    "too-many-pixels": Text(
        en="The picture is too large: at most 50 million pixels and 12,000 on a side. Send a smaller picture.",
        fr="L’image est trop grande\u00a0: au plus 50 millions de pixels et 12\u00a0000 par côté. Envoyez une image "
        "plus petite.",
    ),
    "too-many-pages": Text(
        en="The PDF has more than 100 pages. Send it in parts.",
        fr="Le PDF compte plus de 100 pages. Envoyez-le en plusieurs parties.",
    ),
    "active-content": Text(
        en="The PDF contains a program, an attached file or an active form. Print it to a new PDF and send that.",
        fr="Le PDF contient un programme, un fichier joint ou un formulaire actif. Imprimez-le dans un nouveau PDF et "
        "envoyez celui-ci.",
    ),
}


class FileRefused(Refusal):
    """The file was not taken; `reason` is the code of outside/files.py."""

    status = 422

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(WORDS[reason])


def upload(
    application: Application,
    *,
    person: Person,
    key: str,
    name: str,
    content: IO[bytes],
    by: User,
    question: Question | None = None,
) -> Document:
    """Check a file, store its bytes, and only then remember and acknowledge it.

    Raises FileRefused with its reason, OutOfReach; what is sent twice for one thing is one document.
    """
    must_see(application, by)
    if person.application_id != application.pk or not _may_be(key, question, application):
        raise NotYours
    found = _inspected(name, content)
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        kept = application.documents.filter(removed_at__isnull=True)
        same = kept.filter(person=person, key=key, content=found.sha256, question=question).first()
        if same:
            return same
        if kept.count() >= MOST_FILES:
            raise NotUnderstood(_TOO_MANY)
        moves.move(application, "upload", by=by, detail={"key": key})
        return Document.objects.create(
            application=application,
            person=person,
            key=key,
            question=question,
            name=_safe(name),
            media_type=found.media_type,
            size=found.size,
            pages=found.pages,
            content=_stored(content),
            sent_by=by,
        )


def _inspected(name: str, content: IO[bytes]) -> files.Inspected:
    try:
        return files.inspect(name, content)
    except files.NotAccepted as refused:
        raise FileRefused(refused.reason) from None


def _stored(content: IO[bytes]) -> str:
    with reached():
        return store.put(content)


def remove(document: Document, *, by: User) -> None:
    """Take a document out of a draft; its bytes stay until they are disposed of."""
    must_see(document.application, by)
    with transaction.atomic():
        detail = {"key": document.key}
        moves.move(document.application, "remove-document", by=by, detail=detail)
        sent = Document.objects.filter(pk=document.pk, removed_at__isnull=True)
        if not sent.update(removed_at=Now()):
            raise WrongMoment


def content(document: Document) -> IO[bytes]:
    """The bytes as they were sent, to read; raises OutOfReach when they no longer match their hash."""
    with reached():
        return store.get(document.content)


def _may_be(key: str, question: Question | None, application: Application) -> bool:
    if question is not None:
        return question.application_id == application.pk and len(key) <= LONGEST_KEY
    return key in {document.key for document in application.programme.documents}


def _safe(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in ':*?"<>|')
    return kept.strip()[-200:] or "document"


_TOO_MANY = Text(
    en=f"This application already holds {MOST_FILES} files. Remove one, or put pages together.",
    fr=f"Cette demande contient déjà {MOST_FILES} fichiers. Retirez-en un, ou regroupez des pages.",
)
