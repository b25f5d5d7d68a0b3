"""督: the closing gate, and closing."""

from datetime import date

from ninja import Router, Schema, Status

from bihuan.api.v1.answers import WRITE
from bihuan.api.v1.loading import issue_of
from bihuan.ledger.models import Issue
from bihuan.people.http import PersonRequest
from bihuan.supervision.models import Closure
from bihuan.supervision.policies.gate import gate
from bihuan.supervision.services.closing import close

router = Router(tags=["supervision"])


class GatePoint(Schema):
    """One of the seven points of the gate; closing is possible when none of them has a sentence left."""

    number: int
    title: str
    passed: bool
    sentences: list[str]


class ClosureLine(Schema):
    """The certificate of a closed issue; the bytes that were hashed are on its page."""

    cycle: int
    closed_on: date
    sha256: str


def gate_of(issue: Issue) -> list[GatePoint]:
    """The seven points while the issue is on the ledger; afterwards the certificate is the proof."""
    return [] if issue.is_closed else [GatePoint.from_orm(row) for row in gate(issue)]


@router.post(
    "/campaigns/{slug:campaign}/issues/{int:number}/closing", response={201: ClosureLine, **WRITE}, url_name="close"
)
def close_issue(request: PersonRequest, campaign: str, number: int) -> Status[Closure]:
    """Strike an issue off the ledger, or hear everything that stands against it. For the team's leader."""
    return Status(201, close(issue_of(request, campaign, number), by=request.user))
