"""Many clients at once: the page of what is ready, its CSV, and a list that is checked however it was saved."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impplus.actions import mandates
from impplus.queries.client_list import ListedClients, listed
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, User
from tests.people import signed_in

PAGE = "/en/firm/clients/ready/"


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


@pytest.fixture
def represented(draft: Application, alice: User, lucie: User) -> Application:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    return draft


def table(answer: object) -> list[list[str]]:
    """The rows of a CSV that was sent, without its heading."""
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]
    return [*csv.reader(io.StringIO(text))][1:]


def sent(desk: Client, content: bytes, page: str = PAGE) -> object:
    return desk.post(page, {"list": SimpleUploadedFile("list.csv", content)})


@pytest.mark.django_db
def test_the_page_names_what_each_file_lacks(represented: Application, desk: Client) -> None:
    page = desk.get(PAGE).content.decode()
    assert represented.number in page
    rows = table(desk.get("/en/firm/clients/ready.csv"))
    assert {row[0] for row in rows} == {represented.number}
    assert len(rows) == len({row[4] for row in rows}) > 1
    assert f"{len(rows)} things are missing" in page


@pytest.mark.django_db
def test_a_list_of_5000_lines_is_checked_and_holds_no_formula(
    represented: Application, desk: Client
) -> None:
    lines = [f'=HYPERLINK("x{n}")' for n in range(4998)] + [represented.number.lower()] * 2
    text = "Numéro de la demande;Nom\r\n" + "".join(
        f'"{one.replace(chr(34), chr(34) * 2)}";É\r\n' for one in lines
    )
    rows = table(sent(desk, text.encode("cp1252")))
    assert sum(row[0] == represented.number for row in rows) > 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert {row[2] for row in rows if row[0] != represented.number} == {
        "no such file, or not open to you"
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_however_it_was_saved(encoding: str) -> None:
    text = (
        "Client;Numéro\r\nÉmile;\u00a0w-02y7-5z60 \r\nZoé;W-02Y7-5Z60\r\nMaya;W-1K3M-8Q2D\r\n\r\n"
    )
    assert listed(text.encode(encoding)) == ListedClients(("W-02Y7-5Z60", "W-1K3M-8Q2D"), 1)


def test_a_list_without_headings_is_read_by_its_first_column() -> None:
    assert listed(b"W-1,x\nW-2,y\n") == ListedClients(("W-1", "W-2"), 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"number\n",
        b"%PDF-1.7\x00\x01",
        b"number\n" + b"W-1\n" * 5001,
        b"W" * 3_000_000,
    ],
)
def test_what_is_no_such_list_is_refused(content: bytes) -> None:
    with pytest.raises(NotUnderstood):
        listed(content)


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_is_said_in_the_person_s_language(desk: Client) -> None:
    refused = sent(desk, b"\x00\x01", "/fr/cabinet/clientele/prets/")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "une liste sous forme de texte" in refused.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"number;name;Number\n1;Alice;W-1\n", "“number” and “Number”"),
        ("Numéro,Demande\n1,W-1\n".encode(), "“Numéro” and “Demande”"),
        (b"number,notes\n" + b"W-1," + b"x" * 2_000_000, "larger than 2 MB"),
    ],
)
def test_a_list_that_could_be_misread_is_not_guessed_at(content: bytes, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        listed(content)
    assert said in refused.value.text.say("en")
