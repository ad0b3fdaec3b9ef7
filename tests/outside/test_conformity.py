"""The validator veraPDF, which we did not write, says that permits and letters keep PDF/UA-1 and PDF/A-2a after they are signed."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from deploy.local import verapdf
from impplus.actions import letters
from impplus.outside import signer
from impplus.queries import examples

KINDS = ("permit", "introduction", "invitation", "receipt", "refusal", "entry-refused")
STANDARDS = ("ua1", "2a")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each kind of paper, signed, in both languages; and two that keep no standard, which must be found."""
    folder, made = tmp_path_factory.mktemp("papers"), dict[str, bytes]()
    for kind in KINDS:
        for language in ("en", "fr"):
            shown_as = examples.letter(kind, language)
            paper = letters.paper(kind, shown_as, language)
            made[f"{kind}-{language}.pdf"] = signer.sign(paper, shown_as.title)
    blank = BytesIO()
    with pikepdf.new() as plain:
        plain.add_blank_page()
        plain.save(blank)
    made["blank.pdf"] = blank.getvalue()
    # As papers were signed before: what is appended begins on the line of the end.
    made["glued.pdf"] = made["permit-en.pdf"].replace(b"%%EOF\n", b"%%EOF ", 1)
    for name, held in made.items():
        (folder / name).write_bytes(held)
    return {name: folder / name for name in made}


@pytest.mark.skipif(verapdf.classes() is None, reason=verapdf.MISSING)
def test_every_kind_of_signed_paper_keeps_both_standards(papers: dict[str, Path]) -> None:
    said = verapdf.conformity(list(papers.values()))
    assert {(one.paper, one.standard) for one in said} == {
        (name, standard) for name in papers for standard in STANDARDS
    }
    broken = {(one.paper, one.standard): one.broken for one in said if one.broken}
    assert broken.pop(("glued.pdf", "2a")) == ("6.1.9-1",)
    assert {name for name, _standard in broken} == {"blank.pdf"}
    assert all(one.checks > 1000 for one in said if one.paper not in {"blank.pdf", "glued.pdf"})
