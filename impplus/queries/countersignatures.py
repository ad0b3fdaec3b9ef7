"""Which decisions need a second officer’s signature, which have it, and which wait for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from impplus.queries import clock
from impplus.queries.fairness import HEARD_IN, overdue
from impplus.queries.file import File, file_of
from impplus.queries.findings import FileAtDecision, law_of
from impplus.queries.outcomes import OfMember
from impplus.queries.principals import principals_name
from impplus.queries.refusals import NotUnderstood
from impplus.queries.visits import open_to
from impplus.records.models import Application, Countersignature, Person, User
from impplus.records.prepared import only, prepared
from impplus.rules.eligibility import ConditionResult
from impplus.words.text import Text

OVERRIDES = "overrides"  # in the setting “second-officer”: an approval against what the rules find


# What is signed: the key of a condition, what is found, why, and of a member of the family the name that rules give.
type Ground = tuple[str, bool | None, str] | tuple[str, bool | None, str, str]


class SignatureOwed(NotUnderstood):
    """A decision that one officer may not make alone."""


@dataclass(frozen=True)
class Second:
    """What a second officer signs of a decision, and the signature where there is one."""

    outcome: str
    grounds: tuple[Ground, ...]
    titles: tuple[Text, ...]
    signature: Countersignature | None

    @property
    def signed(self) -> bool:
        """Whether it may be decided now."""
        return self.signature is not None and self.signature.status == "given"


def second(
    file: File,
    before: FileAtDecision,
    outcome: str,
    found: Iterable[ConditionResult],
    notes: Mapping[str, str],
    family: Iterable[OfMember] = (),
) -> Second | None:
    """What needs a second officer in a decision, "approved" or "refused" of the principal applicant; None where nothing does.

    The setting “second-officer” names the requirements that speak of misrepresentation and inadmissibility, and whether an approval
    against a finding of the rules needs one: of the principal applicant, and of each member of the family. A refusal for want of
    a reply does not.
    """
    named = file.programme.settings.words("second-officer", clock.today(file.programme))
    weighed = {one.key: one.met for one in found}
    if outcome == "refused":
        keys = _refused_for(file, named, [key for key, met in weighed.items() if met is False])
    else:
        unmet = [one.key for one in before.conditions if one.met is False]
        keys = [key for key in unmet if weighed.get(key)] if OVERRIDES in named else []
    grounds: list[Ground] = [
        (key, weighed[key], notes.get(key, "").strip()) for key in sorted(keys)
    ]
    for one in family:
        grounds += _of_member(file, named, one)
    if not grounds:
        return None
    titles = tuple(_title_of(file, ground) for ground in grounds)
    return Second(outcome, tuple(grounds), titles, _signature(file.application, outcome, grounds))


def _refused_for(
    file: File, named: Collection[str], unmet: Collection[str], member: Person | None = None
) -> list[str]:
    """What two officers find who refuse somebody: not what nobody replied to in time."""
    keys = [key for key in unmet if key in named]
    passed = overdue(file, member, clock.today(file.programme)) if keys else frozenset()
    return [key for key in keys if key not in passed]


def _of_member(file: File, named: Collection[str], one: OfMember) -> list[Ground]:
    keys = _refused_for(file, named, one.against, one.member.person)
    keys += one.overridden if OVERRIDES in named else []
    notes = {finding.key: (finding.met, why) for finding, why in one.found}
    return [(key, *notes[key], one.member.name) for key in sorted(keys)]


def _title_of(file: File, ground: Ground) -> Text:
    """The title of a condition, after the name of the member whom it is about."""
    title = law_of(file.programme)[ground[0]].title
    return _named(file.people[ground[3]].name, title) if len(ground) > 3 else title


def _named(name: str, title: Text) -> Text:
    return Text(en=f"{name}: {title.en}", fr=f"{name}\u00a0: {title.fr}")


def _signature(
    application: Application, outcome: str, grounds: Iterable[Ground]
) -> Countersignature | None:
    """The newest about the same grounds in the same words."""
    made = application.countersignatures.exclude(status="dropped").filter(outcome=outcome)
    same = made.filter(grounds=[list(one) for one in grounds]).select_related("settled_by")
    return same.order_by("-asked_at", "-id").first()


def must_be_signed(
    file: File,
    before: FileAtDecision,
    outcome: str,
    found: Iterable[ConditionResult],
    notes: Mapping[str, str],
    family: Iterable[OfMember] = (),
) -> None:
    """Raise SignatureOwed where a decision needs a second officer’s signature that it does not have (reads only)."""
    if file.application.status not in HEARD_IN:
        return
    needed = second(file, before, outcome, found, notes, family)
    if needed and not needed.signed:
        raise SignatureOwed(*(_unsigned(one) for one in needed.titles))


def asked_of(officer: User) -> QuerySet[Countersignature]:
    """The signatures that are asked for and that this officer may give, the oldest first."""
    files = open_to(Application.objects.filter(status__in=HEARD_IN), officer)
    waiting = Countersignature.objects.filter(status="asked", application__in=files)
    named = waiting.exclude(asked_by=officer).annotate(principal=principals_name("application"))
    return named.select_related("application", "asked_by").order_by("asked_at", "id")


def last_sent(application: Application) -> dict[str, Any]:
    """The form of the decision as it was typed when a signature was last asked for; empty where none was."""
    found = only(_last(application.pk))
    return dict(found.sent) if found else {}


@prepared
def _last(application: int) -> QuerySet[Countersignature]:
    asked = Countersignature.objects.filter(application=application).exclude(status="dropped")
    return asked.order_by("-asked_at", "-id")[:1]


def titles_of(one: Countersignature) -> list[tuple[Text, bool | None, str]]:
    """What is asked to be signed: the title of each condition, what was found, and the officer’s reason."""
    law, people = law_of(one.application.programme), None
    said = []
    for key, met, note, *whose in one.grounds:
        if key not in law:
            continue
        title = law[key].title
        if whose:
            people = people or file_of(one.application).people
            title = _named(people[whose[0]].name, title) if whose[0] in people else title
        said.append((title, met, note))
    return said


def _unsigned(title: Text) -> Text:
    return Text(
        en=f"Another officer must sign this finding first: {title.en}",
        fr=f"Une autre agente ou un autre agent doit d’abord signer ce constat\u00a0: {title.fr}",
    )
