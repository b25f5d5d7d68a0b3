"""Units in a phase and what seems to have come back, for the crowd: straight into the tables, the guards away."""

from bihuan.campaigns.models import Phase, RequiredPaper, RequiredTalk
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.people.models import Unit
from bihuan.supervision.models import (
    Hint,
    PaperComment,
    PaperVersion,
    PhaseJudgement,
    Recurrence,
    Standing,
    UnitTalk,
)
from tests.world import DAY, World


def a_unit(world: World, number: int) -> Standing:
    """One more unit in the first phase, with a plan that waits, a talk and a judgement."""
    phase = Phase.objects.get(campaign=world.campaign, position=1)
    paper, _made = RequiredPaper.objects.get_or_create(phase=phase, position=1, name="活动方案")
    group, _made = RequiredTalk.objects.get_or_create(phase=phase, position=1, name="一线教职工")
    unit = Unit.objects.get(name=f"第{number}小学")
    standing = Standing.objects.create(phase=phase, unit=unit, opened_on=DAY)
    file = StoredFile.objects.create(sha256=f"f{number:063x}", size=1, media_type="text/plain", name="方案.txt")
    version = PaperVersion.objects.create(
        standing=standing, paper=paper, number=1, file=file, name="方案.txt", by=world.zone_liaison, on=DAY
    )
    PaperComment.objects.create(version=version, place="第1页", words="写清", by=world.supervisor, on=DAY)
    UnitTalk.objects.create(standing=standing, group=group, talked_on=DAY, heads=1, by=world.supervisor)
    PhaseJudgement.objects.create(standing=standing, outcome="passed", by=world.supervisor, on=DAY)
    return standing


def a_recurrence(world: World, issue: Issue, seen_in: Issue) -> None:
    """One more closed issue that seems to be back."""
    Recurrence.objects.create(
        campaign=world.campaign,
        closed_issue=issue,
        cycle=1,
        issue=seen_in,
        kind="same",
        degree=0.9,
        reason="说的是同一件事",
        found_on=DAY,
    )


def a_hint(world: World, issue: Issue) -> None:
    """A copied text, found and not looked at."""
    sides = [{"unit": world.finance.name, "title": "进展", "on": "", "words": "照搬的文字", "revision": 0}] * 2
    Hint.objects.create(
        campaign=world.campaign,
        unit=world.fifth_zone,
        issue=issue,
        kind=Hint.Kind.COPIED_TEXT,
        key=f"p{issue.pk}",
        reason="文字相同",
        proof={"share": 0.9, "sides": sides},
        found_on=DAY,
    )
