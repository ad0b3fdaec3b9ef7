"""What the browser prints of an applicant's pages: what they say, and nothing that is only of use on a screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.doors.addresses import LANGUAGES, address
from tests.doors.browsing import shown
from tests.doors.world import made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEETS = {"en": "Letter", "fr": "A4"}
KEPT = (
    *("portal:tasks draft", "portal:documents draft", "portal:review draft", "portal:family draft"),
    *("portal:receipt file", "portal:status file", "portal:messages file", "portal:question file"),
)
OF_A_SCREEN = {
    "en": (
        *("Sign out", "Français", "Open the help pages", "Send the message", "Send the answer"),
        *("Choose photos or PDF", "Your message", "Your answer", "Stay signed in", "Back to"),
    ),
    "fr": (
        *("Se déconnecter", "English", "Ouvrir les pages d’aide", "Envoyer le message"),
        *(
            "Envoyer la réponse",
            "Choisir des photos",
            "Votre message",
            "Votre réponse",
            "La prolonger",
            "Retour ",
        ),
    ),
}


@dataclass(frozen=True)
class Sheets:
    """A page of Alice's, in one language, and the PDF that a browser makes of it."""

    language: str
    row: str
    content: str
    pdf: bytes

    @property
    def words(self) -> str:
        """What the paper says, without its spaces: lines break where they must."""
        pages = pypdfium2.PdfDocument(self.pdf)
        return bare(" ".join(one.get_textpage().get_text_bounded() for one in pages))


def bare(said: str) -> str:
    """A text without its spaces and hyphens, at which a line may break."""
    return re.sub(r"[\s\u200b\ufffe\u00ad\u0002-]+", "", said)


@pytest.fixture
def printed(transactional_db: None, browser: Browser) -> list[Sheets]:
    """Each of these pages in each language: first all are opened, then all are printed."""
    world = made()
    client = world.browser("alice")
    opened = []
    for language in LANGUAGES:
        for row in KEPT:
            path = address(world, row, language)
            opened.append((language, row, path, client.get(path).content))
    return list(_printed(opened, browser))


def _printed(opened: list[tuple[str, str, str, bytes]], browser: Browser) -> Iterator[Sheets]:
    for language in LANGUAGES:
        with shown(browser, language) as (page, show):
            for spoken, row, path, content in opened:
                if spoken == language:
                    show(path, content)
                    pdf = page.pdf(format=SHEETS[language], print_background=True)
                    yield Sheets(language, row, content.decode(), pdf)


def test_paper_says_all_that_is_folded_on_a_screen_and_nothing_that_is_of_use_there_alone(
    printed: list[Sheets],
) -> None:
    found = [
        (one.language, one.row, said)
        for one in printed
        for said in OF_A_SCREEN[one.language]
        if bare(said) in one.words
    ]
    assert found == []
    for one in printed:
        assert re.search(r"W\w{8}", one.words), one.row
        if one.row == "portal:review draft":
            asked = re.findall(r"<dt>([^<]+)</dt>", one.content)
            assert len(asked) > 30
            assert [said for said in asked if bare(unescape(said)) not in one.words] == []
