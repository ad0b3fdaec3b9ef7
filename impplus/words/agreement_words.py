"""What service agreements, and the e-mails and letters about them, say besides the items of the law."""

from collections.abc import Mapping

from impplus.words.text import Text

TITLE = Text(en="Service agreement", fr="Contrat de service")
NOT_WHOLE = Text(
    en="The law asks for more in this agreement. Write first: {missing}.",
    fr="La loi exige davantage dans ce contrat. Rédigez d’abord\u00a0: {missing}.",
)
IDENTITY = Text(
    en="How the client’s name and addresses were confirmed",
    fr="Comment le nom et les adresses ont été confirmés",
)
OTHER = Text(en="Another representative", fr="Une autre personne qui représente")
WORK = Text(en="At work", fr="Au travail")
NONE = Text(en="None.", fr="Aucune.")
FEES: Mapping[str, Text] = {
    "fixed": Text(en="a fixed fee", fr="des honoraires fixes"),
    "hourly": Text(en="by the hour, estimated", fr="à l’heure, selon une estimation"),
    "pro-bono": Text(en="free of charge (pro bono)", fr="gratuits (pro bono)"),
}
FEES_SAID: Mapping[str, Text] = {
    "fixed": Text(
        en="A fixed fee of {amount} for all that stands under g).",
        fr="Des honoraires fixes de {amount} pour tout ce qui figure sous g).",
    ),
    "hourly": Text(
        en="{amount} an hour. We estimate that it takes {n} hours. More than this needs your consent in writing.",
        fr="{amount} l’heure. Nous estimons qu’il faudra {n} heures. Au-delà, votre consentement écrit est nécessaire.",
    ),
    "pro-bono": Text(
        en="You pay us nothing: we act free of charge (pro bono).",
        fr="Vous ne nous payez rien\u00a0: nous agissons gratuitement (pro bono).",
    ),
}
OTHERS: Mapping[str, Text] = {
    "none": Text(en="no, nobody else acts", fr="non, personne d’autre n’agit"),
    "ended": Text(en="yes, and it ended in writing", fr="oui, et cela a pris fin par écrit"),
    "both": Text(
        en="yes, and the client wishes both to act",
        fr="oui, et la cliente ou le client souhaite les deux",
    ),
}
DISBURSEMENTS = Text(
    en="About {amount} in all, at cost.", fr="Environ {amount} en tout, au prix coûtant."
)
ADVANCE = Text(en="You pay {amount} in advance.", fr="Vous payez {amount} d’avance.")
NO_ADVANCE = Text(en="You pay nothing in advance.", fr="Vous ne payez rien d’avance.")
SERVED_IN: Mapping[str, Text] = {
    "en": Text(en="We serve you in English.", fr="Nous vous servons en anglais."),
    "fr": Text(en="We serve you in French.", fr="Nous vous servons en français."),
}
TEXTS: Mapping[str, Text] = {
    "fr en": Text(en="French first, then English", fr="le français d’abord, puis l’anglais"),
    "fr": Text(en="French only", fr="français seulement"),
    "en fr": Text(en="English first, then French", fr="l’anglais d’abord, puis le français"),
    "en": Text(en="English only", fr="anglais seulement"),
}
FOR_THE_FIRM = Text(
    en="Signed for the firm by {name}, {when}", fr="Signé pour le cabinet par {name}, le {when}"
)
BY_THE_CLIENT = Text(
    en="Signed by {name}, {when}, by typing the name; both sides keep a copy.",
    fr="Signé par {name}, le {when}, en tapant le nom; chaque partie garde une copie.",
)
BOUND: Mapping[str, Text] = {
    "en": Text(en="The English text was signed.", fr="Le texte anglais a été signé."),
    "fr": Text(en="The French text was signed.", fr="Le texte français a été signé."),
}
CHOSE_ENGLISH = Text(
    en="The French text was shown first, and the client expressly chose to be bound by the English one.",
    fr="Le texte français a été présenté en premier, et la cliente ou le client a expressément choisi que le texte anglais fasse foi.",
)
ENDING = Text(en="The end of our service agreement", fr="La fin de notre contrat de service")
ENDED: Mapping[bool, Text] = {
    True: Text(
        en="Our service agreement is completed on {day}. We no longer act for you after that day.",
        fr="Notre contrat de service prend fin le {day}, une fois les services fournis. Nous n’agissons plus pour vous après ce jour.",
    ),
    False: Text(
        en="Our service agreement ends on {day}, before its completion. We no longer act for you after that day, and tell the department so.",
        fr="Notre contrat de service prend fin le {day}, avant la fin des services. Nous n’agissons plus pour vous après ce jour et en informons le ministère.",
    ),
}
AFTER_THE_END = Text(
    en="Within {n} days you get back what belongs to you, an account of the money that we received from you, the last invoice, and what is left of an advance. "
    "If you choose somebody else, tell us: we hand your whole file over within 10 business days, even if something is still to be paid.",
    fr="Dans les {n} jours, vous recevez ce qui vous appartient, un compte de l’argent que vous nous avez versé, la dernière facture et ce qui reste d’une avance. "
    "Si vous choisissez une autre personne, dites-le-nous\u00a0: nous transmettons tout votre dossier dans les 10 jours ouvrables, même s’il reste une somme à payer.",
)

