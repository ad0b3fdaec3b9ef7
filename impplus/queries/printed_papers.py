"""What a paper that was issued says of its holder, whatever was corrected since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from impplus.queries.replacements import printed_of
from impplus.records.models import Introduction, Letter, Permit
from impplus.rules.letters import say
from impplus.words.text import LANGUAGES, Text


@dataclass(frozen=True)
class Printed:
    """The holder as the paper has it, each value in words."""

    name: Text
    born: Text
    nationality: Text
    passport: Text


def printed_on(permit: Permit) -> Printed:
    """What a permit says; of one whose paper is not written yet, the answers as they are."""
    paper = Letter.objects.filter(permit=permit, kind="permit").order_by("pk").first()
    facts = paper.facts if paper else printed_of(permit.person)
    return Printed(
        **{key: _said(facts.get(key, "")) for key in ("name", "born", "nationality", "passport")}
    )


def name_on(paper: Permit | Introduction, letter: Letter | None) -> str:
    """The holder of a permit or a letter of introduction as its document names them, where there is one."""
    return holder_in(letter) or paper.person.name if letter else paper.person.name


def names_on(
    papers: Iterable[Permit | Introduction], letters: Iterable[Letter]
) -> list[tuple[Any, str]]:
    """Each paper with the name that its own document has, among the letters of the file."""
    written = list(letters)
    documents = {("permit", one.permit_id): one for one in written if one.kind == "permit"}
    documents |= {
        ("introduction", one.introduction_id): one for one in written if one.kind == "introduction"
    }
    return [
        (one, name_on(one, documents.get((str(one._meta.model_name), one.pk)))) for one in papers
    ]


def holder_in(letter: Letter) -> str:
    """The holder whom the document of a permit or of a letter of introduction names; empty for any other letter."""
    key = {"permit": "name", "introduction": "holder"}.get(letter.kind, "")
    return str(letter.facts.get(key, "")) if key else ""


def _said(value: Any) -> Text:
    return Text(**{one: say(value, one) for one in LANGUAGES})
