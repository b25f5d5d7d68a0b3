"""Every kind of object that an address can name, set on the stage once: of the cast's own unit and of another one.

`Stage.places` tells, by kind and unit, what `reverse()` needs. Kinds are the words of the table's last column.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from bihuan.campaigns.models import CalendarDay, Term
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.files.models import StoredFile
from bihuan.files.services import store
from bihuan.jobs.models import Job
from bihuan.jobs.services import enqueue
from bihuan.jobs.states import State
from bihuan.ledger.exports import write_workbook
from bihuan.ledger.jobs import ImportFile
from bihuan.ledger.models import Evidence, ImportBatch, Issue, Milestone, SavedView
from bihuan.ledger.services.assigning import assign, merge
from bihuan.ledger.services.evidence import add_evidence
from bihuan.ledger.services.planning import submit_plan
from bihuan.ledger.services.registering import link_voice
from bihuan.ledger.services.working import request_extension
from bihuan.ledger.views.exchange import SALT
from bihuan.opinions import services as opinions
from bihuan.opinions.models import Consultation, Opinion
from bihuan.opinions.tickets import new_ticket
from bihuan.people.models import Grant, Person, Post
from bihuan.people.roles import Role
from bihuan.people.services import deactivate_person, deactivate_unit
from bihuan.publication.services import publish
from bihuan.publication.snapshot import drafted
from bihuan.supervision.models import Asking
from bihuan.supervision.services.asking import answer_by_receipt, ask
from bihuan.supervision.services.notices import issue_notice, reply_to_notice
from bihuan.supervision.services.noticing import object_to
from bihuan.supervision.services.sampling import Order, order_sample
from bihuan.supervision.services.teams import add_member, form_team
from tests import walk
from tests.permissions.access import FIFTH, FINANCE, THIRD
from tests.permissions.answering import set_answering
from tests.permissions.asked import set_asking
from tests.permissions.hinting import set_hints
from tests.permissions.learning import set_frame, set_study
from tests.permissions.phases import set_phases
from tests.permissions.remaining import set_outcomes
from tests.permissions.reporting import set_reports
from tests.permissions.tokens import set_programs
from tests.permissions.triage import set_desk
from tests.permissions.visiting import set_visits
from tests.world import World, enlist, plant

HERE = ""
"""The unit of objects that belong to the campaign, to one person, or to nobody."""
PICTURE = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
"""The smallest picture there is: one transparent point."""
LEDGER = "序号,存在问题,牵头单位\n1,食堂价格不公开,计财科\n"


@dataclass
class Stage:
    """What stands there: the cast, and by kind and unit the parts of the address; `known` are things to be named."""

    world: World
    places: dict[str, dict[str, tuple[Any, ...]]] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)

    def put(self, kind: str, unit: str, *parts: Any) -> None:
        """An object of this kind that belongs to this unit."""
        self.places.setdefault(kind, {})[unit] = parts


def build(world: World) -> Stage:
    """Set the whole stage. What is closed comes first: closing moves the campaign's clock."""
    stage = Stage(world)
    third = _third_zone(world)
    for unit, local in ((FINANCE, world), (THIRD, third)):
        _closed(stage, unit, local)
    for unit, local in ((FINANCE, world), (THIRD, third)):
        _begun(stage, unit, local)
        _planned(stage, unit, local)
        _under_way(stage, unit, local)
        _judged(stage, unit, local)
        _published(stage, unit, local)
        _people(stage, unit, local)
        set_study(stage, unit, local)
        set_outcomes(stage, unit, local)
        set_phases(stage, unit, local)
    set_frame(stage)
    _fifth_zone(stage)
    _heard(stage)
    _registered(stage)
    _campaign(stage)
    _teams(stage)
    set_visits(stage, lambda: SimpleUploadedFile("现场.gif", PICTURE))
    set_hints(stage, lambda: SimpleUploadedFile("佐证.gif", PICTURE))
    _files(stage)
    set_answering(stage)
    set_desk(stage)
    set_asking(stage)
    set_reports(stage)
    set_programs(stage)
    return stage


