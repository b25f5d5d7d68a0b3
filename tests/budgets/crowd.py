"""More of everything that a list shows: rows straight into the tables, the guards away while they are written."""

from datetime import timedelta

from django.utils import timezone

from bihuan.audit import guards
from bihuan.audit.models import Event
from bihuan.campaigns.models import CalendarDay, Campaign, Channel, Phase, Sequence, Term
from bihuan.files.models import StoredFile
from bihuan.jobs.models import Job
from bihuan.ledger.models import (
    Evidence,
    EvidenceRevision,
    Extension,
    Issue,
    IssueVoice,
    Measure,
    Milestone,
    OutsideNumber,
    Plan,
    ProgressReport,
    ResponsiblePerson,
    SavedView,
    SupportingUnit,
)
from bihuan.opinions.models import (
    Clock,
    Cluster,
    Consultation,
    Disposition,
    Likeness,
    Matter,
    MatterVoice,
    Message,
    Opinion,
    Participants,
    Regrouping,
    ReplyTemplate,
    Suggestion,
)
from bihuan.people.models import Post, Unit
from bihuan.publication.models import Publication
from bihuan.publication.snapshot import drafted
from bihuan.supervision.models import (
    Asking,
    Closure,
    LookBack,
    NodeMeeting,
    NoticePeriod,
    Objection,
    SupervisionNotice,
    Team,
    TeamArea,
    TeamMember,
    Verification,
    Visit,
    VisitEntry,
    Visitor,
)
from tests.budgets import asking, going_on
from tests.budgets.learners import Learners
from tests.permissions.tokens import token_for
from tests.world import DAY, World, enlist, plant

LATER = DAY + timedelta(days=20)


