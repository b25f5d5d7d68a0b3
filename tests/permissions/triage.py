"""What the triage desk needs on the stage, and what somebody would send to its URLs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import day_of
from bihuan.opinions import services as opinions
from bihuan.opinions.models import Lesson, MatterVoice, Opinion, Suggestion
from bihuan.opinions.services.triage_matters import merge
from bihuan.opinions.services.triage_objections import object_to_matter
from bihuan.opinions.services.triage_sorting import categorise
from tests.permissions.access import FIFTH, FINANCE

if TYPE_CHECKING:
    from tests.permissions.stage import Stage


def set_desk(stage: "Stage") -> None:
    """Matters of three voices each, one of whom objects; decided categories; a lesson under way and a stopped one."""
    world, code = stage.world, stage.world.campaign.code
    for unit, about in ((FINANCE, world.finance), (FIFTH, world.fifth_zone)):
        said = [
            opinions.receive(world.campaign, channel=world.mailbox, text="校门口没有路灯。", about_unit=about, by=None)
            for _ in range(3)
        ]
        voices = [opinion for opinion, _code in said]
        matter, done = merge(world.campaign, voices, name="路灯", by=world.office)
        stage.put("matter", unit, code, matter.number)
        stage.put("regrouping", unit, code, done.pk)
        stage.put("tie", unit, code, MatterVoice.objects.get(opinion=voices[0]).pk)
        objection = object_to_matter(voices[1], words="我说的是楼道。")
        stage.put("objection of a speaker", unit, code, objection.pk)
        stage.known[f"voice of the matter of {unit}"] = voices[2].pk
        stage.known["code of a merged voice"] = said[2][1]
    _decided(stage)
    for name, stopping in (("lesson", False), ("stopped lesson", True)):
        other = _other_campaign(stage, f"with-a-{name.replace(' ', '-')}")
        lesson = Lesson.objects.create(
            campaign=other, begun_on=day_of(world.campaign), last_opinion=0, stopping=stopping, begun_by=world.office
        )
        stage.put(name, "", other.code, lesson.pk)


def _decided(stage: "Stage") -> None:
    """Two categories have an opinion each, and the engine has something to say about a third."""
    world = stage.world
    second = Term.objects.create(campaign=world.campaign, taxonomy="category", code="lamps", name="照明")
    for unit, category in ((FINANCE, world.category), (FIFTH, second)):
        _code, number = stage.places["answered opinion"][unit]
        opinion = Opinion.objects.get(campaign=world.campaign, number=number)
        categorise(world.campaign, [opinion], category=category, by=world.office)
    waiting = Opinion.objects.get(pk=_waiting(stage))
    Suggestion.objects.create(opinion=waiting, engine="stage", on=day_of(world.campaign), category=second)


def _other_campaign(stage: "Stage", code: str) -> Campaign:
    campaign = Campaign.objects.get(pk=stage.world.campaign.pk)
    campaign.pk, campaign.code, campaign._state.adding = None, code, True
    campaign.starts_on = campaign.starts_on.replace(year=campaign.starts_on.year - 1)
    campaign.save()
    return campaign


def _waiting(stage: "Stage") -> int:
    return int(stage.places["open opinion by key"][FINANCE][0])


def _ticked(**fields: str) -> Callable[["Stage", str], Mapping[str, Any]]:
    return lambda stage, _unit: {"pk": [str(_waiting(stage))], "sure": "1", **fields}


SAID: Mapping[str, Callable[["Stage", str], Mapping[str, Any]]] = {
    "opinions:triage-decide": lambda stage, _unit: {"category": str(stage.world.category.pk)},
    "opinions:triage-similar": lambda _stage, _unit: {"text": "补助还没到卡上，已经两个月。"},
    "opinions:triage-accept": _ticked(),
    "opinions:triage-categorise": lambda stage, unit: _ticked(category=str(stage.world.category.pk))(stage, unit),
    "opinions:triage-hand": _ticked(unit="中心小学"),
    "opinions:triage-merge": lambda stage, _unit: {
        "pk": [str(_waiting(stage)), str(stage.known[f"voice of the matter of {FINANCE}"])],
        "sure": "1",
        "name": "同一件事",
    },
    "opinions:triage-dispose": _ticked(kind="answered", reply="本周到卡。"),
    "opinions:matter-name": lambda _stage, _unit: {"name": "校门口路灯"},
    "opinions:matter-split": lambda stage, unit: {
        "pk": [str(stage.known[f"voice of the matter of {unit}"])],
        "name": "楼道灯",
        "reason": "不是一处",
    },
    "opinions:matter-dissent": lambda _stage, _unit: {"words": "不要修"},
    "opinions:matter-rule": lambda _stage, _unit: {"upheld": "no", "ruling": "经核对是同一处。"},
    "speak:receipt-other": lambda stage, _unit: {"code": stage.known["code of a merged voice"], "words": "不是一处。"},
    "ledger:new-from-many": lambda stage, _unit: {"pk": [str(_waiting(stage))], "text": "补助发放不及时。"},
}
