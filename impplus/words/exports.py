"""What can stand in the tables that a firm takes into its other programs, by what a line tells of, and how days are written."""

from collections.abc import Mapping

from impplus.words.text import Text

DAYS: Mapping[str, tuple[str, Text]] = {
    "year-first": ("%Y-%m-%d", Text(en="Year first: 2026-11-29", fr="L’année d’abord\u00a0: 2026-11-29")),
    "month-first": ("%m/%d/%Y", Text(en="Month first: 11/29/2026", fr="Le mois d’abord\u00a0: 11/29/2026")),
    "day-first": ("%d/%m/%Y", Text(en="Day first: 29/11/2026", fr="Le jour d’abord\u00a0: 29/11/2026")),
}  # fmt: skip
_OF_ALL: dict[str, Text] = {
    "number": Text(en="the firm’s number of the matter", fr="le numéro du dossier au cabinet"),
    "name": Text(en="the client’s whole name", fr="le nom complet de la cliente ou du client"),
    "first-names": Text(en="the name without its last word", fr="le nom sans son dernier mot"),
    "last-name": Text(en="the last word of the name", fr="le dernier mot du nom"),
    "lawyer": Text(en="who answers for the matter", fr="qui répond du dossier"),
    "open-closed": Text(en="“Open” or “Closed”, in English always", fr="«\u00a0Open\u00a0» ou «\u00a0Closed\u00a0», toujours en anglais"),
    "application": Text(en="the number of the application in this system", fr="le numéro de la demande dans ce système"),
    "government-number": Text(en="the department’s number", fr="le numéro attribué par le ministère"),
    "about": Text(en="“IMP+” and the client’s name", fr="«\u00a0PMI+\u00a0» et le nom de la cliente ou du client"),
}  # fmt: skip
_OF_MATTERS: dict[str, Text] = {
    "email": Text(en="the client’s e-mail address", fr="l’adresse courriel de la cliente ou du client"),
    "phone": Text(en="the client’s telephone number", fr="le numéro de téléphone de la cliente ou du client"),
    "language": Text(en="the client’s language (en, fr)", fr="la langue de la cliente ou du client (en, fr)"),
    "nationality": Text(en="the client’s nationality", fr="la nationalité de la cliente ou du client"),
    "family": Text(en="the names of the family", fr="les noms des membres de la famille"),
    "people": Text(en="how many people there are", fr="le nombre de personnes"),
    "paralegal": Text(en="who works on the matter", fr="qui travaille au dossier"),
    "stage": Text(en="where the file stands", fr="où en est le dossier"),
    "opened": Text(en="the day on which it was opened", fr="la date de l’ouverture"),
}  # fmt: skip
HELD: Mapping[str, Mapping[str, Text]] = {
    "clients": _OF_ALL | _OF_MATTERS,
    "matters": _OF_ALL | _OF_MATTERS,
    "tasks": _OF_ALL
    | {
        "task": Text(en="what is to be done", fr="ce qui est à faire"),
        "due": Text(en="by which day", fr="la date limite"),
        "for": Text(en="who does it", fr="qui le fait"),
        "state": Text(en="whether it is done", fr="si c’est fait"),
    },
    "deadlines": _OF_ALL
    | {
        "deadline": Text(en="the kind of deadline and the client’s name", fr="le genre de délai et le nom de la cliente ou du client"),
        "what": Text(en="the firm’s own word for it", fr="la désignation propre au cabinet"),
        "due": Text(en="the last day", fr="le dernier jour"),
        "since": Text(en="the day from which it is counted", fr="la date à partir de laquelle il est compté"),
        "signed-by": Text(en="who signed it off", fr="qui l’a confirmé"),
        "state": Text(en="whether it runs or was met", fr="s’il court ou s’il a été respecté"),
    },
    "money": _OF_ALL
    | {
        "day": Text(en="the day", fr="la date"),
        "kind": Text(en="advance, its correction, or fee", fr="avance, sa correction ou honoraires"),
        "receipt": Text(en="the number of the receipt", fr="le numéro du reçu"),
        "amount": Text(en="the amount in dollars, such as 1200.00", fr="le montant en dollars, par exemple 1200.00"),
        "noted-by": Text(en="who noted it", fr="qui l’a noté"),
    },
}  # fmt: skip
ABOUT = Text(en="IMP+: {name}", fr="PMI+\u00a0: {name}")
# The kinds of lines of money.
LINES_OF_MONEY: Mapping[str, Text] = {
    "advance": Text(en="advance", fr="avance"),
    "correction": Text(en="correction of an advance", fr="correction d’une avance"),
    "fixed": Text(en="fixed fee agreed on", fr="honoraires fixes convenus"),
    "hourly": Text(en="fee for an hour agreed on", fr="honoraires convenus pour une heure"),
    "change": Text(
        en="change of the fee, consented to", fr="modification des honoraires, consentie"
    ),
}
