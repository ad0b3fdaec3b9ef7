"""A changed folder that cannot be used: one sentence with file, row or line, and no trace."""

from pathlib import Path

import pytest

from impplus.cli.main import main
from impplus.programmes import IMP_PLUS
from tests.copies import Copy

KEYS = [fee.key for fee in IMP_PLUS.fees]
STUDY_PERMIT = f"[[fees]] {KEYS.index('study-permit') + 1} (study-permit)"


def refused(folder: Path, capsys: pytest.CaptureFixture, lang: str = "en") -> list[str]:
    """What is said of a folder that cannot be used; no file is even opened."""
    assert main(["what-if", str(folder), "no-such-file", "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    for folder in (tmp_path / "none", tmp_path / ("long" * 999)):
        assert refused(folder, capsys) == [f"There is no folder {folder}."]
        assert refused(folder, capsys, "fr") == [f"Il n’y a pas de dossier {folder}."]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "fees.toml",
            'amount = "150.00"',
            'amount = "a lot"',
            f"fees.toml, {STUDY_PERMIT}, amount: ",
        ),
        ("fees.toml", 'amount = "150.00"', 'amount = "150.00', "fees.toml: is not TOML: "),
        (
            "permit.toml",
            'province = "QC"',
            'province = "QC"\nyaers = 3',
            "permit.toml, [[kinds]] 1 (open-work-permit), yaers: ",
        ),
    ],
)
def test_a_bad_row_is_named_by_file_and_row(
    file: str, old: str, new: str, told: str, copy: Copy, capsys: pytest.CaptureFixture
) -> None:
    copy.change(file, old, new)
    (said,) = refused(copy.folder, capsys)
    assert said.startswith(f"The folder {copy.folder} cannot be used: {told}")
    (said,) = refused(copy.folder, capsys, "fr")
    assert said.startswith(f"Le dossier {copy.folder} ne peut pas être utilisé\u00a0: {file}")


def test_everything_that_is_wrong_is_said_at_once_in_one_sentence(
    copy: Copy, capsys: pytest.CaptureFixture
) -> None:
    copy.change("fees.toml", 'amount = "150.00"', 'amount = "a lot"')
    copy.change("caps.toml", "size = 14700", "size = -1")
    (said,) = refused(copy.folder, capsys, "fr")
    first, second = said.split("; ")
    assert first.startswith(f"Le dossier {copy.folder} ne peut pas être utilisé\u00a0: caps.toml")
    assert second.startswith(f"fees.toml, {STUDY_PERMIT}, amount\u00a0: ")


def test_a_missing_file_is_named(copy: Copy, capsys: pytest.CaptureFixture) -> None:
    (copy.folder / "caps.toml").unlink()
    (said,) = refused(copy.folder, capsys)
    assert said.startswith(f"The folder {copy.folder} cannot be used: caps.toml: ")


def test_a_text_in_one_language_is_named(copy: Copy, capsys: pytest.CaptureFixture) -> None:
    copy.change("eligibility.toml", 'title.fr = "Résidence hors du Québec"\n', "")
    (said,) = refused(copy.folder, capsys)
    assert said.startswith(
        f"The folder {copy.folder} cannot be used: eligibility.toml, [outside-quebec], title"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CONDITIONS = (", "SyntaxError: '(' was never closed"),
        ("del BEGAN, ENDED", "NameError: name 'ENDED' is not defined"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise Exception('by hand')", "Exception: by hand"),
        ("raise Exception", "Exception"),
        ("raise SystemExit", "SystemExit"),
        ("import sys; sys.exit(0)", "SystemExit: 0"),
        ("import impplus.nothing", "ModuleNotFoundError: No module named 'impplus.nothing'"),
    ],
)
def test_an_error_of_the_folders_python_is_one_sentence(
    line: str, told: str, copy: Copy, capsys: pytest.CaptureFixture
) -> None:
    path = copy.folder / "eligibility.py"
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    path.write_text(path.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")
    assert refused(copy.folder, capsys) == [
        f"The folder {copy.folder} cannot be used: eligibility.py, line {number}: {told}."
    ]
    (said,) = refused(copy.folder, capsys, "fr")
    unusable = f"Le dossier {copy.folder} ne peut pas être utilisé\u00a0: "
    assert said == f"{unusable}eligibility.py, ligne {number}\u00a0: {told}."


def test_python_that_ends_the_program_while_a_case_is_judged_does_not_end_it_silently(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    inner = "if (issued and day < issued)"
    copy.change("eligibility.py", inner, f"{inner} or __import__('sys').exit()")
    assert main(["what-if", str(copy.folder), *three]) == 2
    out, err = capsys.readouterr()
    assert (out, err.endswith(f": SystemExit (in the case {three[0]}).\n")) == ("", True)


def test_an_error_while_a_case_is_judged_names_the_last_line_of_the_folder_and_the_case(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    inner = "if (issued and day < issued)"  # of a function that a condition calls
    copy.change("eligibility.py", inner, f"{inner} or 1 / 0")
    before, _, _ = (copy.folder / "eligibility.py").read_text(encoding="utf-8").partition("1 / 0")
    number = 1 + before.count("\n")
    assert main(["what-if", str(copy.folder), *three]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"The folder {copy.folder} cannot be used: eligibility.py, line {number}: "
        f"ZeroDivisionError: division by zero (in the case {three[0]}).\n"
    )
    assert main(["what-if", str(copy.folder), *three, "--lang", "fr"]) == 2
    assert capsys.readouterr().err.endswith(f" (dans le cas {three[0]}).\n")
