"""Files on their way of one account, said by the documents for which they are sent."""

from collections.abc import Iterable

from impplus.queries.hints import with_name
from impplus.queries.other_papers import TITLE
from impplus.records.models import Upload
from impplus.words.text import LANGUAGES, Text

NAMED = 4  # documents that a sentence has room to name
ANSWER = Text(en="the answer to a question", fr="la réponse à une question")
HALF = Text(
    en="Several large files of yours are only half sent, for: {where}. The list of documents marks them: finish them or remove them on "
    "their pages, then send this one.",
    fr="Plusieurs gros fichiers que vous avez commencé à envoyer sont incomplets\u00a0: {where}. La liste des documents les signale\u00a0: "
    "terminez leur envoi ou retirez-les sur leurs pages, puis envoyez celui-ci.",
)
WAITING = Text(
    en="Many files of yours are still being checked, for: {where}. Wait until they are, or remove some on their pages, then send this one.",
    fr="Beaucoup de vos fichiers sont encore en cours de vérification\u00a0: {where}. Attendez qu’elle soit finie ou retirez-en sur leurs "
    "pages, puis envoyez celui-ci.",
)


def too_many(uploads: Iterable[Upload]) -> Text:
    """That so many are half sent, or being checked, that no other can be begun: for which documents of whom, and what to do."""
    found = list(uploads)
    half = [one for one in found if not one.is_whole]
    places = list(dict.fromkeys(place_of(one) for one in half or found))
    named, said = places[:NAMED], HALF if half else WAITING
    more = "…" if len(places) > NAMED else ""
    return Text(
        **{
            one: said.say(one).format(where="; ".join(place.say(one) for place in named) + more)
            for one in LANGUAGES
        }
    )


def place_of(upload: Upload) -> Text:
    """For which document of whom a file is sent."""
    rules = upload.application.programme.documents
    title = next((row.title for row in rules if row.key == upload.key), TITLE)
    return with_name(ANSWER if upload.question_id else title, upload.person.name)
