"""A list into an office's workbook: what an address asks for, row by row, through the template it chose."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import override

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.documents.columns import guess
from bihuan.documents.errors import Unreadable
from bihuan.documents.writing.books import Form, Shape, accept, fill, shape_of
from bihuan.files.services import open_file
from bihuan.people.models import Person
from bihuan.reports.listings import LISTINGS, Cells, Listing, Records
from bihuan.reports.models import WorkbookTemplate

FIELDS = ("campaign.name", "campaign.unit", "as_of", "count")
"""What may stand in double braces in titles, and in the head and foot of printed pages."""

EVERY = 1000
"""Rows between two words about progress."""


def read_form(content: bytes, name: str, listing: Listing) -> Shape:
    """The header and body of an uploaded workbook.

    Raises:
        Unreadable: it holds what none may, has no header, or names a field that there is not.
    """
    accept(content)
    shape = shape_of(content, name, knows=lambda words: guess(words) is not None or bool(listing.meaning(words)))
    if strange := [field for field in shape.placeholders if field not in FIELDS]:
        raise Unreadable("unknown_field", f"模板用了没有的字段：{'、'.join(strange)}。可用的有：{'、'.join(FIELDS)}。")
    return shape


def records_of(template: WorkbookTemplate, request: HttpRequest, viewer: Person) -> Records:
    """What the address asks for, as far as the viewer sees it."""
    return LISTINGS[template.listing].asked(request, viewer, template.campaign)


def request_of(query: str) -> HttpRequest:
    """The address again, where there is no browser: background work."""
    request = HttpRequest()
    request.GET = QueryDict(query)
    return request


def write_into(
    template: WorkbookTemplate, records: Records, file: BinaryIO, *, tell: Callable[[int, int], None] | None = None
) -> int:
    """Fill the template; returns how many rows it holds. `tell` hears how many are written, of how many."""
    total = records.rows.count()
    listing = LISTINGS[template.listing]
    words = listing.heads()
    form = Form(
        sheet=template.sheet,
        bottom=template.bottom,
        last=template.last,
        columns={column.place: column.holds for column in template.columns.all()},
        names=listing.names,
        hidden={name: str(words[name]) for name in listing.hidden},
    )
    with open_file(template.file) as source:
        content = source.read()
    rows = _told(records.cells(records.rows), total, tell)
    return fill(file, content, form, rows, _fields(template.campaign, total))


def _fields(campaign: Campaign, count: int) -> dict[str, str]:
    with override("zh-hans"):  # an office's form is Chinese, whoever writes it
        day = date_format(day_of(campaign), "Y年n月j日")
    return dict(zip(FIELDS, (campaign.name, str(campaign.root), day, str(count)), strict=True))


def _told(rows: Iterable[Cells], total: int, tell: Callable[[int, int], None] | None) -> Iterator[Cells]:
    for done, row in enumerate(rows, start=1):
        yield row
        if tell is not None and done % EVERY == 0:
            tell(done, total)
