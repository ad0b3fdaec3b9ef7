"""The fence around a process that reads one file: limits, no privileges, no network, no paths, few system calls.

Each layer is one function that raises OSError where this machine does not have it; the others are put up all
the same. The process must have one thread, and has opened before whatever it needs.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Callable

PROCESSOR = 8  # seconds
LOADED = (
    144 * 2**20
)  # bytes of addresses that numpy and what fills in forms take, whatever the file
MEMORY = 512 * 2**20 + LOADED  # bytes of address space
LARGEST_RESULT = 64 * 2**20  # bytes written to one file
DESCRIPTORS = 10

SET_PDEATHSIG, SET_SECCOMP, SET_NO_NEW_PRIVS = 1, 22, 38
LANDLOCK_CREATE, LANDLOCK_RESTRICT = 444, 446  # alike on every architecture
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
EPERM, ENOSYS = 1, 38
CLONE_THREAD = 0x00010000
LOAD, IF_EQUAL, IF_ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
ARCHITECTURE_AT, CALL_AT, FIRST_ARGUMENT_AT = 4, 0, 16

# Numbers of the calls that a parser needs: memory, time, threads of its own, and descriptors that are open.
CALLS = {
    "x86_64": (
        *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 24, 25, 28, 35, 39, 60),
        *(77, 96, 98, 99, 100, 131, 186, 201, 202, 204, 219, 228, 230, 231, 273, 318, 324, 334),
    ),
    "aarch64": (
        *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 67, 68, 65, 66, 124, 216, 233),
        *(101, 172, 93, 46, 169, 165, 179, 153, 132, 178, 98, 123, 128, 113, 115, 94, 99),
        *(278, 283, 293),
    ),
}
# What the kernel calls the architecture; `clone`, for threads alone; `clone3`, whose flags no filter can see.
ARCHITECTURES = {"x86_64": (0xC000003E, 56, 435), "aarch64": (0xC00000B7, 220, 435)}

_libc = ctypes.CDLL(None, use_errno=True)


def limits() -> None:
    """The most that it may take of the processor, of memory, of the disk and of descriptors."""
    for what, most in (
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        _at_most(what, most)


def _at_most(what: int, most: int) -> None:
    """A limit that this machine sets lower stays."""
    _soft, hard = resource.getrlimit(what)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def tied_to_parent() -> None:
    """It is killed when the process that forked it ends."""
    _call(_libc.prctl(SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))


def namespaces() -> None:
    """A network, users and messages of its own, with nobody there."""
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET | os.CLONE_NEWIPC)


def no_new_privileges() -> None:
    """Nothing that it might start gets rights that it has not."""
    _call(_libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def landlock() -> None:
    """No path leads anywhere: no file can be opened, made or removed, no port bound or reached."""
    version = _call(_libc.syscall(LANDLOCK_CREATE, None, 0, 1))
    files = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1
    ports, scopes = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = ctypes.create_string_buffer(struct.pack("QQQ", files, ports, scopes))
    held = _call(_libc.syscall(LANDLOCK_CREATE, rules, size, 0))
    _call(_libc.syscall(LANDLOCK_RESTRICT, held, 0))
    os.close(held)


def few_descriptors() -> None:
    """After Landlock, which opened one."""
    _at_most(resource.RLIMIT_NOFILE, DESCRIPTORS)


def few_calls() -> None:
    """Every call that is not on the list fails; of `clone`, all but threads."""
    machine = platform.machine()
    if machine not in CALLS:
        raise OSError(f"the system calls of {machine} are not known")
    steps = b"".join(_filter(*ARCHITECTURES[machine], CALLS[machine]))
    held = ctypes.create_string_buffer(steps)
    program = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(held))
    _call(_libc.prctl(SET_SECCOMP, 2, ctypes.create_string_buffer(program), 0, 0))


def _filter(architecture: int, clone: int, clone3: int, allowed: tuple[int, ...]) -> list[bytes]:
    """The steps of the filter; a jump says how many steps to leave out, if so and if not."""

    def step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_so, if_not, value)

    steps = [step(LOAD, ARCHITECTURE_AT), step(IF_EQUAL, architecture, 1), step(RETURN, KILL)]
    steps.append(step(LOAD, CALL_AT))
    for number in allowed:
        steps += [step(IF_EQUAL, number, 0, 1), step(RETURN, ALLOW)]
    # Who asks for clone3 is told that there is none, and falls back to clone.
    steps += [step(IF_EQUAL, clone3, 0, 1), step(RETURN, REFUSE | ENOSYS)]
    steps += [step(IF_EQUAL, clone, 0, 3), step(LOAD, FIRST_ARGUMENT_AT)]
    steps += [step(IF_ANY_BIT, CLONE_THREAD, 0, 1), step(RETURN, ALLOW)]
    steps.append(step(RETURN, REFUSE | EPERM))
    return steps


def _call(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


LAYERS: dict[str, Callable[[], None]] = {
    "limits": limits,
    "end with the parent": tied_to_parent,
    "namespaces": namespaces,
    "no new privileges": no_new_privileges,
    "Landlock": landlock,
    "descriptors": few_descriptors,
    "seccomp": few_calls,
}


def enter() -> list[str]:
    """Put up every layer that this machine has, for good; the names of those that it lacks."""
    missing = []
    for name, put_up in LAYERS.items():
        try:
            put_up()
        except OSError:
            missing.append(name)
    return missing
