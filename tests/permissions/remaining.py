"""What outcomes need on the stage, and what somebody who means it would send to their URLs."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bihuan.campaigns.selectors import day_of
from bihuan.files.services import store
from bihuan.ledger.models import Issue
from bihuan.outcomes.services import actions, contacts, indicators, regulations
from tests.world import World

if TYPE_CHECKING:
    from tests.permissions.stage import Stage


def set_outcomes(stage: "Stage", unit: str, local: World) -> None:
    """A regulation in each state, an indicator, special actions and a contact point of one unit."""
    _regulations(stage, unit, local)
    by, home, day = local.liaison, local.finance, day_of(local.campaign)
    indicator = indicators.define_indicator(
        local.campaign,
        unit=home,
        code=f"meetings.{home.pk}",
        name=f"{unit}会议",
        measured_in="次",
        source="会议登记",
        by=by,
    )
    indicators.measure(
        indicator, starts_on=day, ends_on=day, value=Decimal(3), baseline=True, unit=None, note="", by=by
    )
    stage.put("indicator", unit, indicator.pk)
    _actions(stage, unit, local)
    contact = contacts.link(local.campaign, unit=home, form="pairing", place=local.school, since=day, by=by)
    stage.put("contact point", unit, contact.pk)


def _regulations(stage: "Stage", unit: str, local: World) -> None:
    by, home, day = local.liaison, local.finance, day_of(local.campaign)

    def drafted(title: str) -> Any:
        file = store(f"{unit}{title}".encode(), name="制度.txt")
        return regulations.draft_regulation(local.campaign, unit=home, title=title, text="第一条", file=file, by=by)

    draft = drafted("草案")
    stage.put("draft regulation", unit, draft.pk)
    stage.put("version of a regulation", unit, draft.pk, 1)
    review = day + timedelta(days=365)
    stage.put("regulation in force", unit, regulations.adopt(drafted("办法"), review_on=review, by=local.head).pk)


def _actions(stage: "Stage", unit: str, local: World) -> None:
    by, day = local.liaison, day_of(local.campaign)
    for kind in ("planned action", "running action"):
        action = actions.plan_action(
            local.campaign,
            unit=local.finance,
            title=f"{unit}{kind}",
            basis="",
            goal="",
            starts_on=day,
            ends_on=None,
            by=by,
        )
        actions.add_aspect(action, title="会议多", by=by)
        stage.put(kind, unit, action.pk)
    action = actions.begin(action, by=by)
    case = actions.find_case(action, title="超标准会议", found_on=day, by=by)
    actions.handle_case(case, persons=1, handling="通报批评", by=by)
    stage.put("case", unit, action.pk, case.pk)


def _number(stage: "Stage", unit: str) -> str:
    return str(Issue.objects.get(pk=stage.places["assigned issue"][unit][0]).number)


Said = Callable[["Stage", str], Mapping[str, Any]]
DAY = "2026-03-02"
SAID: Mapping[str, Said] = {
    "outcomes:regulation-new": lambda stage, unit: {"unit": "计财科", "title": "报销办法", "text": "第一条"},
    "outcomes:adopt": lambda stage, unit: {"in_force_on": DAY, "review_on": "2027-03-02"},
    "outcomes:revise": lambda stage, unit: {"note": "增加公示", "text": "第一条 公示"},
    "outcomes:abolish": lambda stage, unit: {"reason": "已有新办法"},
    "outcomes:link-issue": lambda stage, unit: {"issue": _number(stage, unit)},
    "outcomes:indicator-new": lambda stage, unit: {
        "unit": "计财科",
        "name": "文件",
        "code": "documents",
        "shown_as": "change",
        "direction": "down",
        "measured_in": "份",
        "source": "公文系统",
    },
    "outcomes:measure": lambda stage, unit: {"starts_on": "2026-01-01", "ends_on": "2026-01-31", "value": "7"},
    "outcomes:action-new": lambda stage, unit: {"unit": "计财科", "title": "专项清理", "starts_on": DAY},
    "outcomes:aspect-new": lambda stage, unit: {"title": "文件多"},
    "outcomes:inspection-new": lambda stage, unit: {"unit": "计财科", "on": DAY, "inspectors": "2"},
    "outcomes:case-new": lambda stage, unit: {"title": "超标准接待", "found_on": DAY},
    "outcomes:case-handle": lambda stage, unit: {"persons": "2", "handling": "诫勉谈话"},
    "outcomes:conclude": lambda stage, unit: {"summary": "查实一起，处理一人。"},
    "outcomes:contact-new": lambda stage, unit: {
        "form": "contact",
        "unit": "计财科",
        "place": "区教委",
        "since": DAY,
    },
    "outcomes:contact-visit": lambda stage, unit: {"on": DAY, "people": "3", "raised": "课桌旧了"},
    "outcomes:contact-help": lambda stage, unit: {
        "kind": "goods",
        "what": "课桌",
        "on": DAY,
        "quantity": "20",
        "measured_in": "套",
    },
    "outcomes:contact-end": lambda stage, unit: {"until": DAY},
}
