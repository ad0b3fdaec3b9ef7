"""The door of time: what runs later or on a schedule, each job one action that may run twice."""

import logging
from collections.abc import Callable

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from impplus.actions import (
    agreement_papers,
    attempts,
    batches,
    beside,
    bookings,
    candidates,
    checkpoints,
    client_links,
    closings,
    drafts,
    enquiries,
    executions,
    fees,
    figures,
    firm_absences,
    followed_matters,
    forecasts,
    known_people,
    letters,
    lost_files,
    mails,
    messages,
    payment_turns,
    permit_states,
    received_files,
    recoveries,
    reminders,
    renditions,
    scans,
    sessions,
    signed_codes,
    standing,
    stored_files,
    unfinished_parts,
    unsent_texts,
    waits,
    webhooks,
)
from impplus.actions.round_letters import LETTERS
from impplus.programmes import SERVED

MOST_TRIES = 8
AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4)
FILES = "files"  # the queue of what opens the files of people, for which nothing else waits
EVERY_MINUTE, EVERY_HOUR, EVERY_DAY = "* * * * *", "0 * * * *", "0 12 * * *"
BY_DAY = "0 12-23 * * *"  # UTC: from the morning on in Quebec, each hour, so that none is missed
# What the worker calls once a second, beside its jobs: quick, and harmless when called twice.
EACH_SECOND: tuple[Callable[[], object], ...] = (checkpoints.tend, letters.wake_where_due)

log = logging.getLogger(__name__)


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def send_letters(timestamp: int = 0) -> None:
    """Sign and send every letter that is owed."""
    letters.send_owed()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def send_messages(timestamp: int = 0) -> None:
    """Send every message that is due, and every e-mail of firms."""
    messages.send_owed()
    mails.send_owed()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def call_webhooks(timestamp: int = 0) -> None:
    """Tell the systems of firms what happened there."""
    webhooks.tend()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def make_agreements(timestamp: int = 0) -> None:
    """Print and sign the agreements of consultations that were booked, and those of clients; make the archives of closed matters."""
    for make in (bookings.make_agreements, agreement_papers.make, closings.make_archives):
        make()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def follow_matters(timestamp: int = 0) -> None:
    """Bring the matters of firms to what their files say, and their people; open the files of who is away to the substitutes."""
    for each in (firm_absences.tend, followed_matters.follow_files, known_people.remember_clients):
        each()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def recover_accounts(timestamp: int = 0) -> None:
    """Send the links of recoveries whose wait is over."""
    recoveries.go_on()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def refund(timestamp: int = 0) -> None:
    """Give back every payment whose refund is owed."""
    payment_turns.refund_owed()


@app.periodic(cron=EVERY_MINUTE, periodic_id="owed")
@app.task(retry=AGAIN)
def sweep_payments(timestamp: int = 0) -> None:
    """Ask the card provider about every payment whose notice may have been lost."""
    payment_turns.sweep()


@app.periodic(cron=EVERY_HOUR, periodic_id="owed")
@app.task(retry=AGAIN)
def refund_unsubmitted(timestamp: int = 0) -> None:
    """Refund what was paid for drafts once no more applications are received."""
    payment_turns.refund_unsubmitted(SERVED)


@app.periodic(cron=EVERY_MINUTE, periodic_id="asked")
@app.task(retry=AGAIN)
def import_lists(timestamp: int = 0) -> None:
    """Go on with the lists that are looked through or imported."""
    batches.go_on(candidates.REVIEW)
    batches.go_on(candidates.IMPORT)


@app.periodic(cron=EVERY_MINUTE, periodic_id="asked")
@app.task(retry=AGAIN)
def hold_rounds(timestamp: int = 0) -> None:
    """Go on with the invitation rounds that are under way."""
    batches.go_on(LETTERS)


@app.periodic(cron=EVERY_MINUTE, periodic_id="asked")
@app.task(retry=AGAIN)
def carry_out_orders(timestamp: int = 0) -> None:
    """Go on with the orders on applications that two managers signed."""
    executions.go_on()


@app.periodic(cron=EVERY_MINUTE, periodic_id="standing")
@app.task(retry=AGAIN)
def find_standing(timestamp: int = 0) -> None:
    """Find where every open file stands, for the pages of managers."""
    standing.find()


@app.periodic(cron=EVERY_MINUTE, periodic_id="prepared")
@app.task(retry=AGAIN, queue=FILES)
def prepare_renditions(timestamp: int = 0) -> None:
    """Make the clean copies of files that were taken before there were any."""
    renditions.prepare_some()


@app.task(retry=AGAIN, queue=FILES)
def dispose(keys: list[str]) -> None:
    """Remove the files of a draft that was destroyed from the store."""
    stored_files.dispose(keys)


