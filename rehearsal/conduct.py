"""One rehearsal from its beginning to its end: prepares, opens, kills, waits for what is owed, and checks."""

import argparse
import random
import time
from contextlib import suppress

import psycopg

from bench.machine import described
from deploy.local.words import Stopped
from impplus.actions.machine import machine_today
from impplus.programmes import SERVED
from rehearsal import faults, notes, plan, progress, remembered, report
from rehearsal.crowd import CROWDS
from rehearsal.evidence import Evidence
from rehearsal.figures import Outcome
from rehearsal.stage import Stage, stage

TURN = 0.2  # seconds between two looks at everything
A_MINUTE = 60.0
FOR_A_KILL = 1.0  # seconds that each kill takes at least, so that there is something to kill
LEAD, LEAD_OF_EACH = 10.0, 0.002  # seconds until the opening, and more for each applicant
TO_SETTLE = 900.0  # seconds until everything that is owed must be there
# Seconds without any change after which no more is waited for; an e-mail that failed is tried again after 60.
STANDSTILL = 120.0
MAIL_FAILS = (
    10.0,
    50.0,
)  # seconds between which no message can leave, where there is a minute for it
NOTICES = 20.0  # seconds over which the card provider's notices come once more


def rehearse(asked: argparse.Namespace) -> int:
    """Rehearse, and write the report; 0 where everything held."""
    began, bar = time.time(), progress.Bar(asked.lang)
    with stage(machine_today(SERVED)) as here:
        bar.says("prepares", 0, 1)
        known = _prepare(here, asked)
        killer = _rush(here, asked, known, bar)
        _settle(here, bar)
        here.run("rehearsal.hour")
        repeated = faults.repeat_notices(here, NOTICES, random.Random(asked.seed))
        _settle(here, bar)
        settled = time.time() - known.opens_at
        _look_again(here)
        here.run("rehearsal.proved", here.folder / "unproved")
        outcome = Outcome(
            plan=known,
            evidence=_evidence(here, asked.cap, known),
            faults=killer.done,
            settled=settled,
            whole=time.time() - began,
            machine=described(here.environment),
            command=_command(asked),
            without=asked.without,
            repeated=repeated,
            mail=_mail_fails(known),
        )
        if not outcome.held:
            here.keep_logs()
    bar.ends()
    print(report.in_short(outcome, asked.lang))
    if asked.report:
        print(*report.write(outcome, asked.report), sep="\n")
    return 0 if outcome.held else 1


def _prepare(here: Stage, asked: argparse.Namespace) -> plan.Plan:
    path = here.folder / "plan.json"
    seconds = asked.seconds or max(A_MINUTE, asked.kills * FOR_A_KILL)
    here.start_parts(asked.without)
    figures = {
        "applicants": asked.applicants,
        "cap": asked.cap,
        "seed": asked.seed,
        "seconds": seconds,
        "site": here.site,
        "lead": LEAD + LEAD_OF_EACH * asked.applicants,
    }
    here.run("rehearsal.prepared", path, *(f"--{name}={value}" for name, value in figures.items()))
    with here.connect() as connection:
        connection.execute("VACUUM ANALYZE")
        if asked.without == "guard":  # a second one, which the site cannot take out
            connection.execute("ALTER TABLE records_place DISABLE TRIGGER USER")
    return plan.read(path)


def _rush(
    here: Stage, asked: argparse.Namespace, known: plan.Plan, bar: progress.Bar
) -> faults.Killer:
    """Everybody comes, and parts are killed, until the last has an answer and the last kill is done."""
    chance = random.Random(asked.seed)
    due = faults.instants(asked.kills, known.opens_at, known.seconds, chance)
    fails = _mail_fails(known)
    killer, mail = faults.Killer(here, due, chance), faults.Mail(here)
    answered = notes.Answered(here.folder)
    crowds = [
        here.client(here.folder / "plan.json", here.folder / f"notes-{n}.jsonl", n, CROWDS)
        for n in range(CROWDS)
    ]
    try:
        while any(one.poll() is None for one in crowds) or len(killer.done) < asked.kills:
            here.keep()
            passed = time.time() - known.opens_at
            if passed > 0:
                killer.act()
            mail.fails(during=fails[0] <= passed < fails[1])
            bar.says("comes", answered.so_far(), len(known.applicants))
            time.sleep(TURN)
    finally:
        mail.fails(during=False)
        for one in crowds:
            one.kill()
            one.wait()
    if any(one.returncode for one in crowds):
        raise Stopped((here.folder / "log" / "clients.log").read_text())
    return killer


def _mail_fails(known: plan.Plan) -> tuple[float, float]:
    return MAIL_FAILS if known.seconds >= A_MINUTE else (0.0, 0.0)


_OWED = """
    SELECT (SELECT count(*) FROM records_letter WHERE status = 'owed')
         + (SELECT count(*) FROM records_message WHERE status = 'owed')
         + (SELECT count(*) FROM records_payment WHERE status = 'refund-owed')
         + (SELECT count(*) FROM records_event WHERE NOT EXISTS (
               SELECT FROM records_logentry WHERE event_id = records_event.id))
         + (SELECT count(*) FROM records_logentry WHERE rank IS NOT NULL AND NOT EXISTS (
               SELECT FROM records_logproof WHERE entry_id = index))
"""


def _settle(here: Stage, bar: progress.Bar) -> None:
    """Wait until nothing is owed any more, or until it should long be there: the checks name what is not."""
    began = changed = time.time()
    most = before = 1
    while time.time() < min(began + TO_SETTLE, changed + STANDSTILL):
        here.keep()
        with suppress(psycopg.Error, OSError), here.connect() as connection:
            (owed,) = connection.execute(_OWED).fetchone() or (0,)
            changed = time.time() if owed != before else changed
            most, before = max(most, owed), owed
            bar.says("settles", most - owed, most)
            if not owed and faults.notices_left(here) == 0:
                return
        time.sleep(1)


def _look_again(here: Stage) -> None:
    """Some who hold a receipt read it once more."""
    found = notes.read(here.folder)
    held = sorted({note.who for note in found if note.digest})
    again = here.client(
        here.folder / "plan.json", here.folder / "notes-again.jsonl", "again", *held
    )
    while again.poll() is None:
        here.keep()
        time.sleep(TURN)


def _evidence(here: Stage, cap: int, known: plan.Plan) -> Evidence:
    with here.connect() as connection:
        kept = remembered.read(connection, cap, here.ledger, here.outbox, shift=here.shift)
    return Evidence(
        applicants=known.applicants,
        notes=notes.read(here.folder),
        remembered=kept,
        unproved=(here.folder / "unproved").read_text().splitlines(),
    )


def _command(asked: argparse.Namespace) -> str:
    said = [f"--applicants {asked.applicants}", f"--cap {asked.cap}", f"--kills {asked.kills}"]
    return " ".join(["impplus rehearse", *said, f"--seed {asked.seed}"])
