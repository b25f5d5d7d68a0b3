"""Lists in the office's own workbook: taken in once, filled from any address, and the ledger comes back through it."""

import io

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bihuan.common.workflow import Refused
from bihuan.files.services import store
from bihuan.jobs import worker
from bihuan.ledger.imports.returned import compare
from bihuan.ledger.services.registering import IssueDetails, edit_wording, register
from bihuan.opinions.services import receive
from bihuan.people.models import Person
from bihuan.reports.listings import LISTINGS
from bihuan.reports.models import WorkbookTemplate
from bihuan.reports.services import SentWorkbook, retire_template, take_workbook
from bihuan.reports.views import workbooks
from bihuan.reports.workbooks import read_form, records_of, request_of, write_into
from tests import walk
from tests.documents.test_books import form_of_office, saved
from tests.world import World

pytestmark = pytest.mark.django_db

WORDS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1, max_size=60
).filter(str.strip)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:  # type: ignore[no-untyped-def] # pytest's own fixtures
    settings.MEDIA_ROOT = tmp_path


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(content: bytes, name: str = "区委表样.xlsx") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def taken(world: World, content: bytes, listing: str = "issues", **holds: str) -> WorkbookTemplate:
    """A workbook in use; `holds` corrects what was guessed, by head."""
    found = LISTINGS[listing]
    shape = read_form(content, "表.xlsx", found)
    guessed = found.guess(head.words for head in shape.heads)
    said = [holds.get(head.words, name) for head, name in zip(shape.heads, guessed, strict=True)]
    sent = SentWorkbook(store(content, name="表.xlsx"), found, f"{found.code}表", shape)
    return take_workbook(world.campaign, sent, holds=said, by=world.office)


def written(template: WorkbookTemplate, viewer: Person, query: str = "") -> bytes:
    file = io.BytesIO()
    write_into(template, records_of(template, request_of(query), viewer), file)
    return file.getvalue()


def form_with_editable_columns() -> bytes:
    book = form_of_office()
    for column, head in zip("HIJKL", ("配合单位", "整改目标", "问题类别", "标题", "处置方式"), strict=True):
        book.active[f"{column}2"] = head
    return saved(book)


@given(st.lists(st.tuples(WORDS, WORDS, st.text(max_size=40), WORDS), min_size=1, max_size=3))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_ledger_comes_back_through_the_offices_form_unchanged(world: World, lines) -> None:  # type: ignore[no-untyped-def] # of hypothesis
    with transaction.atomic():
        template = taken(world, form_with_editable_columns(), 标题="title")
        for text, title, goal, deadline in lines:
            details = IssueDetails(title=title, goal=goal, deadline_text=deadline, category=world.category)
            register(world.campaign, text=text, details=details, by=world.office)
        content = written(template, world.office)
        found = compare(content, name="表.xlsx", campaign=world.campaign, viewer=world.office)
        transaction.set_rollback(True)
    assert (found.rows, found.read, found.same) == ([], len(lines), len(lines))


def test_edits_in_the_offices_form_are_found_whatever_was_moved(world: World) -> None:
    issue, other = walk.to_assigned(world), walk.to_assigned(world)
    template = taken(world, form_with_editable_columns(), 标题="title")
    book = load_workbook(io.BytesIO(written(template, world.office)))
    page = book.active
    rows = {page[f"M{row}"].value: row for row in (4, 5)}
    page[f"K{rows[issue.pk]}"], page[f"F{rows[other.pk]}"] = "补助迟发", "年底前"
    edit_wording(issue, title="系统先改", reason="更准", by=world.office)
    found = compare(saved(book), name="表.xlsx", campaign=world.campaign, viewer=world.office)
    by_issue = {row.issue.pk: row.changes for row in found.rows if row.issue}
    assert [(one.label, one.new, one.conflict) for one in by_issue[issue.pk]] == [("标题", "补助迟发", True)]
    assert [(one.place, one.new, one.conflict) for one in by_issue[other.pk]] == [
        (f"F{rows[other.pk]}", "年底前", False)
    ]
    page["A2"], page["K2"] = "编　号", "名称"  # heads may be reworded: names lead to the columns
    again = compare(saved(book), name="表.xlsx", campaign=world.campaign, viewer=world.office)
    assert len(again.changes) == 2


