"""Every letter can be looked at in both languages, from its worked example."""

from pathlib import Path

import pikepdf
import pytest

from deploy.local import letter
from deploy.local.words import Stopped
from impplus.queries import examples
from impplus.words.text import LANGUAGES


@pytest.mark.parametrize("kind", examples.LETTERS)
def test_every_letter_is_written_as_a_paper_and_as_text_in_both_languages(
    kind: str, tmp_path: Path
) -> None:
    paths = letter.written(kind, tmp_path)
    assert [path.name for path in paths] == [
        f"{kind}.{language}.{form}" for language in LANGUAGES for form in ("pdf", "txt")
    ]
    for path, language in zip(paths[::2], LANGUAGES, strict=True):
        with pikepdf.open(path) as paper:
            assert str(paper.Root.Lang)[:2] == language
    english, french = (path.read_text(encoding="utf-8") for path in paths[1::2])
    assert english != french
    assert english.startswith(examples.letter(kind, "en").title)


def test_a_kind_that_there_is_not_is_answered_with_the_kinds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["letter", "farewell"])
    with pytest.raises(Stopped, match="one of: invitation, receipt, own-copy, not-submitted, "):
        letter.main()
