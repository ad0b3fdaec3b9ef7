"""Alice's case, and cases drawn at random for properties."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from impplus.rules.case import (
    Biometrics,
    Case,
    Csq,
    InCanada,
    Invitation,
    Member,
    PermanentResidence,
    Place,
    Principal,
)

ON = date(2026, 3, 2)

ALICE: dict[str, Any] = {
    "born": date(1990, 4, 2),
    "nationality": "MAR",
    "lives_in": Place("MAR"),
    "intends_quebec": True,
    "passport_expires": date(2033, 5, 1),
    "csq": Csq("PRTQ", date(2025, 6, 1), date(2027, 6, 1)),
    "permanent_residence": PermanentResidence(applied=False),
    "invitation": Invitation(issued=date(2026, 1, 15), state="issued"),
    "medical_exam": False,
    "health_or_child_care": False,
    "relationship": "single",
}


def alice(*family: Member, on: date = ON, **facts: Any) -> Case:
    return Case(on=on, principal=Principal(**(ALICE | facts)), family=family, represented=False)


SPOUSE = Member(
    "spouse", date(1991, 1, 1), "MAR", date(2033, 5, 1), applies_for="work-permit", together=True
)
CHILD = Member(
    "child",
    date(2015, 6, 1),
    "MAR",
    date(2033, 5, 1),
    applies_for="study-permit",
    studies="primary",
)

days = st.dates(ON - timedelta(4000), ON + timedelta(4000))
past = st.dates(ON - timedelta(4200), ON)
nationalities = st.sampled_from(["MAR", "USA", "FRA"])
maybe = st.none() | st.booleans()


def known[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


in_canada = st.builds(
    InCanada,
    st.sampled_from(
        [
            "worker",
            "student",
            "permit-holder-family",
            "temporary-resident-permit",
            "visitor",
            "none",
        ]
    ),
    known(days),
    known(past),
)
biometrics_given = st.builds(Biometrics, days, st.sampled_from(["temporary", "permanent"]), maybe)

principals = st.builds(
    Principal,
    born=known(st.dates(date(1940, 1, 1), date(2005, 1, 1))),
    nationality=known(nationalities),
    lives_in=known(
        st.builds(Place, st.just("CAN"), known(st.sampled_from(["QC", "ON"])))
        | st.just(Place("MAR"))
    ),
    intends_quebec=maybe,
    passport_expires=known(days),
    csq=known(
        st.builds(Csq, known(st.sampled_from(["PRTQ", "PEQ", "PSTQ"])), known(days), known(days))
    ),
    permanent_residence=known(
        st.builds(PermanentResidence, st.just(False))
        | st.builds(
            PermanentResidence, past, known(st.sampled_from(["pending", "approved", "refused"]))
        )
    ),
    invitation=known(
        st.builds(
            Invitation,
            known(days),
            known(days),
            known(st.sampled_from(["issued", "used", "expired", "revoked", "none"])),
        )
    ),
    in_canada=known(in_canada),
    biometrics=known(biometrics_given),
    medical_exam=maybe,
    health_or_child_care=maybe,
)


def members(*relations: str) -> st.SearchStrategy[Member]:
    return st.builds(
        Member,
        relation=st.sampled_from(relations),
        born=known(st.dates(date(1945, 1, 1), date(2026, 3, 1))),
        nationality=known(nationalities),
        passport_expires=known(days),
        in_canada=known(in_canada),
        biometrics=known(biometrics_given),
        applies_for=known(st.sampled_from(["work-permit", "study-permit", "nothing"])),
        together=maybe,
        studies=known(st.sampled_from(["pre-school", "primary", "secondary", "post-secondary"])),
        other_parent_consents=maybe,
    )


families = st.builds(
    lambda partner, children: (*partner, *children),
    st.lists(members("spouse", "common-law"), max_size=1),
    st.lists(members("child"), max_size=4),
)

cases = st.builds(
    Case,
    on=st.just(ON)
    | st.dates(date(2022, 1, 1), date(2040, 1, 1))
    | st.dates(date(1850, 1, 1), date(2199, 12, 31)),
    principal=principals,
    family=families,
    represented=maybe,
)
