"""Units: what their ids, codes and places in the tree are."""

from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from bihuan.api.v1.answers import READ
from bihuan.people.http import PersonRequest
from bihuan.people.selectors import visible_units

router = Router(tags=["people"])


class UnitLine(Schema):
    """A unit and its place in the tree."""

    id: int
    name: str
    short_name: str
    code: str
    kind: str
    level: int
    parent_id: int | None
    active: bool


class UnitPart(Schema):
    """Some units, by id. `next` is the id to go on after, null on the last page."""

    items: list[UnitLine]
    next: int | None


class UnitQuery(Schema):
    """Where to go on."""

    after: int = Field(0, ge=0, description="only units with a larger id")
    limit: int = Field(200, ge=1, le=500)


@router.get("/units", response={200: UnitPart, **READ}, url_name="units")
def units(request: PersonRequest, query: Query[UnitQuery]) -> dict[str, Any]:
    """The units that you may see."""
    found = list(visible_units(request.user).filter(pk__gt=query.after).order_by("pk")[: query.limit + 1])
    page = found[: query.limit]
    return {"items": page, "next": page[-1].pk if len(found) > len(page) else None}
