"""No network for a child: whatever an untrusted file makes of it, it can send nothing anywhere.

Everywhere Python's own sockets are refused. On Linux the kernel refuses them as well, also to native code, by a seccomp
filter (`Documentation/userspace-api/seccomp_filter.rst`); sockets of the same machine's file system stay, for drivers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import socket
import struct
import sys
from collections.abc import Sequence
from typing import Final

PR_SET_NO_NEW_PRIVS: Final = 38
PR_SET_SECCOMP: Final = 22
SECCOMP_MODE_FILTER: Final = 2
SECCOMP_RET_ALLOW: Final = 0x7FFF0000
SECCOMP_RET_ERRNO: Final = 0x00050000

LOAD_WORD: Final = 0x20
JUMP_IF_EQUAL: Final = 0x15
JUMP_IF_AT_LEAST: Final = 0x35
RETURN: Final = 0x06

NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
"""Offsets in the kernel's `struct seccomp_data`; the low half of an argument, on little-endian machines."""

FOREIGN_NUMBERS_FROM: Final = 0x40000000
"""System calls of the x32 interface, which would be another way to the same sockets."""
IO_URING_SETUP: Final = 425

ARCHITECTURES: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its number in the kernel's audit.h, and the number of `socket`."""

Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, operand."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def cut_off_network() -> None:
    """For good, for this process and all threads and children it makes. Call it before any thread is started."""
    sys.addaudithook(_refuse_sockets)
    if sys.platform == "linux" and platform.machine() in ARCHITECTURES and sys.byteorder == "little":
        _install(filter_for(platform.machine()))


def filter_for(machine: str) -> list[Instruction]:
    """The seccomp program that answers `socket` of any family but AF_UNIX with "permission denied"."""
    architecture, socket_number = ARCHITECTURES[machine]
    refuse = SECCOMP_RET_ERRNO | errno.EACCES
    return [
        (LOAD_WORD, 0, 0, ARCHITECTURE_AT),
        (JUMP_IF_EQUAL, 0, 6, architecture),  # a 32-bit call is refused: none of our libraries makes one
        (LOAD_WORD, 0, 0, NUMBER_AT),
        (JUMP_IF_AT_LEAST, 4, 0, FOREIGN_NUMBERS_FROM),
        (JUMP_IF_EQUAL, 3, 0, IO_URING_SETUP),
        (JUMP_IF_EQUAL, 0, 3, socket_number),
        (LOAD_WORD, 0, 0, FIRST_ARGUMENT_AT),
        (JUMP_IF_EQUAL, 1, 0, int(socket.AF_UNIX)),
        (RETURN, 0, 0, refuse),
        (RETURN, 0, 0, SECCOMP_RET_ALLOW),
    ]


def _install(instructions: Sequence[Instruction]) -> None:
    packed = b"".join(struct.pack("=HBBI", *each) for each in instructions)
    program = _Program(len(instructions), packed)
    libc = ctypes.CDLL(None, use_errno=True)
    # A kernel without seccomp refuses; the audit hook stands, and the parent still watches.
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _refuse_sockets(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] != getattr(socket, "AF_UNIX", None):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
