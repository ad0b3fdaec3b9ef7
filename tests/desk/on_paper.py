"""An application on paper, as an officer records its arrival."""

from impplus.actions import registrations
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Invitation, User


def received(
    letter: Invitation, *, by: User, signature: str = "Alice Benali", means: str = "on paper"
) -> Application:
    """What came on paper from whom a letter invites, signed with a name."""
    candidate = letter.candidate
    printed = {"code": letter.code, "csq_number": candidate.csq_number, "born": candidate.born}
    receipt = registrations.register(
        IMP_PLUS,
        letter=printed,
        email="gina@example.test",
        language="en",
        signature=signature,
        why="disability",
        means=means,
        by=by,
    )
    return Application.objects.get(pk=receipt.application_id)
