"""Doors and queries never write, one module moves statuses, one module asks the time, and nothing acts unseen."""

import ast
from collections.abc import Iterable

import pytest

from tests.house.source import DOORS, Source, chain, name_of, sources

WRITES = frozenset(
    "save create delete bulk_create bulk_update get_or_create update_or_create select_for_update"
    " asave acreate adelete aupdate abulk_create abulk_update aget_or_create aupdate_or_create".split()
)
QUERIES = frozenset("objects all filter exclude visible_to".split())
UPDATES = frozenset("update aupdate update_or_create aupdate_or_create".split())
NOW = {
    "timezone": {"now", "localdate", "localtime"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
}
# Machine time is for signatures and mail, and its day for what has no database.
BY_MACHINE = {
    "machine_now": ("outside", "actions/machine.py"),
    "machine_today": ("actions/machine.py", "cli/law.py"),
    # The end of a session, which Django counts by the machine; a worker's last sign of life; how long who guesses waits.
    "Now": (
        *("web/signed_in.py", "queries/sessions.py", "actions/sessions.py", "queries/health.py"),
        "actions/attempts.py",
    ),
    "statement_timestamp": ("actions/attempts.py",),
}
MACHINES = BY_MACHINE.keys() - {"Now"}
THE_CLOCK = ("records/clock.py", "queries/clock.py", "records/migrations")
SIGNALS = frozenset("pre_save post_save pre_delete post_delete m2m_changed Signal receiver".split())


def writers(files: Iterable[Source], *places: str) -> list[str]:
    """Where something that only reads writes: a door, or a query."""
    return [
        file.at(node, f"writes: {node.func.attr}")
        for file in files
        if file.is_in(*places)
        for node in file.nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        if _writes(node.func) and name_of(node.func.value) not in _actions_of(file)
    ]


def _actions_of(file: Source) -> set[str]:
    """The modules that act when a door calls them; `applications.save(…)` is an action of that name."""
    acting = {"impplus", "impplus.actions"}
    imports = (node for node in file.nodes(ast.ImportFrom) if node.module in acting)
    return {alias.asname or alias.name for node in imports for alias in node.names}


def _writes(called: ast.Attribute) -> bool:
    on_rows = bool(QUERIES & set(chain(called.value)))
    return called.attr in WRITES or (called.attr == "update" and on_rows)


def moved_statuses(files: Iterable[Source]) -> list[str]:
    """Where a status is changed elsewhere than in actions/moves.py; a row may be born with one."""
    return [
        file.at(node, "writes a status")
        for file in files
        if file.is_in("records", "queries", "actions", "demonstration", *DOORS)
        and not file.is_in("actions/moves.py")
        for node in file.nodes(ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Call)
        if _sets_status(node)
    ]


def _sets_status(node: ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Call) -> bool:
    if isinstance(node, ast.Call):
        named = any(keyword.arg == "status" for keyword in node.keywords)
        fields = [text for part in node.args for text in _texts(part)]
        called = name_of(node.func)
        return (called in UPDATES and named) or (
            called in {"setattr", "bulk_update"} and "status" in fields
        )
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)


def _texts(node: ast.AST) -> list[str]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]


def clocks(files: Iterable[Source]) -> list[str]:
    """Where the machine is asked what time it is."""
    return [
        file.at(node, f"asks the time: {name_of(node.value)}.{node.attr}")
        for file in files
        if file.place.startswith("impplus/") and not file.is_in("outside/machine.py")
        for node in file.nodes(ast.Attribute)
        if node.attr in NOW.get(name_of(node.value), ())
    ]


def other_clocks(files: Iterable[Source]) -> list[str]:
    """Where the day or the instant is asked of another clock than the one that has legal effect."""
    return [
        file.at(node, f"asks another clock: {name}")
        for file in files
        if file.place.startswith("impplus/") and not file.is_in(*THE_CLOCK)
        for node in file.nodes(ast.ImportFrom, ast.Attribute, ast.Name, ast.Constant)
        for name in _clocks_named(node)
        if not file.is_in(*BY_MACHINE.get(name, ()))
    ]


