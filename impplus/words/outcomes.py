"""What a decision is for one person, in words."""

from impplus.words.text import Text

OUTCOMES = {
    "approved": Text(en="Approved", fr="Demande approuvée"),
    "refused": Text(en="Refused", fr="Demande refusée"),
}
# Of a member of the family who is refused with the principal applicant.
FALLS = Text(
    en="Refused: what is asked for rests on the principal applicant’s permit, which is refused.",
    fr="Demande refusée\u00a0: ce qui est demandé repose sur le permis de la demanderesse principale ou du demandeur principal, qui est refusé.",
)


def outcome_said(outcome: str, *, falls: bool = False) -> Text:
    """What was decided of somebody: "approved" or "refused"."""
    return FALLS if falls else OUTCOMES[outcome]
