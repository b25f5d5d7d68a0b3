"""The small machines of the supervisors' tables; the issue's own machine is in `ledger/states.py`."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bihuan.common.workflow import Step


class NoticeStatus(models.TextChoices):
    """A supervision notice waits for a reply, then for its review; without reply a sharper one takes its place."""

    OPEN = "open", pgettext_lazy("notice", "waiting for a reply")
    REPLIED = "replied", pgettext_lazy("notice", "replied")
    SETTLED = "settled", pgettext_lazy("notice", "settled")
    ESCALATED = "escalated", pgettext_lazy("notice", "followed by a sharper slip")


REPLY = Step("REPLY", (NoticeStatus.OPEN,), NoticeStatus.REPLIED)
SEND_BACK = Step("SEND_BACK", (NoticeStatus.REPLIED,), NoticeStatus.OPEN)
SETTLE = Step("SETTLE", (NoticeStatus.REPLIED,), NoticeStatus.SETTLED)
ESCALATE = Step("ESCALATE", (NoticeStatus.OPEN,), NoticeStatus.ESCALATED)
NOTICE_STEPS = (REPLY, SEND_BACK, SETTLE, ESCALATE)
NOTICE_DONE = (NoticeStatus.SETTLED, NoticeStatus.ESCALATED)
"""Neither keeps an issue open: what followed an escalated slip does."""


class ObjectionStatus(models.TextChoices):
    """An objection against a public notice is undecided until somebody rules on it."""

    OPEN = "open", pgettext_lazy("objection", "undecided")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    DISMISSED = "dismissed", pgettext_lazy("objection", "dismissed")


UPHOLD = Step("UPHOLD", (ObjectionStatus.OPEN,), ObjectionStatus.UPHELD)
DISMISS = Step("DISMISS", (ObjectionStatus.OPEN,), ObjectionStatus.DISMISSED)
OBJECTION_STEPS = (UPHOLD, DISMISS)


class LookBackStatus(models.TextChoices):
    """A look-back is due, then found the matter held or relapsed."""

    DUE = "due", pgettext_lazy("look-back", "due")
    HELD = "held", pgettext_lazy("look-back", "held")
    RELAPSED = "relapsed", pgettext_lazy("look-back", "relapsed")


FIND_HELD = Step("FIND_HELD", (LookBackStatus.DUE,), LookBackStatus.HELD)
FIND_RELAPSED = Step("FIND_RELAPSED", (LookBackStatus.DUE,), LookBackStatus.RELAPSED)
LOOK_BACK_STEPS = (FIND_HELD, FIND_RELAPSED)


class CameBackStatus(models.TextChoices):
    """A speaker says that a closed issue is not right: undecided, taken up again, or declined with a reason."""

    OPEN = "open", pgettext_lazy("came back", "undecided")
    TAKEN_UP = "taken_up", pgettext_lazy("came back", "taken up again")
    DECLINED = "declined", pgettext_lazy("came back", "declined, with a reason")


TAKE_UP = Step("TAKE_UP", (CameBackStatus.OPEN,), CameBackStatus.TAKEN_UP)
DECLINE = Step("DECLINE", (CameBackStatus.OPEN,), CameBackStatus.DECLINED)
CAME_BACK_STEPS = (TAKE_UP, DECLINE)


class SampleStatus(models.TextChoices):
    """A sample is ordered, with its list on record, before it is drawn."""

    ORDERED = "ordered", pgettext_lazy("sample", "ordered")
    DRAWN = "drawn", pgettext_lazy("sample", "drawn")


DRAW = Step("DRAW", (SampleStatus.ORDERED,), SampleStatus.DRAWN)
SAMPLE_STEPS = (DRAW,)


class VisitStatus(models.TextChoices):
    """A visit is planned, then under way until somebody concludes it; only a planned one is cancelled."""

    PLANNED = "planned", pgettext_lazy("visit", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("visit", "under way")
    CONCLUDED = "concluded", pgettext_lazy("visit", "concluded")
    CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")


BEGIN_VISIT = Step("BEGIN_VISIT", (VisitStatus.PLANNED,), VisitStatus.UNDER_WAY)
CONCLUDE_VISIT = Step("CONCLUDE_VISIT", (VisitStatus.UNDER_WAY,), VisitStatus.CONCLUDED)
CANCEL_VISIT = Step("CANCEL_VISIT", (VisitStatus.PLANNED,), VisitStatus.CANCELLED)
VISIT_STEPS = (BEGIN_VISIT, CONCLUDE_VISIT, CANCEL_VISIT)


class StandingStatus(models.TextChoices):
    """A unit in a phase: under way, held back at the look-back, passed, gone on to the next phase."""

    UNDER_WAY = "under_way", pgettext_lazy("standing", "under way")
    HELD = "held", pgettext_lazy("standing", "held back")
    PASSED = "passed", pgettext_lazy("standing", "passed the look-back")
    ADVANCED = "advanced", pgettext_lazy("standing", "gone on")


PASS_PHASE = Step("PASS_PHASE", (StandingStatus.UNDER_WAY,), StandingStatus.PASSED)
HOLD_BACK = Step("HOLD_BACK", (StandingStatus.UNDER_WAY, StandingStatus.HELD), StandingStatus.HELD)
MAKE_GOOD = Step("MAKE_GOOD", (StandingStatus.HELD,), StandingStatus.PASSED)
ADVANCE = Step("ADVANCE", (StandingStatus.PASSED,), StandingStatus.ADVANCED)
STANDING_STEPS = (PASS_PHASE, HOLD_BACK, MAKE_GOOD, ADVANCE)


class RecurrenceStatus(models.TextChoices):
    """A closed issue seems to have come back: undecided, confirmed, or declined with a reason."""

    OPEN = "open", pgettext_lazy("recurrence", "undecided")
    CONFIRMED = "confirmed", pgettext_lazy("recurrence", "confirmed")
    DECLINED = "declined", pgettext_lazy("recurrence", "declined")


CONFIRM_RECURRENCE = Step("CONFIRM_RECURRENCE", (RecurrenceStatus.OPEN,), RecurrenceStatus.CONFIRMED)
DECLINE_RECURRENCE = Step("DECLINE_RECURRENCE", (RecurrenceStatus.OPEN,), RecurrenceStatus.DECLINED)
RECURRENCE_STEPS = (CONFIRM_RECURRENCE, DECLINE_RECURRENCE)


class HintStatus(models.TextChoices):
    """A hint against formalism: undecided, put to the unit, then confirmed or dismissed by a person."""

    OPEN = "open", pgettext_lazy("hint", "to be looked at")
    ASKED = "asked", pgettext_lazy("hint", "the unit was asked")
    CONFIRMED = "confirmed", pgettext_lazy("hint", "confirmed")
    DISMISSED = "dismissed", pgettext_lazy("hint", "dismissed")


ASK_UNIT = Step("ASK_UNIT", (HintStatus.OPEN,), HintStatus.ASKED)
CONFIRM_HINT = Step("CONFIRM_HINT", (HintStatus.ASKED,), HintStatus.CONFIRMED)
DISMISS_HINT = Step("DISMISS_HINT", (HintStatus.OPEN, HintStatus.ASKED), HintStatus.DISMISSED)
HINT_STEPS = (ASK_UNIT, CONFIRM_HINT, DISMISS_HINT)
