"""Nothing leads out of the process that reads a file, whatever the file makes of the parser."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from impplus.outside.files import asking, jail

NOBODY = 65_534


def within(*tried: Callable[[], object], user: int | None = None) -> list[str]:
    """What comes of each call in a process behind the fence: "done", or the name of what it raised."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if user is not None:
                os.setgid(user)
                os.setuid(user)
            missing = jail.enter()
            os.write(writes, json.dumps([missing, [outcome(one) for one in tried]]).encode())
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    missing, outcomes = json.loads(said)
    assert missing == []
    return list(outcomes)


def outcome(tried: Callable[[], object]) -> str:
    try:
        tried()
    except (OSError, MemoryError) as fault:
        return type(fault).__name__
    return "done"


def written_too_much(path: int) -> None:
    part = b"0" * 2**20
    for _ in range(jail.LARGEST_RESULT // len(part) + 1):
        os.write(path, part)


@pytest.mark.parametrize("user", [None, NOBODY])
@pytest.mark.parametrize(
    "tried",
    [
        lambda: os.open("/etc/hostname", os.O_RDONLY),
        lambda: os.open("/tmp/from-within", os.O_WRONLY | os.O_CREAT),
        lambda: list(Path("/").iterdir()),
        Path("/etc/hostname").stat,
        Path("/tmp/nothing").unlink,
        lambda: os.open("/proc/self/mem", os.O_RDWR),
        socket.socket,
        lambda: socket.socket(type=socket.SOCK_DGRAM),
        lambda: socket.socket(socket.AF_UNIX),
        socket.socketpair,
        os.fork,
        lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 (it must not)
        lambda: os.kill(os.getppid(), 0),
        lambda: os.unshare(os.CLONE_NEWNET),
        lambda: bytearray(600 * 2**20),
    ],
    ids=[
        *(
            "read",
            "write",
            "list",
            "ask",
            "remove",
            "own memory",
            "connect",
            "send",
            "unix",
            "pair",
        ),
        *("fork", "run", "signal", "namespace", "600 MB"),
    ],
)
def test_nothing_leads_out(tried: Callable[[], object], user: int | None) -> None:
    if user is not None and os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    (came,) = within(tried, user=user)
    assert came in {"PermissionError", "MemoryError"}


def test_what_it_has_open_it_can_use_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "result"
    held = os.open(path, os.O_RDWR | os.O_CREAT)
    assert (
        within(lambda: os.write(held, b"some bytes"), lambda: os.lseek(held, 0, 0)) == ["done"] * 2
    )
    assert path.read_bytes() == b"some bytes"
    within(lambda: os.write(held, b""))
    os.close(held)


def test_it_cannot_write_more_than_a_result(tmp_path: Path) -> None:
    path = tmp_path / "result"
    held = os.open(path, os.O_RDWR | os.O_CREAT)
    assert within(lambda: written_too_much(held)) == ["OSError"]
    os.close(held)
    assert path.stat().st_size == jail.LARGEST_RESULT


def test_every_layer_is_there_on_this_machine() -> None:
    assert asking.missing_layers() == ()


def test_a_layer_that_is_missing_is_named_and_the_others_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused() -> None:
        raise PermissionError

    put_up = list[str]()
    layers = {name: lambda name=name: put_up.append(name) for name in jail.LAYERS}
    monkeypatch.setattr(jail, "LAYERS", layers | {"namespaces": refused, "Landlock": refused})
    assert jail.enter() == ["namespaces", "Landlock"]
    assert put_up == [name for name in jail.LAYERS if name not in {"namespaces", "Landlock"}]


def test_both_architectures_have_the_same_calls() -> None:
    names_of_x86 = {0: "read", 1: "write", 9: "mmap", 202: "futex", 231: "exit_group"}
    names_of_arm = {63: "read", 64: "write", 222: "mmap", 98: "futex", 94: "exit_group"}
    assert {
        n: name for n, name in names_of_x86.items() if n in jail.CALLS["x86_64"]
    } == names_of_x86
    assert {
        n: name for n, name in names_of_arm.items() if n in jail.CALLS["aarch64"]
    } == names_of_arm
    # x86 has `time` of its own; all others are on both lists.
    assert len(jail.CALLS["x86_64"]) == len(jail.CALLS["aarch64"]) + 1


def test_the_site_goes_before_whoever_reads_files() -> None:
    assert asking.missing_layers() == ()
    process = asking._running[0].process.pid
    priority = min(asking.LAST, os.getpriority(os.PRIO_PROCESS, 0) + asking.GIVES_WAY)
    assert os.getpriority(os.PRIO_PROCESS, process) == priority
    shares = Path(f"/proc/{process}/autogroup")
    if shares.exists():
        assert shares.read_text().split()[-2:] == ["nice", str(priority)]
