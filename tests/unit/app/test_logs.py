"""The log goes to the data folder and nowhere else; libraries are kept quiet. In a process of its own: it is global."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import faulthandler, logging, sys
from pathlib import Path
from app.logs import start_logging
start_logging(Path(sys.argv[1]))
logging.getLogger("app.test").info("a line of ours")
logging.getLogger("huey.consumer").info("a line of theirs")
logging.getLogger("huey.consumer").warning("a warning of theirs")
logging.getLogger("app.test").debug("too much detail")
print(faulthandler.is_enabled())
"""


def test_the_log_is_a_file_in_its_folder(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True)
    log = (tmp_path / "studyleaf.log").read_text()
    assert "INFO MainThread app.test: a line of ours" in log
    assert "a warning of theirs" in log
    assert "a line of theirs" not in log
    assert "too much detail" not in log
    assert (done.stdout, done.stderr) == ("True\n", "")
    assert (tmp_path / "crash.log").exists()


def test_every_line_of_a_job_names_it_and_its_attempt(tmp_path: Path) -> None:
    program = PROGRAM + (
        'from app.logs import logging_job\nwith logging_job("0123456789abcdef", 2):\n'
        '    logging.getLogger("app.test").info("inside")\nlogging.getLogger("app.test").info("outside")\n'
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    inside, outside = (tmp_path / "studyleaf.log").read_text().splitlines()[-2:]
    assert "MainThread job=0123456789ab/2 app.test: inside" in inside
    assert "MainThread app.test: outside" in outside
