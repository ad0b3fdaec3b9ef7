"""Why a firm's own installation answers nothing about what is received, decided and issued."""

from impplus.queries.refusals import Refusal
from impplus.words.text import Text


class OnlyPrepared(Refusal):
    """What is asked for is the department's or the ministry's, and not of this site."""

    text = Text(
        en="Applications are only prepared on this site. It has no places, rounds, figures, waiting times, permits or letters of its own. Ask the department that receives and decides applications, or Quebec’s immigration ministry.",
        fr="Sur ce site, les demandes sont seulement préparées. Il n’a ni places, ni rondes, ni chiffres, ni délais, ni permis, ni lettres qui lui soient propres. Adressez-vous au ministère qui reçoit et tranche les demandes, ou au ministère de l’Immigration du Québec.",
    )
    status = 404
