"""What a decision is for one person, in words."""

from impplus.words.text import Text

OUTCOMES = {
    "approved": Text(en="Approved", fr="Demande approuvée"),
    "refused": Text(en="Refused", fr="Demande refusée"),
}
# Of a member on whom the decision is left for later, of whom it was withdrawn meanwhile, or for whom an order ended it.
LATER = {
    "left": Text(en="Decided later", fr="Décision remise à plus tard"),
    "withdrawn": Text(en="Withdrawn before the decision", fr="Demande retirée avant la décision"),
    "ended": Text(
        en="Not decided: an order ended the processing",
        fr="Sans décision\u00a0: un décret a mis fin au traitement",
    ),
}
# Of a member of the family who is refused with the principal applicant.
FALLS = Text(
    en="Refused: what is asked for rests on the principal applicant’s permit, which is refused.",
    fr="Demande refusée\u00a0: ce qui est demandé repose sur le permis de la demanderesse principale ou du demandeur principal, qui est refusé.",
)


def outcome_said(outcome: str, *, falls: bool = False) -> Text:
    """What was decided of somebody: "approved" or "refused"."""
    return FALLS if falls else OUTCOMES[outcome]
