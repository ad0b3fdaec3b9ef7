"""A browser is named as its owner knows it, and nothing else of what it says is kept."""

import pytest

from impplus.words.browsers import browser_of, is_phone

ON_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
NAMED = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Linux",
    ON_WINDOWS + "Chrome/140.0.0.0 Safari/537.36": "Chrome, Windows",
    ON_WINDOWS + "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": "Samsung Internet, Android",
    "curl/8.5.0": "",
    "": "",
}


@pytest.mark.parametrize("header", NAMED)
def test_a_browser_and_its_system_are_named(header: str) -> None:
    assert browser_of(header) == NAMED[header]


def test_what_is_carried_about_is_a_phone() -> None:
    phones = {browser for browser in NAMED.values() if is_phone(browser)}
    assert phones == {"Safari, iPhone", "Samsung Internet, Android"}
