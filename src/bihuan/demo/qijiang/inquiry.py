"""查: the four ways of asking, with their participants, and every opinion that came of them.

How many opinions each way brought, and what became of them, is the plan below; the texts are ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import cycle, islice
from typing import Any

import yaml

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import terms
from bihuan.demo.qijiang.cast import Cast
from bihuan.demo.qijiang.questionnaire import ask_all
from bihuan.demo.qijiang.undecided import undecided
from bihuan.opinions.models import Consultation, Opinion, Origin
from bihuan.opinions.services import (
    Said,
    Visit,
    answer,
    count_participants,
    forward,
    hold,
    receive,
    receive_many,
    refuse,
    return_forms,
    visit_units,
)


@dataclass(frozen=True)
class Yield:
    """What one way of asking brought: opinions that became part of issues, and the other endings."""

    issue: int
    answered: int
    refused: int
    forwarded: int
    waiting: int

    @property
    def total(self) -> int:
        return self.issue + self.answered + self.refused + self.forwarded + self.waiting


YIELD = {
    Channel.Way.INVITE_IN: Yield(21, 24, 3, 4, 2),
    Channel.Way.GO_OUT: Yield(38, 27, 6, 9, 24),
    Channel.Way.FACE_TO_FACE: Yield(19, 58, 2, 4, 125),
    Channel.Way.BACK_TO_BACK: Yield(71, 52, 18, 23, 49),
}
SYMPOSIA = (
    ("delegates", "教育系统“两代表一委员”座谈会", date(2014, 3, 25), 16),
    ("parents-students", "家长学生代表座谈会", date(2014, 3, 25), 18),
    ("departments-towns", "区级部门和街镇负责人座谈会", date(2014, 3, 26), 15),
    ("retired-teachers", "离退休教师代表座谈会", date(2014, 3, 26), 13),
)
TOPICS = (
    ("教育综合改革", 1, 16),
    ("党建工作", 1, 14),
    ("基建后勤", 2, 15),
    ("职业教育、学前教育与民办教育", 2, 15),
    ("学校安全稳定暨人事管理", 3, 14),
    ("学校党风廉政建设与财务管理", 3, 15),
    ("基础教育工作", 4, 15),
)
TALKED = {"school-leaders": 412, "middle-managers": 418, "frontline-staff": 207, "retired-teachers": 203}
VISITED = 1326
FORMS_ISSUED, FORMS_RETURNED = 520, 463
RECEIPT_TICKET = "demo-qijiang-0017"
"""The ticket of the one voice whose receipt code the start prints."""


def _texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("bihuan.demo.qijiang").joinpath("voices.yaml").read_text(encoding="utf-8")
    )
    return loaded


class Inquiry:
    """Asks the district, and hands out the opinions that are to become issues."""

    def __init__(self, campaign: Campaign, cast: Cast) -> None:
        self.campaign, self.cast = campaign, cast
        self.by = cast["office"]
        self.channels = {channel.code: channel for channel in campaign.channels.all()}
        self.groups = {term.code: term for term in terms(campaign, Term.Taxonomy.SPEAKER_GROUP)}
        self.texts = _texts()
        self.undecided = iter(undecided())
        self.mailbox = self.channels["director-mailbox"]

    def ask(self, stories: list[tuple[str, str]]) -> dict[str, list[Opinion]]:
        """Hold everything and take in all opinions. `stories` are (issue title, words), one per voice, in order.

        Returns the opinions of each issue's title; the others are disposed of here, or left waiting.
        """
        told = iter(stories)
        joined: dict[str, list[Opinion]] = {}
        for way, occasions in (
            (Channel.Way.INVITE_IN, self._invite_in()),
            (Channel.Way.GO_OUT, self._go_out()),
            (Channel.Way.FACE_TO_FACE, self._face_to_face()),
            (Channel.Way.BACK_TO_BACK, self._back_to_back()),
        ):
            plan = YIELD[way]
            mine = list(islice(told, plan.issue))
            opinions = self._take_in(way, occasions, [words for _title, words in mine])
            for (title, _words), opinion in zip(mine, opinions, strict=False):
                joined.setdefault(title, []).append(opinion)
            self._dispose(opinions[plan.issue :], plan)
        return joined

    # ------------------------------------------------------------ the occasions

    def _invite_in(self) -> list[Consultation]:
        return [
            self._symposium("symposium", title, held_on, group=group, people=people)
            for group, title, held_on, people in SYMPOSIA
        ]

    def _go_out(self) -> list[Consultation]:
        return [
            self._symposium(
                "topical-symposium",
                f"{topic}专题调研座谈会",
                date(2014, 4, day),
                group="frontline-staff",
                people=people,
                topic=topic,
            )
            for topic, day, people in TOPICS
        ]

    def _symposium(
        self, channel: str, title: str, held_on: date, *, group: str, people: int, topic: str = ""
    ) -> Consultation:
        held = self._hold(channel, Consultation.Kind.SYMPOSIUM, title, held_on, topic=topic, place="区教委三楼会议室")
        count_participants(held, group=self.groups[group], invited=people + 2, attended=people, by=self.by)
        return held

    def _hold(self, channel: str, kind: str, title: str, held_on: date, **more: str) -> Consultation:
        return hold(
            self.campaign,
            channel=self.channels[channel],
            kind=kind,
            title=title,
            convener=self.cast.units["活动办公室"],
            held_on=held_on,
            by=self.by,
            **more,
        )

    def _face_to_face(self) -> list[Consultation]:
        talks = self._hold("heart-talk", Consultation.Kind.TALKS, "班子成员到活动单位交心谈心", date(2014, 4, 8))
        for code, people in TALKED.items():
            count_participants(talks, group=self.groups[code], attended=people, by=self.by)
        units = self.cast.activity_units()
        share, rest = divmod(VISITED, len(units))
        visits = [
            Visit(unit=unit, people=share + (number < rest), visited_on=date(2014, 4, 8) + timedelta(days=number % 14))
            for number, unit in enumerate(units)
        ]
        visit_units(talks, visits=visits, by=self.by)
        return [talks]

    def _back_to_back(self) -> list[Consultation]:
        forms = self._hold("opinion-form", Consultation.Kind.FORMS, "征求意见表和调查问卷", date(2014, 4, 2))
        return_forms(forms, issued=FORMS_ISSUED, returned=FORMS_RETURNED, by=self.by)
        words = [text for text in self.texts["others"] if "〔单位〕" not in text]
        ask_all(self.campaign, self.cast, channel=self.channels["opinion-form"], forms=forms, words=words)
        return [forms]

    # ------------------------------------------------------------ the voices

    def _take_in(self, way: str, occasions: list[Consultation], words: list[str]) -> list[Opinion]:
        plan = YIELD[Channel.Way(way)]
        written = self._written() if way == Channel.Way.BACK_TO_BACK else []
        settled = [*words, *islice(self._others(way), plan.total - plan.waiting - len(words) - len(written))]
        rows = [Said(channel=self.mailbox, text=text) for text in settled]
        rows += [self._undecided(place) for place in range(plan.waiting)]
        if way == Channel.Way.BACK_TO_BACK:
            told = [self._from_outside(number, row, occasions[0]) for number, row in enumerate(rows)]
            return [*told[: len(words)], *written, *told[len(words) :]]
        for row, place in zip(rows, cycle(occasions), strict=False):
            row["channel"], row["consultation"] = place.channel, place
            if way != Channel.Way.FACE_TO_FACE or "received_on" not in row:
                row["received_on"] = place.held_on
        return receive_many(self.campaign, rows, by=self.by)

    def _written(self) -> list[Opinion]:
        """Own words of the questionnaire: they are voices already, and count with the others."""
        return list(Opinion.objects.filter(campaign=self.campaign, source__origin=Origin.QUESTIONNAIRE).order_by("pk"))

    def _undecided(self, place: int) -> Said:
        """A voice for the triage desk; in a talk one in six speaks for several."""
        one = next(self.undecided)
        said = Said(channel=self.mailbox, text=one.text, received_on=one.on, heads=1 if place % 6 else 3)
        if one.about:
            said["about_unit"] = self.cast.units[one.about]
        return said

    def _from_outside(self, number: int, said: Said, forms: Consultation) -> Opinion:
        """By turns a form, a box, a mailbox, a board …; whoever writes from outside gets a receipt."""
        codes = (
            "opinion-form",
            "director-mailbox",
            "platform-114",
            "opinion-box",
            "message-board",
            "telephone",
            "e-mail",
        )
        channel = said["channel"] = self.channels[codes[number % len(codes)]]
        said["received_on"] = said.get("received_on") or date(2014, 4, 3) + timedelta(days=number % 62)
        if channel.code == "opinion-form":
            said["consultation"] = forms
        if channel.public:
            said["ticket"] = RECEIPT_TICKET if number == 1 else f"demo-qijiang-{number}"
        opinion, _code = receive(self.campaign, by=None if channel.public else self.by, **said)
        return opinion

    def _others(self, way: str) -> Iterator[str]:
        """Opinions that became no issue of their own."""
        schools = cycle([unit.name for unit in self.cast.activity_units()][:: 7 + len(way) % 5])
        for text in cycle(self.texts["others"]):
            yield text.replace("〔单位〕", next(schools))

    def _dispose(self, opinions: list[Opinion], plan: Yield) -> None:
        reasons = list(terms(self.campaign, Term.Taxonomy.REFUSAL))
        replies = cycle(self.texts["replies"])
        it = iter(opinions)
        for opinion in islice(it, plan.answered):
            answer(opinion, reply=next(replies), by=self.by)
        for number, opinion in enumerate(islice(it, plan.refused)):
            reason = reasons[number % len(reasons)]
            refuse(opinion, reason=reason, reply=f"{reason.name}。如有新的情况，请再告诉我们。", by=self.by)
        for number, opinion in enumerate(islice(it, plan.forwarded)):
            to = self.texts["elsewhere"][number % len(self.texts["elsewhere"])]
            forward(opinion, to=to, reply=f"此事由{to}主管，已转去并请其直接答复您。", by=self.by)
