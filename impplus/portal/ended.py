"""What the page of a returned application says of the way on."""

from impplus.queries.clock import today
from impplus.records.models import Application


def letter_is_good_again(application: Application) -> bool:
    """Whether an application was returned and its letter of invitation can be used for another one today."""
    letter = application.invitation
    if application.status != "returned" or letter.status != "issued":
        return False
    return letter.expires_on is None or today(application.programme) <= letter.expires_on
