"""What a receipt lists, for its page and its file: fees, then files with hashes and answers by person."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from impplus.queries import proofs
from impplus.queries.answers import in_words
from impplus.queries.bills import folded
from impplus.queries.letters.words import WORDS
from impplus.queries.received import Received, received_in
from impplus.records.models import Letter, Receipt
from impplus.rules.fees import FAMILY
from impplus.rules.form import is_empty
from impplus.rules.letters import say
from impplus.words import formats
from impplus.words.people import called
from impplus.words.text import Text

RECEIPT, OWN_COPY = "receipt", "own-copy"  # the kinds of letters that list what was received
# The columns of each table, and their shares of its width.
FILES = {"document": 6, "file": 6, "fingerprint": 8, "pages": 2}
ANSWERS = {"question": 7, "answer": 7, "fingerprint": 8}
EXPLANATIONS = {"question": 7, "explanation": 15}
type Rows = list[tuple[str, list[str]]]


def sections_of(receipt: Receipt, language: str) -> list[dict[str, Any]]:
    """The sections of a receipt in one language."""
    kept = received_in(receipt)
    names = {person: name.say(language) for person, name in kept.names.items()}
    return [
        *_other_means(kept, language),
        {"heading": _fees_are(kept).say(language), "rows": list(_fees(kept, names, language))},
        *_signatures(receipt, kept, names, language),
        *_tables("files", FILES, _files(kept, language), names, language),
        *_tables("answers", ANSWERS, _answers(kept, language), names, language),
        *_explanations(kept, language),
    ]


def own_sections(receipt: Receipt, whose: str, language: str) -> list[dict[str, Any]]:
    """What a receipt holds of one member of the family, by the name that rules give, and of the minors for whom that person signed."""
    whole = received_in(receipt)
    signed = tuple(one for one in whole.signatures if one["person"] == whose)
    mine = {whose, *(ward for one in signed for ward in one.get("signed_for", ()))}
    kept = replace(whole, private=tuple(one for one in whole.names if one not in mine))
    names = {person: name.say(language) for person, name in kept.names.items()}
    rows = [_signature(one, receipt, names, language) for one in signed]
    return [
        *([{"heading": WORDS["signatures"].say(language), "rows": rows}] if rows else []),
        *_tables("files", FILES, _files(kept, language), names, language),
        *_tables("answers", ANSWERS, _answers(kept, language), names, language),
        *_explanations(kept, language),
    ]


def _other_means(kept: Received, language: str) -> Iterator[dict[str, Any]]:
    """How an application came that was not made online, and what that changes."""
    if kept.other_means:
        said = OTHER_MEANS.say(language)
        rows = [{"label": kept.other_means, "value": said}]
        yield {"heading": HOW_IT_CAME.say(language), "rows": rows}


def _fees_are(kept: Received) -> Text:
    """What the fees of a receipt are: nobody pays before an application is received that is not made online."""
    return WORDS["fees-due"] if kept.other_means else WORDS["fees"]


def order_in(letter: Letter) -> dict[str, Any]:
    """The order of receipt as a letter says it, where it is a receipt, or a member’s own copy, whose order is given."""
    if letter.kind not in (RECEIPT, OWN_COPY) or letter.application is None:
        return {}
    logged = proofs.of(letter.application)
    return {"order": {"count": logged.order}} if logged and logged.order else {}


def _signatures(
    receipt: Receipt, kept: Received, names: dict[str, str], language: str
) -> Iterator[dict[str, Any]]:
    """Who signed, by the names in the application, for whom, how and when."""
    also = ", ".join(names[one] for one in kept.signed_for)
    said = GUARDIAN.say(language).format(names=also) if also else ALONE.say(language)
    whose = names.get("principal", receipt.signature)
    if kept.other_means:
        whose, said = kept.signature, AS_IT_CAME.say(language)
    rows = [{"label": whose, "value": said}]
    rows += [_signature(one, receipt, names, language) for one in kept.signatures]
    rows += [{"label": names[one], "value": PRIVATE.say(language)} for one in kept.private]
    yield {"heading": WORDS["signatures"].say(language), "rows": rows}


def _signature(
    one: dict[str, Any], receipt: Receipt, names: dict[str, str], language: str
) -> dict[str, str]:
    zone = receipt.application.programme
    at = formats.exact_moment(
        datetime.fromisoformat(one["at"]),
        language,
        time_zone=zone.time_zone,
        named=zone.time_zone_name,
    )
    said = HOW[one["how"]].say(language).format(at=at)
    if also := ", ".join(names[ward] for ward in one.get("signed_for", ())):
        said += FOR.say(language).format(names=also)
    return {"label": names.get(one["person"], one["name"]), "value": said}


def _tables(
    heading: str, columns: dict[str, int], rows: Rows, names: dict[str, str], language: str
) -> Iterator[dict[str, Any]]:
    """A table of rows for each person, under that person's name."""
    head = [WORDS[column].say(language) for column in columns]
    for person, of_one in groupby(rows, lambda row: row[0]):
        table = {
            "head": head,
            "rows": [cells for _, cells in of_one],
            "widths": [*columns.values()],
        }
        title = f"{WORDS[heading].say(language)}{formats.colon(language)} {names[person]}"
        yield {"heading": title, "table": table}


