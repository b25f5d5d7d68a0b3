"""Some work on paper only, planted so that the desk against formalism is alive: none of it is in the report."""

import random
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from bihuan.campaigns.models import Campaign
from bihuan.demo.qijiang.casebook import on
from bihuan.demo.qijiang.cast import Cast, liaison_of
from bihuan.demo.qijiang.teams import of_team
from bihuan.files.services import store
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.evidence import add_evidence
from bihuan.ledger.services.working import report_progress
from bihuan.supervision.models import Hint
from bihuan.supervision.services.hint_reading import find_hints
from bihuan.supervision.services.hints import answer_hint, ask_unit

KINDERGARTENS, CANTEENS = "民办园收费公示不全", "学校食堂价格与菜谱不公开"
COPIED = (
    "组织家长委员会代表逐家查看公示栏，拍照登记公示位置、项目和更新日期，内容不全的当场补齐并请责任人签字；"
    "每周五汇总一次，两周没有更新的在工作群里点名提醒。"
)
_SIZE = (960, 720)


def plant(campaign: Campaign, cast: Cast, covered: dict[str, int]) -> None:
    """Two sections hand in one photograph and one report; the night finds it, a team asks, one section answers."""
    issues = {issue.title: issue for issue in campaign.issues.filter(title__in=(KINDERGARTENS, CANTEENS))}
    first, second = issues[KINDERGARTENS], issues[CANTEENS]
    board = _notice_board()
    with on(date(2014, 6, 10), 15):
        _show(first, board, "公示栏补齐后", cast)
        _report(first, cast)
    with on(date(2014, 6, 11), 16):
        cut = board.crop((40, 24, _SIZE[0] - 30, _SIZE[1] - 36)).resize((640, 470))
        _show(second, cut, "学校食堂公示栏", cast)
        _show(second, _notice_board(seed=2), "公示栏安装验收 2014年3月20日", cast)
        _report(second, cast)
    with on(date(2014, 6, 12), 3):
        find_hints(campaign)
    with on(date(2014, 6, 12), 8):
        _hear_the_unit(second, cast, covered)


def _hear_the_unit(issue: Issue, cast: Cast, covered: dict[str, int]) -> None:
    lead = issue.lead_unit.name if issue.lead_unit else ""
    supervisor = of_team(cast, covered[lead], "supervisor")
    for hint in Hint.objects.filter(issue=issue, kind__in=["same_photo", "copied_text"]).order_by("pk"):
        asked = ask_unit(hint, question=hint.reason, by=supervisor)
        if hint.kind == "same_photo":
            answer = "两个科室同一天到同一所学校查看，共用了一张照片，已补拍食堂一侧。"
            answer_hint(asked, answer=answer, by=liaison_of(cast, lead))


def _show(issue: Issue, picture: Image.Image, title: str, cast: Cast) -> None:
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    lead = issue.lead_unit.name if issue.lead_unit else ""
    add_evidence(
        issue.measures.order_by("position")[0],
        title=title,
        kind=Evidence.Kind.RESULT,
        file=store(content.getvalue(), name="现场照片.jpg"),
        by=liaison_of(cast, lead),
    )


def _report(issue: Issue, cast: Cast) -> None:
    """As far as before, so that no figure moves."""
    lead = issue.lead_unit.name if issue.lead_unit else ""
    report_progress(issue, percent=issue.progress, text=COPIED, by=liaison_of(cast, lead))


def _notice_board(*, seed: int = 1) -> Image.Image:
    """A drawn photograph of a board with papers beside a door."""
    dice = random.Random(seed)  # noqa: S311 - a picture, no secret
    picture = Image.new("RGB", _SIZE, (214, 208, 196))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, *_SIZE), fill=(150, 140, 128))
    draw.rectangle((90, 110, 640, 470), fill=(96, 70, 48))
    draw.rectangle((104, 124, 626, 456), fill=(52, 110, 84))
    draw.rectangle((720, 150, 890, 600), fill=(120, 84, 60), outline=(70, 48, 34), width=8)
    for _paper in range(9):
        x, y, wide, high = dice.randint(115, 520), dice.randint(132, 340), dice.randint(60, 100), dice.randint(70, 110)
        draw.rectangle((x, y, x + wide, y + high), fill=(240, dice.randint(220, 240), dice.randint(200, 235)))
        for line in range(y + 12, y + high - 8, 10):
            draw.line((x + 8, line, x + dice.randint(20, wide - 6), line), fill=(70, 70, 80), width=2)
    return picture
