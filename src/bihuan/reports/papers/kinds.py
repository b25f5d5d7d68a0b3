"""The kinds of papers: what each is about, who may have it, and what stands against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bihuan.campaigns.models import Campaign
from bihuan.documents.writing import Block, Paper, Title
from bihuan.ledger.selectors import READERS, visible_issues
from bihuan.opinions.models import Questionnaire
from bihuan.opinions.selectors.questionnaires.paper import visible_questionnaires
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL, SUPERVISING, Role
from bihuan.people.selectors import holds
from bihuan.reports.papers import campaign as of_campaign
from bihuan.reports.papers import issue as of_issue
from bihuan.reports.papers import others
from bihuan.reports.papers.situation import situation
from bihuan.reports.papers.sources import Sources
from bihuan.supervision.models import TeamMember
from bihuan.supervision.selectors.notices import visible_notices
from bihuan.supervision.selectors.visible import visible_teams

About = Literal["campaign", "issue", "notice", "member", "questionnaire"]
LANGUAGE = "zh-hans"


@dataclass(frozen=True)
class Kind:
    """One kind of paper. `against` yields sentences why it cannot be written about a subject yet."""

    code: str
    name: Promise
    purpose: Promise
    about: About
    build: Callable[[Sources, Any], list[Block]]
    roles: frozenset[Role]
    against: Callable[[Any], Sequence[str]] = lambda _subject: ()
    landscape: bool = False


WHOLE = frozenset(READING_ALL)
OVERSEEING = frozenset({*READING_ALL, *SUPERVISING})
READING = frozenset(READERS)

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "situation",
            _("Situation report"),
            _("what was done along the loop, figure by figure"),
            "campaign",
            situation,
            WHOLE,
        ),
        Kind(
            "bulletin",
            _("Supervision bulletin"),
            _("every unit's figures, the list of laggards, what is asked"),
            "campaign",
            of_campaign.bulletin,
            OVERSEEING,
        ),
        Kind("briefing", _("Briefing"), _("the figures on a page or two"), "campaign", of_campaign.briefing, WHOLE),
        Kind(
            "ledger",
            _("Issue ledger"),
            _("every issue that you may see, on lying sheets"),
            "campaign",
            of_campaign.ledger,
            READING,
            landscape=True,
        ),
        Kind(
            "look-back",
            _("Look-back report"),
            _("what was re-inspected, what held, what came back"),
            "campaign",
            of_campaign.look_back,
            OVERSEEING,
        ),
        Kind(
            "six-clear",
            _("Six-clear sheet"),
            _("who does what, until when, by which standard"),
            "issue",
            of_issue.six_clear,
            READING,
        ),
        Kind(
            "verification",
            _("Verification form"),
            _("filled, or blank for the visit"),
            "issue",
            of_issue.verification,
            READING,
        ),
        Kind(
            "closing-slip",
            _("Closing slip"),
            _("one page for the files, to be signed"),
            "issue",
            of_issue.closing_slip,
            READING,
            of_issue.why_not_closed,
        ),
        Kind(
            "certificate",
            _("Closing certificate"),
            _("the whole proof with its hashes"),
            "issue",
            of_issue.certificate,
            READING,
            of_issue.why_not_closed,
        ),
        Kind(
            "extension",
            _("Reply to a request for more time"),
            _("granted or not, and until when"),
            "issue",
            of_issue.extension,
            READING,
            of_issue.why_no_extension,
        ),
        Kind(
            "public-notice",
            _("Public notice"),
            _("what was published, for the notice board"),
            "issue",
            of_issue.public_notice,
            READING,
            of_issue.why_not_published,
        ),
        Kind(
            "notice",
            _("Notice to a unit"),
            _("reminder, order to rectify, circular …, with its number"),
            "notice",
            others.notice,
            READING,
        ),
        Kind(
            "manual",
            _("Supervision manual"),
            _("units, timetable, steps, focus lists and open matters of one supervisor"),
            "member",
            others.manual,
            OVERSEEING,
        ),
        Kind(
            "questionnaire",
            _("Questionnaire report"),
            _("every question with its own base"),
            "questionnaire",
            others.questionnaire,
            WHOLE,
        ),
    )
}


def kinds_for(viewer: Person, campaign: Campaign) -> list[Kind]:
    """The kinds that a person may have in a campaign."""
    return [kind for kind in KINDS.values() if may_have(kind, viewer, campaign)]


def may_have(kind: Kind, viewer: Person, campaign: Campaign) -> bool:
    """Papers about the whole campaign ask for a role over its root; the others are as visible as their subjects."""
    over = campaign.root if kind.about == "campaign" and kind.code != "ledger" else None
    return holds(viewer, kind.roles, over=over, campaign_id=campaign.pk)


def subjects(kind: Kind, viewer: Person, campaign: Campaign) -> QuerySet[Any]:
    """What a paper of this kind may be about, for this person."""
    if kind.about == "issue":
        return visible_issues(viewer, campaign).select_related("lead_unit", "category", "campaign").order_by("number")
    if kind.about == "notice":
        rows = visible_notices(viewer, campaign).select_related("unit", "issue", "follows")
        return rows.order_by("-issued_on", "-pk")
    if kind.about == "member":
        members = TeamMember.objects.filter(team__in=visible_teams(viewer, campaign), until__isnull=True)
        return members.select_related("team__campaign", "person").order_by("team__number", "part", "pk")
    if kind.about == "questionnaire":
        return visible_questionnaires(viewer, campaign).order_by("-pk")
    return Questionnaire.objects.none()


def written(kind: Kind, viewer: Person, campaign: Campaign, subject: Model | None = None) -> Paper:
    """The paper as neutral blocks, in Chinese."""
    source = Sources(campaign, viewer)
    with override(LANGUAGE):
        blocks = kind.build(source, subject)
    title = next((block.text for block in blocks if isinstance(block, Title)), str(kind.name))
    return Paper(kind.code, title, source.office, campaign.code, source.as_of, tuple(blocks), landscape=kind.landscape)
