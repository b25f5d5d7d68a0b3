"""The demonstration computes the figures of the report; nothing is typed in."""

from datetime import date

import pytest
from django.db import transaction

from bihuan.audit.selectors import faults
from bihuan.campaigns.models import Campaign
from bihuan.cli import figures as command
from bihuan.demo.qijiang.build import build
from bihuan.ledger.models import Issue
from bihuan.opinions.models import Participants
from bihuan.opinions.services import receive
from bihuan.reports.figures import figures
from bihuan.supervision.models import PhaseJudgement, Team

pytestmark = pytest.mark.django_db  # each test is undone; the demo below stays until the module ends

STATED = {
    "study.plan_topics_commission": 10,
    "study.plan_topics_zones_units_schools": 12,
    "study.each_committee_member_leads_topics_at_least": 1,
    "study.each_committee_member_gives_talks_at_least": 1,
    "study.party_lectures_by_secretary": 3,
    "study.culture_forum_sessions": 3,
    "study.warning_education_sessions": 3,
    "study.films_watched": 9,
    "study.leadership_concentrated_study_days": 4.5,
    "study.leadership_topics_studied": 10,
    "study.leadership_documents_read": 38,
    "study.reflections_per_member_at_least": 1,
    "rectify.indicators.meetings": -18.6,
    "rectify.indicators.activities": -20,
    "rectify.indicators.documents": -32,
    "rectify.indicators.meeting_and_activity_cost": -43,
    "rectify.indicators.assessment_indicators_cancelled": 13,
    "rectify.special_action.political_discipline_aspects": 7,
    "rectify.special_action.violations_found": 2,
    "rectify.special_action.persons_handled": 6,
    "inquiry.invite_in.symposia": 4,
    "inquiry.invite_in.opinions": 54,
    "inquiry.go_out.symposia": 7,
    "inquiry.face_to_face.units": 123,
    "inquiry.back_to_back.forms_issued": 520,
    "rectify.issues_registered": 52,
    "rectify.issues_closed": 36,
    "rectify.issue_categories.区管领导干部四风问题.registered": 6,
    "rectify.issue_categories.区管领导干部四风问题.closed": 5,
    "rectify.issue_categories.基层干部作风问题.registered": 6,
    "rectify.issue_categories.基层干部作风问题.closed": 6,
    "rectify.issue_categories.群众反映强烈的利益问题.registered": 15,
    "rectify.issue_categories.群众反映强烈的利益问题.closed": 10,
    "rectify.issue_categories.联系服务群众最后一公里问题.registered": 25,
    "rectify.issue_categories.联系服务群众最后一公里问题.closed": 15,
    "oversee.teams": 8,
    "oversee.focus_problem_kinds.机关": 6,
    "oversee.focus_problem_kinds.学校": 4,
    "oversee.focus_problem_kinds.领导干部": 6,
    "oversee.focus_problem_kinds.教职工": 4,
    "oversee.meetings_at_key_nodes": 3,
    "oversee.phases.1.units": 16,
    "oversee.phases.1.complete": 14,
    "oversee.phases.1.passed": 9,
    "oversee.phases.1.catch_up": 1,
    "oversee.phases.1.rework": 1,
    "oversee.phases.1.made_good": 3,
}
ABOUT = {
    "rectify.special_action.unannounced_inspections": 10,
    "inquiry.invite_in.participants": 60,
    "inquiry.go_out.participants": 100,
    "inquiry.go_out.opinions": 100,
    "inquiry.face_to_face.talks.school_leaders": 400,
    "inquiry.face_to_face.talks.middle_managers": 400,
    "inquiry.face_to_face.talks.frontline_staff": 200,
    "inquiry.face_to_face.talks.retired_teachers": 200,
    "inquiry.face_to_face.visits_person_times": 1300,
    "inquiry.back_to_back.opinions": 200,
}
"""“More than” in the report: at the figure or up to a tenth above it."""


@pytest.fixture(scope="module")
def campaign(django_db_setup: None, django_db_blocker) -> Campaign:
    """Built once for the module, and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(lambda _step: None)
        transaction.set_rollback(True)


def values(campaign: Campaign) -> dict[str, int]:
    """Every figure by its path."""
    return {figure.path: figure.value for figure in figures(campaign)}


def test_the_first_phase_is_looked_back_at_as_the_report_says(campaign: Campaign) -> None:
    phase = campaign.phases.get(position=1)
    assert phase.look_back_on == date(2014, 5, 16)
    assert list(phase.papers.order_by("position").values_list("name", flat=True)) == [
        "活动方案",
        "学习会方案",
        "征求意见方案",
    ]
    groups = ["党政主要负责人", "中层干部", "一线教职工", "离退休教师"]
    assert list(phase.talks.order_by("position").values_list("name", flat=True)) == groups
    judged = PhaseJudgement.objects.filter(standing__phase=phase, notice__isnull=False)
    assert {(row.on, row.outcome) for row in judged} == {
        (phase.look_back_on, outcome) for outcome in ("reminder", "criticism", "delay", "catch_up", "rework")
    }
    assert all(row.notice.kind == row.outcome for row in judged.select_related("notice"))


def test_the_stated_figures_come_out(campaign: Campaign) -> None:
    computed = values(campaign)
    assert {path: computed[path] for path in STATED} == STATED
    off = {path: computed[path] for path, least in ABOUT.items() if not least <= computed[path] <= least * 1.1}
    assert off == {}


def test_a_changed_record_changes_the_figure(campaign: Campaign) -> None:
    before = values(campaign)
    office = campaign.issues.first().voices.first().by if campaign.issues.first().voices.exists() else None
    person = office or Team.objects.first().members.first().person
    Participants.objects.filter(consultation__channel__way="invite_in").update(attended=20)
    mailbox = campaign.channels.get(code="director-mailbox")
    receive(campaign, channel=mailbox, text="食堂的汤有点咸。", by=None)
    Team.objects.create(campaign=campaign, number=9, name="督导九组")
    after = values(campaign)
    assert person is not None
    assert after["inquiry.invite_in.participants"] == 80
    assert after["inquiry.back_to_back.opinions"] == before["inquiry.back_to_back.opinions"] + 1
    assert after["oversee.teams"] == 9


def test_every_closed_issue_has_its_certificate_and_the_record_is_whole(campaign: Campaign) -> None:
    closed = Issue.objects.filter(campaign=campaign, status="closed")
    assert all(issue.closures.filter(cycle=issue.cycle).exists() for issue in closed)
    assert list(faults()) == []


def test_the_lights_are_those_of_the_pictures(campaign: Campaign) -> None:
    still_open = Issue.objects.filter(campaign=campaign).still_open()
    assert {colour: still_open.filter(light=colour).count() for colour in ("red", "yellow", "green")} == {
        "red": 3,
        "yellow": 5,
        "green": 8,
    }


def test_the_command_prints_them_by_path(campaign: Campaign, monkeypatch, capsys) -> None:
    monkeypatch.setattr(command, "load", lambda name: __import__(name, fromlist=["_"]))
    arguments = type("Arguments", (), {"campaign": "qijiang", "json": True})()
    assert command.run(arguments) == 0
    assert '"oversee.teams": 8' in capsys.readouterr().out
    arguments.campaign = "nowhere"
    assert command.run(arguments) == 1
    assert "qijiang" in capsys.readouterr().err
