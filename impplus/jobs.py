"""The door of time: what runs later or on a schedule, each job one action that may run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from impplus.actions import fees, letters, payments, permits

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)
EVERY_MINUTE = "* * * * *"
EVERY_DAY = "0 12 * * *"


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def send_letters(timestamp: int = 0) -> None:
    """Sign and send every letter that is owed."""
    letters.send_owed()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def refund(timestamp: int = 0) -> None:
    """Give back every payment whose refund is owed."""
    payments.refund_owed()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def sweep_payments(timestamp: int = 0) -> None:
    """Ask the card provider about every payment whose notice may have been lost."""
    payments.sweep()


@app.periodic(cron=EVERY_DAY, periodic_id="warnings")
@app.task(retry=AGAIN)
def warn_of_fees(timestamp: int = 0) -> None:
    """Say in the log which fees end without a known successor."""
    fees.warn()


@app.periodic(cron=EVERY_DAY, periodic_id="ended")
@app.task(retry=AGAIN)
def resume_permits(timestamp: int = 0) -> None:
    """Put each permit whose suspension has ended in force again."""
    permits.resume_ended()
