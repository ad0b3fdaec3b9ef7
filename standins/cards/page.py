"""The hosted payment page of the simulator, in English and in French, without a script."""

import base64
import hashlib
from dataclasses import dataclass
from html import escape

from standins.cards.ledger import Charge

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Card:
    """A test card: what it does to the charge, and when its webhooks come (0 now, 1 late)."""

    state: str
    webhooks: tuple[float, ...]
    says: dict[str, str]


CARDS = {
    "4242424242424242": Card("paid", (0,), {"en": "Pays", "fr": "Paie"}),
    "4000000000000002": Card("failed", (0,), {"en": "Is declined", "fr": "Est refusée"}),
    "4000000000009995": Card(
        "failed", (0,), {"en": "Has insufficient funds", "fr": "N’a pas assez de fonds"}
    ),
    "4000000000003220": Card(
        "paid",
        (1, 1.1),
        {
            "en": "Pays, but the confirmation comes late, and twice",
            "fr": "Paie, mais la confirmation arrive en retard, et deux fois",
        },
    ),
    "4000000000000341": Card(
        "paid",
        (),
        {
            "en": "Pays, but the confirmation never comes",
            "fr": "Paie, mais la confirmation n’arrive jamais",
        },
    ),
}

WORDS = {
    "en": {
        "title": "Pay by card – simulator",
        "heading": "Pay by card",
        "band": "This is a simulator. No money moves. Never type a real card number.",
        "for": "For",
        "amount": "Amount",
        "reference": "Reference",
        "choose": "Choose a test card",
        "pay": "Pay {amount}",
        "cancel": "Cancel and go back",
        "wrong": "Choose one of the test cards below.",
        "problem": "There is a problem",
        "other": "Français",
        "paid": "This payment is made.",
        "failed": "The card was declined. Nothing was paid.",
        "part": "This payment is made; {amount} of it was refunded.",
        "refunded": "This payment was refunded.",
        "back": "Go back to the site",
    },
    "fr": {
        "title": "Payer par carte – simulateur",
        "heading": "Payer par carte",
        "band": "Ceci est un simulateur. Aucune somme n’est débitée. "
        "N’inscrivez jamais un vrai numéro de carte.",
        "for": "Objet",
        "amount": "Montant",
        "reference": "Référence",
        "choose": "Choisissez une carte d’essai",
        "pay": "Payer {amount}",
        "cancel": "Annuler et revenir au site",
        "wrong": "Choisissez l’une des cartes d’essai ci-dessous.",
        "problem": "Il y a un problème",
        "other": "English",
        "paid": "Le paiement a été effectué.",
        "failed": "La carte a été refusée. Rien n’a été payé.",
        "part": "Le paiement a été effectué; {amount} en ont été remboursés.",
        "refunded": "Ce paiement a été remboursé.",
        "back": "Revenir au site",
    },
}

STYLE = """
body{margin:0;background:#f1f2f3;color:#1f2933;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:2rem auto;background:#fff;padding:1.5rem 2rem;border-top:6px solid #3a4a5c}
.band{background:#fff4d6;border:2px solid #7a5200;padding:.5rem 1rem;font-weight:600}
.wrong{border:3px solid #a30d0d;padding:.25rem 1rem}.lang{text-align:right;margin:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:1.5rem 0}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}.sum{font-size:1.5rem;font-weight:700;white-space:nowrap}
fieldset{border:0;padding:0;margin:0 0 1.5rem}legend{font-size:1.25rem;font-weight:700;padding:0}
label{display:flex;gap:.75rem;align-items:center;min-height:44px;padding:.25rem 0}
input{width:1.5rem;height:1.5rem;flex:none;margin:0}code{white-space:nowrap}
button{font:inherit;min-height:48px;padding:.25rem 1.5rem;border:2px solid #234a78;border-radius:4px}
.pay{background:#234a78;color:#fff;font-weight:600}.plain{background:#fff;color:#234a78}
a{color:#234a78}:focus-visible{outline:4px solid #d97a00;outline-offset:2px}
.do{display:flex;flex-wrap:wrap;gap:1rem}
"""
STYLE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


def money(cents: int, language: str) -> str:
    """An amount in the page's language: $1,155.00 or 1 155,00 $."""
    text = f"{cents // 100:,}.{cents % 100:02}"
    if language == "en":
        return f"${text}"
    return text.replace(",", "\u00a0").replace(".", ",") + "\u00a0$"


def payment(charge: Charge, language: str, wrong: bool = False) -> str:
    """The page of one charge: the form while it is open, else how it ended."""
    words = WORDS[language]
    other = "fr" if language == "en" else "en"
    body = _form(charge, language, wrong) if charge.state == "open" else _ended(charge, language)
    return _page(
        language,
        ("Error: " if language == "en" else "Erreur\u00a0: ") * wrong + words["title"],
        f"""<p class="lang"><a href="?lang={other}" lang="{other}" hreflang="{other}">\
{words["other"]}</a></p>
<h1>{words["heading"]}</h1>
<p class="band">{words["band"]}</p>
<dl><dt>{words["for"]}</dt><dd>{escape(charge.description)}</dd>
<dt>{words["reference"]}</dt><dd>{escape(charge.reference)}</dd>
<dt>{words["amount"]}</dt><dd class="sum">{money(charge.amount, language)}</dd></dl>
{body}""",
    )


def unknown() -> str:
    """The page for an address that leads to no payment; nobody's language is known here."""
    return _page(
        "en",
        "No such payment – Paiement introuvable",
        """<h1>No such payment</h1><p>Go back to the site and start the payment again.</p>
<div lang="fr"><h2>Paiement introuvable</h2>
<p>Revenez au site et recommencez le paiement.</p></div>""",
    )


def _form(charge: Charge, language: str, wrong: bool) -> str:
    words = WORDS[language]
    cards = "\n".join(
        f'<label><input type="radio" name="card" value="{number}"{" checked" * (place == 0)}>'
        f"<span><code>{_spaced(number)}</code><br>{card.says[language]}</span></label>"
        for place, (number, card) in enumerate(CARDS.items())
    )
    problem = (
        f'<div class="wrong" role="alert"><h2>{words["problem"]}</h2><p>{words["wrong"]}</p></div>'
    )
    pay = words["pay"].format(amount=money(charge.amount, language))
    return f"""{problem * wrong}
<form method="post" action="?lang={language}" novalidate>
<fieldset><legend>{words["choose"]}</legend>
{cards}
</fieldset>
<div class="do"><button class="pay" name="pay" value="1">{pay}</button>
<button class="plain" name="cancel" value="1">{words["cancel"]}</button></div>
</form>"""


def _ended(charge: Charge, language: str) -> str:
    words, address = WORDS[language], escape(charge.return_url, quote=True)
    in_part = charge.state == "paid" and charge.refunded > 0
    said = words["part" if in_part else charge.state].format(
        amount=money(charge.refunded, language)
    )
    return f'<p>{said}</p>\n<p><a href="{address}">{words["back"]}</a></p>'


def _spaced(number: str) -> str:
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def _page(language: str, title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="robots" content="noindex"><style>{STYLE}</style></head>
<body><main>
{body}
</main></body>
</html>
"""
