"""学: plans of the commission and its units, nine half days of study, the library, everybody's reflection."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import cycle, islice
from typing import Any

import yaml

from bihuan.campaigns.models import Campaign
from bihuan.demo.qijiang.casebook import on
from bihuan.demo.qijiang.cast import AFFILIATES, SECTIONS, ZONES, Cast, head_of, liaison_of
from bihuan.people.models import Person, Unit
from bihuan.people.roles import Role
from bihuan.people.services import create_person, grant_role
from bihuan.study.models import Material, StudyPlan, StudySession
from bihuan.study.services.comparing import compare_reflections
from bihuan.study.services.library import add_material, read_together
from bihuan.study.services.plans import (
    add_topic,
    approve_plan,
    change_topic,
    enlist,
    hand_down,
    lead_the_rest,
    submit_plan,
    write_plan,
)
from bihuan.study.services.reflections import accept, hand_in
from bihuan.study.services.sessions import (
    give_talk,
    hold_session,
    note_attendance,
    open_sign_in,
    plan_session,
    study_topic,
    use_material,
)

FIRST, LAST, TODAY = date(2014, 3, 3), date(2014, 6, 30), date(2014, 6, 12)
COMMITTEE = (
    ("secretary", "区委教育工委书记"),
    ("vice-secretary", "工委副书记"),
    ("director", ""),
    ("vice-director-1", "分管基础教育副主任"),
    ("vice-director-2", "分管计财基建副主任"),
    ("vice-director-3", "分管职成教副主任"),
    ("discipline", "纪工委书记"),
    ("adviser", "督导室主任督学"),
)
"""The leading group; its third member is the director, who signs in as `leader`."""


def _texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("bihuan.demo.qijiang").joinpath("study.yaml").read_text(encoding="utf-8")
    )
    return loaded


def raise_committee(cast: Cast) -> None:
    """Accounts of the leading group; they see everything and decide on plans, as leading officials do."""
    for username, title in COMMITTEE:
        if not title:
            cast.persons[username] = cast["leader"]
            continue
        person = create_person(username, title=title, unit=cast.root, by=None)
        cast.persons[username] = person
        grant_role(person, Role.LEADER, over=cast.root, by=None)


class Learning:
    """Tells the story of study."""

    def __init__(self, campaign: Campaign, cast: Cast) -> None:
        self.campaign, self.cast = campaign, cast
        self.office = cast["office"]
        self.texts = _texts()
        self.committee = [cast[username] for username, _title in COMMITTEE]
        self.secretary = self.committee[0]

    def study(self) -> None:
        """Everything, day by day."""
        with on(FIRST):
            plan, units = self._plans()
            documents = self._library("学习资料汇编", plan.unit)
        self._central(plan)
        self._other_sessions(plan)
        with on(date(2014, 5, 4)):
            for material in documents:
                read_together(material, self.committee, by=self.office)
        for number, unit_plan in enumerate(units):
            self._unit_session(unit_plan, date(2014, 3, 10 + number))
        with on(TODAY, 8):
            self._reflections([plan, *units])
            self._today(plan)

    # ------------------------------------------------------------ plans

    def _plans(self) -> tuple[StudyPlan, list[StudyPlan]]:
        plan = self._written(self.cast.root, "领导班子专题学习计划", self.texts["topics"])
        enlist(plan, [self.secretary], part="chair", by=self.office)
        enlist(plan, self.committee[1:], part="committee", by=self.office)
        staff = [self.office, *(who for name in SECTIONS for who in self._two(name))]
        enlist(plan, staff, part="member", by=self.office)
        for topic, leader in zip(plan.topics.order_by("position"), cycle(self.committee), strict=False):
            said = {name: getattr(topic, name) for name in ("title", "content", "planned_on", "half_days")}
            change_topic(topic, leader=leader, by=self.office, **said)
        return self._in_force(plan), self._units()

    def _written(self, unit: Unit, title: str, topics: list[list[str]]) -> StudyPlan:
        aim = "学懂群众路线，找准自身差距，边学边查边改。"
        plan = write_plan(self.campaign, unit=unit, title=title, aim=aim, starts_on=FIRST, ends_on=LAST, by=self.office)
        for number, (name, content) in enumerate(topics):
            day = date(2014, 3, 6) if number == 0 else date(2014, 3 + number // 5, 3 + number % 5 * 5)
            add_topic(plan, title=name, content=content, planned_on=day, half_days=1, leader=None, by=self.office)
        return plan

    def _units(self) -> list[StudyPlan]:
        """The office writes twelve topics; zones, affiliates and schools take them over, and the first two have theirs
        in force. The schools still name who leads."""
        frame = self._written(
            self.cast.units["活动办公室"], "学区、直属单位、学校专题学习计划", self.texts["unit_topics"]
        )
        units = [self.cast.units[name] for name in (*ZONES, *AFFILIATES)]
        schools = [unit for unit in self.cast.units.values() if unit.kind == Unit.Kind.SCHOOL]
        hand_down(frame, units=[*units, *schools], by=self.office)
        ready = []
        for plan in StudyPlan.objects.filter(campaign=self.campaign, unit__in=units).order_by("unit__path"):
            liaison, head = self._two(plan.unit.name)
            enlist(plan, [head], part="chair", by=head)
            enlist(plan, [liaison], part="member", by=head)
            lead_the_rest(plan, leader=head, by=head)
            ready.append(self._in_force(plan, by=head))
        return ready

    def _two(self, unit: str) -> tuple[Person, Person]:
        return liaison_of(self.cast, unit), head_of(self.cast, unit)

    def _in_force(self, plan: StudyPlan, *, by: Person | None = None) -> StudyPlan:
        submit_plan(plan, by=by or self.office)
        return approve_plan(plan, comment="四项均已落实。", by=self.cast["leader"])

    # ------------------------------------------------------------ sessions

    def _central(self, plan: StudyPlan) -> None:
        topics = {topic.position: topic for topic in plan.topics.all()}
        for title, day, halves, places, speaker in self.texts["central"]:
            with on(day):
                session = self._planned(plan, "central_group", title, day, half_days=halves, audience="committee")
                for place in places:
                    leader = self.committee[(place - 1) % len(self.committee)]
                    study_topic(session, topic=topics[place], led_by=leader, by=self.office)
                subject = f"结合分管工作谈“{topics[places[0]].title}”"
                give_talk(session, person=self.committee[speaker], subject=subject, by=self.office)
                note_attendance(session, self.committee, status="present", by=self.office)
                if speaker == 4:
                    note_attendance(session, [self.committee[7]], status="made_up", by=self.office)
                hold_session(session, summary="学习规定篇目，逐人发言，列出需要立即改的事项。", by=self.office)

    def _planned(self, plan: StudyPlan, kind: str, title: str, day: date, **more: Any) -> StudySession:
        place = {"place": "区教委三楼会议室", **more}
        return plan_session(plan, kind=kind, title=title, held_on=day, by=self.office, **place)

    def _other_sessions(self, plan: StudyPlan) -> None:
        for title, day in self.texts["lectures"]:
            self._everybody(plan, "lecture", title, day, speaker=self.secretary)
        for title, day, speaker in self.texts["forums"]:
            self._everybody(plan, "forum", title, day, guest_speaker=speaker)
        for title, day in self.texts["warnings"]:
            self._everybody(plan, "warning", title, day, speaker=self.cast["discipline"])
        for number, (day, titles) in enumerate(self.texts["films"], start=1):
            self._everybody(plan, "film", f"第{'一二三四五'[number - 1]}次观看电教片", day, shown=titles)

    def _everybody(self, plan: StudyPlan, kind: str, title: str, day: date, **more: Any) -> None:
        shown = more.pop("shown", [])
        with on(day):
            session = self._planned(plan, kind, title, day, **more)
            for film in shown:
                made = add_material(
                    self.campaign, unit=plan.unit, kind="film", title=film, text="光盘存活动办。", by=self.office
                )
                use_material(session, material=made, by=self.office)
            people = [row.person for row in plan.participants.select_related("person").order_by("pk")]
            note_attendance(session, people, status="present", by=self.office)
            note_attendance(session, people[9 + day.day % 7 :: 11], status="excused", by=self.office)
            hold_session(session, summary="全程参加，会后分组讨论。", guests=day.day % 4 * 5, by=self.office)

    def _unit_session(self, plan: StudyPlan, day: date) -> None:
        liaison, head = self._two(plan.unit.name)
        with on(day, 15):
            session = plan_session(
                plan, kind="central_group", title=f"{plan.unit}第一次集中学习", held_on=day, by=liaison
            )
            study_topic(session, topic=plan.topics.order_by("position")[0], led_by=head, by=liaison)
            give_talk(session, person=head, subject="先学一步，先改一步", by=liaison)
            note_attendance(session, [head, liaison], status="present", by=liaison)
            hold_session(session, summary="学习活动方案，布置读书和走访。", guests=12, by=liaison)

    def _today(self, plan: StudyPlan) -> None:
        """What is going on this morning, and what comes next week."""
        session = self._planned(plan, "exchange", "整改落实座谈交流", TODAY, audience="everyone")
        open_sign_in(session, by=self.office)
        self._planned(plan, "forum", "机关文化大讲坛：数据里的家长心声", date(2014, 6, 19), guest_speaker="统计局讲师")

    # ------------------------------------------------------------ library and reflections

    def _library(self, source: str, unit: Unit) -> list[Material]:
        return [
            add_material(
                self.campaign,
                unit=unit,
                kind=kind,
                title=f"{title}（第{number}篇）",
                source=source,
                text="全文已随会前资料印发，请通读后写下笔记。",
                required_of="committee" if number > 1 else "everyone",
                by=self.office,
            )
            for kind, title, parts in self.texts["library"]
            for number in range(1, parts + 1)
        ]

    def _reflections(self, plans: list[StudyPlan]) -> None:
        """One of everybody on a plan; the last but one took over much of his neighbour's."""
        people = dict.fromkeys(row.person for plan in plans for row in plan.participants.select_related("person__unit"))
        words = list(islice(self._composed(), len(people)))
        words[-2] = words[-1].replace("我", "本人")
        for number, (person, text) in enumerate(zip(people, words, strict=True)):
            made = hand_in(
                self.campaign,
                author=person,
                title=f"学习心得：{text[:12]}……",
                text=text,
                may_show=number % 3 == 0,
                by=person,
            )
            if number < len(people) - 5 and person.pk != self.office.pk:  # nobody reviews his own
                accept(made, by=self.office)
        compare_reflections(self.campaign)

    def _composed(self) -> Iterator[str]:
        """Texts in which no two share more than one passage."""
        openings, bodies, endings = (self.texts[name] for name in ("openings", "bodies", "endings"))
        count = len(openings)
        for number in range(count * count):
            row, place = divmod(number, count)
            yield openings[place] + bodies[(place + row) % count] + endings[(place + 2 * row) % count]