def _third_zone(world: World) -> World:
    """The same story in another unit, told by people who are not of the cast."""
    zone = world.third_zone
    return replace(
        world,
        finance=zone,
        aid_centre=plant("第三小学", under=zone),
        liaison=enlist("第三学区联络员", zone, Role.LIAISON),
        head=enlist("第三学区负责人", zone, Role.HEAD),
        clerk=enlist("第三学区经办人", zone),
    )


def _fifth_zone(stage: Stage) -> None:
    """Issues and a school of the zone in which some of the cast work."""
    world = stage.world
    issue = walk.to_registered(world)
    assign(issue, lead=world.fifth_zone, by=world.office)
    stage.put("issue", FIFTH, issue.pk)
    stage.put("unit", FIFTH, world.school.pk)


# ---------------------------------------------------------------- one issue in each state


def _closed(stage: Stage, unit: str, local: World) -> None:
    stage.put("ready issue", unit, walk.to_ready(local, voices=1).pk)
    issue, closure = walk.to_closed(local, voices=1)
    stage.put("closed issue", unit, issue.pk)
    stage.put("certificate", unit, closure.pk)
    stage.put("look-back", unit, issue.look_backs.get().pk)
    inside = publish(issue, kind="result", scope="unit", by=local.office)
    stage.put("publication inside a unit", unit, inside.pk)
    stage.put("published result", unit, publish(issue, kind="result", scope="public", by=local.office).pk)


def _begun(stage: Stage, unit: str, local: World) -> None:
    issue = walk.to_assigned(local, voices=1)
    stage.put("issue", unit, issue.pk)
    stage.put("assigned issue", unit, issue.pk)
    stage.put("voice of an issue", unit, issue.voices.get().pk)
    begun = walk.to_assigned(local)
    walk.write_plan(local, begun)
    stage.put("issue with a draft", unit, begun.pk)
    stage.put("measure of a draft", unit, begun.measures.get().pk)
    submitted = walk.to_assigned(local)
    walk.write_plan(local, submitted)
    stage.put("submitted plan", unit, submit_plan(submitted.plans.get(), by=local.liaison).pk)
    merged = walk.to_assigned(local)
    merge(merged, into=issue, reply="与前一件是同一件事。", by=local.office)
    stage.put("merged issue", unit, merged.pk)


def _planned(stage: Stage, unit: str, local: World) -> None:
    issue, day = walk.to_planned(local), day_of(local.campaign)
    stage.put("planned issue", unit, issue.pk)
    late = day + timedelta(days=90)
    stage.put(
        "request for more time", unit, request_extension(issue, until=late, reason="系统升级", by=local.liaison).pk
    )
    for kind in ("notice to a unit", "replied notice"):
        notice = issue_notice(issue, kind="reminder", text="请加快", reply_due=late, by=local.deputy)
        stage.put(kind, unit, notice.pk)
    reply_to_notice(notice, reply="已经加快。", by=local.head)


def _under_way(stage: Stage, unit: str, local: World) -> None:
    issue = walk.to_started(local)
    walk.do_the_work(local, issue)
    measure = issue.measures.get()
    stage.put("issue under way", unit, issue.pk)
    stage.put("measure under way", unit, measure.pk)
    stage.put("target", unit, measure.targets.get().pk)
    due = day_of(local.campaign)
    stage.put("milestone", unit, Milestone.objects.create(issue=issue, measure=measure, text="核对名单", due=due).pk)
    file = store(PICTURE, name=f"{unit}.gif")
    evidence = add_evidence(measure, title="公示照片", kind=Evidence.Kind.PROCESS, file=file, by=local.liaison)
    stage.put("evidence", unit, evidence.pk)
    stage.put("revision of evidence", unit, evidence.revisions.get().pk)


