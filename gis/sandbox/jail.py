"""The child locks itself in, before it reads the first byte of a stranger's.

Afterwards the process has no new sockets, no new processes or programs, no signals to others, a
ceiling on memory, processor time and file sizes, and (where the kernel has Landlock) no files but
its own folder to write and the installed program to read.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2
_ALLOW, _EPERM, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_CLONE_THREAD = 0x10000
_X32 = 0x40000000

# Each by its number on x86-64 and on 64-bit ARM (None = does not exist there).
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "fork": (57, None),
    "vfork": (58, None),
    "clone3": (435, 435),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "mount": (165, 40),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "setns": (308, 268),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "prlimit64": (302, 261),
    "setrlimit": (160, 164),
    "memfd_create": (319, 279),
    "open_by_handle_at": (304, 265),
    "shmget": (29, 194),
}
_CLONE = (56, 220)
_ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class NotLocked(Exception):
    """Here a child cannot be locked in; nothing of a stranger is read then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of one child."""

    # PROJ, GEOS and GDAL take 0.4 GB of addresses; the largest file we take needs 1.5 GB as rows.
    memory_bytes: int = 3 * 1024**3
    # The largest files take half a minute; a bomb of computing takes for ever.
    processor_s: int = 120
    file_bytes: int = 1024**3
    open_files: int = 64


def lock(limits: Limits, readable: Iterable[Path], writable: Path) -> None:
    """Lock this process in for good. Raises `NotLocked`."""
    _limit(limits)
    call = _prctl()
    call(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() == 1:  # the parent died before the line above
        raise NotLocked("orphaned")
    call(_PR_SET_DUMPABLE, 0)
    call(_PR_SET_NO_NEW_PRIVS, 1)
    _landlock(readable, writable)
    _refuse_calls(call)


def _limit(limits: Limits) -> None:
    for name, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_s),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (bound, bound))


def _prctl() -> "_Call":
    return _Call(ctypes.CDLL(None, use_errno=True))


class _Call:
    """prctl, that raises."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._prctl = library.prctl
        self._prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]

    def __call__(self, option: int, value: int, pointer: int = 0) -> None:
        if self._prctl(option, value, pointer, 0, 0) != 0:
            raise NotLocked(f"prctl {option}: {os.strerror(ctypes.get_errno())}")


def _refuse_calls(call: _Call) -> None:
    program = b"".join(_program(platform.machine()))
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    header = Program(len(program) // 8, ctypes.addressof(buffer))
    call(_PR_SET_SECCOMP, _FILTER, ctypes.addressof(header))


def _program(machine: str) -> list[bytes]:
    """Return the filter: another architecture dies, refused calls get EPERM, the rest goes on."""
    if machine not in _ARCHES:
        raise NotLocked(f"no list of system calls for {machine}")
    arch, column = _ARCHES[machine]
    numbers = [pair[column] for pair in _REFUSED.values() if pair[column] is not None]
    code = [
        _line(_LOAD, _ARCH_AT),
        _line(_EQUAL, arch, 1, 0),
        _line(_RETURN, _KILL),
        _line(_LOAD, _NUMBER_AT),
    ]
    if column == 0:  # the other numbering of x86-64 would pass the list
        code += [_line(0x35, _X32, 0, 1), _line(_RETURN, _KILL)]
    for number in numbers:
        assert number is not None
        code += [_line(_EQUAL, number, 0, 1), _line(_RETURN, _EPERM)]
    code += [  # a thread of this process may begin, another process may not
        _line(_EQUAL, _CLONE[column], 0, 3),
        _line(_LOAD, _FIRST_ARGUMENT_AT),
        _line(_SET, _CLONE_THREAD, 1, 0),
        _line(_RETURN, _EPERM),
        _line(_RETURN, _ALLOW),
    ]
    return code


def _line(code: int, value: int, when_true: int = 0, when_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, when_true, when_false, value)


# Landlock: numbers of its calls and of its rights (linux/landlock.h), all that ABI 1 knows.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EVERYTHING = (1 << 13) - 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3


def _landlock(readable: Iterable[Path], writable: Path) -> None:
    """Close the file system but for these folders; a kernel without Landlock goes on without."""
    library = ctypes.CDLL(None, use_errno=True)
    rights = ctypes.c_uint64(_EVERYTHING)
    rules = library.syscall(_CREATE_RULESET, ctypes.byref(rights), ctypes.sizeof(rights), 0)
    if rules < 0:
        return
    for folder in readable:
        _open_up(library, rules, folder, _READ_FILE | _READ_DIR)
    _open_up(library, rules, writable, _EVERYTHING & ~1)
    if library.syscall(_RESTRICT_SELF, rules, 0) != 0:
        raise NotLocked("landlock_restrict_self")
    os.close(rules)


def _open_up(library: ctypes.CDLL, rules: int, folder: Path, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor))
            library.syscall(_ADD_RULE, rules, 1, rule, 0)
        finally:
            os.close(descriptor)


def installed() -> list[Path]:
    """Return the folders of the program itself, with the libraries it may load late."""
    folders = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[2] / "gis"]
    return [*folders, *map(Path, ("/usr/lib", "/usr/share/zoneinfo", "/lib", "/lib64"))]
