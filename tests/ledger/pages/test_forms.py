"""Every form: what it does, what it says when something is missing, and that nothing written is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.ledger.models import Evidence, Issue, Plan
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.states import MeasureStatus, Status
from tests import walk


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_office_registers_and_the_words_are_kept(world, as_person):
    answer = as_person(world.office).post(
        "ledger:new", text="食堂菜价没有公开", category=world.category.pk, deadline_text="2026年5月底前", amount="12.50"
    )
    issue = Issue.objects.get()
    assert answer.status_code == 302
    assert (issue.original_text, issue.category, issue.title) == (
        "食堂菜价没有公开",
        world.category,
        "食堂菜价没有公开",
    )


def test_an_empty_problem_is_asked_for_and_the_rest_stays(world, as_person):
    answer = as_person(world.office).post("ledger:new", text="", deadline_text="5月底前")
    assert answer.status_code == 422
    assert 'value="5月底前"' in answer.content.decode()
    assert not Issue.objects.exists()


def test_who_may_not_register_reads_why_before_and_after(world, as_person):
    liaison = as_person(world.liaison)
    assert "aria-disabled" in liaison.get("ledger:new").content.decode()
    answer = liaison.post("ledger:new", text="想自己立账")
    assert answer.status_code == 422
    assert "想自己立账" in answer.content.decode()
    assert not Issue.objects.exists()


def test_details_and_title_change_with_their_reasons(world, as_person):
    issue = walk.to_registered(world)
    office = as_person(world.office)
    office.post("ledger:details", issue.pk, goal="应补尽补", deadline_text=issue.deadline_text)
    office.post("ledger:wording", issue.pk, title="寄宿生补助晚到", reason="说得更准")
    issue.refresh_from_db()
    assert (issue.goal, issue.title) == ("应补尽补", "寄宿生补助晚到")
    assert issue.original_text == "部分学校寄宿生生活补助发放不及时"
    assert issue.wording_edits.get().reason == "说得更准"


def test_assigning_takes_names_and_explains_unknown_ones(world, as_person):
    issue = walk.to_registered(world)
    office = as_person(world.office)
    wrong = office.post("ledger:assign", issue.pk, lead="第九学区", supporting="")
    assert wrong.status_code == 422
    assert "第九学区" in wrong.content.decode()
    office.post("ledger:assign", issue.pk, lead="区教委 / 计财科", supporting="学生资助中心、第五学区")
    issue.refresh_from_db()
    assert issue.lead_unit == world.finance
    assert {row.unit for row in issue.supporting.all()} == {world.aid_centre, world.fifth_zone}


def test_asides_need_reason_and_reply_and_merging_needs_a_number(world, as_person):
    first, second = (register(world.campaign, text=t, details=IssueDetails(), by=world.office) for t in ("一", "二"))
    office = as_person(world.office)
    assert office.post("ledger:transfer", second.pk, reason="", reply="").status_code == 422
    assert office.post("ledger:merge", second.pk, into="99").status_code == 422
    office.post("ledger:merge", second.pk, into=first.label)
    second.refresh_from_db()
    assert (second.status, second.merged_into) == (Status.MERGED, first)
    office.post("ledger:unmerge", second.pk)
    second.refresh_from_db()
    assert second.status == Status.REGISTERED


def test_the_head_gives_back_and_the_leader_refuses(world, as_person):
    issue = walk.to_assigned(world)
    as_person(world.head).post("ledger:decline", issue.pk, reason="不属于本科室职责")
    as_person(world.leader).post("ledger:refuse", issue.pk, reason=world.refusal.pk, reply="已转有关部门研究")
    issue.refresh_from_db()
    assert issue.status == Status.REFUSED


def test_a_liaison_writes_the_plan_with_rows_and_hands_it_in(world, as_person):
    issue = walk.to_assigned(world)
    liaison = as_person(world.liaison)
    liaison.post(
        "ledger:plan",
        issue.pk,
        responsible=world.clerk.pk,
        deadline_text="4月底前",
        standard="逐人核对",
        sixth="分管领导",
    )
    rows = {
        "text": "补发补助",
        "targets-TOTAL_FORMS": "2",
        "targets-INITIAL_FORMS": "0",
        "targets-0-unit": "第五学区",
        "targets-0-goal": "286",
        "targets-0-measured_in": "人",
        "steps-TOTAL_FORMS": "1",
        "steps-INITIAL_FORMS": "0",
        "steps-0-text": "核对名单",
        "steps-0-due": "2026-03-20",
    }
    assert liaison.post("ledger:measure-new", issue.pk, **rows).status_code == 302
    measure = issue.measures.get()
    assert measure.targets.get().unit == world.fifth_zone
    assert measure.milestones.get().text == "核对名单"
    half = liaison.post("ledger:measure", measure.pk, **rows | {"targets-0-goal": ""})
    assert half.status_code == 422
    assert "第五学区" in half.content.decode()
    liaison.post("ledger:plan-submit", issue.pk)
    assert Plan.objects.get().status == "submitted"


def test_a_plan_says_what_it_lacks(world, as_person):
    issue = walk.to_assigned(world)
    liaison = as_person(world.liaison)
    liaison.post("ledger:plan", issue.pk, deadline_text="4月底前")
    page = liaison.get("ledger:plan", issue.pk).content.decode()
    assert "aria-disabled" in page
    assert liaison.post("ledger:plan-submit", issue.pk).status_code == 409


def test_the_work_progress_target_evidence_and_claim(world, as_person):
    issue = walk.to_planned(world)
    liaison, head = as_person(world.liaison), as_person(world.head)
    liaison.post("ledger:start", issue.pk)
    assert liaison.post("ledger:progress", issue.pk, percent="140", text="").status_code == 422
    liaison.post("ledger:progress", issue.pk, percent="60", text="名单已核对")
    measure, target = issue.measures.get(), issue.targets.get()
    assert head.post("ledger:claim", issue.pk).status_code == 409
    liaison.post("ledger:target", target.pk, done="286")
    file = SimpleUploadedFile("回单.txt", "银行回单".encode(), content_type="text/plain")
    added = liaison.post("ledger:evidence-add", measure.pk, title="银行回单", kind="result", file=file)
    assert added.status_code == 302
    liaison.post("ledger:measure-mark", measure.pk, status="done")
    head.post("ledger:claim", issue.pk)
    issue.refresh_from_db()
    measure.refresh_from_db()
    assert (issue.status, issue.progress, measure.status) == (Status.CLAIMED, 60, MeasureStatus.DONE)
    head.post("ledger:claim-withdraw", issue.pk)
    issue.refresh_from_db()
    assert issue.status == Status.RECTIFYING


def test_evidence_is_revised_withdrawn_and_read_only_by_those_who_see_the_issue(world, as_person):
    issue = walk.to_started(world)
    liaison = as_person(world.liaison)
    measure = issue.measures.get()
    first = SimpleUploadedFile("一.txt", "第一版".encode())
    liaison.post("ledger:evidence-add", measure.pk, title="回单", kind="result", file=first)
    evidence = Evidence.objects.get()
    better = SimpleUploadedFile("二.txt", "盖章清楚".encode())
    liaison.post("ledger:evidence-revise", evidence.pk, file=better, note="盖章更清楚")
    newest = evidence.revisions.order_by("-number").first()
    answer = liaison.get("ledger:evidence-file", newest.pk)
    assert b"".join(answer.streaming_content) == "盖章清楚".encode()
    assert "attachment" in answer["Content-Disposition"]
    assert as_person(world.zone_liaison).get("ledger:evidence-file", newest.pk).status_code == 404
    assert as_person(world.stranger).get("ledger:evidence-file", newest.pk).status_code == 404
    liaison.post("ledger:evidence-withdraw", evidence.pk, reason="传错了")
    page = liaison.get("ledger:issue", issue.pk).content.decode()
    assert "传错了" in page
    assert newest.sha256[:8] in page


def test_more_time_is_asked_for_with_a_reason(world, as_person):
    issue = walk.to_started(world)
    liaison = as_person(world.liaison)
    assert liaison.post("ledger:extension", issue.pk, until="2026-03-01", reason="等批复").status_code == 422
    liaison.post("ledger:extension", issue.pk, until="2026-06-30", reason="等上级批复")
    assert issue.extensions.get().reason == "等上级批复"


def test_writing_by_get_is_not_possible(world, as_person):
    issue = walk.to_planned(world)
    liaison = as_person(world.liaison)
    for name in ("start", "claim", "claim-withdraw", "plan-submit", "unmerge"):
        assert liaison.get(f"ledger:{name}", issue.pk).status_code == 405