def test_a_workbook_is_sent_mapped_filled_and_retired_in_the_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.to_assigned(world)
    walk.to_registered(world)
    office = signed_in(world.office)
    said = {"listing": "issues", "name": "区委表样"}
    refused = office.post("/reports/workbooks/", said | {"file": upload(b"PK\x03\x04broken")})
    assert (refused.status_code, "损坏" in refused.content.decode()) == (422, True)
    address = office.post("/reports/workbooks/", said | {"file": upload(saved(form_of_office()))})["Location"]
    page = office.get(address).content.decode()
    assert page.count('value="original" selected') == page.count('value="lead" selected') == 1
    assert signed_in(world.leader).get(address).status_code == 404  # an upload is its sender's
    columns = {"column-0": "running", "column-1": "original", "column-3": "lead", "column-4": "lead"}
    twice = office.post(address, columns)
    assert (twice.status_code, "保留其中一列" in twice.content.decode()) == (422, True)
    into = office.post(address, columns | {"column-4": "responsible"})["Location"]
    assert into == "/reports/workbooks/into/issues/"
    template = WorkbookTemplate.objects.get()
    assert "区委表样" in office.get(into).content.decode()
    assert into in office.get("/issues/?status=assigned").content.decode()
    answer = office.post(f"{into}?status=assigned", {"template": template.pk})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined] # a streamed answer
    assert [row[0].value for row in book.active.iter_rows(min_row=4, max_row=5)] == [1, "填表人："]
    assert book.active["D4"].value == str(world.finance)
    monkeypatch.setattr(workbooks, "IN_THE_PAGE", 1)
    work = office.post(into, {"template": template.pk})["Location"]
    worker.drain()
    assert "下载工作簿" in office.get(work).content.decode()
    content = b"".join(office.get(f"{work}file/").streaming_content)  # type: ignore[attr-defined] # a streamed answer
    assert load_workbook(io.BytesIO(content)).active["A5"].value == 2
    assert signed_in(world.leader).get(work).status_code == 404
    office.post(f"/reports/workbooks/{template.pk}/retire/")
    assert "还没有本单位的表样" in office.get(into).content.decode()


def test_opinions_and_units_are_written_as_far_as_they_are_seen(world: World) -> None:
    receive(world.campaign, text="灯坏了没人修", channel=world.mailbox, by=world.office)
    book = Workbook()
    book.active.append(["序号", "意见内容", "征求渠道", "办理情况"])
    opinions = taken(world, saved(book), "opinions")
    page = load_workbook(io.BytesIO(written(opinions, world.office))).active
    assert [cell.value for cell in page[2]][:3] == [1, "灯坏了没人修", world.mailbox.name]
    assert signed_in(world.liaison).get("/reports/workbooks/into/opinions/").status_code == 404
    book.active.delete_rows(1)
    book.active.append(["序号", "学校名称", "类型"])
    units = taken(world, saved(book), "units")
    names = [
        row[1].value for row in load_workbook(io.BytesIO(written(units, world.liaison))).active.iter_rows(min_row=2)
    ]
    assert world.finance.name in names
    assert world.third_zone.name not in names
    assert len(load_workbook(io.BytesIO(written(units, world.office, f"q={world.third_zone.name}"))).active["B"]) == 2


def test_workbooks_are_the_offices(world: World) -> None:
    template = taken(world, saved(form_of_office()))
    with pytest.raises(Refused, match="issues表"):
        taken(world, saved(form_of_office()))
    with pytest.raises(Refused):
        retire_template(template, by=world.leader)
    retire_template(template, by=world.office)
    taken(world, saved(form_of_office()))
