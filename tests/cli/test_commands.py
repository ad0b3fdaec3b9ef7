"""The other commands: each says what it did, or one sentence and status 2."""

import io

import pytest

from impplus.cli.main import language, main
from impplus.practice.models import Colleague
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Firm, Intake, User


def test_an_unknown_command_gets_a_sentence(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance", "--lang", "fr"])
    assert ended.value.code == 2
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .startswith(
            "impplus\u00a0: erreur\u00a0: argument COMMANDE\u00a0: choix inconnu\u00a0: 'dance' (choisir parmi "
        )
    )


def test_the_terminal_decides_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert language([]) == "en"
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert language([]) == "fr"
    assert language(["--lang", "en"]) == "en"


@pytest.mark.django_db
def test_a_year_is_opened_once(capsys: pytest.CaptureFixture) -> None:
    year = today(IMP_PLUS).year
    assert [main(["open-year"]), main(["open-year", str(year)])] == [0, 0]
    said = (
        f"The intake of {year} is planned, with 7,350 places. It opens on January 1, {year}, at 00:00:00 "
        f"(Montréal time; 05:00:00 UTC), and closes on January 1, {year + 1}, at 00:00:00 "
        "(Montréal time; 05:00:00 UTC)."
    )
    assert capsys.readouterr().out.replace("\u00a0", " ").splitlines() == [said] * 2


@pytest.mark.django_db
def test_a_year_is_planned_to_open_and_close_at_instants_of_montreal(
    capsys: pytest.CaptureFixture,
) -> None:
    year = str(today(IMP_PLUS).year + 1)
    assert main(["open-year", year, "--opens", f"{year}-03-02 10:00"]) == 0
    assert main(["open-year", year, "--closes", f"{year}-06-02 17:30"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ").splitlines()[1]
    assert f"It opens on March 2, {year}, at 10:00:00 (Montréal time; 15:00:00 UTC)" in said
    assert f"closes on June 2, {year}, at 17:30:00 (Montréal time; 21:30:00 UTC)" in said
    assert main(["open-year", year, "--opens", "tomorrow"]) == 2
    assert "“tomorrow” is not an instant" in capsys.readouterr().err
    assert Intake.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [["open-year", "1999"], ["open-year", "--programme", "none"]])
def test_a_year_or_programme_without_a_cap_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert Intake.objects.count() == 0


@pytest.mark.django_db
def test_an_officer_is_added_with_a_password_from_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough phrase\n"))
    given = ["officer", "add", "--email", "olivia@example.org", "--name", "Olivia Chen"]
    assert main([*given, "--role", "federal-officer"]) == 0
    olivia = User.objects.get()
    assert (olivia.role, olivia.check_password("a long enough phrase")) == ("federal-officer", True)
    assert "olivia@example.org" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "password"),
    [
        ({"--email": "not an address"}, "a long enough phrase"),
        ({"--name": " "}, "a long enough phrase"),
        ({"--role": "representative", "--firm": "nowhere"}, "a long enough phrase"),
        ({"--firm": "tremblay"}, "a long enough phrase"),
        ({}, "short"),
        ({}, ""),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(
    changed: dict[str, str],
    password: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    Firm.objects.create(name="Cabinet Tremblay", slug="tremblay", city="Montréal")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    usual = {"--email": "o@example.org", "--name": "Olivia", "--role": "federal-officer"}
    given = [word for pair in (usual | changed).items() for word in pair]
    assert main(["officer", "add", *given]) == 2
    assert capsys.readouterr().err != ""
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_the_demonstration_says_when_it_is_not_there(capsys: pytest.CaptureFixture) -> None:
    assert main(["demo", "sign-ins", "--lang", "fr"]) == 0
    assert capsys.readouterr().out == (
        "Il n’y a pas de monde de démonstration ici. "
        "«\u00a0impplus demo create\u00a0» en crée un.\n"
    )


@pytest.mark.django_db
def test_the_demonstration_is_not_made_where_somebody_is(capsys: pytest.CaptureFixture) -> None:
    User.objects.create(email="bob@example.org", name="Bob")
    assert main(["demo", "create", "--if-empty"]) == 0
    assert capsys.readouterr().out == (
        "Accounts exist already: the demonstration world was left as it is.\n"
    )
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_firm_is_added_with_its_owner_and_membership_number(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody could do before but in the demonstration."""
    assert main(["add-firm", "--name", "Étude  Bérubé & fils", "--city", "Québec"]) == 0
    assert "is there as etude-berube-fils." in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough phrase\n"))
    given = ["officer", "add", "--email", "luc@example.org", "--name", "Luc Bérubé"]
    given += ["--role", "representative", "--firm", "etude-berube-fils", "--membership", "BQ 12"]
    assert main(given) == 0
    luc = User.objects.get(email="luc@example.org")
    assert (luc.firm.name, luc.membership) == ("Étude Bérubé & fils", "BQ 12")
    assert Colleague.objects.get(account=luc.pk).role == "owner"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"--name": " "}, "Enter the name of the firm"),
        ({"--city": "C" * 101}, "Enter the name of the firm"),
        ({"--name": "!"}, "--slug: write a short name"),
        ({"--slug": "Not one"}, "--slug: write a short name"),
        ({"--slug": "taken"}, "Another firm has this short name."),
    ],
)
def test_a_firm_without_a_name_a_city_or_a_short_name_of_its_own_is_refused(
    given: dict[str, str], said: str, capsys: pytest.CaptureFixture
) -> None:
    Firm.objects.create(name="Taken", slug="taken", city="Laval")
    usual = {"--name": "Étude Bérubé", "--city": "Québec"}
    words = [word for pair in (usual | given).items() for word in pair]
    assert main(["add-firm", *words]) == 2
    assert said in capsys.readouterr().err
    assert Firm.objects.count() == 1


@pytest.mark.django_db
def test_only_a_representative_has_a_membership_number(capsys: pytest.CaptureFixture) -> None:
    given = ["officer", "add", "--email", "o@example.org", "--name", "Olivia"]
    given += ["--role", "federal-officer", "--membership", "1"]
    assert main(given) == 2
    assert "leave --membership out" in capsys.readouterr().err
    assert not User.objects.exists()
