"""The main pages, and a campaign in full swing, so that each of them has something to show."""

from dataclasses import dataclass

from playwright.sync_api import Page

from bihuan.opinions.services import receive
from bihuan.publication.models import Publication
from bihuan.publication.services import publish
from bihuan.supervision.services.asking import ask
from bihuan.supervision.services.closing import sign
from tests import walk
from tests.browser.conftest import DESK, Windows
from tests.world import World

OFFICE = (
    *("/", "/overview/", "/wall/", "/search/?q=补助", "/jobs/", "/reports/figures/"),
    *("/opinions/spring/", "/opinions/spring/1/", "/opinions/spring/new/", "/opinions/spring/balance/"),
    *("/opinions/spring/consultations/", "/opinions/spring/consultations/new/"),
    *("/issues/", "/issues/new/", "/issues/import/", "/issues/{claimed}/", "/issues/{noticed}/", "/issues/{closed}/"),
    *("/issues/{assigned}/assign/", "/issues/{closed}/history/", "/supervision/", "/supervision/teams/"),
    *("/supervision/issues/{noticed}/askings/", "/publication/", "/publication/{publication}/"),
    *("/campaigns/", "/campaigns/{campaign}/", "/campaigns/calendar/"),
)
SUPERVISOR = (
    "/supervision/issues/{claimed}/verify/",
    "/supervision/certificates/{closure}/",
    "/supervision/look-backs/",
)
LIAISON = ("/", "/issues/", "/issues/{started}/", "/issues/{assigned}/plan/", "/issues/{started}/progress/")
PUBLIC = ("/sign-in/", "/speak/spring/", "/speak/spring/mailbox/", "/speak/receipt/", "/board/spring/")
ADMINISTRATORS = {
    "system_admin": ("/units/", "/units/import/", "/people/", "/people/{person}/", "/me/"),
    "audit_admin": ("/record/",),
}
TEN = ("/", "/overview/", "/opinions/spring/", "/opinions/spring/1/", "/opinions/spring/balance/", "/issues/")
TEN += ("/issues/{claimed}/", "/supervision/", "/publication/", "/campaigns/{campaign}/")


@dataclass
class Swing:
    """A campaign with an issue in each interesting state, and windows on it."""

    world: World
    windows: Windows
    rows: dict[str, int]
    code: str

    def show(self, name: str, address: str, *, width: int = DESK, locale: str = "zh-CN") -> Page:
        """The page at an address, for somebody of the cast or for the `public`."""
        if name == "public":
            page = self.windows.open(width=width, locale=locale)
        else:
            page = self.windows.of(self.world.people[name], width=width, locale=locale)
        answer = page.goto(address.format(**self.rows))
        assert answer is not None
        assert answer.ok, f"{address} as {name}: {answer.status}"
        return page


def in_full_swing(world: World, windows: Windows) -> Swing:
    """Walk issues to their states; the last of them is closed and has a certificate."""
    _opinion, code = receive(world.campaign, channel=world.mailbox, text="校门口路灯坏了一个月。", by=None)
    rows = {"assigned": walk.to_assigned(world).pk, "started": walk.to_started(world).pk}
    rows["claimed"] = walk.to_claimed(world, voices=5).pk
    closed, closure = walk.to_closed(world)
    notice = _notice(world)
    rows |= {"closed": closed.pk, "closure": closure.pk, "noticed": notice.issue_id, "publication": notice.pk}
    rows |= {"campaign": world.campaign.pk, "person": world.liaison.pk}
    return Swing(world, windows, rows, code)


def _notice(world: World) -> Publication:
    issue = walk.to_verified(world)
    ask(issue, by=world.office)
    sign(issue, role="head", by=world.head)
    return publish(issue, kind="notice", scope="public", by=world.office)
