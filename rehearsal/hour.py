"""What the worker does each hour, done now, since a rehearsal does not wait for it: `python -m rehearsal.hour`."""

import django

django.setup()

from impplus.actions.payment_turns import refund_unsubmitted  # noqa: E402 (Django must stand first)
from impplus.programmes import SERVED  # noqa: E402


def main() -> None:
    while refund_unsubmitted(SERVED):
        pass


if __name__ == "__main__":
    main()
