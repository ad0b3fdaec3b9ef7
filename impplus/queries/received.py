"""A receipt as it is read: every answer, file, fee and signature that it keeps, in the words of its day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from impplus.programmes import ALL
from impplus.queries.bills import folded
from impplus.queries.other_papers import TITLES
from impplus.queries.signatures import ON_PAPER
from impplus.records.models import Application, Receipt
from impplus.records.prepared import prepared
from impplus.rules.canonical import digest
from impplus.rules.form import Field
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.rows import Cell, Choice
from impplus.words.declaration import SIGNED_PAPER
from impplus.words.people import called
from impplus.words.text import Text

# The questions of a day: by step and key, the title of the step, and the field.
type Asked = Mapping[tuple[str, str], tuple[Text, Field]]


@dataclass(frozen=True)
class ReceivedAnswer:
    """One answer of a receipt, with its question as it was asked; `value` is a plain JSON value."""

    person: str
    step: str
    title: Text
    field: Field
    value: Any

    @property
    def sha256(self) -> str:
        """The hash of the canonical JSON of person, step, key and value."""
        said = {"person": self.person, "step": self.step, "key": self.field.key}
        return digest(said | {"value": self.value}).removeprefix("sha256:")


@dataclass(frozen=True)
class Received:
    """What a receipt keeps, in the words of its day, with people under the names that rules give them.

    `names` is in the order of the people; each of `fees` and `files` is its JSON values with what it
    was called. `signatures` are those of the family, `signed_for` the minors for whom the principal
    applicant signed, and `private` those whose answers and files the family does not see.
    `explanations` say why answers that do not go together are right. `other_means` says how it came, where it was not made online,
    `signature` the name that was signed.
    """

    names: Mapping[str, Text]
    answers: tuple[ReceivedAnswer, ...]
    fees: tuple[tuple[dict[str, Any], Text], ...]
    total: str
    files: tuple[tuple[dict[str, Any], Text], ...]
    signatures: tuple[dict[str, Any], ...] = ()
    signed_for: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    explanations: tuple[dict[str, Any], ...] = ()
    other_means: str = ""
    signature: str = ""

    @property
    def applying(self) -> tuple[Text, ...]:
        """The names of those who ask for a permit."""
        stays = {
            one.person
            for one in self.answers
            if (one.field.key, one.value) == ("applies_for", "nothing")
        }
        answering = dict.fromkeys(one.person for one in self.answers if one.person not in stays)
        return tuple(self.names[person] for person in answering)

    @property
    def signed(self) -> tuple[Text, ...]:
        """Who signed, by the names in the application; where it was not made online, by the name that was signed."""
        if self.other_means:
            return (Text(self.signature, self.signature),)
        people = ("principal", *(one["person"] for one in self.signatures))
        return tuple(self.names[one] for one in people if one in self.names)

    @property
    def paid(self) -> Decimal:
        """All fees together."""
        return Decimal(self.total)


def shown_content(content: dict[str, Any]) -> dict[str, Any]:
    """What a receipt keeps, without the answers, files and findings of those who keep them private.

    Nor what would say of a guess whether it is right: the salt of the hash, which is of all, the hash of all that the rules
    said, that of what somebody signed, and which fees are due for whom.
    """
    private = content.get("private", ())
    if not private:
        return content
    kept = [key for key in ("answers", "files", "findings", "explanations") if key in content]
    shown = {key: value for key, value in content.items() if key not in ("salt", "assessment")}
    shown |= {
        key: [
            one
            for one in content[key]
            if not {*one.get("people", [one.get("person")])} & {*private}
        ]
        for key in kept
    }
    if "signatures" in content:
        shown["signatures"] = [_unsealed(one, private) for one in content["signatures"]]
    if "fees" in content:
        shown["fees"] = folded(content["fees"], private)
    return shown | _cells_of(shown)


def _unsealed(signature: dict[str, Any], private: Collection[str]) -> dict[str, Any]:
    """A signature without the hash of private answers."""
    kept = signature["person"] in private
    return {key: value for key, value in signature.items() if key != "sha256" or not kept}


def is_guessable(content: dict[str, Any]) -> bool:
    """Whether the hash of a receipt tells who reads the rest of it whether a guess at private answers is right.

    Those of before hold no salt.
    """
    return bool(content.get("private")) and "salt" not in content


def _cells_of(content: dict[str, Any]) -> dict[str, Any]:
    """What was asked in the rows of the questions whose answers are shown, as the content of a receipt has it."""
    given = {(one["step"], one["key"]) for one in content["answers"] if one["value"]}
    cells = content.get("cells", {})
    kept = {
        step: {key: rows for key, rows in asked.items() if (step, key) in given}
        for step, asked in cells.items()
    }
    return {"cells": {step: asked for step, asked in kept.items() if asked}} if cells else {}


def receipt_of(application: Application) -> Receipt:
    """The receipt of an application with its content, which most pages do without."""
    (receipt,) = _receipt(application.pk)
    return receipt


@prepared
def _receipt(application: int) -> QuerySet[Receipt]:
    return Receipt.objects.filter(application=application)


def received_in(receipt: Receipt) -> Received:
    """Every answer received, in the order of the form, and every fee and file.

    A receipt of version 0.1 keeps no words: they are those of the law and the form on its day, or no
    more than their keys.
    """
    content = receipt.content
    programme = ALL[content["programme"]]
    law = programme.in_force(programme.day_of(receipt.received_at))
    asked = {
        (step.key, field.key): (step.title, field) for step in law.steps for field in step.fields
    }
    return Received(
        names=_names_in(content),
        answers=tuple(_answer(one, asked, content.get("cells", {})) for one in content["answers"]),
        fees=tuple((one, _fee_text(one, law)) for one in content["fees"]),
        total=content["total"],
        files=tuple(
            (one, Text(**one["title"]) if "title" in one else title_of(law, one["key"]))
            for one in content["files"]
        ),
        signatures=tuple(content.get("signatures", ())),
        signed_for=tuple(content.get("signed_for", ())),
        private=tuple(content.get("private", ())),
        explanations=tuple(content.get("explanations", ())),
        other_means=content.get("other_means", {}).get("means", ""),
        signature=content.get("signature", ""),
    )


def _answer(one: dict[str, Any], asked: Asked, cells: Mapping[str, Any]) -> ReceivedAnswer:
    title, field = _as_of_the_day(one, asked)
    if "label" in one:
        title, field = _as_kept(one, field, cells.get(one["step"], {}).get(one["key"], ()))
    return ReceivedAnswer(one["person"], one["step"], title, field, one["value"])


def _names_in(content: dict[str, Any]) -> dict[str, Text]:
    """What each person whom the receipt is about was called: by name, or by place where there is none."""
    given = dict[str, dict[str, str]]()
    for one in content["answers"]:
        given.setdefault(one["person"], {})[one["key"]] = one["value"]
    people = [*given, *(one["person"] for one in content["files"] + content["fees"])]
    names = {
        person: " ".join(said[key] for key in ("given_names", "family_name") if said.get(key))
        for person, said in given.items()
    }
    return {
        person: Text(names[person], names[person]) if names.get(person) else called(person)
        for person in people
    }


def _as_kept(
    one: dict[str, Any], now: Field, cells: Iterable[dict[str, Any]]
) -> tuple[Text, Field]:
    chosen = (Choice(key=one["value"], **one["chosen"]),) if one["chosen"] else ()
    field = Field(
        key=one["key"],
        since=now.since,
        kind=one["kind"],
        label=Text(**one["label"]),
        choices=chosen + now.choices,
        cells=tuple(map(_cell_as_kept, cells)) or now.cells,
    )
    return Text(**one["title"]), field


def _cell_as_kept(one: dict[str, Any]) -> Cell:
    choices = tuple(Choice(key=key, **text) for key, text in one["choices"].items())
    return Cell(key=one["key"], kind=one["kind"], label=Text(**one["label"]), choices=choices)


def _as_of_the_day(one: dict[str, Any], asked: Asked) -> tuple[Text, Field]:
    if (one["step"], one["key"]) in asked:
        return asked[one["step"], one["key"]]
    bare = Text(one["key"], one["key"])
    return bare, Field(key=one["key"], since=date.min, kind="text", label=bare)


def _fee_text(one: dict[str, Any], law: LawOfDay) -> Text:
    if "text" in one:
        return Text(**one["text"])
    names = (fee.text for fee, _ in law.fees if fee.key == one["key"])
    return next(names, Text(one["key"], one["key"]))


def title_of(law: LawOfDay, key: str) -> Text:
    """What a document under this key is called on a day."""
    if key == ON_PAPER:
        return SIGNED_PAPER
    if key in TITLES:
        return TITLES[key]
    titles = (document.text for document in law.documents if document.key == key)
    return next(titles, Text(key, key))
