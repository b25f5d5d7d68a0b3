"""A table for results, and workers as processes that a test may kill."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from tests.jobs.work import RESULTS

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def results(transactional_db: None) -> Iterator[Callable[[], list[int]]]:
    """All numbers that were written, in order; a number done twice is there twice."""

    def read() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT n FROM {RESULTS} ORDER BY n")
            return [row[0] for row in cursor.fetchall()]

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {RESULTS} (n integer)")
    yield read
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {RESULTS}")


@pytest.fixture
def start_worker(database_url: str) -> Iterator[Start]:
    """Start a worker on this test's database; none outlives the test."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "bihuan.config.settings",
        }
        running.append(subprocess.Popen([sys.executable, "-m", "tests.jobs.process"], env=environment))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