# ------------------------------------------------------------------------------------------------- e-mails
OFFERED = Text(en="A service agreement of {firm}", fr="Un contrat de service de {firm}")
OPEN = Text(
    en="{name} of {firm} sends you the draft of a service agreement.\n\nOpen this link to read it, to ask about it, or to sign it. You need no account, and "
    "opening it signs nothing:\n\n{link}\n\nThe firm does not act for you before you sign.",
    fr="{name}, de {firm}, vous envoie le projet d’un contrat de service.\n\nOuvrez ce lien pour le lire, poser des questions ou le signer. Vous n’avez pas "
    "besoin d’un compte, et l’ouvrir ne signe rien\u00a0:\n\n{link}\n\nLe cabinet n’agit pas pour vous avant votre signature.",
)
ASKED = Text(en="A question about a service agreement", fr="Une question sur un contrat de service")
DECLINED = Text(en="A service agreement was declined", fr="Un contrat de service a été refusé")
LOOK = Text(en="Open the agreement here:\n\n{page}", fr="Ouvrez le contrat ici\u00a0:\n\n{page}")
SIGNED = Text(en="The signed service agreement", fr="Le contrat de service signé")
COPY = Text(
    en="The service agreement between {client} and {firm} is signed. A copy is attached for you to keep.\n\nYou can read it here, too:\n\n{link}",
    fr="Le contrat de service entre {client} et {firm} est signé. Une copie est jointe; gardez-la.\n\nVous pouvez aussi le lire ici\u00a0:\n\n{link}",
)
PRICE = Text(en="{firm} proposes another price", fr="{firm} propose un autre prix")
PROPOSED = Text(
    en="{firm} proposes another price for its services. Open this link to see why, and to consent or decline. Opening it decides nothing, and nothing more is "
    "charged unless you consent:\n\n{link}",
    fr="{firm} propose un autre prix pour ses services. Ouvrez ce lien pour voir pourquoi, et pour consentir ou refuser. L’ouvrir ne décide rien, et rien de "
    "plus n’est facturé sans votre consentement\u00a0:\n\n{link}",
)
ANSWERED = Text(en="An answer to the proposed price", fr="Une réponse à la proposition de prix")
OVER = Text(en="Our service agreement has ended", fr="Notre contrat de service a pris fin")
OVER_BODY = Text(
    en="The service agreement between {client} and {firm} has ended. The letter is attached.",
    fr="Le contrat de service entre {client} et {firm} a pris fin. La lettre est jointe.",
)
FILE = Text(en="service-agreement", fr="contrat-de-service")
ENDING_FILE = Text(en="end-of-agreement", fr="fin-du-contrat")
BOUND_BY: Mapping[str, Text] = {
    "fr": Text(en="the French text", fr="le texte français"),
    "en": Text(en="the English text", fr="le texte anglais"),
}