def _judged(stage: Stage, unit: str, local: World) -> None:
    stage.put("claimed issue", unit, walk.to_claimed(local, voices=1).pk)
    stage.put("claimed issue that nobody raised", unit, walk.to_claimed(local, voices=0).pk)
    issue = walk.to_verified(local, voices=2)
    ask(issue, by=local.office)
    silent, dissatisfied = issue.askings.order_by("pk")
    answer_by_receipt(dissatisfied, answer=Asking.Answer.DISSATISFIED, words="还差一个学期。")
    stage.put("verified issue", unit, issue.pk)
    photo = issue.verifications.get().photos.create(position=1, file=store(PICTURE, name="公示栏.gif"))
    stage.put("photograph of a visit", unit, photo.verification_id, photo.position)
    stage.put("silent voice", unit, silent.pk)
    stage.put("dissatisfied voice", unit, dissatisfied.pk)
    stage.known[f"draft of {unit}"] = drafted(issue, kind="notice", scope="public").sha256


def _published(stage: Stage, unit: str, local: World) -> None:
    notice = publish(walk.to_verified(local), kind="notice", scope="public", by=local.office)
    stage.put("public publication", unit, notice.pk)
    stage.put("item of the board", unit, local.campaign.code, notice.issue.number)
    objection, code = object_to(notice.issue.notice_periods.get(), text="公示的数字不对。")
    stage.put("objection", unit, objection.pk)
    stage.known["code of an objection"] = code


def _registered(stage: Stage) -> None:
    """Nobody leads it yet, so it has no unit."""
    issue = walk.to_registered(stage.world)
    stage.put("registered issue", HERE, issue.pk)
    stage.known["open issue"] = Issue.objects.get(pk=issue.pk).number


# ---------------------------------------------------------------- voices


def _heard(stage: Stage) -> None:
    world = stage.world
    group = Term.Taxonomy.SPEAKER_GROUP
    stage.known["group"] = Term.objects.create(campaign=world.campaign, taxonomy=group, code="parents", name="家长")
    for unit, about in ((FINANCE, world.finance), (FIFTH, world.fifth_zone)):
        for kind in ("open opinion", "answered opinion"):
            opinion, _code = opinions.receive(
                world.campaign,
                channel=world.mailbox,
                text="补助还没到卡上。",
                about_unit=about,
                contact="家长，电话见来信",
                by=world.office,
            )
            stage.put(kind, unit, world.campaign.code, opinion.number)
        opinions.answer(opinion, reply="本周到卡。", by=world.office)
        waiting = Opinion.objects.get(campaign=world.campaign, number=stage.places["open opinion"][unit][1])
        stage.put("open opinion by key", unit, waiting.pk)
        held = opinions.hold(
            world.campaign,
            channel=world.symposium,
            kind=Consultation.Kind.SYMPOSIUM,
            title="家长代表座谈会",
            convener=about,
            held_on=day_of(world.campaign),
            by=world.office,
        )
        stage.put("consultation", unit, world.campaign.code, held.pk)
    _asked_voice(stage)


def _asked_voice(stage: Stage) -> None:
    """Somebody who holds a receipt, whose words are on the ledger, and who is asked whether he is satisfied."""
    world = stage.world
    opinion, stage.known["receipt code"] = opinions.receive(
        world.campaign, channel=world.mailbox, text="校服价格不公开。", by=None
    )
    issue = Issue.objects.get(pk=stage.places["verified issue"][FINANCE][0])
    link_voice(issue, opinion, reply="已并入台账。", by=world.office)
    stage.known["question"] = ask(issue, by=world.office)[0].pk
    stage.known["issue of the receipt"] = issue.pk


# ---------------------------------------------------------------- set-up, people, files


def _campaign(stage: Stage) -> None:
    world = stage.world
    campaign, taxonomy = world.campaign, Term.Taxonomy.CATEGORY
    stage.put("campaign", HERE, campaign.pk)
    stage.put("campaign by code", HERE, campaign.code)
    stage.put("public channel", HERE, campaign.code, world.mailbox.code)
    stage.put("phase", HERE, campaign.pk, campaign.phases.get(position=2).pk)
    stage.put("list of words", HERE, campaign.pk, taxonomy.value)
    Term.objects.create(campaign=campaign, taxonomy=taxonomy, code="school-gate", name="“最后一公里”问题")
    retired = Term.objects.create(campaign=campaign, taxonomy=taxonomy, code="old", name="其他", active=False)
    stage.put("word", HERE, campaign.pk, "term", world.category.pk)
    stage.put("retired word", HERE, campaign.pk, "term", retired.pk)
    day = CalendarDay.objects.create(day=day_of(campaign) + timedelta(days=40), working=False, note="校庆")
    stage.put("day of the calendar", HERE, day.pk)


