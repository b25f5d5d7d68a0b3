"""The sample's frame: what a stage's chrome callable returns, with demonstration data."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bihuan.ui.chrome import CampaignLink, Chrome, NavItem

STAGES = (
    ("", "desk", "工作台", 9, "look-desk"),
    ("学", "", "学习", None, "look"),
    ("查", "", "听取意见", 457, "look-question"),
    ("拣", "", "意见分拣", 18, "look-receipt"),
    ("改", "", "问题台账", 52, "look-list"),
    ("督", "", "督导", 8, "look-issue"),
    ("示", "", "公示", 2, "look-wall"),
    ("回", "", "回头看", 5, "look-refused"),
    ("制", "", "建制成果", None, "look-sign-in"),
)
TOOLS = (("report", "报表"), ("inbox", "文件入库"), ("gear", "活动设置"))


def chrome(request: HttpRequest) -> Chrome:
    """Return the frame that the sample pages show."""
    match = request.resolver_match
    here = match.url_name if match else ""
    return Chrome(
        organisation="区教委",
        campaign="群众路线教育实践活动",
        campaign_note="第二批 · 区教委",
        campaigns=(
            CampaignLink("群众路线教育实践活动", "第二批 · 区教委", "#", current=True),
            CampaignLink("校园安全大检查", "2014 年秋季", "#"),
        ),
        stages=tuple(
            NavItem(label, _address(name), mark=mark, icon=icon, count=count, current=name == here)
            for mark, icon, label, count, name in STAGES
        ),
        tools=tuple(NavItem(label, "#", icon=icon) for icon, label in TOOLS),
        person="活动办公室 · 台账岗",
        duties="可登记、交办、公示；不能核查、销号",
        as_of=timezone.make_aware(datetime(2014, 6, 12, 9, 30)),  # noqa: DTZ001 - made aware in the next word
        notices=4,
        home_url=_address("look-desk"),
        notices_url="#",
        search_url=_address("look-list"),
        profile_url="#",
        sign_out_url="#",
    )


def _address(name: str) -> str:
    return reverse(f"ui:{name}")
