"""查: voices, writing one down, and the balance sheet."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from bihuan.api.v1.answers import READ, WRITE, Faults, Misread
from bihuan.api.v1.loading import ListQuery, Part, Said, Text, UnitName, Word, coded, heard_in, part_of, word_of
from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.terms import terms_of
from bihuan.opinions import selectors, services
from bihuan.opinions.selectors.balance import By
from bihuan.opinions.tables import OPINIONS
from bihuan.people.http import PersonRequest
from bihuan.people.models import Unit
from bihuan.people.selectors import units_below

router = Router(tags=["opinions"])


class OpinionLine(Schema):
    """One voice. Whoever said it is not in here, and contact details are never."""

    number: int
    label: str = Field(description="the number as people write it")
    status: str
    text: str
    channel: Word
    group: Word | None
    heads: int
    about_unit: UnitName | None
    about_words: str
    received_on: date


class OpinionPart(Part):
    """One page of voices."""

    items: list[OpinionLine]


class OpinionQuery(ListQuery):
    """What voices can be narrowed by, as on their page."""

    q: str = Field("", description="words, or a number")
    status: list[str] = Field([], description="any of these states")
    way: list[str] = Field([], description="any of these ways of asking")
    channel: list[str] = Field([], description="codes of channels")
    unit: str = Field("", description="id of a unit right below the campaign's root, or “none”")
    group: list[str] = Field([], description="codes of groups of speakers")
    consultation: str = Field("", description="id of the occasion")
    questionnaire: str = Field("", description="code of the questionnaire in which it was written")
    received_from: str = ""
    received_to: str = ""
    category: list[str] = Field([], description="codes of categories")
    matter: str = Field("", description="number of a matter")
    cluster: str = Field("", description="number of a group of the engine")
    asking: str = Field("", description="1: the speaker waits for an answer")


class OpinionToTakeIn(Schema):
    """One voice in the speaker's own words."""

    model_config = ConfigDict(extra="forbid")

    channel: str = Field(description="code of the channel")
    text: Said = Field(description="never changed afterwards")
    received_on: date | None = Field(None, description="left out: today")
    heads: int = Field(1, ge=1, le=1_000_000, description="how many people said it")
    group: str | None = Field(None, description="code of the group of speakers")
    about_unit: int | None = Field(None, description="id of a unit of the campaign")
    about_words: Text = Field("", max_length=200, description="the place in the speaker's words")
    contact: Text | None = Field(None, max_length=200, description="sealed at once")
    key: Text = Field("", max_length=100, description="your own number of it: sent again, it is the same voice")


class Taken(Schema):
    """What became of a voice. The receipt is for its speaker; it is shown once and not kept."""

    number: int
    label: str
    receipt: str


class TallyLine(Schema):
    """received = became_issue + answered + refused + forwarded + open."""

    received: int
    became_issue: int
    answered: int
    refused: int
    forwarded: int
    open: int


class BalanceRow(Schema):
    """One row of the sheet, in voices and in people."""

    key: str
    name: str
    voices: TallyLine
    heads: TallyLine

    @staticmethod
    def resolve_name(row: selectors.Row) -> str:
        """In the language asked for."""
        return str(row.name)


class BalanceSheet(Schema):
    """The sheet and its sum."""

    by: By
    rows: list[BalanceRow]
    voices: TallyLine
    heads: TallyLine


class BalanceQuery(Schema):
    """What the rows are, and for which days."""

    by: By = "channel"
    since: date | None = None
    until: date | None = None


@router.get(
    "/campaigns/{slug:campaign}/opinions", response={200: OpinionPart, 422: Faults, **READ}, url_name="opinions"
)
def opinions(request: PersonRequest, campaign: str, query: Query[OpinionQuery]) -> dict[str, Any]:
    """The voices of a campaign that you may read: filters, order and paging of the page."""
    return part_of(request, OPINIONS, selectors.visible_opinions(request.user, heard_in(request, campaign)), query)


@router.post("/campaigns/{slug:campaign}/opinions", response={201: Taken, **WRITE}, url_name="opinions")
def take_in(request: PersonRequest, campaign: str, opinion: OpinionToTakeIn) -> Status[Taken]:
    """Write a voice down. For the campaign office."""
    found = heard_in(request, campaign)
    ticket = f"api:{found.pk}:{request.user.pk}:{opinion.key}" if opinion.key else ""
    made, receipt = services.receive(
        found,
        channel=_channel(found, opinion.channel),
        text=opinion.text,
        received_on=opinion.received_on or day_of(found),
        heads=opinion.heads,
        group=word_of(terms_of(found), Term.Taxonomy.SPEAKER_GROUP, opinion.group),
        about_unit=_unit(found, opinion.about_unit),
        about_words=opinion.about_words,
        contact=opinion.contact or None,
        ticket=ticket,
        by=request.user,
    )
    return Status(201, Taken(number=made.number, label=made.label, receipt=receipt))


@router.get("/campaigns/{slug:campaign}/balance", response={200: BalanceSheet, **READ}, url_name="balance")
def balance(request: PersonRequest, campaign: str, query: Query[BalanceQuery]) -> selectors.Balance:
    """The balance sheet of the voices that you may read."""
    found = heard_in(request, campaign)
    return selectors.balance(found, viewer=request.user, by=query.by, since=query.since, until=query.until)


def _channel(campaign: Campaign, code: str) -> Channel:
    channels = Channel.objects.filter(campaign=campaign, active=True)
    return coded({channel.code: channel for channel in channels}, code, place="channel")


def _unit(campaign: Campaign, pk: int | None) -> Unit | None:
    unit = units_below(campaign.root).filter(pk=pk).first() if pk is not None else None
    if pk is not None and unit is None:
        raise Misread(("about_unit", _("This is no unit of the campaign.")))
    return unit
