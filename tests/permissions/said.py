"""What somebody who means it would send to each URL that takes a POST: enough for the step to be taken."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.campaigns.selectors import day_of
from tests.permissions import (
    answering,
    asked,
    hinting,
    learning,
    phases,
    remaining,
    reporting,
    tokens,
    triage,
    visiting,
)
from tests.permissions.access import FINANCE
from tests.permissions.stage import LEDGER, PICTURE, Stage, sheet
from tests.world import PASSWORD

Said = Mapping[str, Any]
Saying = Callable[[Stage, str], Said]

REASON: Said = {"reason": "与实际情况不符，须重新核对。"}
NEW_PASSWORD = "a-quite-different-sentence"
ROWS_OF_MEASURE: Said = {
    f"{prefix}-{name}": "0" for prefix in ("steps", "targets") for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}

PLAIN: Mapping[str, Said] = {
    # people
    "people:sign-in": {"username": "p000", "password": PASSWORD},
    "people:language": {"language": "en"},
    "people:change-password": {"old": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD},
    "people:new-unit": {"name": "第七学区", "kind": "zone"},
    "people:change-unit": {"name": "改了名字的单位", "kind": "section"},
    "people:move-unit": {"to": "活动办公室"},
    "people:new-post": {"title": "会计"},
    "people:new-person": {"username": "fresh", "title": "新来的经办人", "unit": "计财科"},
    "people:change-person": {"title": "另一个称谓", "unit": "计财科"},
    "people:grant-role": {"role": "liaison", "over": "计财科", "scope": "below"},
    # campaigns
    "campaigns:new-campaign": {
        "template": "generic",
        "name": "另一次活动",
        "code": "another",
        "root": "区教委",
        "starts_on": "2026-06-01",
    },
    "campaigns:enter-day": {"day": "2026-07-01", "working": "0", "note": "汛期停课"},
    "campaigns:enter-notice": {"year": "2027", "off": "1月1日（周五）至3日（周日）", "make_up": ""},
    "campaigns:change-phase": {"name": "整改落实和检查", "starts_on": "2026-02-16", "ends_on": "2026-09-29"},
    "campaigns:lights": {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-colour": "green",
        "form-0-basis": "otherwise",
        "form-0-ORDER": "1",
    },
    "campaigns:closing": {
        "panel": "staff",
        "notice_required": "on",
        "signatures": ["head"],
        "look_backs": "25",
        "min_satisfied_percent": "85",
        "min_answers": "2",
        "min_panel": "3",
        "notice_workdays": "5",
        "watch_review_days": "30",
        "recurrence": "reopen",
        "small_group": "5",
    },
    "campaigns:new-term": {"name": "新的一类", "code": "new-class"},
    "campaigns:new-channel": {"way": "go_out", "name": "走访", "code": "visits"},
    "campaigns:rename": {"name": "换一个名称"},
    # opinions
    "opinions:returns": {"issued": "30", "returned": "20"},
    "opinions:visit": {"unit": "中心小学", "visited_on": "2026-03-02", "people": "4"},
    "opinions:answer": {"reply": "本周到卡。"},
    "opinions:forward": {"to": "公安派出所", "reply": "已转派出所。"},
    "opinions:say": {"text": "请问是哪一个学期？"},
    "opinions:place": {"unit": "中心小学"},
    "opinions:contact": REASON,
    "speak:say": {"at": "what", "text": "补助还没到卡上。"},
    # ledger
    "ledger:new": {"text": "食堂价格不公开。"},
    "ledger:new-from": {"text": "课后服务收费不清楚。"},
    "ledger:view-save": {"name": "红灯", "query": "light=red"},
    "ledger:details": {"source": "实地检查"},
    "ledger:wording": {"title": "更清楚的标题", **REASON},
    "ledger:assign": {"lead": "第五学区", "supporting": "中心小学"},
    "ledger:decline": REASON,
    "ledger:responsible": {"part": "person", "name": "经办人"},
    "ledger:plan": {"standard": "逐人核对回单", "sixth": "分管领导"},
    "ledger:measure-new": {"text": "再核对一遍名单", **ROWS_OF_MEASURE},
    "ledger:measure": {"text": "换一种做法", **ROWS_OF_MEASURE},
    "ledger:measure-mark": {"status": "open"},
    "ledger:progress": {"percent": "40", "text": "名单已核对"},
    "ledger:extension": {"until": "2026-08-31", **REASON},
    "ledger:target": {"done": "100"},
    "ledger:evidence-withdraw": REASON,
    # supervision
    "supervision:plan": {"decision": "approve"},
    "supervision:extension": {"decision": "grant"},
    "supervision:verify": {
        "result": "passed",
        "findings": "补助全部到卡。",
        "method": "on_site",
        "place": "中心小学",
        "at": "2026-03-02T10:05",
    },
    "supervision:panellist": {"name": "家长代表一"},
    "supervision:answer": {"answer": "satisfied"},
    "supervision:ruling": REASON,
    "supervision:notice-new": {"kind": "reminder", "text": "请抓紧整改。", "reply_due": "2026-08-31"},
    "supervision:escalation": {"blue_after": "1", "blue_reply": "3"},
    "supervision:notice-reply": {"reply": "已经整改。"},
    "supervision:objection": {"decision": "dismiss", "ruling": "数字与回单一致。"},
    "supervision:sign": {"role": "head"},
    "supervision:return": REASON,
    "supervision:reopen": REASON,
    "supervision:look-back": {"decision": "held", "place": "中心小学", "findings": "没有反弹。"},
    "supervision:team-new": {"number": "19", "name": "督导十九组", "tier": "2"},
    "supervision:member-new": {"person": "督导二组成员", "part": "member"},
    "supervision:area-new": {"unit": "第五学区"},
    # publication
    "publication:withdraw": REASON,
}


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _reason_of_refusal(stage: Stage, unit: str) -> Said:
    return {"reason": str(stage.world.refusal.pk), "reply": "不属于本次活动范围，请向主管部门反映。"}


def _occasion(stage: Stage, unit: str) -> Said:
    return {
        "channel": str(stage.world.symposium.pk),
        "kind": "symposium",
        "title": "教师座谈会",
        "convener": "计财科",
        "held_on": "2026-03-02",
    }


def _entry(stage: Stage, unit: str) -> Said:
    return {
        "channel": str(stage.world.mailbox.pk),
        "text": "课后服务收费不清楚。",
        "heads": "1",
        "received_on": day_of(stage.world.campaign).isoformat(),
        "ticket": stage.known["ticket"],
    }


def _soon(stage: Stage, days: int) -> str:
    return (day_of(stage.world.campaign) + timedelta(days=days)).isoformat()


def _sample(stage: Stage, unit: str) -> Said:
    first = stage.world.campaign.starts_on.isoformat()
    days = {"closed_from": first, "closed_to": _soon(stage, 0), "look_back_by": _soon(stage, 30)}
    return {"size": "1", "strata": "category", **days}


def _notice(stage: Stage, unit: str) -> Said:
    return {"unit": "第三学区", "kind": "circular", "text": "请报送自查情况。", "reply_due": _soon(stage, 9)}


FROM_STAGE: Mapping[str, Saying] = {
    "supervision:sample-new": _sample,
    "supervision:unit-notice-new": _notice,
    "supervision:notice-excuse": lambda stage, unit: {"until": _soon(stage, 20), "reason": "汛期停工。"},
    "people:import-units": lambda stage, unit: {"file": _file("单位.xlsx", sheet(("名称",), ("第八学区",)))},
    "people:import-people": lambda stage, unit: {"file": _file("人员.xlsx", sheet(("账号", "称谓", "单位")))},
    "people:import-units-confirmed": lambda stage, unit: {"digest": stage.known["units sheet"]},
    "people:import-people-confirmed": lambda stage, unit: {"digest": stage.known["people sheet"]},
    "people:fill-post": lambda stage, unit: {"holder": str(stage.known[f"person of {unit}"])},
    "opinions:entry": _entry,
    "opinions:hold": _occasion,
    "opinions:participants": lambda stage, unit: {
        "group": str(stage.known["group"].pk),
        "attended": "12",
        "invited": "15",
    },
    "opinions:refuse": _reason_of_refusal,
    "speak:receipt": lambda stage, unit: {"code": stage.known["receipt code"]},
    "speak:receipt-say": lambda stage, unit: {"code": stage.known["receipt code"], "text": "还没有到。"},
    "voice:answer": lambda stage, unit: {
        "code": stage.known["receipt code"],
        "asking": str(stage.known["question"]),
        "answer": "satisfied",
    },
    "voice:came-back": lambda stage, unit: {
        "code": stage.known["code of a closed issue"],
        "issue": str(stage.known["closed issue of a receipt"]),
        "words": "又不公开了。",
    },
    "board:receipt": lambda stage, unit: {"code": stage.known["code of an objection"]},
    "ledger:bulk-lead": lambda stage, unit: {
        "pk": [str(stage.places["assigned issue"][FINANCE][0])],
        "lead": "第五学区",
    },
    "ledger:export-selection": lambda stage, unit: {"pk": [str(stage.places["assigned issue"][FINANCE][0])]},
    "ledger:returned": lambda stage, unit: {"file": _file("改过.xlsx", sheet(("系统编号", "标题")))},
    "ledger:returned-take": lambda stage, unit: {"cell": ["E2"]},
    "ledger:import": lambda stage, unit: {"file": _file("新台账.csv", LEDGER.replace("食堂", "校服").encode())},
    "ledger:join": lambda stage, unit: {"into": str(stage.known["open issue"]), "reply": "已并入台账。"},
    "ledger:merge": lambda stage, unit: {"into": str(stage.known["open issue"]), "reply": "并入同一件事。"},
    "ledger:transfer": _reason_of_refusal,
    "ledger:refuse": _reason_of_refusal,
    "ledger:evidence-add": lambda stage, unit: {
        "title": "银行回单",
        "kind": "result",
        "file": _file("回单.gif", PICTURE + b"\0"),
    },
    "ledger:evidence-revise": lambda stage, unit: {"note": "更清楚", "file": _file("回单.gif", PICTURE + b"\0\0")},
    "publication:new": lambda stage, unit: {"scope": "public", "seen": stage.known[f"draft of {unit}"]},
    "board:objection": lambda stage, unit: {"text": "公示的数字还是不对。", "ticket": stage.known["old ticket"]},
}


NOTHING: Said = {"csrfmiddlewaretoken": ""}
"""What a browser sends of a form in which nothing was filled in."""

STAGES = tuple(
    one.SAID for one in (answering, asked, hinting, learning, phases, remaining, reporting, triage, tokens, visiting)
)
"""What the stages say in modules of their own."""


def plausible(url: str, stage: Stage, unit: str) -> dict[str, Any]:
    """What to send; files are fresh each time, because sending reads them to their end."""
    for saying in STAGES:
        if url in saying:
            return dict(saying[url](stage, unit))
    if url in FROM_STAGE:
        return dict(FROM_STAGE[url](stage, unit))
    return dict(PLAIN.get(url, {}))
