"""Counting satisfaction. Four different things: satisfied, dissatisfied, silent, unreachable."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import policy_of
from bihuan.common.reading import asked_once
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import standing_voices
from bihuan.supervision.models import Asking


@dataclass(frozen=True)
class Tally:
    """The answers of one cycle. `raised`: somebody raised the issue; otherwise a panel answers for the public."""

    raised: bool
    satisfied: int
    dissatisfied: int
    dissatisfied_open: int
    silent: int
    unreachable: int

    @property
    def answered(self) -> int:
        """Who said yes or no."""
        return self.satisfied + self.dissatisfied

    @property
    def reachable(self) -> int:
        """Who was asked and can be reached."""
        return self.answered + self.silent

    def needed(self, policy: ClosurePolicy) -> int:
        """How many answers the policy needs: its minimum, or everyone reachable if they are fewer."""
        if not self.raised:
            return 0 if policy.panel == ClosurePolicy.Panel.NONE else policy.min_panel
        return min(policy.min_answers, self.reachable)


@asked_once
def tally(issue: Issue) -> Tally:
    """Answers in the present cycle."""
    answer = Asking.Answer
    row = issue.askings.filter(cycle=issue.cycle).aggregate(
        satisfied=Count("pk", filter=Q(answer=answer.SATISFIED)),
        dissatisfied=Count("pk", filter=Q(answer=answer.DISSATISFIED)),
        dissatisfied_open=Count("pk", filter=Q(answer=answer.DISSATISFIED, ruling__isnull=True)),
        silent=Count("pk", filter=Q(answer=answer.SILENT)),
        unreachable=Count("pk", filter=Q(answer=answer.UNREACHABLE)),
    )
    return Tally(raised=standing_voices(issue).exists(), **row)


@asked_once
def unasked(issue: Issue) -> int:
    """How many voices have not been asked in this cycle; a missing panel shows in the number of answers."""
    asked = issue.askings.filter(cycle=issue.cycle, opinion__isnull=False).values("opinion_id")
    return standing_voices(issue).exclude(opinion_id__in=asked).values("opinion_id").distinct().count()


def panel_missing(issue: Issue) -> int:
    """How many members of the panel are still to be asked about an issue that nobody raised."""
    if standing_voices(issue).exists():
        return 0
    policy = policy_of(issue.campaign)
    if policy.panel == ClosurePolicy.Panel.NONE:
        return 0
    return max(0, policy.min_panel - issue.askings.filter(cycle=issue.cycle).exclude(panellist="").count())