def _teams(stage: Stage) -> None:
    world = stage.world
    team = form_team(world.campaign, number=3, name="督导三组", by=world.office)
    member = add_member(team, enlist("督导三组成员", world.inspectorate), part="member", by=world.office)
    stage.put("team", HERE, team.pk)
    stage.put("member of a team", HERE, member.pk)
    today = day_of(world.campaign)
    order = Order(
        size=1,
        strata="category",
        closed_from=world.campaign.starts_on,
        closed_to=today,
        look_back_by=today + timedelta(days=30),
    )
    stage.put("ordered sample", HERE, order_sample(world.campaign, order, by=world.team_leader).pk)


def _people(stage: Stage, unit: str, local: World) -> None:
    home = local.finance
    stage.put("unit", unit, home.pk)
    stage.put("empty unit", unit, plant(f"{unit}空编办", under=home).pk)
    shut = plant(f"{unit}旧办", under=home)
    deactivate_unit(shut, by=None)
    stage.put("closed unit", unit, shut.pk)
    person = enlist(f"{unit}出纳", home)
    stage.put("person", unit, person.pk)
    stage.put("post", unit, Post.objects.create(unit=home, title="出纳").pk)
    left = enlist(f"{unit}退休干部", home)
    deactivate_person(left, by=None)
    stage.put("closed account", unit, left.pk)
    second = enlist(f"{unit}副联络员", home, Role.LIAISON)
    stage.put("role of a person", unit, Grant.objects.get(person=second).pk)
    stage.known[f"person of {unit}"] = person.pk


def _edited(world: World) -> bytes:
    """An export in which the first title was changed."""
    with write_workbook(Issue.objects.filter(campaign=world.campaign, status="registered"), world.campaign) as file:
        book = load_workbook(file)
    book.active["E2"] = "换一个标题"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _files(stage: Stage) -> None:
    world, known = stage.world, stage.known
    ledger = store(LEDGER.encode(), name="台账.csv")
    units = sheet(("名称", "上级单位"), ("第六学区", "区教委"))
    people = sheet(("账号", "称谓", "单位"), ("newcomer", "计财科新人", "计财科"))
    known["units sheet"] = store(units, name="单位.xlsx").sha256
    known["people sheet"] = store(people, name="人员.xlsx").sha256
    known["ticket"] = known["old ticket"] = new_ticket()
    stage.put("edited workbook", HERE, _token(store(_edited(world), name="改过的台账.xlsx"), world, world.office))
    stage.put("upload of the office", HERE, _token(ledger, world, world.office))
    old = store(sheet(("序号", "存在问题"), ("1", "去年的问题")), name="去年台账.xlsx")
    done = ImportBatch.objects.create(campaign=world.campaign, file=old, by=world.office, at=now(), rows=0, digest="")
    stage.put("import of the office", HERE, done.pk)
    args = ImportFile(ledger.pk, world.campaign.pk, world.office.pk)
    stage.put("import job of the office", HERE, enqueue("ledger.import", args=args, by=world.office.pk).pk)
    failed = enqueue("ledger.import", args=args, by=world.office.pk)
    Job.objects.filter(pk=failed.pk).update(state=State.FAILED)
    stage.put("failed job of the office", HERE, failed.pk)
    view = SavedView.objects.create(campaign=world.campaign, owner=world.office, name="逾期的", query="light=red")
    stage.put("view of the office", HERE, view.pk)


def _token(file: StoredFile, world: World, person: Person) -> str:
    return signing.dumps([file.pk, world.campaign.pk, person.pk], salt=SALT)


def sheet(*rows: tuple[str, ...]) -> bytes:
    """A workbook of these rows."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return stream.getvalue()
