"""Papers: what they say is what the records say, from order to download, and back through the checker."""

import io
from collections.abc import Iterator
from datetime import timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bihuan.campaigns.selectors import day_of
from bihuan.cli.main import main
from bihuan.common.workflow import Refused
from bihuan.documents.checking import Kind as Fault
from bihuan.documents.checking import check
from bihuan.documents.writing import carried_by, preview, write
from bihuan.files.services import open_file
from bihuan.jobs import worker
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.services.working import request_extension
from bihuan.people.models import Person
from bihuan.publication.services import publish
from bihuan.reports.figures import figures
from bihuan.reports.models import Paper
from bihuan.reports.papers.kinds import KINDS, Kind, kinds_for, subjects, written
from bihuan.reports.selectors import figures_then_and_now, known_figures
from bihuan.reports.services import order, retire_template, take_template
from bihuan.supervision.models import SupervisionNotice, Team, TeamMember
from bihuan.supervision.services.notices import issue_notice
from bihuan.supervision.services.plans import grant_extension
from tests import walk
from tests.documents.papers import word
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice has its own test; here its absence must be said and harm nothing."""
    monkeypatch.setattr(preview, "office", lambda: None)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def writable(world: World) -> Iterator[tuple[Kind, object]]:
    """Every kind that the office may have here, with a subject of which it can be written."""
    for kind in kinds_for(world.office, world.campaign):
        if kind.about == "campaign":
            yield kind, None
        for subject in subjects(kind, world.office, world.campaign):
            if not list(kind.against(subject)):
                yield kind, subject
                break


def test_every_kind_is_written_from_the_records(world: World) -> None:
    issue, _ = walk.to_closed(world)
    publish(walk.to_verified(world), kind="notice", scope="public", by=world.office)
    team = Team.objects.create(campaign=world.campaign, number=9, name="督导九组")
    TeamMember.objects.create(team=team, person=world.supervisor)
    late = walk.to_started(world)
    asked = request_extension(late, until=late.due + timedelta(days=30), reason="等待验收", by=world.liaison)
    grant_extension(asked, comment="同意一次", by=world.supervisor)
    due = day_of(world.campaign) + timedelta(days=10)
    for sort in SupervisionNotice.Kind:
        issue_notice(late, kind=sort, text="抓紧办理。", reply_due=due, by=world.supervisor)
    found = {kind.code: written(kind, world.office, world.campaign, subject) for kind, subject in writable(world)}
    assert set(KINDS) - set(found) == {"questionnaire"}
    letters = {
        written(KINDS["notice"], world.office, world.campaign, one).title for one in late.supervision_notices.all()
    }
    assert len(letters) == len(SupervisionNotice.Kind)
    for code, paper in found.items():
        content = write(paper)
        assert not check(content, name="a.docx", isolated=False).findings, code
        assert paper.title in words_of(content).replace("\n", "")
    assert world.supervisor.title in words_of(write(found["manual"])), "the manual is one supervisor's own"
    assert issue.title in words_of(write(found["ledger"]))
    assert issue.label in words_of(write(found["closing-slip"]))


def test_the_report_states_the_very_figures_and_one_record_changes_both(world: World) -> None:
    walk.to_closed(world)
    paper = written(KINDS["situation"], world.office, world.campaign)
    by_path = {figure.path: figure.text for figure in figures(world.campaign)}
    stated = {figure.path: figure.text for figure in paper.stated()}
    assert stated["rectify.issues_registered"] == "1"
    assert all(by_path[path].lstrip("-") == text.lstrip("-") for path, text in stated.items())
    content = write(paper)
    assert not check(content, name="a.docx", known=known_figures(world.campaign), isolated=False).findings
    register(world.campaign, text="门卫室没有灯", details=IssueDetails(source="督查发现"), by=world.office)
    faults = check(content, name="a.docx", known=known_figures(world.campaign), isolated=False).findings
    assert {fault.kind for fault in faults} == {Fault.RECORD}
    assert any("记录现为 2" in fault.sentence for fault in faults)
    again = {figure.path: figure.text for figure in written(KINDS["situation"], world.office, world.campaign).stated()}
    assert again["rectify.issues_registered"] == "2"


def test_a_paper_is_ordered_written_downloaded_and_compared(world: World) -> None:
    walk.to_closed(world)
    client = signed_in(world.office)
    assert "整改率" in client.get("/reports/new/situation/").content.decode()
    answer = client.post("/reports/new/situation/")
    assert answer.status_code == 302
    worker.drain()
    paper = Paper.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert "LibreOffice" in page
    content = b"".join(client.get(f"/reports/papers/{paper.pk}/file/").streaming_content)  # type: ignore[attr-defined] # a streamed answer
    carried = carried_by(content)
    assert carried is not None
    assert len(carried.figures) == paper.figures.count() > 3
    assert all(now == figure.text for figure, now in figures_then_and_now(paper))
    register(world.campaign, text="门卫室没有灯", details=IssueDetails(source="督查发现"), by=world.office)
    assert any(now != figure.text for figure, now in figures_then_and_now(paper))
    upload = SimpleUploadedFile("报告.docx", content)
    checked = client.post("/reports/check/", {"file": upload, "records": "on"})
    assert checked.status_code == 200
    assert "<mark>" in checked.content.decode()
    assert Paper.objects.count() == 1


def test_a_repeated_job_keeps_one_paper(world: World) -> None:
    paper = order(KINDS["situation"], world.campaign, None, by=world.office)
    worker.drain()
    first = Paper.objects.get().file_id
    order(KINDS["briefing"], world.campaign, None, by=world.office)
    worker.drain()
    assert Paper.objects.get(pk=paper.pk).file_id == first


def test_rights_follow_the_subject(world: World) -> None:
    issue = walk.to_claimed(world)
    assert signed_in(world.liaison).get(f"/reports/new/six-clear/{issue.pk}/").status_code == 200
    assert signed_in(world.zone_liaison).get(f"/reports/new/six-clear/{issue.pk}/").status_code == 404
    assert signed_in(world.liaison).get("/reports/new/situation/").status_code == 404
    assert signed_in(world.member).get("/reports/").status_code == 404
    own = words_of(write(written(KINDS["ledger"], world.zone_liaison, world.campaign)))
    assert issue.title not in own
    paper = order(KINDS["ledger"], world.campaign, None, by=world.liaison)
    assert signed_in(world.zone_liaison).get(f"/reports/papers/{paper.pk}/").status_code == 404
    assert signed_in(world.office).get(f"/reports/papers/{paper.pk}/").status_code == 200


def test_a_slip_before_closing_is_refused_with_the_sentence_of_the_page(world: World) -> None:
    issue = walk.to_claimed(world)
    page = signed_in(world.office).get(f"/reports/new/closing-slip/{issue.pk}/")
    assert "还没有销号" in page.content.decode()
    with pytest.raises(Refused, match="还没有销号"):
        order(KINDS["closing-slip"], world.campaign, issue, by=world.office)


# ---------------------------------------------------------------- templates

TEMPLATE = word(
    "{{ campaign.name }}：{{ figures.rectify.issues_registered }}个",
    "{% for issue in issues %}{{ issue.title }}{% endfor %}",
)


def test_an_own_template_is_tried_taken_used_and_retired(world: World) -> None:
    issue = walk.to_claimed(world)
    template = take_template(world.campaign, TEMPLATE, kind="situation", name="区委版式", by=world.office)
    with pytest.raises(Refused, match="区委版式"):
        take_template(world.campaign, TEMPLATE, kind="situation", name="区委版式", by=world.office)
    order(KINDS["situation"], world.campaign, None, by=world.office, template=template)
    worker.drain()
    paper = Paper.objects.get()
    assert paper.file is not None
    with open_file(paper.file) as file:
        text = words_of(file.read())
    assert f"{world.campaign.name}：1个" in text
    assert issue.title in text
    retire_template(template, by=world.office)
    assert "区委版式" not in signed_in(world.office).get("/reports/templates/").content.decode()


@pytest.mark.parametrize("expression", ["{{ campaign.__class__ }}", "{{ figures.missing }}", "{% include 'x' %}"])
def test_the_page_refuses_a_hostile_template_with_the_sentence(world: World, expression: str) -> None:
    data = {"kind": "situation", "name": "坏模板", "file": SimpleUploadedFile("a.docx", word(expression))}
    answer = signed_in(world.office).post("/reports/templates/", data)
    assert answer.status_code == 422
    assert "模板" in answer.content.decode()


def test_templates_are_the_offices(world: World) -> None:
    with pytest.raises(Refused):
        take_template(world.campaign, TEMPLATE, kind="situation", name="版式", by=world.leader)
    assert signed_in(world.leader).get("/reports/templates/").status_code == 200
    assert signed_in(world.liaison).get("/reports/templates/").status_code == 404


# ---------------------------------------------------------------- the page and the command


def test_a_file_that_cannot_be_read_says_why_in_the_form(world: World) -> None:
    answer = signed_in(world.liaison).post(
        "/reports/check/", {"file": SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}
    )
    assert answer.status_code == 422


def test_the_command_prints_findings_with_places(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def] # pytest's own path
    report = tmp_path / "报告.txt"
    report.write_text("共有问题25个，已完成整改19个，正在整改5个。", encoding="utf-8")
    assert main(["check", str(report), "--json"]) == 0
    assert '"kind": "sum"' in capsys.readouterr().out
    assert main(["check", str(tmp_path / "missing.txt")]) == 1