def _clocks_named(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        named = {alias.name for alias in node.names}
        return named & {"Now"} if node.module == "django.db.models.functions" else set()
    if isinstance(node, ast.Constant):
        text = node.value.lower() if isinstance(node.value, str) else ""
        return {name for name in ("now()", "statement_timestamp", "current_date") if name in text}
    return {name_of(node)} & MACHINES


def whole_locks(files: Iterable[Source]) -> list[str]:
    """Where a row is locked so that nobody can write a row that points at it: then two who write may wait for each other."""
    return [
        file.at(node, "locks without no_key=True")
        for file in files
        for node in file.nodes(ast.Call)
        if name_of(node.func) == "select_for_update" and file.is_in("actions")
        if not any(keyword.arg == "no_key" for keyword in node.keywords)
    ]


def unseen(files: Iterable[Source]) -> list[str]:
    """What acts behind one's back: signals, save() overrides, Django's admin, swallowed exceptions."""
    return [
        file.at(node, what)
        for file in files
        for node in file.nodes(ast.ClassDef, ast.ImportFrom, ast.ExceptHandler)
        if (what := _acts_unseen(node)) and not _is_excused(file, node)
    ]


def _is_excused(file: Source, node: ast.AST) -> bool:
    """A parser of hostile bytes may fail in ways that nobody can list; the line says so."""
    line = file.text.splitlines()[node.lineno - 1]
    return file.is_in("outside") and "# noqa: BLE001 - " in line


def _acts_unseen(node: ast.AST) -> str:
    if isinstance(node, ast.ClassDef):
        methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        return "overrides save or delete" if {"save", "delete"} & methods else ""
    if isinstance(node, ast.ImportFrom):
        imported = {alias.name for alias in node.names}
        admin = node.module == "django.contrib" and "admin" in imported
        admin |= (node.module or "").startswith("django.contrib.admin")
        from_django = (node.module or "").startswith("django")
        return "admin" if admin else "signal" if from_django and SIGNALS & imported else ""
    if isinstance(node, ast.ExceptHandler):
        everything = node.type is None or name_of(node.type) in {"Exception", "BaseException"}
        again = any(isinstance(part, ast.Raise) and part.exc is None for part in ast.walk(node))
        return "catches everything" if everything and not again else ""
    return ""


def test_doors_never_write() -> None:
    assert writers(sources(), *DOORS) == []


def test_queries_never_write() -> None:
    assert writers(sources(), "queries") == []


def test_only_moves_writes_a_status() -> None:
    assert moved_statuses(sources()) == []


def test_only_the_clock_asks_the_time() -> None:
    assert clocks(sources()) == []


def test_what_has_legal_effect_asks_the_one_clock() -> None:
    assert other_clocks(sources()) == []


def test_rows_are_locked_so_that_others_may_point_at_them() -> None:
    assert whole_locks(sources()) == []


def test_a_lock_that_keeps_others_from_pointing_at_a_row_is_caught(broken) -> None:
    found = broken("impplus/actions/x.py", "rows.select_for_update(of=('self',)).get()")
    assert len(whole_locks(found)) == 1
    allowed = broken("impplus/actions/x.py", "rows.select_for_update(no_key=True).get()")
    assert whole_locks(allowed) == []


def test_nothing_acts_unseen() -> None:
    assert unseen(sources()) == []


@pytest.mark.parametrize(
    "line",
    [
        "application.save()",
        "Application.objects.create(x=1)",
        "Application.objects.filter(pk=1).update(x=1)",
        "visible_to(user).delete()",
        "form.save()",
    ],
)
def test_a_writing_door_is_caught(broken, line: str) -> None:
    assert len(writers(broken("impplus/portal/x.py", line), "portal")) == 1
    assert len(writers(broken("impplus/queries/x.py", line), "queries")) == 1
    allowed = (
        "from impplus.actions import applications\napplications.save(a, by=b)\ncontext.update(a=1)"
    )
    assert writers(broken("impplus/portal/x.py", allowed), "portal") == []


@pytest.mark.parametrize(
    "line",
    [
        "application.status = 'approved'",
        "application.status += 'x'",
        "rows.filter(pk=1).update(status='approved')",
        "rows.bulk_update(found, ['status'])",
        "setattr(application, 'status', 'approved')",
    ],
)
def test_a_status_written_elsewhere_is_caught(broken, line: str) -> None:
    assert len(moved_statuses(broken("impplus/actions/x.py", line))) == 1
    assert moved_statuses(broken("impplus/actions/x.py", "answer(status=404)")) == []


@pytest.mark.parametrize(
    "line",
    ["timezone.now()", "x = Field(default=timezone.now)", "datetime.date.today()", "time.time()"],
)
def test_a_second_clock_is_caught(broken, line: str) -> None:
    assert len(clocks(broken("impplus/records/x.py", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "machine.machine_now()",
        "machine_today(programme)",
        "from django.db.models.functions import Now",
        "cursor.execute('SELECT now()')",
        "RawSQL('statement_timestamp()', [])",
    ],
)
def test_another_clock_is_caught(broken, line: str) -> None:
    assert other_clocks(broken("impplus/queries/clock.py", line)) == []
    assert len(other_clocks(broken("impplus/actions/decisions.py", line))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "class A(Model):\n    def save(self): ...",
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
        "from django.contrib import admin",
        "try:\n    x()\nexcept Exception:\n    pass",
        "try:\n    x()\nexcept:\n    pass",
    ],
)
def test_what_acts_unseen_is_caught(broken, text: str) -> None:
    assert len(unseen(broken("impplus/records/x.py", text))) == 1
