"""Which buttons an issue offers in its present state, each with the sentences that hold it back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.ledger import policies
from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.people.models import Person


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, where it leads, why it may be locked; `method` post means that it acts at once."""

    label: str
    url: str
    reasons: tuple[str, ...] = ()
    method: str = "get"
    confirm: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """The buttons beside the title, and the rarer ones in the drawer."""

    shown: tuple[Action, ...]
    more: tuple[Action, ...]


def actions_on(issue: Issue, *, by: Person) -> Actions:
    """The buttons of an issue. The first is the step that the loop waits for."""
    offer = _Offer(issue, by)
    return Actions(tuple(offer.shown()), tuple(offer.more()))


class _Offer:
    def __init__(self, issue: Issue, by: Person) -> None:
        self.issue = issue
        self.by = by

    def shown(self) -> Iterator[Action]:
        steps = {
            Status.REGISTERED: (self.assign,),
            Status.ASSIGNED: (self.plan, self.decline),
            Status.PLANNED: (self.start, self.extend),
            Status.RECTIFYING: (self.claim, self.report, self.extend),
            Status.CLAIMED: (self.withdraw_claim,),
            Status.MERGED: (self.unmerge,),
        }
        for step in steps.get(Status(self.issue.status), ()):
            yield step()

    def more(self) -> Iterator[Action]:
        yield self._go("details", _("Change the details"), policies.objections_to_changing(self.issue, by=self.by))
        yield self._go("wording", _("Change the title"), policies.objections_to_changing(self.issue, by=self.by))
        yield self._go(
            "responsible", _("Name responsible persons"), policies.objections_to_changing(self.issue, by=self.by)
        )
        if self.issue.status in (Status.PLANNED, Status.RECTIFYING):
            yield self.plan()
        if self.issue.status == Status.ASSIGNED:
            yield self.assign(_("Assign to another unit"))
        if self.issue.status in (Status.REGISTERED, Status.ASSIGNED):
            yield self._go(
                "merge",
                _("Merge into another issue"),
                policies.objections_to_merging(self.issue, into=None, by=self.by),
            )
            yield self._go("transfer", _("Transfer"), policies.objections_to_transferring(self.issue, by=self.by))
        if self.issue.status == Status.REGISTERED:
            yield self._go("refuse", _("Do not register"), policies.objections_to_refusing(self.issue, by=self.by))

    # ------------------------------------------------------------ one each

    def assign(self, label: str = "") -> Action:
        return self._go("assign", label or _("Assign"), policies.objections_to_assigning(self.issue, by=self.by))

    def plan(self) -> Action:
        return self._go("plan", _("Write the plan"), policies.objections_to_planning(self.issue, by=self.by))

    def decline(self) -> Action:
        return self._go("decline", _("Give back"), policies.objections_to_declining(self.issue, by=self.by))

    def start(self) -> Action:
        return self._do("start", _("Begin work"), policies.objections_to_starting(self.issue, by=self.by))

    def report(self) -> Action:
        return self._go("progress", _("Report progress"), policies.objections_to_working(self.issue, by=self.by))

    def extend(self) -> Action:
        objections = policies.objections_to_extending(self.issue, until=None, by=self.by)
        return self._go("extension", _("Ask for more time"), objections)

    def claim(self) -> Action:
        question = _("Apply for closing? The supervising team will come and verify.")
        return self._do(
            "claim", _("Apply for closing"), policies.objections_to_claiming(self.issue, by=self.by), confirm=question
        )

    def withdraw_claim(self) -> Action:
        objections = policies.objections_to_withdrawing_claim(self.issue, by=self.by)
        return self._do("claim-withdraw", _("Take the application back"), objections)

    def unmerge(self) -> Action:
        return self._do("unmerge", _("Undo the merge"), policies.objections_to_unmerging(self.issue, by=self.by))

    def _go(self, name: str, label: str, objections: Iterable[str], **more: Any) -> Action:
        url = reverse(f"ledger:{name}", args=[self.issue.pk])
        return Action(label, url, tuple(objections), **more)

    def _do(self, name: str, label: str, objections: Iterable[str], *, confirm: str = "") -> Action:
        return self._go(name, label, objections, method="post", confirm=confirm)
