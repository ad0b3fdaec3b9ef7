"""Which role of the database may do what: the owner everything, the site what it needs, a firm its own, reports read.

The owner makes the tables and removes invented people. The site serves every page and job; it cannot
change what is written once, empty a table or touch a trigger. What firms keep is read and written by their own role
alone, which sees nothing of the programme. Reports see the programme's tables, without
passwords and sessions. An operator's own accounts are members of these roles.
"""

from collections.abc import Collection, Iterator, Mapping

from django.apps import apps

SITE, REPORTS, FIRMS = "impplus_site", "impplus_reports", "impplus_firm"
# A letter may change until it is sent: its trigger knows.
WRITTEN_ONCE = (
    *("event", "receipt", "finding", "decision", "assessment", "wording"),
    *("logentry", "logcheckpoint", "logproof", "forecast", "periodfigures", "queueday"),
)
# But whether it is what stands: where an application is reopened, what was decided and found is kept as that of before.
SET_ASIDE = {
    "decision": ("application_id", "set_aside_of_id"),
    "finding": ("stage",),
    "assessment": ("stage",),
}
# What may be taken out of a draft (a signature with whoever signed), a file on its way, free places of a cap that
# two officers lower, who was signed in, failures that are forgotten, what somebody typed and did not send, that a
# file could not be read, the name of a list, a number that is texted, and where a file stood; nothing else of the programme’s is
# ever deleted.
MAY_GO = (
    "person",
    "document",
    "upload",
    "signature",
    "place",
    "session",
    "attempt",
    "unsenttext",
    "lostfile",
    "view",
    "phone",
    "standing",
)
# What a firm writes once.
WRITTEN_ONCE_BY_FIRMS = ("firmevent", "reply", "matternote")
# What goes with a firm's file that two colleagues destroyed; a trigger lets no matter go that has no row of its destruction.
MAY_GO_OF_FIRMS = (
    *("matter", "matternote", "deadline", "task", "wall", "clientlink", "wanted", "mail"),
    "clientfile",
    *("retainer", "agreementquestion", "pricechange", "advance", "formsignature"),
    *("closing", "filing", "filedletter", "knownperson"),
    *("enquiry", "booking", "conflict", "consent", "reply"),
)
# What reports do not read: passwords are in the first.
UNREAD = ("user", "session", "unsenttext", "phone")

_ROLE = """
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
            CREATE ROLE {role} NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
"""


def statements() -> Iterator[str]:
    """The SQL that gives the site and reports what they may do, and no more; it may run again at any time."""
    app = apps.get_app_config("records")
    tables = _tables("records")
    columns = (str(field.column) for field in app.get_model("user")._meta.concrete_fields)
    user = ", ".join(column for column in columns if column != "password")
    both = f"{SITE}, {REPORTS}"
    yield from (_ROLE.format(role=role) for role in (SITE, REPORTS))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {both}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {both}"
    yield f"GRANT USAGE ON SCHEMA public TO {both}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {SITE}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {SITE}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {SITE}"
    yield f"REVOKE DELETE ON {_but(tables, MAY_GO)} FROM {SITE}"
    yield f"REVOKE UPDATE ON {', '.join(tables[noun] for noun in WRITTEN_ONCE)} FROM {SITE}"
    for noun, kept in SET_ASIDE.items():
        yield f"GRANT UPDATE ({', '.join(kept)}) ON {tables[noun]} TO {SITE}"
    yield f"GRANT SELECT ON {_but(tables, UNREAD)} TO {REPORTS}"
    yield f"GRANT SELECT ({user}) ON {tables['user']} TO {REPORTS}"


def statements_of_firms(*, beside: bool) -> Iterator[str]:
    """The SQL that gives the firms' role their tables and nothing else; `beside` the programme's, whose roles then get none of them."""
    tables = _tables("practice")
    every = ", ".join(tables.values())
    yield _ROLE.format(role=FIRMS)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {FIRMS}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {FIRMS}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {FIRMS}"
    yield f"GRANT USAGE ON SCHEMA public TO {FIRMS}"
    yield f"GRANT SELECT, INSERT, UPDATE ON {every} TO {FIRMS}"
    yield f"REVOKE UPDATE ON {', '.join(tables[one] for one in WRITTEN_ONCE_BY_FIRMS)} FROM {FIRMS}"
    yield f"GRANT DELETE ON {', '.join(tables[one] for one in MAY_GO_OF_FIRMS)} TO {FIRMS}"
    sequences = ", ".join(f"{table}_id_seq" for table in tables.values())
    yield f"GRANT USAGE, SELECT ON SEQUENCE {sequences} TO {FIRMS}"
    if beside:
        yield f"REVOKE ALL ON {every} FROM {SITE}, {REPORTS}"
        yield f"REVOKE ALL ON SEQUENCE {sequences} FROM {SITE}, {REPORTS}"


def _tables(label: str) -> dict[str, str]:
    """The tables of an app by their nouns."""
    kinds = apps.get_app_config(label).get_models()
    return {one.__name__.lower(): one._meta.db_table for one in kinds}


def _but(tables: Mapping[str, str], nouns: Collection[str]) -> str:
    return ", ".join(table for noun, table in tables.items() if noun not in nouns)
