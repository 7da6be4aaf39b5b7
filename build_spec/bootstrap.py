"""Sets Studyleaf up from a checkout: system libraries, a private `.venv`, the compiled llama.cpp binding, the model.

Needs only the standard library of a Python from 3.11 to 3.13. Run again, it finds everything done and ends in a blink.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import translations

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "studyleaf-setup"
OLDEST, NEWEST = (3, 11), (3, 13)
PACKAGES = ["app", "resources", "ui", "workers"]
"""What the program is made of; `.venv` has the same Python as this, so what is compiled here is good there."""

# What Qt's xcb and offscreen platforms load at run time and PySide6's wheels do not carry.
QT_LIBRARIES = [
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libgssapi-krb5-2",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "fonts-dejavu-core",
]
# Compiling llama.cpp takes a C++ compiler; the build brings its own CMake and Ninja from PyPI.
BUILD_PACKAGES = ["g++", "make"]
# What the tests of the real window, and those with a wrong clock, need beside that.
TEST_PACKAGES = ["xvfb", "libxcb-xtest0", "faketime"]

# The browser in which the companion's page is tried; its tests say what to type where it cannot be installed.
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
# A WebSocket client by others that the companion is tried with, where npm is there to bring it.
CLIENTS = ROOT / "build_spec" / "clients"

COMPILED = "llama-cpp-python"
# The vision part of llama.cpp is not used; leaving it out halves the compile time.
CMAKE_ARGS = "-DLLAVA_BUILD=OFF -DLLAMA_CURL=OFF"
TILE_CONFIG = ROOT / "build_spec" / "tile_config.h"
"""Included before everything else: mends what GCC up to 12 makes of a processor's matrix tiles."""


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Set Studyleaf up in .venv")
    parser.add_argument("--tests", action="store_true", help="also what the tests of the window need")
    args = parser.parse_args(argv)
    try:
        check_python()
        if not is_current(tests=args.tests):
            began = time.monotonic()
            install_system_packages(tests=args.tests)
            make_venv()
            install_python_packages()
            if args.tests:
                install_foreign_clients()
            tune_model()
            write_stamp(tests=args.tests)
            say(f"set up in {time.monotonic() - began:.0f} s; the program is {program()}")
        # Not part of the stamp: a changed text must not set everything else up again.
        make_translations()
        compile_program()
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    except subprocess.CalledProcessError as error:
        print(f"setup: '{' '.join(map(str, error.cmd[:6]))} …' failed; its output is above.", file=sys.stderr)
        return 1
    return 0


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError(
            f"Python {platform.python_version()} is not supported; use one from 3.11 to 3.13 (PYTHON=python3.12)."
        )


# ---------------------------------------------------------------- is it all there already?


