"""The four kinds of Huey task. A task carries a job's id and nothing else; what to do stands in the job's row."""

from __future__ import annotations

from collections.abc import Callable

from huey import Huey

from app.events import JobType

Wake = Callable[[JobType, str], None]
"""Tells the workers that a job is waiting."""


def register_tasks(huey: Huey, run_job: Callable[[str], None]) -> Wake:
    """Registers a task for each job type; returns the function that enqueues one."""

    # No retries and no timeout of Huey's: it signals errors before each retry and cannot stop a thread. Ours are in
    # the runner.
    def run(job_id: str) -> None:
        run_job(job_id)

    # `run` and not `run_job`: Huey puts the function's module into the task's name, and the names of a program that
    # only submits must be those of the program that works.
    tasks = {job_type: huey.task(name=job_type.value)(run) for job_type in JobType}

    def wake(job_type: JobType, job_id: str) -> None:
        tasks[job_type](job_id)

    return wake


def wake_only(huey: Huey) -> Wake:
    """For a program that submits jobs and runs none: the tasks have names, and no work behind them."""

    def not_here(job_id: str) -> None:
        raise AssertionError(f"job {job_id} was given to a program without workers")

    return register_tasks(huey, not_here)
