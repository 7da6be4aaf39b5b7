from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

TICK_S = 0.01


@pytest.mark.skipif(sys.platform != "linux", reason="the measurements run on Linux")
def test_a_process_is_born_between_the_call_and_its_first_words() -> None:
    words = "import time\nfrom tests.benchmarks.age import age_s\nprint(time.monotonic() - age_s())"
    before = time.monotonic()
    told = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, check=True, env=dict(os.environ), text=True
    )
    assert before - TICK_S <= float(told.stdout) <= time.monotonic()