@app.periodic(cron=EVERY_MINUTE, periodic_id="received")
@app.task(retry=AGAIN, queue=FILES)
def check_uploads(timestamp: int = 0) -> None:
    """Scan and check the files that came whole and wait; scan those that were taken without a scanner; look for lost ones again."""
    for each in (scans.watch, received_files.check_some, scans.scan_some, lost_files.look_again):
        each()


@app.periodic(cron=EVERY_DAY, periodic_id="ended")
@app.task(retry=AGAIN, queue=FILES)
def tidy_uploads(timestamp: int = 0) -> None:
    """Remove what came of files that did not come to their end."""
    received_files.tidy()


@app.periodic(cron=EVERY_HOUR, periodic_id="warnings")
@app.task(retry=AGAIN)
def warn_of_room(timestamp: int = 0) -> None:
    """Say in the log that little room is left for files."""
    beside.warn_of_room()


@app.periodic(cron=EVERY_DAY, periodic_id="warnings")
@app.task(retry=AGAIN)
def warn_of_fees(timestamp: int = 0) -> None:
    """Say in the log which fees end without a known successor."""
    fees.warn()


@app.periodic(cron=EVERY_DAY, periodic_id="ended")
@app.task(retry=AGAIN)
def forget_sessions(timestamp: int = 0) -> None:
    """Delete the sessions that have ended, and what was typed for the office and not sent for a long time."""
    sessions.forget()
    unsent_texts.tidy()


@app.periodic(cron=EVERY_MINUTE, periodic_id="forgotten")
@app.task(retry=AGAIN)
def forget_attempts(timestamp: int = 0) -> None:
    """Forget failed attempts that no longer count."""
    attempts.forget()


@app.periodic(cron=EVERY_DAY, periodic_id="ended")
@app.task(retry=AGAIN)
def remove_lists(timestamp: int = 0) -> None:
    """Remove the lists of imports that ended some days ago."""
    candidates.remove_lists()


@app.periodic(cron=BY_DAY, periodic_id="lapsed")
@app.task(retry=AGAIN)
def lapse_enquiries(timestamp: int = 0) -> None:
    """Let each enquiry to a firm lapse whose consent has ended."""
    enquiries.lapse_due()


@app.periodic(cron=EVERY_DAY, periodic_id="ended")
@app.task(retry=AGAIN)
def resume_permits(timestamp: int = 0) -> None:
    """Put each permit whose suspension has ended in force again."""
    permit_states.resume_ended()


@app.periodic(cron=EVERY_MINUTE, periodic_id="published")
@app.task(retry=AGAIN)
def publish_lists(timestamp: int = 0) -> None:
    """Publish the keys and the states of signed codes anew, where that is due."""
    signed_codes.publish_due()


@app.periodic(cron=BY_DAY, periodic_id="deadlines")
@app.task(retry=AGAIN)
def remind(timestamp: int = 0) -> None:
    """Owe the reminders of deadlines whose half, four fifths or last day has come, and those to silent clients of firms."""
    reminders.owe_due(SERVED)
    client_links.chase_due()


@app.periodic(cron=BY_DAY, periodic_id="deadlines")
@app.task(retry=AGAIN)
def tend_drafts(timestamp: int = 0) -> None:
    """Announce that drafts are going to be destroyed, and destroy those whose announced last day has gone by."""
    drafts.tend(SERVED)


@app.periodic(cron=EVERY_HOUR, periodic_id="unfinished")
@app.task(retry=AGAIN)
def tell_of_unfinished_parts(timestamp: int = 0) -> None:
    """Tell whoever has signed a part of a draft that something more is asked there since."""
    unfinished_parts.tell_all(SERVED)


@app.periodic(cron=EVERY_DAY, periodic_id="forecast")
@app.task(retry=AGAIN)
def remember_forecast(timestamp: int = 0) -> None:
    """Keep what is foretold today of when the places are all taken."""
    forecasts.remember(SERVED)


@app.periodic(cron=EVERY_DAY, periodic_id="figures")
@app.task(retry=AGAIN)
def count_figures(timestamp: int = 0) -> None:
    """Keep the queue of the day that is over, with how long a file waits; count the month that is over, for everybody."""
    waits.remember(SERVED)
    figures.count(SERVED)


@app.periodic(cron=EVERY_MINUTE, periodic_id="stalled")
@app.task(pass_context=True)
async def run_again(context: JobContext, timestamp: int = 0) -> None:
    """Queue again each job whose worker has given no sign of life for half a minute."""
    queue = context.app.job_manager
    for job in await queue.get_stalled_jobs():
        if job.attempts + 1 < MOST_TRIES:
            log.warning("The worker of %s died: it is run again.", job.call_string)
            try:
                await queue.retry_job(job)
            except UniqueViolation:  # the same has been queued since
                await queue.finish_job(job, Status.ABORTED, delete_job=False)
        else:
            log.error("The worker of %s died each time: it is given up.", job.call_string)
            await queue.finish_job(job, Status.FAILED, delete_job=False)
