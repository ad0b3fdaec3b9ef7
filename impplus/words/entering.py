"""What holders of new permits and letters of introduction do now, each step by what these say and where they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from impplus.words import formats
from impplus.words.text import Text

type Right = Literal["quebec", "work", "study"]
type EntryPaper = Literal["visa", "eta", "none"]


@dataclass(frozen=True)
class Stay:
    """Of a holder who is in Canada: from when the permit gives which right, and whether there is an earlier permit to work or study."""

    since: date
    right: Right
    earlier: bool


@dataclass(frozen=True)
class Holder:
    """Who holds a paper until a day; `you` is whether the words are said to that person.

    Without a `stay` it is somebody abroad, who holds a letter of introduction and needs `entry` beside it.
    """

    name: str
    until: date
    you: bool = False
    stay: Stay | None = None
    entry: EntryPaper = "none"


NOW = Text(en="What you do now", fr="Ce que vous faites maintenant")
_PERMIT = Text(en="the permit", fr="le permis")
_EACH_PERMIT = Text(en="each permit", fr="chaque permis")
_LETTER = Text(en="the letter of introduction", fr="la lettre d’introduction")
_EACH_LETTER = Text(en="each letter of introduction", fr="chaque lettre d’introduction")
_EACH = Text(en="each document", fr="chaque document")
_READ = Text(
    en="Read the name and the dates on {permit}. If something is wrong, write to the office at once.",
    fr="Lisez le nom et les dates sur {permit}. En cas d’erreur, écrivez au bureau sans attendre.",
)
_READ_BY = Text(
    en="{client} reads the name and the dates on {permit}, and writes to the office at once if something is wrong.",
    fr="{client} lit le nom et les dates sur {permit} et, en cas d’erreur, écrit au bureau sans attendre.",
)
# By what is needed beside the letter to come; both come with the approval (IRPR 12.04(6), 296(2)(d)).
_ENTRY: Mapping[EntryPaper, Text] = {
    "visa": Text(
        en="You need a visa to come to Canada. It comes with this approval, at no fee: send the passport as the passport request says, and do not apply for another visa.",
        fr="Il vous faut un visa pour venir au Canada. Il accompagne cette approbation, sans frais\u00a0: envoyez le passeport comme l’indique la demande de passeport, et ne demandez pas d’autre visa.",
    ),
    "eta": Text(
        en="You need an electronic travel authorization (eTA) to fly to Canada. It comes with this approval, at no fee: do not apply for another one.",
        fr="Il vous faut une autorisation de voyage électronique (AVE) pour venir au Canada par avion. Elle accompagne cette approbation, sans frais\u00a0: n’en demandez pas d’autre.",
    ),
}
_ENTRY_OF: Mapping[EntryPaper, Text] = {
    "visa": Text(
        en="{names}: a visa is needed to come to Canada. It comes with this approval, at no fee, once the passport is sent as the passport request says.",
        fr="{names}\u00a0: un visa est nécessaire pour venir au Canada. Il accompagne cette approbation, sans frais, une fois le passeport envoyé comme l’indique la demande de passeport.",
    ),
    "eta": Text(
        en="{names}: an electronic travel authorization (eTA) is needed to fly to Canada. It comes with this approval, at no fee.",
        fr="{names}\u00a0: une autorisation de voyage électronique (AVE) est nécessaire pour venir au Canada par avion. Elle accompagne cette approbation, sans frais.",
    ),
}
_BRING = Text(
    en="To enter Canada, bring each letter of introduction and each passport, and show them to the border services officer at the port of entry: the permits are made there. The letter is not a permit.",
    fr="Pour entrer au Canada, apportez chaque lettre d’introduction et chaque passeport, et présentez-les à l’agente ou à l’agent des services frontaliers au point d’entrée\u00a0: les permis y sont établis. La lettre n’est pas un permis.",
)
_BRING_OWN = Text(
    en="To enter Canada, bring your letter of introduction and your passport, and show them to the border services officer at the port of entry: your permit is made there. The letter is not a permit.",
    fr="Pour entrer au Canada, apportez votre lettre d’introduction et votre passeport, et présentez-les à l’agente ou à l’agent des services frontaliers au point d’entrée\u00a0: votre permis y est établi. La lettre n’est pas un permis.",
)
_BRING_OF = Text(
    en="{names}: the letter of introduction and the passport are to be shown at the port of entry, where the permit is made. The letter is not a permit.",
    fr="{names}\u00a0: la lettre d’introduction et le passeport sont à présenter au point d’entrée, où le permis est établi. La lettre n’est pas un permis.",
)
_ENTER = Text(
    en="Enter Canada by {until}, the last day of the letter of introduction.",
    fr="Entrez au Canada au plus tard le {until}, dernier jour de la lettre d’introduction.",
)
_ENTER_EACH = Text(
    en="Enter Canada by the last day of each letter of introduction: {each}.",
    fr="Entrez au Canada au plus tard le dernier jour de chaque lettre d’introduction\u00a0: {each}.",
)
_ENTER_OF = Text(
    en="The last day to enter Canada is the last day of the letter of introduction: {each}.",
    fr="Le dernier jour pour entrer au Canada est le dernier jour de la lettre d’introduction\u00a0: {each}.",
)
_INLAND = Text(
    en="You are in Canada: you have nothing to show at a border. From {since} you may {right}, under the conditions of the permit.",
    fr="Vous êtes au Canada\u00a0: vous n’avez rien à présenter à une frontière. À partir du {since}, vous pouvez {right}, aux conditions du permis.",
)
_INLAND_OF = Text(
    en="{name} is in Canada, and has nothing to show at a border. From {since}, {name} may {right}, under the conditions of the permit.",
    fr="{name} est au Canada et n’a rien à présenter à une frontière. À partir du {since}, {name} peut {right}, aux conditions du permis.",
)
_RIGHTS: Mapping[Right, Text] = {
    "quebec": Text(
        en="work in Quebec, and in no other province",
        fr="travailler au Québec, et dans aucune autre province",
    ),
    "work": Text(en="work in Canada", fr="travailler au Canada"),
    "study": Text(en="study in Canada", fr="étudier au Canada"),
}
# The grounds on which a permit ends are those of permit.toml; a new permit is none of them (IRPR 209, 222).
_EARLIER = Text(
    en="Keep the permit that you held before this application. The law does not say that a new permit cancels it: it ends on its own last day, and the new permit does not make it longer.",
    fr="Conservez le permis que vous déteniez avant cette demande. La loi ne dit pas qu’un nouveau permis l’annule\u00a0: il prend fin à son propre dernier jour, et le nouveau permis ne le prolonge pas.",
)
_EARLIER_OF = Text(
    en="{name} keeps the permit held before this application. The law does not say that a new permit cancels it: it ends on its own last day, and the new permit does not make it longer.",
    fr="{name} conserve le permis détenu avant cette demande. La loi ne dit pas qu’un nouveau permis l’annule\u00a0: il prend fin à son propre dernier jour, et le nouveau permis ne le prolonge pas.",
)
_RETURN = Text(
    en="Before you leave Canada, check whether you need a visa or an electronic travel authorization (eTA) to come back: a permit is neither.",
    fr="Avant de quitter le Canada, vérifiez s’il vous faut un visa ou une autorisation de voyage électronique (AVE) pour y revenir\u00a0: un permis n’est ni l’un ni l’autre.",
)
_RETURN_OF = Text(
    en="{names}: before leaving Canada, check whether a visa or an electronic travel authorization (eTA) is needed to come back: a permit is neither.",
    fr="{names}\u00a0: avant de quitter le Canada, il faut vérifier si un visa ou une autorisation de voyage électronique (AVE) est nécessaire pour y revenir; un permis n’est ni l’un ni l’autre.",
)


def steps(holders: Sequence[Holder], *, client: str = "", own: bool = False) -> list[Text]:
    """What the holders do now, in order; nothing of nobody.

    `client` is the applicant whose representative reads it; `own` is whether a member reads it of nobody else.
    """
    if not holders:
        return []
    abroad = [one for one in holders if one.stay is None]
    read = _filled(_READ_BY if client else _READ, client=client, permit=_papers(holders))
    addressed = not client and any(one.you for one in abroad)
    coming, staying = _coming(abroad, addressed=addressed, own=own), _staying(holders)
    return [read, *staying, *coming] if holders[0].stay else [read, *coming, *staying]


def _papers(holders: Sequence[Holder]) -> Text:
    """What each holds, in one word."""
    abroad = sum(one.stay is None for one in holders)
    if 0 < abroad < len(holders):
        return _EACH
    if len(holders) == 1:
        return _LETTER if abroad else _PERMIT
    return _EACH_LETTER if abroad else _EACH_PERMIT


def _coming(abroad: Sequence[Holder], *, addressed: bool, own: bool) -> Iterator[Text]:
    """Of those who are abroad: what comes beside the letter, what they show, and by when."""
    if not abroad:
        return
    each, names = _each(abroad), _names(abroad)
    for entry, said in _ENTRY.items():
        those = [one for one in abroad if one.entry == entry]
        if those and addressed and len(those) == len(abroad):
            yield said
        elif those:
            yield _filled(_ENTRY_OF[entry], names=_names(those))
    if not addressed:
        yield _filled(_BRING_OF, names=names)
        yield _filled(_ENTER_OF, each=each)
    else:
        same = len({one.until for one in abroad}) == 1
        yield _BRING_OWN if own or len(abroad) == 1 else _BRING
        yield _filled(_ENTER if same else _ENTER_EACH, until=_day(abroad[0].until), each=each)


def _staying(holders: Sequence[Holder]) -> Iterator[Text]:
    """Of those who are in Canada: what they may do from when, what becomes of an earlier permit, and a journey."""
    here = [(one, one.stay) for one in holders if one.stay]
    for one, stay in here:
        said = _INLAND if one.you else _INLAND_OF
        yield _filled(said, name=one.name, since=_day(stay.since), right=_RIGHTS[stay.right])
        if stay.earlier:
            yield _filled(_EARLIER if one.you else _EARLIER_OF, name=one.name)
    if here:
        yours = all(one.you for one, _stay in here)
        yield _filled(_RETURN if yours else _RETURN_OF, names=_names(one for one, _stay in here))


def _day(day: date) -> Text:
    return Text(en=formats.day(day, "en"), fr=formats.day(day, "fr"))


def _names(holders: Iterable[Holder]) -> str:
    return ", ".join(one.name for one in holders)


def _each(holders: Iterable[Holder]) -> Text:
    said = [(one.name, _day(one.until)) for one in holders]
    return Text(
        en="; ".join(f"{name}, {day.en}" for name, day in said),
        fr="; ".join(f"{name}, {day.fr}" for name, day in said),
    )


def _filled(text: Text, **values: Text | str) -> Text:
    """A text with its places filled in, each value in the language of the text."""
    return Text(
        en=text.en.format(
            **{key: one if isinstance(one, str) else one.en for key, one in values.items()}
        ),
        fr=text.fr.format(
            **{key: one if isinstance(one, str) else one.fr for key, one in values.items()}
        ),
    )
