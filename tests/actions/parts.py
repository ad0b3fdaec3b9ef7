"""A file that Alice sends in parts."""

from io import BytesIO
from pathlib import Path

from pytest_django import Settings

from impplus.actions import documents, uploads
from impplus.records.models import Application, Upload, User


def begun(
    application: Application, by: User, size: int, name: str = "passport.pdf", **more: object
) -> Upload:
    person = application.people.get(relation="principal")
    more = {"person": person, "key": "passport"} | more
    to = documents.SentFor(application, **more)  # type: ignore[arg-type]
    return uploads.begin(to, name=name, size=size, by=by)


def sent(upload: Upload, content: bytes, part: int = 700) -> None:
    for begins in range(0, len(content), part):
        uploads.add(upload, offset=begins, content=BytesIO(content[begins : begins + part]))


def parts_of(upload: Upload, settings: Settings) -> list[Path]:
    folder = Path(settings.STORAGES["documents"]["OPTIONS"]["location"]) / "parts" / upload.mark
    return sorted(folder.glob("*"))
