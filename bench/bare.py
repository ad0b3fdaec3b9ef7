"""What a submission writes, and nothing else: raw statements on one connection, no rule asked."""

import os
import sys

import psycopg
from psycopg.types.json import Jsonb

from bench.runner import run

FINDINGS = 10
CONTENT = Jsonb({"answers": [{"key": f"answer-{n}", "value": "x" * 24} for n in range(150)]})
SAID = Jsonb({"en": {f"{n}": f"text {n} {'x' * 36}" for n in range(120)}})
CASE = Jsonb({f"fact-{n}": "2026-01-01" for n in range(16)})
ASSESSMENT = """
    INSERT INTO records_assessment (application_id, stage, "on", rules, "case", answer, digest)
    VALUES (%s, 'submitted', now(), 'sha256:', %s, %s, 'sha256:')
"""
RECEIPT = """
    INSERT INTO records_receipt (application_id, received_at, content, digest, rules, signature)
    VALUES (%s, now(), %s, 'sha256:', 'sha256:', 'Bench Mark')
"""
FINDING = """
    INSERT INTO records_finding
        (application_id, stage, person, key, met, text_en, text_fr, cite, facts, note)
    SELECT %s, 'submitted', 'principal', 'key-' || n, true, repeat('x', 80), repeat('x', 80), 'cite', '{}', ''
    FROM generate_series(1, %s) n
"""
MOVE = "UPDATE records_application SET status = 'submitted', changed_at = now(), received_at = now() WHERE id = %s"
EVENT = """
    INSERT INTO records_event (noun, about, verb, role, application_id, detail)
    VALUES (%s, %s, %s, 'applicant', %s, '{}')
"""
LETTER = """
    INSERT INTO records_letter (kind, application_id, facts, status, file_en, file_fr)
    VALUES ('receipt', %s, '{}', 'owed', '', '')
"""
PLACE = """
    UPDATE records_place SET application_id = %s WHERE id = (
        SELECT id FROM records_place WHERE intake_id = %s AND application_id IS NULL
        ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
"""


def submit(connection: psycopg.Connection, draft: int, intake: int) -> None:
    """The same rows as a submission, the place last."""
    with connection.transaction():
        connection.execute("SELECT 1 FROM records_application WHERE id = %s FOR UPDATE", [draft])
        connection.execute(ASSESSMENT, [draft, CASE, SAID])
        connection.execute(RECEIPT, [draft, CONTENT])
        connection.execute(FINDING, [draft, FINDINGS])
        connection.execute(MOVE, [draft])
        connection.execute(EVENT, ["application", str(draft), "submit", draft])
        connection.execute(LETTER, [draft])
        connection.execute(EVENT, ["letter", str(draft), "owe", draft])
        connection.execute(PLACE, [draft, intake])


def main() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        found = connection.execute("SELECT id FROM records_intake ORDER BY year DESC").fetchone()
        intake = found[0] if found else 0
        run(list(map(int, sys.argv[1:])), lambda draft: submit(connection, draft, intake))


if __name__ == "__main__":
    main()
