"""Taking a file over: all rows or none, once, by the office, and never as closed."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bihuan.audit.models import Event
from bihuan.audit.selectors import faults
from bihuan.common.workflow import Refused
from bihuan.files.services import store
from bihuan.jobs import worker
from bihuan.jobs.models import Job
from bihuan.ledger.imports import Corrections, take_over
from bihuan.ledger.models import ImportBatch, Issue, SourceCell
from bihuan.ledger.services import importing
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.states import Status
from tests.ledger.imports.conftest import workbook
from tests.ledger.imports.test_trying_out import PLAIN


def ledger_of(count):
    return workbook(*((n, str(n), PLAIN[2], f"第{n}件问题", *PLAIN[4:]) for n in range(1, count + 1)))


def take(world, content, *, by=None):
    return take_over(world.campaign, store(content, name="台账.xlsx"), Corrections(), by=by or world.office)


def test_rows_become_issues_with_everything_that_belongs_to_them(world):
    register(world.campaign, text="先有的一件", details=IssueDetails(), by=world.office)
    batch = take(world, workbook(PLAIN, (*PLAIN[:3], "没人管的事", "无此单位", *PLAIN[5:])))
    first, second = Issue.objects.filter(batch=batch).order_by("number")
    assert (first.number, second.number) == (2, 3)
    assert (first.status, first.lead_unit, first.u2) == (Status.ASSIGNED, world.finance, world.finance.pk)
    assert (second.status, second.lead_unit) == (Status.REGISTERED, None)
    assert [measure.position for measure in first.measures.order_by("position")] == [1, 2]
    assert first.supporting.get().unit == world.aid_centre
    assert second.source_cells.filter(text="无此单位").exists()
    later = register(world.campaign, text="后来的一件", details=IssueDetails(), by=world.office)
    assert later.number == 4


def test_one_fact_vouches_for_all_rows_and_the_chain_holds(world):
    batch = take(world, ledger_of(5))
    fact = Event.objects.get(kind="ledger.ledger_imported")
    assert (fact.data["rows"], fact.data["rows_sha256"]) == (5, batch.digest)
    assert list(faults()) == []


def test_nothing_is_ever_imported_as_closed(world):
    take(world, workbook((*PLAIN[:9], "已销号", "")))
    issue = Issue.objects.get()
    assert issue.status == Status.ASSIGNED
    assert issue.source_cells.filter(text="已销号").exists()


def test_imported_issues_are_lit_at_once(world):
    take(world, workbook((*PLAIN[:8], "2026年2月底前", "", ""), (*PLAIN[:8], "2026年8月底前", "", "")))
    late, early = Issue.objects.order_by("number")
    assert (late.light, late.light_value, early.light) == ("red", 2, "green")


def test_the_same_file_twice_changes_nothing(world):
    content = ledger_of(3)
    take(world, content)
    with pytest.raises(Refused) as refused:
        take(world, content)
    assert "3" in refused.value.reasons[0]
    assert (Issue.objects.count(), ImportBatch.objects.count()) == (3, 1)


@pytest.mark.parametrize("person", ["liaison", "supervisor", "leader", "stranger", "system_admin"])
def test_only_the_office_imports(world, person):
    with pytest.raises(Refused):
        take(world, ledger_of(1), by=getattr(world, person))
    assert not Issue.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(world, monkeypatch):
    def break_off(*args):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(importing, "_write_measures", break_off)
    with pytest.raises(RuntimeError):
        take(world, ledger_of(3))
    left = (Issue.objects.count(), SourceCell.objects.count(), ImportBatch.objects.count(), Event.objects.count())
    assert left == (0, 0, 0, 0)


def test_queries_do_not_grow_with_the_rows(world):
    costs = []
    for rows in (10, 40):
        content = ledger_of(rows)
        with CaptureQueriesContext(connection) as asked:
            take(world, content)
        costs.append(len(asked))
    assert costs[1] <= costs[0]  # the first one also makes the row of the sequence


def test_an_amount_of_ten_thousands_is_money_in_yuan(world):
    heads = ("序号", "存在问题", "牵头单位", "金额")
    take(world, workbook((1, "欠拨经费", "计财科", "24.7万元"), (2, "欠拨尾款", "计财科", "一点点"), heads=heads))
    first, second = Issue.objects.order_by("number")
    assert (first.amount, second.amount) == (Decimal(247000), None)
    assert second.source_cells.filter(text="一点点").exists()


# ---------------------------------------------------------------- through the page


def upload(browser, content, name="台账.xlsx"):
    return browser.post("ledger:import", file=SimpleUploadedFile(name, content))


def test_from_upload_over_the_dry_run_to_the_ledger(world, as_person):
    office = as_person(world.office)
    sent = upload(office, ledger_of(2))
    assert sent.status_code == 302
    page = office.client.get(sent.url)
    assert "第1件问题" in page.content.decode()
    assert not Issue.objects.exists()
    done = office.client.post(f"{sent.url}run/", {"rows": "2"})
    assert Issue.objects.count() == 2
    assert done.url == f"{reverse('ledger:issues')}?batch={ImportBatch.objects.get().pk}"
    again = office.client.post(f"{sent.url}run/", {"rows": "2"})
    assert again.status_code == 409


def test_choices_of_the_mapping_page_reach_the_import(world, as_person):
    office = as_person(world.office)
    sent = upload(office, workbook((*PLAIN[:4], "计财", *PLAIN[5:])))
    page = office.client.get(sent.url).content.decode()
    assert f'value="计财|{world.finance.pk}"' in page
    office.client.post(f"{sent.url}run/", {"rows": "1", "unit": f"计财|{world.finance.pk}", "map": "整改措施|-"})
    issue = Issue.objects.get()
    assert (issue.lead_unit, issue.measures.count()) == (world.finance, 0)


def test_an_address_opens_only_for_the_person_who_sent_the_file(world, as_person):
    sent = upload(as_person(world.office), ledger_of(1))
    assert as_person(world.leader).client.get(sent.url).status_code == 404
    assert as_person(world.office).client.get(sent.url[:-2] + "x/").status_code == 404


def test_who_may_not_import_reads_why(world, as_person):
    answer = upload(as_person(world.liaison), ledger_of(1))
    assert answer.status_code == 422


def test_an_unreadable_file_is_a_sentence_on_the_page(world, as_person):
    office = as_person(world.office)
    sent = upload(office, workbook(("无", "无"), heads=("甲", "乙")))
    answer = office.client.get(sent.url)
    assert answer.status_code == 422
    assert "bh-note-refused" in answer.content.decode()


def test_a_long_file_goes_to_the_background_and_counts_once(world, as_person, monkeypatch):
    monkeypatch.setattr("bihuan.ledger.views.exchange.IN_THE_PAGE", 2)
    office = as_person(world.office)
    sent = upload(office, ledger_of(3))
    started = office.client.post(f"{sent.url}run/", {"rows": "3"})
    assert not Issue.objects.exists()
    assert office.client.get(started.url).status_code == 200
    assert worker.drain() == 2  # the import, and the reading of its words
    assert Issue.objects.count() == 3
    job = Job.objects.get(kind="ledger.import")
    Job.objects.filter(pk=job.pk).update(state="ready", done=0)
    worker.drain()
    assert Issue.objects.count() == 3
    assert as_person(world.leader).client.get(started.url).status_code == 404
