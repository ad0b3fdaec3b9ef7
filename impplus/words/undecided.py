"""Why a decision is not made yet."""

from impplus.words.text import Text

NO_PERMIT = Text(
    en="The principal applicant would get no permit, so there is nothing to approve.",
    fr="La demanderesse principale ou le demandeur principal n’obtiendrait aucun permis\u00a0: il n’y a rien à approuver.",
)
NOBODY_DECIDED = Text(
    en="Decide on at least one person.",
    fr="Rendez une décision sur au moins une personne.",
)
NO_OFFICE = Text(
    en="This office does not decide on applications of this program.",
    fr="Ce bureau ne rend pas de décisions sur les demandes de ce programme.",
)
APPROVE_WITHOUT_REASON = Text(
    en="Write the overall reasons, and a reason for each condition that is not met or not known.",
    fr="Inscrivez les motifs d’ensemble, et un motif pour chaque condition non remplie ou indéterminée.",
)


def unweighed(title: Text) -> Text:
    """That an officer has not said of something whether it is met."""
    return Text(
        en=f"Say whether this is met: {title.en}",
        fr=f"Indiquez si cette exigence est remplie\u00a0: {title.fr}",
    )
