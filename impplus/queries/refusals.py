"""Why an action was not done: each is a sentence in both languages, and nothing was changed."""

from math import ceil
from typing import TYPE_CHECKING, Self

from impplus.rules.form import Answers
from impplus.rules.lifecycle import Role
from impplus.words import formats
from impplus.words.text import Text

if TYPE_CHECKING:  # the commands need no framework
    from django.db.models import Model


class Refusal(Exception):
    """Nothing was changed; `text` says why and what to do, `status` is the HTTP answer."""

    text = Text(en="This cannot be done.", fr="Cela ne peut pas être fait.")
    to_officers: Text | None = None  # where they read other words than applicants
    status = 409
    seconds = 0  # after which another try makes sense, where it does

    def __init__(self, text: Text | None = None) -> None:
        self.text = text or type(self).text
        super().__init__(self.text.en)

    @classmethod
    def told(cls, role: str) -> Self:
        """The refusal in the words for whoever has a role."""
        return cls(None if role == Role.APPLICANT else cls.to_officers)


class WrongMoment(Refusal):
    """The record is not in a status from which this may be done; `of` is that record, where it is known."""

    text = Text(
        en="This can no longer be done here: the file has moved on. Open it again to see its status.",
        fr="Ce n’est plus possible ici\u00a0: le dossier a avancé. Ouvrez-le de nouveau pour voir où il en est.",
    )

    def __init__(self, text: Text | None = None, *, of: "Model | None" = None) -> None:
        self.of = of
        super().__init__(text)


class AlreadyDone(WrongMoment):
    """The same person did this very thing before, and it stands: a door shows its outcome, as the first time."""


class NotYours(Refusal):
    """The record is not visible to this person, and the answer is as if it did not exist."""

    text = Text(
        en="This page does not exist, or your account cannot see it.",
        fr="Cette page n’existe pas ou votre compte n’y donne pas accès.",
    )
    status = 404


class OutOfReach(Refusal):
    """What stands beside the records, such as the store of files or e-mail, does not answer."""

    text = Text(
        en="This cannot be done right now: a part of our system does not answer. The fault is ours, and it was recorded. "
        "Wait a few minutes, then try again.",
        fr="Ce n’est pas possible en ce moment : une partie de notre système ne répond pas. L’erreur vient de nous et "
        "elle a été enregistrée. Attendez quelques minutes, puis réessayez.",
    )
    status, seconds = 503, 300


class OutcomeUnknown(Refusal):
    """The database went away, or nobody knows whether what was written is safe: ask again."""

    text = Text(
        en="We do not know yet whether this was recorded. Check again in a moment: nothing is ever done twice.",
        fr="Nous ne savons pas encore si l’opération a été enregistrée. Vérifiez de nouveau dans un instant\u00a0: rien n’est "
        "jamais fait deux fois.",
    )
    status = 202


class CapReached(Refusal):
    """Every place of the year is taken."""

    text = Text(
        en="Every place for this year is taken. Your application was not accepted: it does not use a place, and your fees are refunded.",
        fr="Toutes les places de l’année sont prises. Votre demande n’a pas été acceptée : elle n’occupe aucune place et vos frais sont remboursés.",
    )


class NoPlaceLeft(Refusal):
    """Nobody begins to pay where no place is left."""

    text = Text(
        en="No place is left this year, so there is nothing to pay now. Your draft is kept.",
        fr="Il ne reste aucune place cette année\u00a0: il n’y a donc rien à payer maintenant. Votre brouillon est conservé.",
    )


class TooOften(Refusal):
    """The same visitor has tried too often."""

    status, seconds = 429, 60
    text = Text(
        en="There were too many attempts in a short time. Wait one minute, then try again. Nothing was changed.",
        fr="Il y a eu trop de tentatives en peu de temps. Attendez une minute, puis réessayez. Rien n’a été modifié.",
    )


class TooManyAttempts(TooOften):
    """So many attempts failed that the next one has to wait; `seconds` says how long, `what` of which they were."""

    what = Text(en="Too many attempts.", fr="Trop de tentatives.")

    def __init__(self, seconds: float) -> None:
        minutes, self.seconds = max(1, ceil(seconds / 60)), ceil(seconds)
        some = "s" if minutes > 1 else ""
        wait = f"Wait {minutes} minute{some}, then try again."
        attend = f"Attendez {minutes}\u00a0minute{some}, puis réessayez."
        super().__init__(Text(en=f"{self.what.en} {wait}", fr=f"{self.what.fr} {attend}"))


class IntakeClosed(Refusal):
    """The intake of this year has closed, or was never planned."""

    text = Text(
        en="Applications are not being received now. Your draft is kept.",
        fr="Aucune demande n’est reçue en ce moment. Votre brouillon est conservé.",
    )


class NotOpenYet(IntakeClosed):
    """The intake of this year opens later."""


class AccountHeld(Refusal):
    """Something still keeps an account from being deleted; its page says what."""

    text = Text(
        en="Your account cannot be deleted yet. Open the page again: it says what must happen first. Nothing was changed.",
        fr="Votre compte ne peut pas encore être supprimé. Ouvrez la page de nouveau\u00a0: elle indique ce qu’il faut faire d’abord. Rien "
        "n’a été modifié.",
    )


