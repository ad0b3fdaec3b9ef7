"""What the permits of IMP+ say of the employer: the open ones, that it may be any."""

from impplus.programmes import IMP_PLUS
from impplus.rules import validity
from impplus.words.text import Text
from tests.rules.cases import CHILD, ON, SPOUSE, alice

ANY = Text(
    en="Any employer, subject to the conditions below",
    fr="Tout employeur, sous réserve des conditions ci-dessous",
)


def test_an_open_permit_names_no_employer_and_a_study_permit_says_nothing_of_one() -> None:
    permits = validity.permits(IMP_PLUS, alice(SPOUSE, CHILD), on=ON)
    assert [(permit.person, permit.employer) for permit in permits] == [
        ("principal", ANY),
        ("partner", ANY),
        ("child-1", None),
    ]
