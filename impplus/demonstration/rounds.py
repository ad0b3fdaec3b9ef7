"""The candidates of the demonstration world, drawn in rounds by the real rule."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from impplus.actions.rounds import digest, letter_facts
from impplus.demonstration import plan
from impplus.demonstration.diary import Diary
from impplus.demonstration.people import ORIGINS, Invented, address_of, adult
from impplus.programmes import IMP_PLUS
from impplus.records.models import Candidate, Invitation, Round, User
from impplus.rules import invitations
from impplus.words.codes import CODE_ALPHABET

ALICE = Invented("Ngono", "Alice", "F", date(1991, 3, 14), ORIGINS[4])
ALICE_ADDRESS = "alice@example.test"


@dataclass(frozen=True)
class Drawn:
    """A candidate who was invited, and the person behind."""

    who: Invented
    invitation: Invitation


def drawn(days: plan.Days, used: Counter[int], ministry: User, diary: Diary) -> list[list[Drawn]]:
    """Import the candidates and draw every round; in each the letters that were used come first."""
    last = len(plan.ROUNDS) - 1
    sizes = [used[n] + (plan.LAST if n == last else plan.UNUSED) for n in range(last + 1)]
    rounds, chosen = _draw(days, sizes, ministry, diary)
    people = _people(days, chosen)
    candidates = {
        reference: _candidate(days, number, reference, people[reference])
        for number, reference in enumerate(sorted(people))
    }
    Candidate.objects.bulk_create(candidates.values())
    detail = {"accepted": len(candidates), "refused": 0}
    imported = days.ago(plan.IMPORTED)
    diary.write(None, "import", imported, ministry, noun="candidate", detail=detail)
    found = [
        [
            Drawn(
                people[reference],
                _letter(days.chance, made, candidates[reference], _status(n, at, used)),
            )
            for at, reference in enumerate(references)
        ]
        for n, (made, references) in enumerate(zip(rounds, chosen, strict=True))
    ]
    Invitation.objects.bulk_create(one.invitation for row in found for one in row)
    for row in found:
        for one in row:
            facts, at = letter_facts(one.invitation), one.invitation.round.drawn_at
            diary.write(one.invitation, "issue", at, ministry, facts=facts)
            if one.invitation.status == "revoked":
                diary.write(one.invitation, "revoke", at + timedelta(days=6), ministry)
    return found


def number(chance: Random, prefix: str) -> str:
    """A number as actions/codes.py makes them, but the same for the same seed."""
    letters = "".join(chance.choices(CODE_ALPHABET, k=8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def code(chance: Random) -> str:
    """A code as actions/codes.py makes them, but the same for the same seed."""
    return "".join(chance.choices(CODE_ALPHABET, k=26))


def _draw(
    days: plan.Days, sizes: list[int], ministry: User, diary: Diary
) -> tuple[list[Round], list[tuple[str, ...]]]:
    free = [f"DEMO-R-{n:04}" for n in range(1, plan.CANDIDATES + 1)]
    rounds: list[Round] = []
    chosen: list[tuple[str, ...]] = []
    for ago, size in zip(plan.ROUNDS, sizes, strict=True):
        at = days.ago(ago)
        year = IMP_PLUS.year_of(at)
        made = Round(
            year=year,
            number=_rounds_of(year) + sum(other.year == year for other in rounds) + 1,
            size=size,
            seed=f"demonstration {IMP_PLUS.day_of(at).isoformat()}",
            considered=len(free),
            digest=digest(free),
            drawn_at=at,
            drawn_by=ministry,
            demo=True,
        )
        references = invitations.draw(free, size, made.seed)
        free = [reference for reference in free if reference not in references]
        rounds.append(made)
        chosen.append(references)
    Round.objects.bulk_create(rounds)
    for made in rounds:
        detail = {"size": made.size, "considered": made.considered}
        diary.write(made, "draw", made.drawn_at, ministry, detail=detail)
    return rounds, chosen


def _rounds_of(year: int) -> int:
    return Round.objects.filter(year=year).count()


def _people(days: plan.Days, chosen: list[tuple[str, ...]]) -> dict[str, Invented]:
    """Who stands behind each reference; Alice behind the first one drawn last."""
    references = [f"DEMO-R-{n:04}" for n in range(1, plan.CANDIDATES + 1)]
    people = {reference: adult(days.chance, days.today) for reference in references}
    people[chosen[-1][0]] = ALICE
    return people


def _candidate(days: plan.Days, index: int, reference: str, who: Invented) -> Candidate:
    issued = days.today - timedelta(days=days.chance.randrange(plan.IMPORTED + 10, 800))
    alice = who is ALICE
    return Candidate(
        reference=reference,
        mifi_file=f"DEMO-F-{index + 1:04}",
        csq_number=f"DEMO-Q-{index + 1:04}",
        csq_programme="PRTQ" if alice or index % 5 else "PILOT-AI-IT-VFX",
        csq_issued=issued,
        csq_expires=issued + timedelta(days=1095),
        family_name=who.family_name,
        given_names=who.given_names,
        born=who.born,
        nationality=who.origin.country,
        lives_country=who.origin.country,
        email=ALICE_ADDRESS if alice else address_of(who, index + 1),
        language="en" if alice else who.origin.language,
        imported_at=days.ago(plan.IMPORTED),
        demo=True,
    )


def _status(n: int, at: int, used: Counter[int]) -> str:
    """What became of a letter: two of the first rounds were taken back."""
    if at < used[n]:
        return "used"
    return "revoked" if n < plan.REVOKED and at == used[n] else "issued"


def _letter(chance: Random, made: Round, candidate: Candidate, status: str) -> Invitation:
    return Invitation(
        number=number(chance, "L"),
        code=code(chance),
        candidate=candidate,
        round=made,
        status=status,
        issued_on=IMP_PLUS.day_of(made.drawn_at),
    )