class NotReady(Refusal):
    """Something is still missing; `missing` lists all of it at once."""

    def __init__(self, *missing: Text) -> None:
        self.missing = missing
        every = formats.joined(missing)
        super().__init__(
            Text(
                en=f"Before you submit: {every.en}.",
                fr=f"Avant de soumettre la demande\u00a0: {every.fr}.",
            )
        )


class NotUnderstood(Refusal):
    """What was given cannot be read; `faults` lists all of it at once."""

    status = 422

    def __init__(self, *faults: Text) -> None:
        self.faults = faults
        super().__init__(
            Text(en=" ".join(text.en for text in faults), fr=" ".join(text.fr for text in faults))
        )


class Stale(Refusal):
    """The same answers were saved since they were read; `saved` is what stands now, in `version`."""

    text = Text(
        en="These answers were saved in the meantime, in another window or by another person. "
        "Nothing was overwritten.",
        fr="Ces réponses ont été enregistrées entre-temps, dans une autre fenêtre ou par une autre personne. "
        "Rien n’a été remplacé.",
    )

    def __init__(self, saved: Answers, version: int) -> None:
        self.saved, self.version = saved, version
        super().__init__()


class LetterUnknown(Refusal):
    """The code, the CSQ number and the birth date do not belong together."""

    text = Text(
        en="No letter of invitation matches this code, CSQ number and date of birth together. "
        "Copy the code exactly as it was sent, and the number as printed on the CSQ.",
        fr="Aucune lettre d’invitation ne correspond à la fois à ce code, à ce numéro de CSQ et à cette date de "
        "naissance. Recopiez le code exactement comme il a été envoyé, et le numéro tel qu’il figure sur le CSQ.",
    )


class LetterUsed(Refusal):
    """A letter of invitation is good for one application."""

    text = Text(
        en="This letter of invitation has already been used for an application. "
        "If that was not you, write to the ministry at once.",
        fr="Cette lettre d’invitation a déjà servi à une demande. "
        "Si ce n’était pas vous, écrivez sans tarder au ministère.",
    )
    to_officers = Text(
        en="This letter of invitation has already been used: another application was begun or received with it. Nothing was registered.",
        fr="Cette lettre d’invitation a déjà servi\u00a0: une autre demande a été commencée ou reçue avec elle. Rien n’a été enregistré.",
    )


class LetterRevoked(Refusal):
    """The ministry took the letter back."""

    text = Text(
        en="This letter of invitation was revoked by the ministry. It no longer gives a right to apply.",
        fr="Cette lettre d’invitation a été révoquée par le ministère. Elle ne donne plus le droit de présenter "
        "une demande.",
    )


class LetterExpired(Refusal):
    """The letter's last day has passed."""

    text = Text(
        en="This letter of invitation has expired. Ask the ministry whether a new one can be issued.",
        fr="Cette lettre d’invitation est expirée. Demandez au ministère si une nouvelle peut être délivrée.",
    )
    to_officers = Text(
        en="This letter of invitation has expired. The applicant can ask the ministry whether a new one can be issued.",
        fr="Cette lettre d’invitation est expirée. La personne qui présente la demande peut demander au ministère si une nouvelle peut être délivrée.",
    )


class LinkUnknown(Refusal):
    """A link to one's own part leads nowhere, or another date of birth was declared."""

    text = Text(
        en="This link no longer works, or the date of birth is not the one in the application. Ask whoever included you in the application "
        "to check your date of birth and to send a new link.",
        fr="Ce lien ne fonctionne plus, ou la date de naissance n’est pas celle de la demande. Demandez qu’on la vérifie et qu’on vous renvoie un lien.",
    )
    status = 422


class ChangedMeanwhile(Refusal):
    """What somebody was about to sign is no longer what was read."""

    text = Text(
        en="Your part has changed since you opened this page. Nothing was signed. Read it again, then sign.",
        fr="Votre partie a changé depuis que vous avez ouvert cette page. Rien n’a été signé. Relisez-la, puis signez.",
    )


class ToConfirm(Refusal):
    """An officer sees whose letter and whose address it is before an application on paper is received."""

    text = Text(
        en="Check first whose letter of invitation and whose e-mail address it is.",
        fr="Vérifiez d’abord à qui appartiennent la lettre d’invitation et l’adresse électronique.",
    )


class SignatureMissing(Refusal):
    """A signature is the name typed in full."""

    text = Text(
        en="To sign, enter your full name as it is on your passport.",
        fr="Pour signer, inscrivez votre nom complet tel qu’il figure dans votre passeport.",
    )
    to_officers = Text(
        en="Enter the full name with which the application is signed.",
        fr="Inscrivez le nom complet dont la demande est signée.",
    )
    status = 422


class SignatureDiffers(SignatureMissing):
    """A signature is the name that was declared; another is asked about, and never taken."""

    def __init__(self, declared: str) -> None:
        super().__init__(
            Text(
                en=f"The name declared in this application is {declared}. Only a signature in that name is taken: sign with it, or correct the name in the answers first.",
                fr=f"Le nom déclaré dans cette demande est {declared}. Seule une signature de ce nom est acceptée\u00a0: signez de ce nom ou corrigez-le d’abord dans les réponses.",
            )
        )


class ReasonMissing(Refusal):
    """A decision needs written reasons."""

    text = Text(
        en="Write the reasons. A refusal needs at least one condition that is not met, with its reason.",
        fr="Inscrivez les motifs. Un refus exige au moins une condition non remplie, avec son motif.",
    )
    status = 422
