"""An account in a real Chromium: a passkey is added and opens it, the session says when it ends, each page is clean for axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, ViewportSize
from pytest_django.live_server_helper import LiveServer

from impplus.actions import letters, messages
from impplus.records.models import User
from tests.people import PASSWORD
from tests.walk.visitor import Visitor

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
# What a phone does whose owner gives a finger whenever it asks.
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_out() -> str:
    """The button on the page of the account, which a phone shows as well."""
    return f'main form[action="{reverse("account_logout")}"] button'


@pytest.fixture(params=[("en", DESKTOP), ("fr", PHONE)], ids=["desktop-en", "phone-fr"])
def bobs(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    screenshots: Path | None,
    bob: User,
) -> Iterator[Visitor]:
    """Bob at a browser that can keep passkeys, signed in by his password."""
    language, size = request.param
    context = browser.new_context(viewport=size)
    visitor = Visitor(f"account-{size['width']}", context, live_server.url, language, screenshots)
    with override(language):
        sign_in(visitor)
        yield visitor
    context.close()


def sign_in(visitor: Visitor) -> None:
    visitor.go(reverse("account_login"))
    visitor.fill({"login": "bob@example.test", "password": PASSWORD})
    visitor.send()


def test_a_passkey_is_added_and_opens_the_account_by_itself(bobs: Visitor, bob: User) -> None:
    keys = bobs.context.new_cdp_session(bobs.page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    bobs.go(reverse("account"))
    bobs.go(reverse("mfa_add_webauthn"))
    bobs.fill({"password": PASSWORD})
    bobs.send()
    bobs.fill({"name": "My phone"})
    bobs.press("form[data-passkey] button")
    assert bobs.page.url.endswith(reverse("mfa_view_recovery_codes"))
    assert bobs.page.locator("main code").count() == 10
    bobs.go(reverse("mfa_list_webauthn"))
    bobs.says("My phone")
    bobs.go(reverse("account"))
    bobs.press(sign_out())
    bobs.go(reverse("account_login"))
    bobs.press("form[data-passkey] button")
    bobs.go(reverse("account"))
    bobs.says("bob@example.test")
    bobs.press(sign_out())
    sign_in(bobs)
    assert bobs.page.url.endswith(reverse("mfa_authenticate"))
    bobs.press("form[data-passkey] button")
    bobs.go(reverse("mfa_activate_totp"))
    bobs.go(reverse("account"))


def test_an_account_is_opened_with_a_passkey_alone(
    browser: Browser, live_server: LiveServer, screenshots: Path | None, outbox: Path
) -> None:
    context = browser.new_context(viewport=PHONE)
    newcomer = Visitor("account-new", context, live_server.url, "en", screenshots)
    keys = context.new_cdp_session(newcomer.page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    newcomer.go(reverse("account_signup"))
    newcomer.go(reverse("account_signup_by_passkey"))
    newcomer.fill({"email": "new@example.test"})
    newcomer.send()
    newcomer.says("new@example.test")
    messages.send_owed()
    (message,) = letters.outbox()
    link = next(one for one in message.text.split() if "/confirm-email/" in one)
    newcomer.go("/" + link.split("/", 3)[3])
    newcomer.send()
    assert newcomer.page.url.endswith(reverse("mfa_signup_webauthn"))
    newcomer.press("form[data-passkey] button")
    newcomer.go(reverse("account"))
    newcomer.press(sign_out())
    newcomer.go(reverse("account_login"))
    newcomer.press("form[data-passkey] button")
    newcomer.go(reverse("account_delete"))
    newcomer.press("main button.danger")
    newcomer.says("Your account is deleted.")
    context.close()


def test_the_session_is_made_longer_in_one_press_and_what_was_typed_stays(bobs: Visitor) -> None:
    page = bobs.page
    page.clock.install()
    bobs.go(reverse("portal:bind"))
    page.fill("[name=code]", "AAAAA")
    warning = page.locator(".session [role=alert]")
    assert not warning.is_visible()
    page.clock.fast_forward("26:00")
    assert warning.is_visible()
    until = page.locator(".session time").inner_text()
    assert until in warning.inner_text()  # such as “3:20 pm, your time”
    page.click(".session button")
    warning.wait_for(state="hidden")
    assert page.input_value("[name=code]") == "AAAAA"
    page.clock.fast_forward("26:00")
    page.clock.fast_forward("05:00")
    over = warning.get_attribute("data-over")
    assert warning.inner_text() == over


def test_without_scripts_the_session_is_made_longer_and_what_was_typed_stays(
    browser: Browser, live_server: LiveServer, bob: User
) -> None:
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor("account-plain", context, live_server.url, "en", None, scripts=False)
    sign_in(visitor)
    visitor.go(reverse("portal:bind"))
    visitor.page.fill("[name=code]", "AAAAA")
    visitor.press(".session button")
    assert visitor.page.input_value("[name=code]") == "AAAAA"
    assert visitor.page.locator(".error-summary").count() == 0
    assert visitor.page.locator("form[data-passkey]:visible").count() == 0
    context.close()


def test_a_password_can_be_shown_and_hidden_again(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(viewport=PHONE)
    visitor = Visitor("password", context, live_server.url, "en", None)
    with override("en"):
        visitor.go(reverse("account_login"))
    control = visitor.page.locator("#id_password")
    kinds = [control.get_attribute("type")]
    for pressed in ("Show the password", "Hide the password"):
        visitor.page.get_by_role("button", name=pressed).click()
        kinds.append(control.get_attribute("type"))
    assert kinds == ["password", "text", "password"]
    context.close()
