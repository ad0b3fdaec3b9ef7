"""Assessments: what the rules said of an application, judged again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from impplus.queries.refusals import Refusal
from impplus.records.models import Assessment, Receipt
from impplus.rules.answer import fingerprint, judgements
from impplus.rules.canonical import digest
from impplus.rules.case import BadCase, Case, Faults, contradictions
from impplus.rules.case_json.values import read
from impplus.telling.comparison import Difference, differences, merged_languages
from impplus.words import formats
from impplus.words.text import Text


@dataclass(frozen=True)
class Again:
    """What the rules say of a remembered case now, beside what they said then.

    `differences` are those of the verdict, `reworded` those of its words alone. `altered` tells what
    was changed in the database since: then the remembered answer proves nothing.
    """

    assessment: Assessment
    on: date
    rules: str
    digest: str
    differences: tuple[Difference, ...]
    reworded: tuple[Difference, ...]
    altered: tuple[Text, ...]

    @property
    def same(self) -> bool:
        """Whether the verdict is the remembered one, byte for byte, and the receipt's."""
        return not self.altered and not self.differences


def again(assessment: Assessment, *, as_of: date | None = None) -> Again:
    """Judge a remembered case by the programme as it is now; reads only.

    On the day on which it was received, or as if it had been received on another. Raises CaseUnread
    where the facts cannot be read, or cannot all be true on that day.
    """
    programme = assessment.application.programme
    try:
        case = case_of(assessment.case)
    except BadCase as bad:
        raise CaseUnread(_with_faults(_UNREADABLE, bad.faults)) from None
    if as_of is not None:
        case = _received(case, as_of)
    said = judgements(programme, case)
    found = merged_languages(differences(_judged(assessment.answer), said))
    return Again(
        assessment=assessment,
        on=case.on,
        rules=fingerprint(programme),
        digest=digest(said),
        differences=tuple(one for one in found if not one.is_wording),
        reworded=tuple(one for one in found if one.is_wording),
        altered=tuple(_altered(assessment)),
    )


class CaseUnread(Refusal):
    """The remembered facts cannot be judged."""


def _judged(said: Any) -> Any:
    """A remembered answer without the fingerprint of the rules, which older ones hold as well."""
    if not isinstance(said, dict):
        return said
    return {
        lang: {key: held for key, held in one.items() if key != "rules"}
        if isinstance(one, dict)
        else one
        for lang, one in said.items()
    }


def case_of(written: Any) -> Case:
    """The facts as they were judged, contradictory ones included; BadCase where none can be read."""
    faults: Faults = []
    case = read(Case, written, faults)
    if faults:
        raise BadCase(faults)
    return case


def _received(case: Case, on: date) -> Case:
    """The case as if it had been received on another day."""
    moved = replace(case, on=on)
    known = contradictions(case)
    faults = [fault for fault in contradictions(moved) if fault not in known]
    if faults:
        when = Text(
            en=_IMPOSSIBLE.en.format(day=formats.day(on, "en")),
            fr=_IMPOSSIBLE.fr.format(day=formats.day(on, "fr")),
        )
        raise CaseUnread(_with_faults(when, faults))
    return moved


def _altered(assessment: Assessment) -> Iterator[Text]:
    """What no longer fits together: the answer and its digest, or these and the receipt."""
    said = assessment.answer
    heads = (
        {_head(one, assessment.rules) for one in said.values()} if isinstance(said, dict) else set()
    )
    if digest(said) != assessment.digest or heads != {_as_stored(assessment)}:
        yield _ANSWER_ALTERED
    if assessment.stage != "submitted":
        return
    receipt = Receipt.objects.filter(application=assessment.application_id).first()
    signed = receipt.content if receipt else {}
    kept = {"assessment": assessment.digest, "rules": assessment.rules}
    if {key: signed.get(key) for key in kept} != kept:
        yield _OTHER_THAN_SIGNED
    if receipt is not None and digest(receipt.content) != receipt.digest:
        yield _RECEIPT_ALTERED


def _head(said: Any, rules: str) -> tuple[str, str]:
    """The day that an answer names, and the rules; these stand beside it where it names none."""
    return (
        (str(said.get("on")), str(said.get("rules", rules))) if isinstance(said, dict) else ("", "")
    )


def _as_stored(assessment: Assessment) -> tuple[str, str]:
    return assessment.on.isoformat(), assessment.rules


def _with_faults(text: Text, faults: Iterable[tuple[str, Text]]) -> Text:
    every = formats.joined(Text(en=f"{at} {one.en}", fr=f"{at} {one.fr}") for at, one in faults)
    return Text(en=f"{text.en}{every.en}.", fr=f"{text.fr}{every.fr}.")


_UNREADABLE = Text(
    en="The facts stored of this application cannot be read: ",
    fr="Les faits conservés de cette demande ne peuvent pas être lus\u00a0: ",
)
_IMPOSSIBLE = Text(
    en="This application cannot have been received on {day}: ",
    fr="Cette demande ne peut pas avoir été reçue le {day}\u00a0: ",
)
_ANSWER_ALTERED = Text(
    en="The stored answer was changed after it was written: it is not the one of which its digest was made.",
    fr="La réponse conservée a été modifiée après coup\u00a0: ce n’est plus celle dont l’empreinte a été calculée.",
)
_OTHER_THAN_SIGNED = Text(
    en="The stored answer is not the one that the receipt names.",
    fr="La réponse conservée n’est pas celle que nomme l’accusé de réception.",
)
_RECEIPT_ALTERED = Text(
    en="The content of the receipt was changed after it was signed: it is not the one of which its digest was made.",
    fr="Le contenu de l’accusé de réception a été modifié après la signature\u00a0: ce n’est plus celui dont l’empreinte a été calculée.",
)
