"""The phase of a unit: opened, looked back at, held back and made good, gone on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Phase
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.people.models import Person, Unit
from bihuan.supervision.events.phases import PhaseOpened, UnitJudged, UnitWentOn
from bihuan.supervision.models import PhaseJudgement, Standing, SupervisionNotice
from bihuan.supervision.policies import phases as policy
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.selectors.phases import next_phase, with_work
from bihuan.supervision.services.notices import Words, notify_unit
from bihuan.supervision.states import ADVANCE, HOLD_BACK, MAKE_GOOD, PASS_PHASE

Outcome = PhaseJudgement.Outcome
Verb = Callable[..., Standing]


@dataclass(frozen=True)
class Left:
    """A unit that a step for many did not reach, with the sentences that hold it back."""

    standing: Standing
    reasons: Sequence[str]


@act
def open_phase(phase: Phase, units: Iterable[Unit], *, by: Person) -> int:
    """Let units begin a phase; those that have begun it are passed over. Returns how many began."""
    if reasons := list(policy.objections_to_opening(phase, by=by)):
        raise Refused(reasons)
    begun = set(Standing.objects.filter(phase=phase).values_list("unit_id", flat=True))
    behind = Standing.objects.filter(
        phase__campaign=phase.campaign_id, phase__position__lt=phase.position, advanced_on=None
    )
    waiting = set(behind.values_list("unit_id", flat=True))
    fresh = [unit for unit in units if unit.pk not in begun | waiting]
    day = day_of(phase.campaign)
    Standing.objects.bulk_create(Standing(phase=phase, unit=unit, opened_on=day) for unit in fresh)
    if fresh:
        record(PhaseOpened(campaign=phase.campaign_id, phase=phase.name, count=len(fresh)), by=by)
    return len(fresh)


@act
def let_pass(standing: Standing, *, by: Person) -> Standing:
    """The team looked back and found nothing to hold the unit back."""
    standing = _held(standing)
    if reasons := list(policy.objections_to_passing(standing, by=by)):
        raise Refused(reasons)
    _judge(standing, Outcome.PASSED, by=by)
    move(standing, PASS_PHASE)
    return standing


@act
def hold_back(standing: Standing, *, outcome: str, words: str, reply_due: date, by: Person) -> Standing:
    """The team holds the unit back: the notice of that kind goes out, and the unit stays until it has made good."""
    standing = _held(standing)
    if reasons := [*policy.objections_to_holding(standing, reply_due=reply_due, by=by), *no_words(words)]:
        raise Refused(reasons)
    said = Words(kind=SupervisionNotice.Kind(outcome).value, text=words, reply_due=reply_due)
    notice = notify_unit(standing.phase.campaign, standing.unit, said, by=by)
    _judge(standing, outcome, words=words.strip(), notice=notice, by=by)
    move(standing, HOLD_BACK)
    return standing


@act
def make_good(standing: Standing, *, words: str, by: Person) -> Standing:
    """The team finds that a unit that was held back has made it good."""
    standing = _held(standing)
    if reasons := [*policy.objections_to_making_good(standing, by=by), *no_words(words)]:
        raise Refused(reasons)
    _judge(standing, Outcome.MADE_GOOD, words=words.strip(), by=by)
    move(standing, MAKE_GOOD)
    return standing


@act
def advance(standing: Standing, *, by: Person) -> Standing:
    """The unit goes on: its next phase begins, or the campaign's phases are behind it."""
    standing = _held(standing)
    if reasons := list(policy.objections_to_advancing(standing, by=by)):
        raise Refused(reasons)
    day, following = day_of(standing.phase.campaign), next_phase(standing.phase)
    move(standing, ADVANCE, advanced_on=day)
    if following:
        Standing.objects.get_or_create(phase=following, unit=standing.unit, defaults={"opened_on": day})
    went = following.name if following else _("all phases are behind it")
    record(UnitWentOn(standing=standing.pk, to=went), by=by)
    return standing


def for_all(standings: Iterable[Standing], verb: Verb, *, by: Person) -> tuple[list[Standing], list[Left]]:
    """Do one verb to many units, each a unit of work of its own. Returns what was done and what was not."""
    done: list[Standing] = []
    left: list[Left] = []
    for standing in standings:
        try:
            done.append(verb(standing, by=by))
        except Refused as refused:
            left.append(Left(standing, refused.reasons))
    return done, left


def _held(standing: Standing) -> Standing:
    """Read again and held, with what the policies ask for."""
    return with_work(Standing.objects.filter(pk=lock(standing).pk)).get()


def _judge(
    standing: Standing, outcome: str, *, by: Person, words: str = "", notice: SupervisionNotice | None = None
) -> None:
    PhaseJudgement.objects.create(
        standing=standing, outcome=outcome, words=words, notice=notice, by=by, on=day_of(standing.phase.campaign)
    )
    fact = UnitJudged(standing=standing.pk, outcome=outcome, words=words, notice=str(notice or ""))
    record(fact, by=by)
