"""The frame of every page: where one is in the loop, in which campaign, as whom."""

from datetime import datetime, time

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import campaigns_in_sight, current_campaign
from bihuan.common.clock import now
from bihuan.desk.duties import duties_of
from bihuan.opinions.policies.sealed import BARRED
from bihuan.opinions.selectors import READING
from bihuan.opinions.selectors.sealed import keepers
from bihuan.people.models import Person
from bihuan.people.roles import JUDGED, READING_ALL, SUPERVISING, Role
from bihuan.people.selectors import roles_of
from bihuan.ui.chrome import CampaignLink, Chrome, NavItem

CONTENT = frozenset({*READING_ALL, *SUPERVISING, *JUDGED})
EVERYBODY: frozenset[str] = frozenset()
"""Of the campaign: who studies may hold no role at all."""


def chrome(request: HttpRequest) -> Chrome:
    """The frame for whoever signed in; the empty frame for everybody else."""
    person = request.user
    if not isinstance(person, Person):
        return Chrome()
    campaign = current_campaign(request)
    roles = roles_of(person)
    here = request.resolver_match.app_name if request.resolver_match else ""
    return Chrome(
        organisation=str(campaign.root) if campaign else str(person.unit),
        campaign=str(campaign) if campaign else "",
        campaign_note=campaign.subtitle or str(campaign.root) if campaign else "",
        campaigns=_campaigns(request, campaign),
        stages=tuple(_stages(roles, here, campaign)),
        tools=(*_tools(roles, here, campaign), *_keeping(person, roles, campaign), *_rooms(roles, request)),
        person=f"{person.unit} · {person.title}",
        duties=duties_of(roles),
        as_of=as_of(campaign),
        home_url=reverse("desk:home"),
        search_url=reverse("desk:search") if roles & CONTENT else "",
        profile_url=reverse("people:me"),
        sign_out_url=reverse("people:sign-out"),
    )


def as_of(campaign: Campaign | None) -> datetime:
    """A demo stands still on its day; everything else is as of now."""
    if campaign and campaign.as_of:
        return timezone.make_aware(datetime.combine(campaign.as_of, time(9, 30)))
    return now()


def _campaigns(request: HttpRequest, current: Campaign | None) -> tuple[CampaignLink, ...]:
    if current is None:
        return ()
    url = reverse("campaigns:switch", args=[current.pk]).replace(str(current.pk), "{}", 1)
    return tuple(
        CampaignLink(c.name, c.subtitle or str(c.root), url.format(c.pk), current=c.pk == current.pk)
        for c in campaigns_in_sight(request)
    )


def _stages(roles: frozenset[str], here: str, campaign: Campaign | None) -> list[NavItem]:
    """The stages of the loop that the person's roles open."""
    if campaign is None:
        return []
    items = [NavItem(_("Desk"), reverse("desk:home"), icon="desk", current=here == "desk")]
    for app, mark, label, page, readers in (
        ("study", "学", _("Study"), "study:home", EVERYBODY),
        ("opinions", "查", _("Listening"), "opinions:home", frozenset(READING)),
        ("ledger", "改", _("Ledger"), "ledger:issues", CONTENT),
        ("supervision", "督", _("Supervision"), "supervision:home", CONTENT),
        ("publication", "示", _("Publication"), "publication:publications", CONTENT),
        ("outcomes", "建", _("Outcomes"), "outcomes:home", EVERYBODY),
    ):
        if readers is EVERYBODY or roles & readers:
            items.append(NavItem(label, reverse(page), mark=mark, current=here == app))
    return items


def _tools(roles: frozenset[str], here: str, campaign: Campaign | None) -> list[NavItem]:
    """Reports and settings; for an administrator only his own rooms."""
    items = []
    if campaign is not None and roles & CONTENT:
        items.append(NavItem(_("Overview"), reverse("desk:overview"), icon="report", current=here == "overview"))
        if roles & READING_ALL:
            items.append(NavItem(_("Figures"), reverse("reports:figures"), icon="report", current=here == "figures"))
        items.append(NavItem(_("Reports"), reverse("reports:papers"), icon="report", current=here == "reports"))
        items.append(NavItem(_("Campaign"), reverse("campaigns:campaigns"), icon="gear", current=here == "campaigns"))
    if Role.OFFICE in roles:
        items.append(NavItem(_("Units and people"), reverse("people:units"), icon="gear", current=here == "people"))
    return items


def _rooms(roles: frozenset[str], request: HttpRequest) -> list[NavItem]:
    """Where the three administrators work; none of these rooms shows content."""
    here = request.path
    rooms = []
    if roles & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}:
        rooms += [(_("Accounts"), reverse("people:people")), (_("Units"), reverse("people:units"))]
    if Role.SYSTEM_ADMIN in roles:
        rooms.append((_("Working days"), reverse("campaigns:calendar")))
        rooms.append((_("Access tokens"), reverse("tokens:everybodys")))
    items = [NavItem(label, url, icon="gear", current=here.startswith(url)) for label, url in rooms]
    if Role.AUDIT_ADMIN in roles:
        items.append(NavItem(_("Record"), reverse("people:record"), icon="report", current=True))
    return items


def _keeping(person: Person, roles: frozenset[str], campaign: Campaign | None) -> list[NavItem]:
    """The sealed letters, for keepers alone. Whoever can never be one is not even looked up."""
    if campaign is None or roles & BARRED or not keepers(campaign).filter(person=person).exists():
        return []
    return [NavItem(_("Sealed letters"), reverse("opinions:tip-offs", args=[campaign.code]), icon="lock")]
