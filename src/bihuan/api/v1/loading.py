"""What every handler needs: the campaign of the address, an issue in it, a page of a list, words by their codes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, StringConstraints

from bihuan.api.v1.answers import Misread
from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import READERS, visible_issues
from bihuan.ledger.terms import Terms
from bihuan.opinions.selectors import READING
from bihuan.people.http import PersonRequest
from bihuan.people.selectors import holds
from bihuan.ui.lists import List

Row = TypeVar("Row", bound=Model)
Kind = TypeVar("Kind")
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]
"""Words as a database takes them; PostgreSQL knows no zero byte."""
Said = Annotated[Text, StringConstraints(min_length=1)]
"""Words that must be there."""


class Word(Schema):
    """A word of the campaign: written by its code, filtered by its id, read by people under its name."""

    id: int
    code: str
    name: str


class UnitName(Schema):
    """A unit, to be told and to be found among the units."""

    id: int
    name: str


class Part(Schema):
    """One page of a list. `next` is the address of the following page, null on the last one."""

    total: str = Field(description="exact up to 1000, then “1000+”")
    next: str | None


class ListQuery(Schema):
    """How every list is ordered and paged; what it can be narrowed by is what its page offers."""

    sort: str = Field("", description="a column, with “-” in front for descending")
    after: str = Field("", description="where `next` goes on; never made up")
    limit: int = Field(30, ge=1, le=200, description="rows of a page")


def campaign_of(request: PersonRequest, code: str) -> Campaign:
    """A campaign that concerns the person, or 404."""
    return get_object_or_404(visible_campaigns(request.user).select_related("root", "office"), code=code)


def ledger_of(request: PersonRequest, code: str) -> Campaign:
    """The same, for those who read its ledger."""
    campaign = campaign_of(request, code)
    if not holds(request.user, READERS, campaign_id=campaign.pk):
        raise Http404
    return campaign


def heard_in(request: PersonRequest, code: str) -> Campaign:
    """The same, for those who read voices: the units that are judged never do."""
    campaign = campaign_of(request, code)
    if not holds(request.user, READING, campaign_id=campaign.pk):
        raise Http404
    return campaign


def issue_of(request: PersonRequest, code: str, number: int) -> Issue:
    """An issue that the person may see, by its number in the campaign."""
    seen = visible_issues(request.user, ledger_of(request, code))
    whole = seen.select_related(
        "campaign__root", "lead_unit", "category", "problem_kind", "focus", "horizon", "disposition"
    )
    return get_object_or_404(whole, number=number)


def part_of(request: PersonRequest, declared: List[Row], rows: QuerySet[Row], query: ListQuery) -> dict[str, Any]:
    """One page of a list as the address asks for it, with the list's own filters.

    Raises:
        Misread: a filter that this list does not have, or a value that means nothing to it. A page leaves such a
            condition out and says so; to a program silence would be a wrong answer.
    """
    unknown = sorted(set(request.GET) - set(type(query).model_fields))
    if unknown:
        raise Misread(*((name, _("This list has no such condition.")) for name in unknown))
    page = replace(declared, size=query.limit, views=()).page(request, rows)
    if page.notes:
        raise Misread(*(("query", reason) for reason in page.notes))
    following = f"{request.path}{page.older_url}" if page.older_url else None
    return {"items": list(page.rows), "total": page.total_words, "next": following}


def word_of(terms: Terms, taxonomy: str, code: str | None) -> Term | None:
    """The word of a taxonomy with this code; None where none was given.

    Raises:
        Misread: there is no such word.
    """
    return coded({term.code: term for term in terms.of(taxonomy)}, code, place=taxonomy) if code else None


def coded(known: Mapping[str, Kind], code: str, *, place: str) -> Kind:
    """What a code stands for.

    Raises:
        Misread: nothing; the sentence names the codes that there are.
    """
    if code not in known:
        words = _("“%(code)s” is no code here. There are: %(codes)s.")
        raise Misread((place, words % {"code": code, "codes": "、".join(known) or "—"}))
    return known[code]
