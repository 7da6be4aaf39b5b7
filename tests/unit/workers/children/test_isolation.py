"""A child has no network, neither through Python nor through native code; everything else goes on."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from workers.children.isolation import (
    ARCHITECTURE_AT,
    ARCHITECTURES,
    FIRST_ARGUMENT_AT,
    FOREIGN_NUMBERS_FROM,
    IO_URING_SETUP,
    JUMP_IF_AT_LEAST,
    LOAD_WORD,
    NUMBER_AT,
    RETURN,
    SECCOMP_RET_ALLOW,
    SECCOMP_RET_ERRNO,
    Instruction,
    filter_for,
)

LINUX = sys.platform == "linux"


def cut_off(code: str) -> str:
    """Runs code in a process that has been cut off; returns what it printed."""
    program = f"import ctypes, os, socket\nfrom workers.children.isolation import *\ncut_off_network()\n{code}"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_python_gets_no_socket(family: str) -> None:
    code = f"try:\n    socket.socket(socket.{family})\nexcept PermissionError:\n    print('refused')"
    assert cut_off(code) == "refused"


@pytest.mark.skipif(not LINUX, reason="the kernel's part is Linux's")
def test_native_code_gets_no_socket_either() -> None:
    code = "libc = ctypes.CDLL(None, use_errno=True)\nprint(libc.socket(2, 1, 0), ctypes.get_errno() == errno.EACCES)"
    assert cut_off(code) == "-1 True"


@pytest.mark.skipif(not LINUX, reason="the kernel's part is Linux's")
def test_a_thread_and_a_child_of_it_get_none() -> None:
    code = (
        "import threading\nlibc = ctypes.CDLL(None)\nfound = []\n"
        "thread = threading.Thread(target=lambda: found.append(libc.socket(2, 1, 0)))\nthread.start(); thread.join()\n"
        "if os.fork() == 0:\n    os._exit(0 if libc.socket(10, 1, 0) == -1 else 1)\n"
        "print(found, os.waitstatus_to_exitcode(os.wait()[1]))"
    )
    assert cut_off(code) == "[-1] 0"


@pytest.mark.skipif(not LINUX, reason="the kernel's part is Linux's")
def test_files_and_local_sockets_still_work() -> None:
    code = "a, b = socket.socketpair()\nsocket.socket(socket.AF_UNIX).close()\nprint(len(open(os.devnull).read()))"
    assert cut_off(code) == "0"


def verdict(program: list[Instruction], architecture: int, number: int, first_argument: int) -> int:
    """What the kernel would make of a system call: the few instructions of it that the filter uses."""
    data = {NUMBER_AT: number, ARCHITECTURE_AT: architecture, FIRST_ARGUMENT_AT: first_argument}
    place = loaded = 0
    while True:
        code, when_true, when_false, operand = program[place]
        place += 1
        if code == RETURN:
            return operand
        if code == LOAD_WORD:
            loaded = data[operand]
        else:
            is_so = loaded >= operand if code == JUMP_IF_AT_LEAST else loaded == operand
            place += when_true if is_so else when_false


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_only_sockets_that_leave_the_machine_are_refused(machine: str) -> None:
    program = filter_for(machine)
    architecture, socket_number = ARCHITECTURES[machine]
    refused = SECCOMP_RET_ERRNO | errno.EACCES
    unix, inet, netlink = 1, 2, 16
    assert verdict(program, architecture, socket_number, inet) == refused
    assert verdict(program, architecture, socket_number, netlink) == refused
    assert verdict(program, architecture, socket_number, unix) == SECCOMP_RET_ALLOW
    assert verdict(program, architecture, socket_number + 1, inet) == SECCOMP_RET_ALLOW
    assert verdict(program, architecture, IO_URING_SETUP, 0) == refused
    assert verdict(program, architecture, FOREIGN_NUMBERS_FROM + socket_number, inet) == refused
    assert verdict(program, architecture + 1, socket_number, inet) == refused
