"""Each page says which methods it takes, and refuses the others with the list of these."""

from django.test import Client

from tests.doors.addresses import address
from tests.doors.markup import Markup
from tests.doors.table import EXPECTED, PEOPLE
from tests.doors.world import World

READ, SENT, BOTH = "GET, HEAD", "POST", "GET, HEAD, POST"
# A page that is read, sent to, or both, in the words of the decorators that say so.
TAKES = {READ: READ, "GET": "GET", SENT: SENT, "GET, POST": BOTH, BOTH: BOTH}
UPLOADS = ("portal:begin-upload", "portal:begin-answer-upload", "portal:upload-part")
# Whose form stands there at other times: with a link that is good, while something is missing or not known yet.
SOMETIMES = {
    *("account_delete", "account_confirm_email", "account_reset_password_from_key"),
    *("account_recovery_stop", "account_recovery_use", "account_factor_undo"),
    "public:firms",  # the answers of the self-check come along to it
    *("portal:payment-result", "portal:paper", "portal:family-change", "portal:mandates"),
}
ROWS = [
    one for one in EXPECTED if not one.startswith(("api:", "^")) and one.split()[0] not in UPLOADS
]


def allowed(world: World, row: str) -> str:
    """What an address says that it takes, to a method that nobody takes."""
    answer = Client().generic("PURGE", address(world, row))
    assert (row, answer.status_code) == (row, 405)
    return str(answer["Allow"])


def test_every_page_says_what_it_takes(world: World) -> None:
    said = {row: allowed(world, row) for row in ROWS}
    assert {row: it for row, it in said.items() if it not in TAKES} == {}


def test_what_is_not_named_is_refused_to_everybody(world: World) -> None:
    said = [(row, address(world, row), allowed(world, row)) for row in ROWS]
    for who in PEOPLE:
        browser = world.browser(who)
        for row, there, takes in said:
            if "POST" not in takes:
                answer = browser.post(there)
                assert (who, row, answer.status_code, answer["Allow"]) == (who, row, 405, takes)
            if "GET" not in takes:
                assert (who, row, browser.get(there).status_code) == (who, row, 405)


def test_a_page_without_a_form_of_its_own_is_only_read(world: World) -> None:
    browser, odd = world.browser("alice"), set()
    for row in (one for one in ROWS if EXPECTED[one]["alice"] == "200"):
        there = address(world, row)
        answer = browser.get(there)
        if "text/html" in answer.headers.get("Content-Type", ""):
            forms = Markup(answer.content.decode()).all("form")
            sent_to = {one.get("action", there) for one in forms if one.get("method") == "post"}
            odd |= (
                {row.split()[0]} if (there in sent_to) != ("POST" in allowed(world, row)) else set()
            )
    assert odd == SOMETIMES
