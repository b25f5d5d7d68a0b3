"""Plans, requests, verification and look-backs through their pages; what a service refuses is read in the form."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from bihuan.ledger.models import Issue
from bihuan.ledger.services.planning import MeasureContent, PlanContent, add_measure, draft_plan, submit_plan
from bihuan.ledger.states import PlanStatus, Status
from bihuan.supervision.models import LookBack, Verification
from bihuan.supervision.services.plans import return_plan
from tests import walk
from tests.supervision.pages.addresses import extension_url, plan_url
from tests.supervision.pages.conftest import Sign
from tests.world import World

pytestmark = pytest.mark.django_db

EXIF_MODEL = 0x0110
VISIT = {
    "result": "passed",
    "findings": "随机问 5 名住校生，补助全部到卡。",
    "method": "on_site",
    "place": "中心小学",
    "at": "2026-03-02T10:05",
}


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_plan_is_approved_by_the_button_that_says_so(world: World, as_: Sign) -> None:
    url = plan_url(world)
    assert as_(world.supervisor).post(url, {"comment": "", "decision": "approve"}).status_code == 302
    assert Issue.objects.get().status == Status.PLANNED


def test_no_button_no_decision(world: World, as_: Sign) -> None:
    url = plan_url(world)
    answer = as_(world.supervisor).post(url, {"comment": "好"})
    assert answer.status_code == 422
    assert Issue.objects.get().plans.get().status == PlanStatus.SUBMITTED


def test_a_plan_is_returned_only_with_words_and_they_are_kept(world: World, as_: Sign) -> None:
    url = plan_url(world)
    supervisor = as_(world.supervisor)
    answer = supervisor.post(url, {"comment": " ", "decision": "return"})
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()
    assert supervisor.post(url, {"comment": "目标没有分到学区", "decision": "return"}).status_code == 302
    assert Issue.objects.get().plans.get().comment == "目标没有分到学区"


def test_who_may_not_decide_reads_why_and_cannot(world: World, as_: Sign) -> None:
    url = plan_url(world)
    for person in (world.office, world.leader, world.inside_supervisor, world.liaison):
        text = body(as_(person), url)
        assert 'aria-disabled="true"' in text
        assert 'name="decision"' not in text
        assert as_(person).post(url, {"comment": "", "decision": "approve"}).status_code == 422
    assert Issue.objects.get().status == Status.ASSIGNED


def test_versions_are_compared_line_by_line(world: World, as_: Sign) -> None:
    issue = walk.to_assigned(world)
    walk.write_plan(world, issue)
    return_plan(submit_plan(issue.plans.get(), by=world.liaison), comment="请细化", by=world.deputy)
    content = PlanContent(responsible=world.clerk, deadline_text="2026年5月底前", standard="逐人核对", sixth="分管领导")
    draft_plan(issue, content, by=world.liaison)
    add_measure(issue, MeasureContent(text="改为按月打卡"), by=world.liaison)
    plan = submit_plan(issue.plans.get(version=2), by=world.liaison)
    text = body(as_(world.supervisor), reverse("supervision:plan", args=[plan.pk]))
    assert "<del>整改时限：2026年4月底前</del>" in text
    assert "<ins>整改措施2：改为按月打卡</ins>" in text
    assert re.search(r"<td>责任科室：计财科</td>\s*<td>责任科室：计财科</td>", text)


def test_a_draft_is_nobody_s_to_review(world: World, as_: Sign) -> None:
    issue = walk.to_assigned(world)
    walk.write_plan(world, issue)
    url = reverse("supervision:plan", args=[issue.plans.get().pk])
    assert as_(world.supervisor).get(url).status_code == 404


def test_more_time_is_granted_or_denied(world: World, as_: Sign) -> None:
    url = extension_url(world)
    supervisor = as_(world.supervisor)
    assert supervisor.post(url, {"comment": "", "decision": "deny"}).status_code == 422
    assert supervisor.post(url, {"comment": "", "decision": "grant"}).status_code == 302
    assert Issue.objects.get().due.month == 8


def test_a_verification_is_written_down(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    url = reverse("supervision:verify", args=[issue.pk])
    assert as_(world.supervisor).post(url, VISIT).status_code == 302
    issue.refresh_from_db()
    assert issue.status == Status.VERIFIED


def picture() -> SimpleUploadedFile:
    """A photograph as a phone makes it, with the device written into it."""
    exif = Image.Exif()
    exif[EXIF_MODEL] = "Phone 17"
    stream = BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_0001.jpg", stream.getvalue(), "image/jpeg")


def test_photographs_of_the_visit_are_kept_without_the_phone(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    url = reverse("supervision:verify", args=[issue.pk])
    assert as_(world.supervisor).post(url, {**VISIT, "photos": [picture(), picture()]}).status_code == 302
    shown = reverse("supervision:photo", args=[issue.verifications.get().pk, 2])
    assert shown in body(as_(world.liaison), reverse("ledger:issue", args=[issue.pk]))
    content = b"".join(as_(world.liaison).get(shown))
    assert content.startswith(b"\xff\xd8")
    assert b"Phone 17" not in content
    assert as_(world.stranger).get(shown).status_code == 404


def test_a_film_is_not_taken_and_the_words_stay(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    answer = as_(world.supervisor).post(
        reverse("supervision:verify", args=[issue.pk]), {**VISIT, "photos": [picture() for _ in range(10)]}
    )
    assert answer.status_code == 422
    assert "您选了 10 张照片" in answer.content.decode()
    assert not Verification.objects.exists()


@pytest.mark.parametrize("result", ["partly", "failed"])
def test_what_did_not_pass_goes_back(world: World, as_: Sign, result: str) -> None:
    issue = walk.to_claimed(world)
    url = reverse("supervision:verify", args=[issue.pk])
    assert as_(world.supervisor).post(url, {**VISIT, "result": result}).status_code == 302
    issue.refresh_from_db()
    assert (issue.status, issue.cycle) == (Status.RECTIFYING, 2)


def test_nothing_is_chosen_beforehand_and_everything_is_asked_for(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    supervisor, url = as_(world.supervisor), reverse("supervision:verify", args=[issue.pk])
    assert "checked" not in re.sub(r'type="checkbox"', "", body(supervisor, url))
    answer = supervisor.post(url, {"findings": "看到回单"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "看到回单" in text
    for sentence in ("请选择核查结果。", "请选择核查方式。", "请写明在哪里核查的。", "请写明核查的日期和时间。"):
        assert sentence in text


def test_a_visit_that_has_not_been_is_not_written_down(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    answer = as_(world.supervisor).post(
        reverse("supervision:verify", args=[issue.pk]), {**VISIT, "at": "2026-03-03T09:00"}
    )
    assert answer.status_code == 422
    assert "核查时间还没有到" in answer.content.decode()
    assert not Verification.objects.exists()


@pytest.mark.parametrize("name", ["deputy", "inside_supervisor", "office", "head", "leader"])
def test_who_is_barred_reads_why_and_cannot_verify(world: World, as_: Sign, name: str) -> None:
    issue = walk.to_claimed(world)
    person, url = getattr(world, name), reverse("supervision:verify", args=[issue.pk])
    assert 'aria-disabled="true"' in body(as_(person), url)
    assert as_(person).post(url, VISIT).status_code == 422
    assert not Verification.objects.exists()


def test_a_look_back_holds_or_brings_it_back(world: World, as_: Sign) -> None:
    issue, _closure = walk.to_closed(world)
    row = LookBack.objects.get(issue=issue)
    url, supervisor = reverse("supervision:look-back", args=[row.pk]), as_(world.second_supervisor)
    found = {"place": "中心小学", "findings": "四月又没有发"}
    assert supervisor.post(url, found).status_code == 422
    assert supervisor.post(url, {**found, "decision": "relapsed"}).status_code == 302
    issue.refresh_from_db()
    assert (issue.status, issue.cycle) == (Status.RECTIFYING, 2)
    assert supervisor.post(url, {**found, "decision": "held"}).status_code == 422  # done once


def test_due_and_overdue_look_backs_are_one_list(world: World, as_: Sign) -> None:
    walk.to_closed(world)
    url = reverse("supervision:look-backs") + "?now=1"
    leader = as_(world.team_leader)
    assert "寄宿生" not in body(leader, url)
    walk.travel(world, 60)
    text = body(leader, url)
    assert "寄宿生" in text
    assert "逾期" in text
