"""Which lines a test runs, as Python itself tells (PEP 669): each line once a test, at next to no cost."""

import sys
from collections.abc import Iterable
from types import CodeType, FunctionType

from bench.mutation.exchange import inner

_MONITORING = sys.monitoring
_TOOL = _MONITORING.COVERAGE_ID


class Reached:
    """The lines of some functions that were run since they were last asked for."""

    def __init__(self, functions: Iterable[FunctionType]) -> None:
        self._lines: set[tuple[str, int]] = set()
        _MONITORING.use_tool_id(_TOOL, "mutation")
        _MONITORING.register_callback(_TOOL, _MONITORING.events.LINE, self._run)
        for function in functions:
            for code in (function.__code__, *inner(function.__code__)):
                _MONITORING.set_local_events(_TOOL, code, _MONITORING.events.LINE)

    def _run(self, code: CodeType, line: int) -> object:
        self._lines.add((code.co_filename, line))
        return _MONITORING.DISABLE

    def taken(self) -> list[tuple[str, int]]:
        """The lines, by file; from now on each is told of again."""
        lines, self._lines = self._lines, set()
        _MONITORING.restart_events()
        return sorted(lines)
