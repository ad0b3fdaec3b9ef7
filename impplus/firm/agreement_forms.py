"""What a firm writes for a service agreement, for its end, another price and an advance, as forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from impplus.practice.form_signature import CLIENT, REPRESENTATIVE
from impplus.queries.consultation_agreements import CONSULTANT, LAWYER, Side
from impplus.queries.retainers import RetainerTerms
from impplus.web.amounts import MoneyField
from impplus.web.day import DayField
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, NumberField, PhoneField, TextField, YesNoField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import SPOKEN, lang
from impplus.words.agreement_words import FEES, OTHERS, TEXTS
from impplus.words.retainer import ITEMS_OF_SERVICES
from impplus.words.text import LANGUAGES, Text

MOST_DOLLARS = 100_000
OWN = tuple(one for one in ITEMS_OF_SERVICES.values() if one.own)


def _said(words: Mapping[str, Text]) -> list[tuple[str, str]]:
    return [(key, one.say(lang())) for key, one in words.items()]


def _dollars(label: Any, **more: Any) -> NumberField:
    return NumberField(label=label, most=MOST_DOLLARS, **more)


def terms_form() -> type[PageForm]:
    """All that the firm writes; the text of each item in each language, of which one may stay empty in a draft."""
    return made_form("TermsForm", _sides() | _choices() | _money() | _texts())


def _sides() -> dict[str, forms.Field]:
    kinds = [(CONSULTANT, _("consultant")), (LAWYER, _("lawyer or notary"))]
    language = lang()
    return {
        "kind": ChoiceField(label=_("Who signs for the firm is a"), choices=kinds),
        "name": TextField(label=_("Name"), autocomplete="off"),
        "number": TextField(
            label=_("Registration number, or bar number"), required=False, longest=40
        ),
        "address": TextField(label=_("Address of the firm"), lines=True, longest=500),
        "phone": PhoneField(label=_("Telephone of the firm"), language=language, longest=40),
        "email": EmailField(label=_("E-mail of the firm")),
        "client_name": TextField(label=_("Full name of the client"), autocomplete="off"),
        "client_address": TextField(
            label=_("Home address of the client"), lines=True, longest=500, required=False
        ),
        "client_phone": PhoneField(
            label=_("Telephone of the client"), language=language, longest=40, required=False
        ),
        "client_email": EmailField(label=_("E-mail of the client, never the firm’s own")),
        "work": TextField(
            label=_("Business address, telephone and e-mail of the client, if any"),
            lines=True,
            longest=500,
            required=False,
        ),
    }


def _choices() -> dict[str, forms.Field]:
    return {
        "language": ChoiceField(
            label=_("Language in which the client is written to"), choices=SPOKEN
        ),
        "served_in": ChoiceField(label=_("Language of the services"), choices=SPOKEN),
        "quebec": YesNoField(
            label=_("The firm or the client is in Quebec"),
            help_text=_(
                "Then the French text is shown and signed first, unless the client expressly chooses English after it."
            ),
        ),
        "texts": ChoiceField(label=_("Texts of the agreement"), choices=_said(TEXTS)),
        "identity": TextField(
            label=_("How the client’s name and addresses were confirmed"),
            help_text=_(
                "Such as the passport that you saw, and on which day. The client does not read it."
            ),
            longest=500,
            required=False,
        ),
        "other": ChoiceField(
            label=_("Did another representative have an agreement with the client?"),
            choices=_said(OTHERS),
        ),
        "other_words": TextField(
            label=_("If so: how it ended, or what each of you does"),
            lines=True,
            longest=1000,
            required=False,
        ),
    }


def _money() -> dict[str, forms.Field]:
    return {
        "fee": ChoiceField(label=_("Fees"), choices=_said(FEES)),
        "amount": _dollars(_("Dollars: the whole fee, or those of an hour")),
        "hours": NumberField(
            label=_("Hours, where it goes by the hour"), most=2000, required=False
        ),
        "disbursements": _dollars(_("Expected disbursements in dollars")),
        "advance": _dollars(_("Paid in advance, in dollars; 0 for nothing")),
    }


def _texts() -> dict[str, forms.Field]:
    language = lang()
    named = dict(settings.LANGUAGES)
    return {
        f"{one.key}_{key}": TextField(
            label=f"{one.key}) {one.title.say(language)} – {named[key]}",
            help_text=f"{one.law.say(language)} ({one.source.say(language)})" if first else "",
            lines=True,
            longest=5000,
            required=False,
        )
        for one in OWN
        for first, key in ((True, "fr"), (False, "en"))
    }


def written(given: Mapping[str, Any]) -> RetainerTerms:
    """The terms from what was typed."""
    return RetainerTerms(
        kind=given["kind"],
        licensee=Side(
            given["name"], given["address"], given["phone"], given["email"], given["number"] or ""
        ),
        client=Side(
            given["client_name"],
            given["client_address"] or "",
            given["client_phone"] or "",
            given["client_email"],
        ),
        fee_cents=given["amount"] * 100,
        hours=given["hours"] or 0,
        disbursement_cents=given["disbursements"] * 100,
        advance_cents=given["advance"] * 100,
        own={one.key: {key: given[f"{one.key}_{key}"] or "" for key in LANGUAGES} for one in OWN},
        work=given["work"] or "",
        identity=given["identity"] or "",
        other_words=given["other_words"] or "",
        served_in=given["served_in"],
        quebec=given["quebec"],
        other=given["other"],
        fee=given["fee"],
    )


def typed(terms: RetainerTerms) -> dict[str, Any]:
    """The terms as the form shows them."""
    own = {f"{key}_{one}": text for key, by in terms.own.items() for one, text in by.items()}
    firm, client = terms.licensee, terms.client
    return own | {
        **{key: getattr(firm, key) for key in ("name", "number", "address", "phone", "email")},
        **{f"client_{key}": getattr(client, key) for key in ("name", "address", "phone", "email")},
        **{
            key: getattr(terms, key)
            for key in ("kind", "work", "identity", "other", "other_words", "served_in", "fee")
        },
        "quebec": "yes" if terms.quebec else "no",
        "amount": terms.fee_cents // 100,
        "hours": terms.hours or "",
        "disbursements": terms.disbursement_cents // 100,
        "advance": terms.advance_cents // 100,
    }


def end_form(on: date) -> type[PageForm]:
    """When an agreement ends, whether all was done, and what the client is told."""
    completed = [("yes", _("all services were given")), ("no", _("it ends before that"))]
    return made_form(
        "EndForm",
        {
            "completed": ChoiceField(label=_("How it ends"), choices=completed),
            "on": DayField(label=_("Last day of the agreement"), latest=on),
            "why": TextField(
                label=_("What the client is told"),
                help_text=_(
                    "In the client’s language: why it ends, and what is still to be done by when."
                ),
                lines=True,
                longest=5000,
            ),
        },
    )


def price_form() -> type[PageForm]:
    """Another fee, and why."""
    reason = TextField(
        label=_("Why the price changes"),
        help_text=_("In the client’s language."),
        lines=True,
        longest=2000,
    )
    return made_form("PriceForm", {"amount": _dollars(_("New fee in dollars")), "reason": reason})


def advance_form(on: date, *, corrects: bool = False) -> type[PageForm]:
    """Day, amount in cents and receipt; of a correction, also what was wrong, and nothing may have been paid."""
    asked: dict[str, forms.Field] = {
        "paid_on": DayField(label=_("Day of the payment"), latest=on),
        "cents": MoneyField(
            label=_("Amount in dollars"),
            help_text=_("0 if nothing was paid.") if corrects else "",
            least=0 if corrects else 1,
            most=MOST_DOLLARS * 100,
        ),
        "receipt": TextField(label=_("Number of the receipt"), longest=40),
    }
    if corrects:
        asked["reason"] = TextField(label=_("What was wrong"), lines=True, longest=500)
    return made_form("AdvanceForm", asked)


def signature_form(on: date) -> type[PageForm]:
    """Who signed the form IMM 5476, and when."""
    sides = [(CLIENT, _("the client")), (REPRESENTATIVE, _("the representative"))]
    return made_form(
        "SignatureForm",
        {
            "side": ChoiceField(label=_("Who signed"), choices=sides),
            "name": TextField(label=_("Name of who signed"), autocomplete="off"),
            "signed_on": DayField(label=_("Date beside the signature"), latest=on),
        },
    )