def _fees(kept: Received, names: dict[str, str], language: str) -> Iterator[dict[str, str]]:
    lines = [{**line, "text": asdict(text)} for line, text in kept.fees]
    family = {FAMILY: called(FAMILY).say(language)}
    for line in folded(lines, kept.private):
        label = f"{line['text'][language]} – {(family | names)[line['person']]}"
        yield {"label": label, "value": say({"money": line["amount"]}, language)}
    total = say({"money": kept.total}, language)
    yield {"label": WORDS["total"].say(language), "value": total}


def _files(kept: Received, language: str) -> Rows:
    """The files by person and document; the second of a document and those after it are numbered."""
    order = list(kept.names)
    shown = [one for one in kept.files if one[0]["person"] not in kept.private]
    first = {_document(one): n for n, one in reversed([*enumerate(shown)])}
    shown.sort(key=lambda one: (order.index(one[0]["person"]), first[_document(one)]))
    rows: Rows = []
    for _, files in groupby(shown, _document):
        for n, (one, title) in enumerate(files):
            said = title.say(language) + (
                f" – {FILE.say(language).format(number=n + 1)}" if n else ""
            )
            rows.append((one["person"], [said, one["name"], one["sha256"], str(one["pages"])]))
    return rows


def _document(file: tuple[dict[str, Any], Text]) -> tuple[str, str, Text]:
    """Of whom and which document a file is; what was sent besides is told apart by its title."""
    one, title = file
    return one["person"], one["key"], title


def _answers(kept: Received, language: str) -> Rows:
    return [
        (
            one.person,
            [
                one.field.label.say(language),
                in_words(one.field, one.value, language),
                one.sha256,
            ],
        )
        for one in kept.answers
        if one.person not in kept.private and not (kept.other_means and is_empty(one.value))
    ]


def _explanations(kept: Received, language: str) -> Iterator[dict[str, Any]]:
    """Answers that do not go together, both facts, and why they are right; none with a fact that is kept private."""
    shown = [one for one in kept.explanations if not set(one["people"]) & set(kept.private)]
    if shown:
        table = {
            "head": [WORDS[column].say(language) for column in EXPLANATIONS],
            "rows": [
                [Text(**one["question"]).say(language), _because(one, language)] for one in shown
            ],
            "widths": [*EXPLANATIONS.values()],
        }
        yield {"heading": WORDS["explanations"].say(language), "table": table}


def _because(one: dict[str, Any], language: str) -> str:
    colon = formats.colon(language)
    facts = [f"{fact['label'][language]}{colon} {fact['value'][language]}" for fact in one["facts"]]
    return "\n".join([*facts, f"{BECAUSE.say(language)} {one['because']}"])


FILE = Text(en="file {number}", fr="fichier {number}")
BECAUSE = Text(en="Right as it is, because:", fr="Exact tel quel, parce que\u00a0:")
HOW_IT_CAME = Text(en="How it came", fr="Comment la demande est arrivée")
OTHER_MEANS = Text(
    en="by another means than online. An officer recorded the arrival as it came, and the moment of this receipt is that of our clock, as for every "
    "application. The answers are typed in by the office afterwards, read back and signed; this changes neither that moment, nor the place, "
    "nor the fees, nor the ages.",
    fr="par un autre moyen qu’en ligne. Une agente ou un agent a consigné l’arrivée sur-le-champ, et le moment du présent accusé est celui de notre "
    "horloge, comme pour toute demande. Le bureau saisit les réponses par la suite, puis elles sont relues et signées; cela ne change ni ce moment, "
    "ni la place, ni les frais, ni l’âge des personnes.",
)
ALONE = Text(en="with an account, on submission", fr="avec un compte, à la soumission")
AS_IT_CAME = Text(
    en="the name signed on the application, as the officer copied it. The answers are still to be read back and signed",
    fr="le nom signé sur la demande, tel que l’agente ou l’agent l’a transcrit. Les réponses restent à relire et à signer",
)
GUARDIAN = Text(
    en="with an account, on submission; also as parent or guardian for {names}",
    fr="avec un compte, à la soumission; aussi, à titre de parent ou de titulaire de l’autorité parentale, pour {names}",
)
HOW = {
    "account": Text(
        en="with an account of their own, on {at}", fr="avec son propre compte, le {at}"
    ),
    "paper": Text(
        en="on paper, by hand; the scan was received on {at}",
        fr="sur papier, à la main; la copie numérisée a été reçue le {at}",
    ),
}
FOR = Text(
    en="; also as parent or guardian for {names}",
    fr="; aussi, à titre de parent ou de titulaire de l’autorité parentale, pour {names}",
)
PRIVATE = Text(
    en="keeps answers and files private: they were received, the officers see them, and they are not listed here",
    fr="garde ses réponses et ses fichiers privés\u00a0: ils ont été reçus, les agentes et agents les voient, et ils ne figurent pas ici",
)