def fingerprint() -> str:
    """Changes whenever what would be installed changes: the lock, our own metadata, the Python, the recipe."""
    # A checkout that was moved or copied has a .venv that points to the old place.
    digest = hashlib.sha256(f"{ROOT} {platform.python_version()} {CMAKE_ARGS}".encode())
    for path in (LOCK, ROOT / "pyproject.toml", TILE_CONFIG, CLIENTS / "package.json"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(*, tests: bool) -> bool:
    if not program().exists() or not STAMP.exists():
        return False
    made, _, extent = STAMP.read_text().partition(" ")
    return made == fingerprint() and (not tests or extent == "tests")


def write_stamp(*, tests: bool) -> None:
    STAMP.write_text(f"{fingerprint()} {'tests' if tests else 'run'}")


def in_venv(name: str) -> Path:
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def program() -> Path:
    return in_venv("studyleaf")


def tune_model() -> None:
    """Has the program measure which format of its model this processor likes best; without it all works, slower."""
    say("measuring the language model on this processor")
    subprocess.run([program(), "models", "tune"], stdout=subprocess.DEVNULL)


def make_translations() -> None:
    """Makes the window's texts ready for the program, where they have changed."""
    if translations.outdated():
        subprocess.run([in_venv("python"), ROOT / "build_spec" / "translations.py", "release"], check=True)


def compile_program() -> None:
    """Compiles what has changed, so that no start of the program or of a child has to: also where Python is told to
    keep nothing that it compiles (PYTHONDONTWRITEBYTECODE), which costs 0.15 s a start."""
    for package in PACKAGES:
        compileall.compile_dir(ROOT / package, quiet=1)


# ---------------------------------------------------------------- system libraries


def install_system_packages(*, tests: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    wanted = [*QT_LIBRARIES]
    if not (shutil.which("g++") or shutil.which("c++")):
        wanted += BUILD_PACKAGES
    if not has_venv_module():
        wanted.append(f"python3.{sys.version_info.minor}-venv")
    if tests:
        wanted += TEST_PACKAGES
    if not shutil.which("dpkg-query"):
        say("this is no Debian; Qt needs the libraries that Debian calls " + " ".join(QT_LIBRARIES))
        return
    missing = [name for name in wanted if not is_installed(name)]
    prefix = root_prefix()
    if tests and prefix is not None and not any(map(shutil.which, BROWSERS)):
        install_browser(prefix)
    if not missing:
        return
    line = f"sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
    if prefix is None:
        raise SetupError(f"system packages are missing and I may not install them. Please run:\n    {line}")
    say(f"installing system packages: {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=True, env=environment)
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    subprocess.run(install, check=True, env=environment, stdout=subprocess.DEVNULL)


def install_browser(prefix: list[str]) -> None:
    """Debian's Chromium, where the system has it as a package; nothing but its own tests needs it."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environment)
    say(f"installing {BROWSERS[0]} for the tests of the page")
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", BROWSERS[0]]
    if subprocess.run(install, env=environment, stdout=subprocess.DEVNULL).returncode:
        say(f"{BROWSERS[0]} could not be installed; the tests of the page are skipped")


def has_venv_module() -> bool:
    # Debian ships Python without ensurepip; `venv` imports, but cannot put pip into the new environment.
    return subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0


def is_installed(package: str) -> bool:
    # Newer releases call libraries rebuilt for 64-bit times `…t64`; the old name is then only a provided one.
    return any(has_status_installed(name) for name in (package, f"{package}t64"))


def has_status_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True).stdout.startswith("installed")


def root_prefix() -> list[str] | None:
    """The words before `apt-get` that make it work without a password: none for root, `sudo -n`, or None if neither."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


# ---------------------------------------------------------------- Python packages


def make_venv() -> None:
    if in_venv("python").exists() and venv_version() == platform.python_version() and has_pip():
        return
    say(f"making .venv with Python {platform.python_version()}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def has_pip() -> bool:
    """False after a set-up that was broken off at the wrong moment."""
    return subprocess.run(pip("--version"), capture_output=True).returncode == 0


def venv_version() -> str:
    command = [str(in_venv("python")), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def pip(*arguments: str | Path) -> list[str]:
    return [str(in_venv("python")), "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]


def install_python_packages() -> None:
    wheel = compiled_wheel()
    say("installing the Python packages")
    # The lock holds everything, with hashes; resolving again could only bring something that was not tested.
    locked = VENV / "locked.txt"
    locked.write_text(lock_without(COMPILED))
    subprocess.run(pip("install", "--quiet", "--no-deps", "--require-hashes", "-r", locked), check=True)
    subprocess.run(pip("install", "--quiet", "--no-deps", "--force-reinstall", wheel), check=True)
    subprocess.run(pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT), check=True)


def install_foreign_clients() -> None:
    """Into the private environment, in the version that is named; without npm the test that wants it says so."""
    npm = shutil.which("npm")
    if not npm:
        return
    target = VENV / "clients"
    target.mkdir(exist_ok=True)
    shutil.copy(CLIENTS / "package.json", target)
    command = [npm, "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=target, stdout=subprocess.DEVNULL).returncode:
        say("the foreign WebSocket client could not be installed; its test is skipped")


def lock_entry(package: str) -> str:
    match = re.search(rf"^{re.escape(package)}==.*?(?=^\w|\Z)", LOCK.read_text(), re.MULTILINE | re.DOTALL)
    assert match, f"{package} is not in {LOCK.name}"
    return match[0]


def lock_without(package: str) -> str:
    return LOCK.read_text().replace(lock_entry(package), "")


def compiled_wheel() -> Path:
    """The llama.cpp binding as a wheel, compiled once for this processor and Python and kept in the user's cache."""
    version = lock_entry(COMPILED).split("==")[1].split()[0]
    folder = cache_folder() / f"{COMPILED}-{version}-{wheel_key()}"
    built = sorted(folder.glob("*.whl"))
    if built:
        return built[0]
    say(f"compiling llama.cpp for this processor ({COMPILED} {version}); this takes some minutes, once")
    work = folder.with_name(folder.name + ".part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    entry = work / "locked.txt"
    entry.write_text(lock_entry(COMPILED))
    # Always compiled here: a wheel from another machine's cache may hold instructions that this processor lacks.
    options = [
        "--no-deps",
        "--require-hashes",
        "--no-binary",
        COMPILED,
        "--no-cache-dir",
        "-v",
        "-w",
        work,
        "-r",
        entry,
    ]
    run_with_progress(pip("wheel", *options), environment={**os.environ, "CMAKE_ARGS": cmake_args()})
    shutil.rmtree(folder, ignore_errors=True)
    work.rename(folder)
    return next(folder.glob("*.whl"))


def cmake_args() -> str:
    if os.name == "nt":
        return CMAKE_ARGS
    flags = f'-include "{TILE_CONFIG}"'
    return " ".join([CMAKE_ARGS, *(shlex.quote(f"-DCMAKE_{language}_FLAGS={flags}") for language in ("C", "CXX"))])


def cache_folder() -> Path:
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "studyleaf-build"


def wheel_key() -> str:
    """Names what a compiled wheel fits: this Python, this system, this processor's instruction sets, this recipe."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        processor = next(
            (line for line in cpuinfo.read_text().splitlines() if line.startswith(("flags", "Features"))), processor
        )
    recipe = f"{CMAKE_ARGS} {TILE_CONFIG.read_text()}"
    words = f"{sys.implementation.cache_tag} {platform.platform()} {processor} {recipe}"
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def run_with_progress(command: list[str], environment: dict[str, str]) -> None:
    """Runs a verbose build, showing Ninja's `[12/180]` as a bar; on failure the end of the output is printed."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
    )
    assert process.stdout is not None
    tail: list[str] = []
    shown = -1
    for line in process.stdout:
        tail = [*tail[-60:], line]
        step = re.search(r"\[(\d+)/(\d+)\]", line)
        if not step:
            continue
        percent = 100 * int(step[1]) // max(1, int(step[2]))
        if sys.stdout.isatty():
            print(f"\r  [{'#' * (percent // 4):<25}] {step[1]}/{step[2]}", end="", flush=True)
        elif percent >= shown + 10:
            print(f"  compiled {step[1]} of {step[2]}", flush=True)
            shown = percent
    if sys.stdout.isatty():
        print()
    if process.wait():
        sys.stderr.writelines(tail)
        raise SetupError("llama.cpp could not be compiled; the compiler's last words are above.")


if __name__ == "__main__":
    sys.exit(main())
