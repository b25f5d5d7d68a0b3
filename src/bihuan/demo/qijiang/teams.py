"""Eight supervision teams: members of the leading group lead them, zone directors are deputies."""

from bihuan.campaigns.models import Campaign
from bihuan.demo.qijiang.cast import ZONES, Cast
from bihuan.people.models import Person
from bihuan.people.services import create_person
from bihuan.supervision.models import Team, TeamMember
from bihuan.supervision.services.teams import add_area, add_member, form_team

NUMERALS = "一二三四五六七八"
DESKS = (
    ("组织人事科", "监察室"),
    ("计财科", "党政办", "学前教育科"),
    ("基教科",),
    ("督导室", "学生资助中心"),
    ("体卫艺科", "基建后勤科"),
    ("职成教科",),
    ("安全稳定科",),
    ("教师进修学校",),
)
"""What each team supervises besides its zone. The second has most to do: its people carry the short sign-ins."""


def form_teams(campaign: Campaign, cast: Cast) -> dict[str, int]:
    """Form the teams and return which team (1 to 8) supervises which section or zone."""
    covered: dict[str, int] = {}
    for index, numeral in enumerate(NUMERALS):
        number = index + 1
        team = form_team(campaign, number=number, name=f"督导{numeral}组", home=cast.root, by=cast["office"])
        for name in (ZONES[index], *DESKS[index]):
            add_area(team, cast.units[name], by=cast["office"])
            covered[name] = number
        _members(team, cast, numeral=numeral, zone=ZONES[(index + 3) % 8])
    return covered


def _members(team: Team, cast: Cast, *, numeral: str, zone: str) -> None:
    """A leader and a member from the commission, a deputy from a zone that another team supervises."""
    part, short = TeamMember.Part, team.number == 2
    for username, title, home, role in (
        ("teamleader", f"督导{numeral}组组长", cast.root.name, part.LEADER),
        ("deputy", f"督导{numeral}组副组长", zone, part.DEPUTY),
        ("supervisor", f"督导{numeral}组成员", cast.root.name, part.MEMBER),
    ):
        name = username if short else f"{username}{team.number}"
        person = create_person(name, title=title, unit=cast.units[home], by=cast["system"])
        cast.persons[name] = person
        add_member(team, person, part=role, by=cast["office"])


def of_team(cast: Cast, number: int, part: str) -> Person:
    """`teamleader`, `deputy` or `supervisor` of a team."""
    return cast[part if number == 2 else f"{part}{number}"]
