"""The page that nginx shows where the site does not answer: in both languages, by itself, with when to ask again."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "installation"
PAGE = (FOLDER / "pages" / "away.html").read_text(encoding="utf-8")
NGINX = (FOLDER / "nginx.conf").read_text(encoding="utf-8")


def test_both_languages_say_the_same_number_of_things() -> None:
    english, french = re.findall(r"<section.*?</section>", PAGE, re.DOTALL)
    assert 'lang="fr"' in french
    assert "This site does not answer at the moment" in english
    assert "Ce site ne répond pas en ce moment" in french
    assert english.count("<p>") == french.count("<p>")


def test_the_page_needs_nothing_that_is_away() -> None:
    assert re.findall(r"(?:src|href|action)=|url\(|@import", PAGE) == []


def test_nginx_shows_it_and_says_when_to_ask_again() -> None:
    (named,) = re.findall(r"error_page 502 504 =503 /(.+?);", NGINX)
    (place,) = re.findall(r"location = /away\.html \{(.*?)\}", NGINX, re.DOTALL)
    assert named == "away.html"
    assert "internal;" in place
    assert "root /opt/impplus/deploy/installation/pages;" in place
    assert "add_header Retry-After 30 always;" in place
