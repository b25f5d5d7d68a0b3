"""The same verb over several issues: each is judged by itself, and whoever cannot be moved stays with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from bihuan.audit.services import act
from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import assign
from bihuan.people.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Left:
    """An issue that stayed as it was, and why."""

    issue: Issue
    reasons: tuple[str, ...]


@act
def assign_all(issues: Iterable[Issue], *, lead: Unit, by: Person) -> tuple[list[Issue], list[Left]]:
    """Give the issues to a new lead unit; the supporting units of each stay. Returns what was done and what was not."""
    done: list[Issue] = []
    left: list[Left] = []
    for issue in issues:
        helpers = [row.unit for row in issue.supporting.select_related("unit")]
        try:
            done.append(assign(issue, lead=lead, supporting=helpers, by=by))
        except Refused as refused:
            left.append(Left(issue, refused.reasons))
    return done, left
