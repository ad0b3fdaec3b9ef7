"""What serves pages prints papers in a process that ends, so that its own memory stays as it was."""

from collections.abc import Iterator

import pytest

from impplus.outside import pdf
from tests.outside.test_pdf import permit


@pytest.fixture
def apart() -> Iterator[None]:
    """Papers are printed apart, as a server has it."""
    pdf.APART.set()
    yield
    pdf.APART.clear()


@pytest.mark.usefixtures("apart")
def test_a_paper_that_is_printed_apart_is_the_same_to_the_byte() -> None:
    made = pdf.render("permit", permit(holder="Zoë 王\ue000"), "fr")
    pdf.APART.clear()
    assert made == pdf.render("permit", permit(holder="Zoë 王\ue000"), "fr")


@pytest.mark.usefixtures("apart")
def test_what_cannot_be_printed_is_said_as_it_is_elsewhere() -> None:
    wrong = {"title": "x", "rows": [{"label": "only"}]}
    with pytest.raises(pdf.NotPrintable) as apart:
        pdf.render("letter", wrong, "en")
    pdf.APART.clear()
    with pytest.raises(pdf.NotPrintable) as here:
        pdf.render("letter", wrong, "en")
    assert str(apart.value) == str(here.value)


@pytest.mark.usefixtures("apart")
def test_a_paper_that_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.0)
    with pytest.raises(pdf.NotPrintable, match="not printed within 0 seconds"):
        pdf.render("permit", permit(), "en")
