"""What stands against the verbs of hints: who asks, who answers, who decides, and that nobody is judged unheard."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import SUPERVISING
from bihuan.supervision.models import Hint
from bihuan.supervision.policies.notices import ANSWERING
from bihuan.supervision.states import HintStatus


def _supervising(hint: Hint, by: Person) -> Iterator[str]:
    """A team whose area holds the unit, and nobody who belongs to it."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=hint.unit, campaign_id=hint.campaign_id)
    if by.unit.is_within(hint.unit):
        yield _("You belong to %(unit)s; leave this to somebody else.") % {"unit": hint.unit}


def _undecided(hint: Hint) -> Iterator[str]:
    if hint.status in (HintStatus.CONFIRMED, HintStatus.DISMISSED):
        yield _("This hint was decided on %(day)s: %(status)s.") % {
            "day": hint.decided_on,
            "status": hint.get_status_display(),
        }


def objections_to_asking_unit(hint: Hint, *, by: Person) -> Iterator[str]:
    """Once, by the team."""
    yield from _supervising(hint, by)
    yield from _undecided(hint)
    if hint.status == HintStatus.ASKED:
        yield _("The unit was asked on %(day)s already; its answer is due on %(due)s.") % {
            "day": hint.asked_on,
            "due": hint.answer_due,
        }


def objections_to_answering_hint(hint: Hint, *, by: Person) -> Iterator[str]:
    """The unit itself, as long as nobody has decided; a late answer is better than none."""
    yield from objections_to_role(by, ANSWERING, over=hint.unit, campaign_id=hint.campaign_id)
    yield from _undecided(hint)
    if hint.answer:
        yield _("The unit answered on %(day)s; the supervising team decides now.") % {"day": hint.answered_on}


def objections_to_dismissing(hint: Hint, *, by: Person) -> Iterator[str]:
    """At any time before the decision: an innocent explanation needs no hearing."""
    yield from _supervising(hint, by)
    yield from _undecided(hint)


def objections_to_confirming(hint: Hint, *, by: Person) -> Iterator[str]:
    """Only after the unit has answered, or let its time pass."""
    yield from objections_to_dismissing(hint, by=by)
    if hint.status == HintStatus.OPEN:
        yield _("The unit has not been asked. Ask it first; it may have an explanation.")
    elif hint.status == HintStatus.ASKED and not hint.answer and _in_time(hint):
        yield _("The unit may answer until %(due)s. Wait for its answer, or for the day after.") % {
            "due": hint.answer_due
        }


def _in_time(hint: Hint) -> bool:
    return hint.answer_due is not None and day_of(hint.campaign) <= hint.answer_due


def objections_to_hint_notice(hint: Hint, *, by: Person) -> Iterator[str]:
    """A notice follows a confirmed hint, once."""
    yield from _supervising(hint, by)
    if hint.status != HintStatus.CONFIRMED:
        yield _("Only a confirmed hint leads to a notice; this one is “%(status)s”.") % {
            "status": hint.get_status_display()
        }
    elif hint.notice:
        yield _("%(notice)s was issued about it.") % {"notice": hint.notice}
