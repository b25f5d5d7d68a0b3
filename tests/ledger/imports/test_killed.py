"""kill -9 in the middle of an import of 10,000 rows: none of them is there, and the next try has them all."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from bihuan.files.services import store
from bihuan.ledger.imports import Corrections, take_over
from bihuan.ledger.models import ImportBatch, Issue
from tests.ledger.imports.conftest import workbook
from tests.ledger.imports.test_trying_out import PLAIN
from tests.world import build

ROWS = 10_000

CHILD = """
import sys, time
import django
django.setup()
from bihuan.campaigns.models import Campaign
from bihuan.ledger.services import importing
from bihuan.ledger.services.importing import ImportedIssue, import_issues
from bihuan.files.models import StoredFile
from bihuan.people.models import Person

def stand_still(*args):
    print("written", flush=True)
    time.sleep(60)

importing._write_measures = stand_still
rows = [ImportedIssue(text=f"第{n}件", title=f"第{n}件") for n in range(int(sys.argv[1]))]
import_issues(Campaign.objects.get(), rows, file=StoredFile.objects.get(), by=Person.objects.get(title="活动办台账岗"))
"""


@pytest.fixture
def world(transactional_db):
    return build()


def test_a_killed_import_leaves_nothing_and_can_be_repeated(world, database_url, settings):
    file = store(workbook(*((n, "", PLAIN[2], f"第{n}件", *PLAIN[4:]) for n in range(3))), name="台账.xlsx")
    connection.close()
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "bihuan.config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ROWS)], env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "written\n"
        child.send_signal(signal.SIGKILL)
    assert (Issue.objects.count(), ImportBatch.objects.count()) == (0, 0)
    batch = take_over(world.campaign, file, Corrections(), by=world.office)
    assert Issue.objects.filter(batch=batch).count() == 3
