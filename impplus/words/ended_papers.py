"""What the holder of a permit or a letter of introduction reads that gives no right today: what became of it, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from impplus.words import formats
from impplus.words.text import Text

# What became of it; `resident` and `died` are why a permit was cancelled.
type Fate = Literal[
    "suspended",
    "suspended-until",
    "cancelled",
    "resident",
    "died",
    "expired",
    "replaced",
    "letter-expired",
    "letter-refused",
    "letter-cancelled",
]


@dataclass(frozen=True)
class EndedPaper:
    """A paper that gives no right today.

    `until` is its last day, or that of its suspension; `numbers` are those of the permit that was replaced and of the other.
    """

    fate: Fate
    name: str
    you: bool
    studies: bool = False
    member: bool = False
    until: date | None = None
    numbers: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class EndSaid:
    """What is said of it: the fact, then what to do, sentence by sentence."""

    title: Text
    lines: tuple[Text, ...]


def said_of(one: EndedPaper) -> EndSaid:
    """What the holder reads, or whoever reads it of the holder, by name."""
    days = {lang: formats.day(one.until, lang) if one.until else "" for lang in ("en", "fr")}

    def filled(text: Text) -> Text:
        old, new = one.numbers
        places = {"name": one.name, "old": old, "new": new}
        return Text(
            en=text.en.format(**places, day=days["en"]), fr=text.fr.format(**places, day=days["fr"])
        )

    titles, lines = (_YOURS, _DO_YOU) if one.you else (_OF, _DO_OF)
    said = lines.get((one.fate, "study" if one.studies else "work")) or lines.get((one.fate, ""))
    if one.fate == "letter-refused":
        said = (_REASON, _REFUSED_MEMBER if one.member and not one.you else _REFUSED)
    return EndSaid(filled(titles[one.fate]), tuple(map(filled, said or ())))


def headline(fates: Mapping[str, Fate]) -> Text | None:
    """The heading of a file whose papers all ended in one way, by the name of each holder; None of others."""
    found = {one.removesuffix("-until") for one in fates.values()}
    if len(found) != 1:
        return None
    one, several = _HEADS.get(found.pop(), (None, None))
    return one if len(fates) == 1 else several


_HEADS: Mapping[str, tuple[Text, Text]] = {
    "suspended": (
        Text(en="Permit suspended", fr="Permis suspendu"),
        Text(en="Permits suspended", fr="Permis suspendus"),
    ),
    "cancelled": (
        Text(en="Permit cancelled", fr="Permis annulé"),
        Text(en="Permits cancelled", fr="Permis annulés"),
    ),
    "expired": (
        Text(en="Permit expired", fr="Permis expiré"),
        Text(en="Permits expired", fr="Permis expirés"),
    ),
    "letter-expired": (
        Text(en="Letter of introduction expired", fr="Lettre d’introduction expirée"),
        Text(en="Letters of introduction expired", fr="Lettres d’introduction expirées"),
    ),
    "letter-refused": (Text(en="Entry refused", fr="Entrée refusée"),) * 2,
    "letter-cancelled": (
        Text(en="Letter of introduction cancelled", fr="Lettre d’introduction annulée"),
        Text(en="Letters of introduction cancelled", fr="Lettres d’introduction annulées"),
    ),
}
_YOURS: Mapping[Fate, Text] = {
    "suspended": Text(
        en="Your permit is suspended. No last day of the suspension is set.",
        fr="Votre permis est suspendu. Aucun dernier jour n’est fixé pour la suspension.",
    ),
    "suspended-until": Text(
        en="Your permit is suspended until the end of {day}.",
        fr="Votre permis est suspendu jusqu’au {day} inclus.",
    ),
    "cancelled": Text(en="Your permit is cancelled.", fr="Votre permis est annulé."),
    "resident": Text(
        en="Your permit is cancelled, because you became a permanent resident.",
        fr="Votre permis est annulé, car vous avez obtenu la résidence permanente.",
    ),
    "died": Text(
        en="{name}: the permit is cancelled, because its holder died.",
        fr="{name}\u00a0: le permis est annulé, car la personne qui le détenait est décédée.",
    ),
    "expired": Text(en="Your permit expired on {day}.", fr="Votre permis a expiré le {day}."),
    "replaced": Text(
        en="Your permit {old} was replaced by permit {new}.",
        fr="Votre permis {old} a été remplacé par le permis {new}.",
    ),
    "letter-expired": Text(
        en="Your letter of introduction expired on {day}. No permit can be made with it any more.",
        fr="Votre lettre d’introduction a expiré le {day}. On ne peut plus établir de permis avec elle.",
    ),
    "letter-refused": Text(
        en="You were refused entry to Canada. Your letter of introduction can no longer be used.",
        fr="L’entrée au Canada vous a été refusée. Votre lettre d’introduction ne peut plus servir.",
    ),
    "letter-cancelled": Text(
        en="Your letter of introduction is cancelled. No permit can be made with it any more.",
        fr="Votre lettre d’introduction est annulée. On ne peut plus établir de permis avec elle.",
    ),
}
_OF: Mapping[Fate, Text] = {
    "suspended": Text(
        en="{name}: the permit is suspended. No last day of the suspension is set.",
        fr="{name}\u00a0: le permis est suspendu. Aucun dernier jour n’est fixé pour la suspension.",
    ),
    "suspended-until": Text(
        en="{name}: the permit is suspended until the end of {day}.",
        fr="{name}\u00a0: le permis est suspendu jusqu’au {day} inclus.",
    ),
    "cancelled": Text(
        en="{name}: the permit is cancelled.", fr="{name}\u00a0: le permis est annulé."
    ),
    "resident": Text(
        en="{name}: the permit is cancelled, because its holder became a permanent resident.",
        fr="{name}\u00a0: le permis est annulé, car la personne qui le détenait a obtenu la résidence permanente.",
    ),
    "died": _YOURS["died"],
    "expired": Text(
        en="{name}: the permit expired on {day}.", fr="{name}\u00a0: le permis a expiré le {day}."
    ),
    "replaced": Text(
        en="{name}: permit {old} was replaced by permit {new}.",
        fr="{name}\u00a0: le permis {old} a été remplacé par le permis {new}.",
    ),
    "letter-expired": Text(
        en="{name}: the letter of introduction expired on {day}. No permit can be made with it any more.",
        fr="{name}\u00a0: la lettre d’introduction a expiré le {day}. On ne peut plus établir de permis avec elle.",
    ),
    "letter-refused": Text(
        en="{name}: entry to Canada was refused. The letter of introduction can no longer be used.",
        fr="{name}\u00a0: l’entrée au Canada a été refusée. La lettre d’introduction ne peut plus servir.",
    ),
    "letter-cancelled": Text(
        en="{name}: the letter of introduction is cancelled. No permit can be made with it any more.",
        fr="{name}\u00a0: la lettre d’introduction est annulée. On ne peut plus établir de permis avec elle.",
    ),
}
_REASON = Text(
    en="The letter gives the reason, and says how to ask the Federal Court and in what time.",
    fr="La lettre en donne le motif et indique comment s’adresser à la Cour fédérale et dans quel délai.",
)
_TOLD = Text(
    en="A letter says when the suspension ends.", fr="Une lettre avise de la fin de la suspension."
)
_STAY = Text(
    en="Ask the office or a lawyer at once whether you may stay in Canada.",
    fr="Demandez sans attendre au bureau, à une avocate ou à un avocat si vous pouvez rester au Canada.",
)
_STAY_OF = Text(
    en="The office or a lawyer can say whether {name} may stay in Canada: ask at once.",
    fr="Le bureau, une avocate ou un avocat peut dire si {name} peut rester au Canada\u00a0: demandez-le sans attendre.",
)
_SHOW = Text(
    en="The new permit alone counts: the old paper gives no right, and nobody is to be shown it.",
    fr="Seul le nouveau permis compte\u00a0: l’ancien document ne donne plus aucun droit et n’est plus à présenter.",
)
# A letter is not extended; what is asked for anew follows the rules of the day (IRPR 10, 12).
_ANEW = Text(
    en="It cannot be extended. Write to the office before any travel; to come later, a new application is needed.",
    fr="Elle ne peut pas être prolongée. Écrivez au bureau avant tout déplacement; pour venir plus tard, il faut une nouvelle demande.",
)
_REFUSED = Text(
    en="Once what the letter names is put right, a new application is possible, with its own fees; the new letter of introduction comes with its approval.",
    fr="Une fois réglé ce que la lettre indique, une nouvelle demande est possible, avec ses propres frais; la nouvelle lettre d’introduction vient avec son approbation.",
)
_REFUSED_MEMBER = Text(
    en="Once what the letter names is put right, {name} can apply for a permit of their own, for example as the spouse or child of somebody who holds one. Write to the office if you are not sure.",
    fr="Une fois réglé ce que la lettre indique, {name} peut demander son propre permis, par exemple à titre de conjointe, de conjoint ou d’enfant d’une personne qui en détient un. En cas de doute, écrivez au bureau.",
)
_NO_TRAVEL = Text(
    en="It is no longer to be shown at a port of entry.",
    fr="Elle n’est plus à présenter à un point d’entrée.",
)
_RESIDENT = Text(
    en="A permanent resident may live, work and study in Canada without a permit.",
    fr="Une résidente permanente ou un résident permanent peut vivre, travailler et étudier au Canada sans permis.",
)
_STOP_WORK = Text(
    en="Stop working now: while it is suspended, the permit gives no right.",
    fr="Cessez de travailler dès maintenant\u00a0: tant qu’il est suspendu, le permis ne donne aucun droit.",
)
_STOP_STUDY = Text(
    en="Stop studying now: while it is suspended, the permit gives no right.",
    fr="Cessez vos études dès maintenant\u00a0: tant qu’il est suspendu, le permis ne donne aucun droit.",
)
_STOP_WORK_OF = Text(
    en="{name} has to stop working now: while it is suspended, the permit gives no right.",
    fr="{name} doit cesser de travailler dès maintenant\u00a0: tant qu’il est suspendu, le permis ne donne aucun droit.",
)
_STOP_STUDY_OF = Text(
    en="{name} has to stop studying now: while it is suspended, the permit gives no right.",
    fr="{name} doit cesser ses études dès maintenant\u00a0: tant qu’il est suspendu, le permis ne donne aucun droit.",
)
_END_WORK = Text(
    en="Stop working now: the permit gives no right any more.",
    fr="Cessez de travailler dès maintenant\u00a0: le permis ne donne plus aucun droit.",
)
_END_STUDY = Text(
    en="Stop studying now: the permit gives no right any more.",
    fr="Cessez vos études dès maintenant\u00a0: le permis ne donne plus aucun droit.",
)
_END_WORK_OF = Text(
    en="{name} has to stop working now: the permit gives no right any more.",
    fr="{name} doit cesser de travailler dès maintenant\u00a0: le permis ne donne plus aucun droit.",
)
_END_STUDY_OF = Text(
    en="{name} has to stop studying now: the permit gives no right any more.",
    fr="{name} doit cesser ses études dès maintenant\u00a0: le permis ne donne plus aucun droit.",
)
# Whoever asked in time for another permit may go on until the answer (IRPR 186(u), 189).
_OVER_WORK = Text(
    en="Stop working now, unless something else allows it, such as a new permit that you asked for before that day and that is not decided yet.",
    fr="Cessez de travailler dès maintenant, sauf si autre chose vous y autorise, comme un nouveau permis demandé avant ce jour et sur lequel aucune décision n’est encore rendue.",
)
_OVER_STUDY = Text(
    en="Stop studying now, unless something else allows it, such as a new permit that you asked for before that day and that is not decided yet.",
    fr="Cessez vos études dès maintenant, sauf si autre chose vous y autorise, comme un nouveau permis demandé avant ce jour et sur lequel aucune décision n’est encore rendue.",
)
_OVER_WORK_OF = Text(
    en="{name} has to stop working now, unless something else allows it, such as a new permit that was asked for before that day and is not decided yet.",
    fr="{name} doit cesser de travailler dès maintenant, sauf si autre chose l’y autorise, comme un nouveau permis demandé avant ce jour et sur lequel aucune décision n’est encore rendue.",
)
_OVER_STUDY_OF = Text(
    en="{name} has to stop studying now, unless something else allows it, such as a new permit that was asked for before that day and is not decided yet.",
    fr="{name} doit cesser ses études dès maintenant, sauf si autre chose l’y autorise, comme un nouveau permis demandé avant ce jour et sur lequel aucune décision n’est encore rendue.",
)
_ALIKE: Mapping[tuple[str, str], tuple[Text, ...]] = {
    ("resident", ""): (_RESIDENT,),
    ("replaced", ""): (_SHOW,),
    ("letter-expired", ""): (_ANEW,),
    ("letter-cancelled", ""): (_NO_TRAVEL, _REASON),
}
_DO_YOU: Mapping[tuple[str, str], tuple[Text, ...]] = {
    **_ALIKE,
    ("suspended", "work"): (_STOP_WORK, _REASON, _TOLD),
    ("suspended", "study"): (_STOP_STUDY, _REASON, _TOLD),
    ("suspended-until", "work"): (_STOP_WORK, _REASON, _TOLD),
    ("suspended-until", "study"): (_STOP_STUDY, _REASON, _TOLD),
    ("cancelled", "work"): (_END_WORK, _STAY, _REASON),
    ("cancelled", "study"): (_END_STUDY, _STAY, _REASON),
    ("expired", "work"): (_OVER_WORK, _STAY),
    ("expired", "study"): (_OVER_STUDY, _STAY),
}
_DO_OF: Mapping[tuple[str, str], tuple[Text, ...]] = {
    **_ALIKE,
    ("suspended", "work"): (_STOP_WORK_OF, _REASON, _TOLD),
    ("suspended", "study"): (_STOP_STUDY_OF, _REASON, _TOLD),
    ("suspended-until", "work"): (_STOP_WORK_OF, _REASON, _TOLD),
    ("suspended-until", "study"): (_STOP_STUDY_OF, _REASON, _TOLD),
    ("cancelled", "work"): (_END_WORK_OF, _STAY_OF, _REASON),
    ("cancelled", "study"): (_END_STUDY_OF, _STAY_OF, _REASON),
    ("expired", "work"): (_OVER_WORK_OF, _STAY_OF),
    ("expired", "study"): (_OVER_STUDY_OF, _STAY_OF),
}
OVER = Text(
    en="The decision stays in this file. What became of the permits stands at the top of this page.",
    fr="La décision reste dans ce dossier. Ce qu’il est advenu des permis figure en haut de cette page.",
)
COMING = Text(
    en="The letters of introduction are in this file. The permits are made at the port of entry; the letters name their conditions.",
    fr="Les lettres d’introduction sont dans ce dossier. Les permis sont établis au point d’entrée; les lettres en indiquent les conditions.",
)
