"""Jobs that only tests know."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy

from bihuan.common.workflow import Refused
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run

RESULTS = "test_job_results"


@dataclass(frozen=True)
class Count:
    """Write the numbers below `upto` into the table of results, `size` in a chunk."""

    upto: int
    size: int = 10
    pause: float = 0.0


@dataclass(frozen=True)
class Note:
    """One of every type an argument may have."""

    text: str
    number: int = 0
    flag: bool = False
    day: date | None = None
    ids: tuple[int, ...] = ()


@handler("test.count", title=gettext_lazy("Background work"), lease=timedelta(seconds=2))
def count(run: Run[Count]) -> str:
    for numbers in run.rest(range(run.args.upto), run.args.size):
        with run.chunk(len(numbers), total=run.args.upto, checkpoint=str(numbers[-1])):
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {RESULTS} (n) VALUES (%s)", [(n,) for n in numbers])
            time.sleep(run.args.pause)  # inside the transaction, where a kill hurts most
    return f"counted to {run.args.upto}"


@handler("test.refuse")
def refuse(run: Run[Note]) -> None:
    raise Refused(run.args.text)


@handler("test.break")
def break_down(run: Run[Note]) -> None:
    raise ZeroDivisionError(run.args.text)
