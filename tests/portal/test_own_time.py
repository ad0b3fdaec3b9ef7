"""An instant by the clock of whoever reads it, in a browser of another zone, and not twice in Montréal's."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser

from deploy.local.spare import PROJECT
from impplus.actions import correspondence
from impplus.programmes import SERVED
from impplus.queries.places import places_left
from impplus.records.models import Application, Intake, Question

SCRIPT = PROJECT / "impplus" / "static" / "page.js"
PLACE = """
<html lang="{lang}"><body><p data-own-time="2026-03-01T23:30:04+00:00" data-zone="America/Toronto" {exact} hidden>
<time></time></p></body></html>
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "zone", "exact", "said"),
    [
        ("en", "Asia/Ho_Chi_Minh", "data-exact", "March 2, 2026, at 06:30:04 (GMT+7)"),
        ("en", "Asia/Ho_Chi_Minh", "", "March 2, 2026, at 6:30 am (GMT+7)"),
        ("fr", "Asia/Ho_Chi_Minh", "data-exact", "2 mars 2026 à 6 h 30 min 04 s (UTC+7)"),
        ("fr", "Africa/Algiers", "", "2 mars 2026 à 0 h 30 (UTC+1)"),
        ("fr", "America/Vancouver", "", "1er mars 2026 à 15 h 30 (HNP)"),
        ("en", "America/Toronto", "", None),
    ],
)
def test_it_is_said_where_the_zone_is_another(
    lang: str, zone: str, exact: str, said: str | None, browser: Browser
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.set_content(PLACE.format(lang=lang, exact=exact))
    page.add_script_tag(path=SCRIPT)
    assert page.is_visible("p") == (said is not None)
    if said:
        assert page.inner_text("time").replace("\u00a0", " ") == said
    context.close()


@pytest.mark.usefixtures("public_log")
def test_the_page_gives_the_instant_to_the_script(alices: Client, sent: Application) -> None:
    page = alices.get(reverse("portal:receipt", args=[sent.number])).content.decode()
    at = sent.receipt.received_at.isoformat()
    assert f'<p data-own-time="{at}" data-zone="America/Toronto" hidden>' in page
    assert "page.js" in page


def test_the_opening_is_given_to_the_script_until_it_is_past(
    alices: Client, draft: Application, intake: Intake
) -> None:
    tasks = reverse("portal:tasks", args=[draft.number])
    assert "<p data-own-time" not in alices.get(tasks).content.decode()
    opens_at = places_left(SERVED, intake.year).closes_at.astimezone(UTC) - timedelta(seconds=1)
    Intake.objects.filter(pk=intake.pk).update(opens_at=opens_at)
    page = alices.get(tasks).content.decode()
    assert f'data-own-time="{opens_at.isoformat()}" data-zone="America/Toronto" hidden>' in page


def test_a_last_day_gives_the_instant_at_which_it_ends(alices: Client, asked: Question) -> None:
    ends = datetime.combine(asked.due_on + timedelta(days=1), time(), ZoneInfo("America/Toronto"))
    place = f'<span class="small" data-own-time="{ends.isoformat()}" data-zone="America/Toronto" hidden>'
    number, at = asked.application.number, f'<time datetime="{ends.isoformat()}"></time>'
    beside = {"en": f"\u00a0· {at}, your time</span>", "fr": f"\u00a0· {at}, votre heure</span>"}
    alone = {"en": f"Your time: {at}.</span>", "fr": f"Votre heure\u00a0: {at}.</span>"}
    for language in ("en", "fr"):
        for name, args in (("status", [number]), ("question", [number, asked.pk])):
            with override(language):
                page = alices.get(reverse(f"portal:{name}", args=args)).content.decode()
            said = [page.count(place + one[language]) for one in (beside, alone)]
            # Beside a day; after a sentence it is one itself.
            assert said == {"status": [1, 1], "question": [0, 1]}[name], language


def test_messages_letters_and_what_happened_give_theirs(alices: Client, asked: Question) -> None:
    letter = asked.application.letters.get(kind="question")
    written = correspondence.write(
        asked.application, text="Oui.", by=asked.application.applicant, language="fr"
    )
    page = alices.get(reverse("portal:status", args=[asked.application.number])).content.decode()
    event = asked.application.events.get(noun="application", verb="ask")
    for at in (letter.owed_at, written.at, event.at):
        assert f'<time datetime="{at.isoformat()}" data-moment="America/Toronto"' in page
        assert f'data-own-time="{at.isoformat()}"' not in page


MOMENT = """
<html lang="{lang}"><body><div data-yours="{yours}"></div>
<p>{said} <time datetime="2026-03-01T23:30:04+00:00" data-moment="America/Toronto" {day}>{there}</time>.</p></body></html>
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "zone", "day", "said"),
    [
        ("en", "Asia/Ho_Chi_Minh", "", "Saved on March 2, 2026, at 6:30 am, your time."),
        ("en", "Asia/Ho_Chi_Minh", "data-day", "Saved on March 2, 2026."),
        ("en", "Asia/Ho_Chi_Minh", "data-hour", "Saved on 6:30 am, your time."),
        ("en", "Africa/Algiers", "", "Saved on March 2, 2026, at 12:30 am, your time."),
        ("en", "America/Vancouver", "data-day", "Saved on Montréal’s."),
        ("en", "America/New_York", "", "Saved on Montréal’s."),
        ("fr", "America/Vancouver", "", "Enregistré le 1er mars 2026 à 15 h 30, votre heure."),
    ],
)
def test_what_binds_nobody_is_said_in_the_readers_time_alone(
    lang: str, zone: str, day: str, said: str, browser: Browser
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    words = {
        "en": {"yours": "{time}, your time", "said": "Saved on"},
        "fr": {"yours": "{time}, votre heure", "said": "Enregistré le"},
    }
    page.set_content(MOMENT.format(lang=lang, day=day, there="Montréal’s", **words[lang]))
    page.add_script_tag(path=SCRIPT)
    assert page.inner_text("p").replace("\u00a0", " ") == said
    hidden = page.get_attribute("time", "title")  # behind a hover, which a phone has not
    assert hidden is None
    context.close()
