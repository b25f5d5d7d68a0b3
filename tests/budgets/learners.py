"""More of everything that the lists of study and of outcomes show, straight into the tables."""

from datetime import timedelta

from django.utils import timezone

from bihuan.ledger.models import Issue, Measure, Target
from bihuan.outcomes.models import (
    Aspect,
    Case,
    ContactPoint,
    ContactVisit,
    Help,
    Indicator,
    Inspection,
    Measurement,
    Regulation,
    RegulationIssue,
    RegulationVersion,
    SpecialAction,
)
from bihuan.people.models import Person
from bihuan.study.models import (
    Attendance,
    Likeness,
    Material,
    Note,
    Participant,
    Reading,
    Reflection,
    SessionMaterial,
    SessionTalk,
    SessionTopic,
    StudyPlan,
    StudySession,
    Topic,
)
from tests.world import DAY, World, enlist, plant


class Learners:
    """One plan, session, material and so on whose page is measured, and more of what stands around them."""

    def __init__(self, world: World) -> None:
        self.world, self.campaign = world, world.campaign
        self.plan = self._plan(world.finance)
        for number in range(32):  # beyond one page from the start: the second page's count is no growth
            Participant.objects.create(plan=self.plan, person=self._person(f"listed{number}"))
        self.session = self._session(self.plan, 0)
        self.material = self._material(0)
        self.reflection = self._reflection(world.clerk, 0)
        by = {"campaign": self.campaign, "unit": world.finance}
        self.regulation = Regulation.objects.create(**by, title="办法", status="in_force", review_on=DAY)
        self.indicator = Indicator.objects.create(**by, code="m", name="会议", measured_in="次", source="登记")
        self.action = SpecialAction.objects.create(**by, title="清理", starts_on=DAY, status="under_way")
        self.contact = ContactPoint.objects.create(**by, form="pairing", place=world.school, since=DAY)

    def grow(self, number: int) -> None:
        """One more of everything."""
        person = enlist(f"学员{number}", self.world.finance)
        self._studied(number, person)
        self._read_and_written(number, person)
        self._remains(number)

    def _person(self, name: str) -> Person:
        return Person.objects.create(username=name, title=name, unit=self.world.finance)

    # ------------------------------------------------------------ study

    def _plan(self, unit: object) -> StudyPlan:
        plan = StudyPlan.objects.create(
            campaign=self.campaign,
            unit=unit,
            title="计划",
            aim="学懂",
            starts_on=DAY,
            ends_on=DAY + timedelta(days=90),
            written_by=self.world.liaison,
            status="in_force",
        )
        Participant.objects.create(plan=plan, person=self.world.office, part="committee")
        return plan

    def _session(self, plan: StudyPlan, number: int) -> StudySession:
        return StudySession.objects.create(
            campaign=self.campaign, plan=plan, unit=plan.unit, kind="lecture", title=f"第{number}次", held_on=DAY
        )

    def _studied(self, number: int, person: object) -> None:
        plan, world = self.plan, self.world
        other = self._plan(plant(f"{number}室", under=world.finance))
        self._session(other, number)
        topic = Topic.objects.create(plan=plan, position=number, title=f"专题{number}", leader=person)
        Participant.objects.create(plan=plan, person=person, part="committee" if number % 2 else "member")
        SessionTopic.objects.create(session=self.session, topic=topic, led_by=person)
        SessionTalk.objects.create(session=self.session, person=person, subject="发言")
        Attendance.objects.create(session=self.session, person=person, way="list", at=timezone.now(), by=world.liaison)

    def _material(self, number: int) -> Material:
        return Material.objects.create(
            campaign=self.campaign,
            unit=self.world.district,
            kind="theory",
            title=f"读本{number}",
            text="原文",
            required_of="everyone",
            added_on=DAY,
            added_by=self.world.office,
        )

    def _reflection(self, author: object, number: int) -> Reflection:
        return Reflection.objects.create(
            campaign=self.campaign,
            unit=self.world.finance,
            author=author,
            title=f"心得{number}",
            text="所学所想",
            status="accepted" if number % 2 else "submitted",
            may_show=True,
            compared=True,
            handed_in_on=DAY,
            reviewed_on=DAY,
        )

    def _read_and_written(self, number: int, person: object) -> None:
        item = self._material(number)
        SessionMaterial.objects.create(session=self.session, material=item)
        Reading.objects.create(material=self.material, person=person, percent=100, finished_on=DAY)
        Note.objects.create(campaign=self.campaign, person=self.world.office, material=self.material, text="记", on=DAY)
        other = self._reflection(person, number)
        Likeness.objects.create(reflection=self.reflection, other=other, percent=60, reason="文字相同")

    # ------------------------------------------------------------ outcomes

    def _remains(self, number: int) -> None:
        world, by = self.world, {"campaign": self.campaign, "unit": self.world.finance}
        rule = Regulation.objects.create(**by, title=f"办法{number}", status="in_force", review_on=DAY)
        RegulationVersion.objects.create(regulation=rule, number=1, text="第一条", on=DAY, by=world.head)
        RegulationVersion.objects.create(
            regulation=self.regulation, number=number, text="第一条", on=DAY, by=world.head
        )
        RegulationIssue.objects.create(
            regulation=self.regulation, issue=Issue.objects.get(campaign=self.campaign, number=number)
        )
        Indicator.objects.create(**by, code=f"m{number}", name="文件", measured_in="份", source="登记")
        Measurement.objects.create(
            indicator=self.indicator, starts_on=DAY, ends_on=DAY, note=str(number), value=1, by=world.head
        )
        SpecialAction.objects.create(**by, title=f"清理{number}", starts_on=DAY)
        aspect = Aspect.objects.create(action=self.action, position=number, title=f"方面{number}")
        seen = Inspection.objects.create(action=self.action, unit=world.school, on=DAY + timedelta(days=number))
        Case.objects.create(action=self.action, aspect=aspect, inspection=seen, title="违规", found_on=DAY)
        place = plant(f"{number}村小", under=world.fifth_zone)
        ContactPoint.objects.create(**by, form="pairing", place=place, since=DAY)
        ContactVisit.objects.create(contact=self.contact, on=DAY, raised="课桌", by=world.head)
        Help.objects.create(
            contact=self.contact, kind="money", what="款", on=DAY, quantity=1, measured_in="元", by=world.head
        )
        measure = Measure.objects.filter(issue__campaign=self.campaign).order_by("-pk")[0]
        Target.objects.create(issue=measure.issue, measure=measure, unit=place, goal=5, measured_in="间")
