"""Assessments: what the rules said of an application is remembered."""

from django.db import connection

from impplus.queries.file import File
from impplus.records.models import Application, Assessment
from impplus.records.rows import insert
from impplus.rules.answer import Judged, fingerprint, worded
from impplus.rules.canonical import as_written, canonical, digest_of
from impplus.rules.case import Case
from impplus.rules.case_json import to_json
from impplus.rules.kept import answered
from impplus.rules.wordings import Wordings, wordings

_FIND = "SELECT id FROM records_wording WHERE digest = %s"
_KEEP = """
    INSERT INTO records_wording (pairs, digest) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING
"""


def remember(file: File, case: Case, *, stage: str, wording: int | None = None) -> Assessment:
    """Keep what the rules say of a file's facts, "submitted" or "decided", in both languages.

    `wording` is the number of its words of the law, where it is known already.

    Call it inside the transaction of the move that it belongs to; a stage is remembered once.
    """
    number = wording or number_of(wordings(file.programme, case.on))
    said = Judged(file.programme, case)
    return insert(assessed(file.application, said, stage=stage, wording=number))


def assessed(application: Application, said: Judged, *, stage: str, wording: int) -> Assessment:
    """The same, not written yet; `wording` is the number of its words of the law."""
    whole, kept = answered(worded(said), wordings(said.programme, said.case.on))
    return Assessment(
        application=application,
        stage=stage,
        on=said.case.on,
        rules=fingerprint(said.programme),
        case=to_json(said.case),
        answer=as_written(b'{"answers":%b,"words":%d}' % (kept, wording)),
        digest=digest_of(whole),
    )


def number_of(words: Wordings) -> int:
    """The number of a wording, which is written where it is new: once for each version of the law."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [words.digest])
        found = cursor.fetchone()
        if found is None:
            cursor.execute(_KEEP, [canonical(list(words.pairs)).decode(), words.digest])
            cursor.execute(_FIND, [words.digest])
            found = cursor.fetchone()
    return int(found[0])
