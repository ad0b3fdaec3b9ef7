"""The switch to the other language, pressed on a page as a browser presses it."""

from django.http import HttpResponse
from django.test import Client

from tests.doors.markup import Markup, Sheet


def switched(browser: Client, page: HttpResponse, **several: list[str]) -> HttpResponse:
    """What comes back: the form that the switch carries along is sent with what stands in it, `several` of one name."""
    content = page.content.decode()
    switches = [one for one in Markup(content).all("button") if one.get("translate") == "no"]
    (switch,) = switches
    sent = Sheet(content).standing() | several
    if "name" in switch:
        sent[switch["name"]] = switch["value"]
    return browser.post(switch["formaction"], sent)
