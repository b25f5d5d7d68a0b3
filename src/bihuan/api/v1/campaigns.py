"""Campaigns, the words in use in them, and their figures."""

from datetime import date

from django.http import Http404
from ninja import Router, Schema

from bihuan.api.v1.answers import READ
from bihuan.api.v1.loading import UnitName, Word, campaign_of
from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import day_of, visible_campaigns
from bihuan.ledger.terms import terms_of
from bihuan.people.http import PersonRequest
from bihuan.people.roles import READING_ALL
from bihuan.people.selectors import holds
from bihuan.reports import figures as reports

router = Router(tags=["campaigns"])


class CampaignName(Schema):
    """A campaign; `day` is the one that it lives in, which in a demonstration stands still."""

    code: str
    name: str
    root: UnitName
    starts_on: date
    ends_on: date
    day: date

    @staticmethod
    def resolve_day(campaign: Campaign) -> date:
        """The day of the campaign."""
        return day_of(campaign)


class CampaignWords(CampaignName):
    """A campaign with the codes that programs write in it."""

    words: dict[str, list[Word]]
    channels: list[Word]

    @staticmethod
    def resolve_words(campaign: Campaign) -> dict[str, list[Word]]:
        """The words in use, by taxonomy."""
        terms = terms_of(campaign).by_taxonomy.items()
        return {taxonomy: [Word.from_orm(term) for term in words] for taxonomy, words in terms}

    @staticmethod
    def resolve_channels(campaign: Campaign) -> list[Word]:
        """The channels in use."""
        channels = Channel.objects.filter(campaign=campaign, active=True).order_by("position", "pk")
        return [Word.from_orm(channel) for channel in channels]


class Figure(Schema):
    """One figure: its path and meaning, its value as a number and as papers state it, and the page behind it."""

    path: str
    label: str
    value: int | float
    text: str
    as_of: date
    url: str


@router.get("/campaigns", response=list[CampaignName], url_name="campaigns")
def campaigns(request: PersonRequest) -> list[Campaign]:
    """Campaigns that concern you, the newest first."""
    return list(visible_campaigns(request.user).select_related("root"))


@router.get("/campaigns/{slug:campaign}", response={200: CampaignWords, **READ}, url_name="campaign")
def campaign(request: PersonRequest, campaign: str) -> Campaign:
    """One campaign with its words and channels."""
    return campaign_of(request, campaign)


@router.get("/campaigns/{slug:campaign}/figures", response={200: list[Figure], **READ}, url_name="figures")
def figures(request: PersonRequest, campaign: str) -> list[reports.Figure]:
    """Every figure of a campaign, computed now by the selector that pages, papers and `bihuan figures` ask."""
    found = campaign_of(request, campaign)
    if not holds(request.user, READING_ALL, over=found.root, campaign_id=found.pk):
        raise Http404
    return reports.figures(found)