class Crowd:
    """Keeps count, so that it can be called again for more."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.campaign = world.campaign
        self.made = 0
        self.level = Term.objects.create(
            campaign=self.campaign, taxonomy=Term.Taxonomy.OUTSIDE_LEVEL, code="city", name="市序号"
        )
        self.watched = self._issue(1, status="rectifying")
        self.heard = self._opinion(1)
        self.matter = Matter.objects.create(campaign=self.campaign, number=1, name="路灯", made_on=DAY)
        self.cluster = Cluster.objects.create(campaign=self.campaign, name="路灯", engine="crowd")
        self.asked = self._consultation(1)
        self.surveyed = asking.questionnaire(world, 1)
        self.learners = Learners(world)
        for number in range(20):  # beyond one page of people from the start: the second page's count is no growth
            enlist(f"第{number}位教师", world.school)

    def grow(self, count: int) -> None:
        """So many more of everything."""
        with guards.suspended():
            for number in range(self.made + 2, self.made + 2 + count):
                self._units(number)
                self._set_up(number)
                self._listening(number)
                self._ledger(number)
                self._supervision(number)
                self._parts_of_one(number)
                self.learners.grow(number)
        self.made += count
        for kind in ("issue", "opinion"):
            Sequence.objects.update_or_create(campaign=self.campaign, kind=kind, defaults={"last": self.made + 1})

    # ------------------------------------------------------------ who and what for

    def _units(self, number: int) -> None:
        unit = plant(f"第{number}小学", under=self.world.fifth_zone, kind=Unit.Kind.SCHOOL)
        plant(f"第{number}科", under=self.world.district, kind=Unit.Kind.SECTION)
        person = enlist(f"第{number}小学联络员", unit)
        Post.objects.create(unit=self.world.district, title=f"第{number}副主任", holder=person)
        token_for(person, f"budgets-{number}").save()

    def _set_up(self, number: int) -> None:
        campaign = Campaign.objects.create(
            code=f"other-{number}",
            name=f"第{number}次活动",
            template="generic",
            root=self.world.district,
            year=DAY.year,
            starts_on=DAY - timedelta(days=400),
            ends_on=DAY,
        )
        Phase.objects.create(campaign=campaign, position=1, name="听取意见", starts_on=DAY, ends_on=DAY)
        Phase.objects.create(
            campaign=self.campaign, position=number + 5, name=f"环节{number}", starts_on=DAY, ends_on=DAY
        )
        for taxonomy in Term.Taxonomy:
            Term.objects.create(campaign=self.campaign, taxonomy=taxonomy, code=f"t{number}", name=f"词{number}")
        Channel.objects.create(
            campaign=self.campaign, way=Channel.Way.GO_OUT, code=f"c{number}", name=f"渠道{number}", public=True
        )
        CalendarDay.objects.create(day=DAY + timedelta(days=number), working=False)
        Job.objects.create(
            kind="ledger.import",
            args="{}",
            run_at=timezone.now(),
            created=timezone.now(),
            created_by=self.world.office.pk,
        )
        Event.objects.create(
            stream="people", seq=number, kind="people.unit_closed", at=timezone.now(), payload='{"data":{}}', hash="0"
        )

    # ------------------------------------------------------------ listening

    def _consultation(self, number: int) -> Consultation:
        world = self.world
        return Consultation.objects.create(
            campaign=self.campaign,
            channel=world.symposium,
            kind="symposium",
            title=f"第{number}次座谈",
            convener=world.finance,
            held_on=DAY,
        )

    def _opinion(self, number: int) -> Opinion:
        unit = self.world.school
        return Opinion.objects.create(
            campaign=self.campaign,
            number=number,
            channel=self.world.mailbox,
            text=f"第{number}条意见",
            about_unit=unit,
            received_on=DAY,
            u1=unit.u1,
            u2=unit.u2,
            u3=unit.u3,
        )

    def _listening(self, number: int) -> None:
        consultation = self._consultation(number)
        groups = Term.objects.get(campaign=self.campaign, taxonomy="speaker_group", code=f"t{number}")
        Participants.objects.create(consultation=consultation, group=groups, attended=3)
        Participants.objects.create(consultation=self.asked, group=groups, attended=3)
        asking.questionnaire(self.world, number)
        asking.answers(self.surveyed, number)
        ReplyTemplate.objects.create(campaign=self.campaign, name=f"用语{number}", text="{number}已收到。")
        channel = Channel.objects.get(campaign=self.campaign, code=f"c{number}")
        Clock.objects.create(campaign=self.campaign, channel=channel, preset="own", respond_days=3, settle_days=9)
        opinion = self._opinion(number)
        Disposition.objects.create(
            opinion=opinion, kind="answered", reply="已答复", by=self.world.office, at=timezone.now(), day=DAY
        )
        Message.objects.create(opinion=self.heard, from_speaker=True, text=f"第{number}问", on=DAY)
        self._triage(opinion)

    def _triage(self, opinion: Opinion) -> None:
        """By turns a voice joins the matter whose page is measured, has one of its own, or waits in a group."""
        Suggestion.objects.create(
            opinion=opinion, engine="crowd", on=DAY, category=self.world.category, cluster=self.cluster
        )
        Likeness.objects.create(opinion=opinion, other=self.heard, kind="related", degree=0.5, why={"code": "equal"})
        if opinion.number % 3 == 0:
            return
        matter = self.matter
        if opinion.number % 3 == 1:
            matter = Matter.objects.create(campaign=self.campaign, number=opinion.number, name="事项", made_on=DAY)
        act = Regrouping.objects.create(campaign=self.campaign, kind="merge", by=self.world.office, at=timezone.now())
        MatterVoice.objects.create(matter=matter, opinion=opinion, tied_by=act)

    # ------------------------------------------------------------ the ledger

    def _issue(self, number: int, *, status: str) -> Issue:
        lead = self.world.finance
        return Issue.objects.create(
            campaign=self.campaign,
            number=number,
            status=status,
            title=f"第{number}个问题",
            original_text=f"第{number}个问题的原话",
            category=self.world.category,
            lead_unit=lead,
            deadline_text="月底前",
            due=DAY - timedelta(days=3),
            registered_on=DAY,
            started_on=DAY,
            light="red",
            light_code="overdue_days",
            light_value=3,
            u1=lead.u1,
            u2=lead.u2,
        )

    def _ledger(self, number: int) -> None:
        world = self.world
        issue = self._issue(number, status="claimed")
        OutsideNumber.objects.create(issue=issue, level=self.level, number=f"{number}")
        SupportingUnit.objects.create(issue=issue, unit=world.aid_centre)
        IssueVoice.objects.create(
            issue=issue, opinion=Opinion.objects.get(number=number), by=world.office, at=timezone.now()
        )
        Plan.objects.create(
            issue=issue, version=1, status="submitted", written_by=world.liaison, submitted_at=timezone.now()
        )
        Extension.objects.create(
            issue=issue, old_due=DAY, asked_for=LATER, reason="材料未齐", requested_by=world.liaison, requested_on=DAY
        )
        SavedView.objects.create(owner=world.office, campaign=self.campaign, name=f"视图{number}", query="open=1")

    # ------------------------------------------------------------ supervision and publication

    def _visit(self, team: Team, number: int) -> None:
        """A visit with an entry, and a meeting."""
        world, lines = self.world, {"title": f"第{number}次督导会", "held_on": DAY, "agenda": "部署"}
        phase = self.campaign.phases.first()
        NodeMeeting.objects.create(campaign=self.campaign, phase=phase, planned_by=world.office, **lines)
        self.visited = Visit.objects.create(
            campaign=self.campaign,
            number=number,
            team=team,
            unit=world.finance,
            announced=True,
            purpose="查看整改",
            planned_on=DAY,
            near_from=DAY,
            near_to=DAY,
            again_reason="复查",
            planned_by=world.supervisor,
        )
        Visitor.objects.create(visit=self.visited, person=world.supervisor, unit=world.inspectorate)
        now = timezone.now()
        Visit.objects.filter(pk=self.visited.pk).update(status="under_way", begun_at=now)
        VisitEntry.objects.create(
            visit=self.visited, key=f"crowd-{number}", answer="in_order", by=world.supervisor, at=now
        )

    def _supervision(self, number: int) -> None:
        world, issue = self.world, Issue.objects.get(campaign=self.campaign, number=number)
        team = Team.objects.create(campaign=self.campaign, number=number, name=f"督导{number}组")
        TeamMember.objects.create(team=team, person=world.supervisor)
        TeamArea.objects.create(team=team, unit=world.fifth_zone)
        self._visit(team, number)
        self.standing = going_on.a_unit(world, number)
        going_on.a_recurrence(world, issue, self.watched)
        going_on.a_hint(world, issue)
        SupervisionNotice.objects.create(
            campaign=self.campaign,
            kind="reminder",
            year=DAY.year,
            number=number,
            issue=issue,
            unit=world.finance,
            text="请按期整改",
            issued_on=DAY,
            issued_by=world.supervisor,
            reply_due=LATER,
        )
        seen = Verification.objects.create(
            issue=issue,
            cycle=1,
            result="passed",
            verifier=world.supervisor,
            verifier_unit=world.inspectorate,
            place="现场",
            at=timezone.now(),
            method="on_site",
            findings="属实",
        )
        Closure.objects.create(
            issue=issue,
            cycle=1,
            verification=seen,
            closed_by=world.team_leader,
            closed_on=DAY,
            certificate="{}",
            sha256="0" * 64,
        )
        LookBack.objects.create(issue=issue, cycle=1, due=DAY)
        period = NoticePeriod.objects.create(
            issue=issue, cycle=1, opens_on=DAY, ends_on=LATER, workdays=5, opened_by=world.office
        )
        Objection.objects.create(
            period=period, issue=issue, text="不符", received_on=DAY, receipt_digest=f"{number:064}"
        )
        told = drafted(issue, kind="result", scope="public")
        Publication.objects.create(
            campaign=self.campaign,
            issue=issue,
            kind="result",
            scope="public",
            version=1,
            cycle=1,
            snapshot=told.text,
            sha256=told.sha256,
            published_by=world.office,
            published_on=DAY,
        )

    def _parts_of_one(self, number: int) -> None:
        """More on the one issue whose page is measured."""
        world, issue = self.world, self.watched
        measure = Measure.objects.create(issue=issue, position=number, text=f"措施{number}")
        Milestone.objects.create(issue=issue, measure=measure, text="节点", due=LATER)
        self._evidence(measure, number)
        ResponsiblePerson.objects.create(issue=issue, part="person", name=f"第{number}责任人")
        ProgressReport.objects.create(issue=issue, cycle=1, percent=10, text="推进", on=DAY, by=world.liaison)
        opinion = Opinion.objects.get(number=number)
        IssueVoice.objects.create(issue=issue, opinion=opinion, by=world.office, at=timezone.now())
        Asking.objects.create(
            issue=issue, cycle=1, opinion=opinion, way="receipt", asked_on=DAY, asked_by=world.supervisor
        )

    def _evidence(self, measure: Measure, number: int) -> None:
        digest = f"{number:064x}"
        file = StoredFile.objects.create(sha256=digest, size=1, media_type="text/plain", name="佐证.txt")
        shown = Evidence.objects.create(issue=measure.issue, measure=measure, kind="result", title=f"佐证{number}")
        EvidenceRevision.objects.create(
            issue=measure.issue,
            evidence=shown,
            number=1,
            file=file,
            sha256=digest,
            by=self.world.liaison,
            at=timezone.now(),
        )
