"""The state machines of study: a plan, a session, a reflection."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bihuan.common.workflow import Step


class PlanStatus(models.TextChoices):
    """A study plan is written, handed in, and approved one level up."""

    DRAFT = "draft", pgettext_lazy("study plan", "being written")
    SUBMITTED = "submitted", pgettext_lazy("study plan", "handed in")
    RETURNED = "returned", pgettext_lazy("study plan", "sent back")
    IN_FORCE = "in_force", pgettext_lazy("study plan", "in force")


SUBMIT_PLAN = Step("submit", (PlanStatus.DRAFT, PlanStatus.RETURNED), PlanStatus.SUBMITTED)
RETURN_PLAN = Step("return", (PlanStatus.SUBMITTED,), PlanStatus.RETURNED)
APPROVE_PLAN = Step("approve", (PlanStatus.SUBMITTED,), PlanStatus.IN_FORCE)
AMEND_PLAN = Step("amend", (PlanStatus.IN_FORCE,), PlanStatus.DRAFT)
PLAN_STEPS = (SUBMIT_PLAN, RETURN_PLAN, APPROVE_PLAN, AMEND_PLAN)
CHANGEABLE = (PlanStatus.DRAFT, PlanStatus.RETURNED)


class SessionStatus(models.TextChoices):
    """A session is planned, open to sign in, then held."""

    PLANNED = "planned", pgettext_lazy("study session", "planned")
    OPEN = "open", pgettext_lazy("study session", "sign-in open")
    HELD = "held", pgettext_lazy("study session", "held")
    CANCELLED = "cancelled", pgettext_lazy("study session", "cancelled")


OPEN_SIGN_IN = Step("open sign-in", (SessionStatus.PLANNED,), SessionStatus.OPEN)
HOLD_SESSION = Step("hold", (SessionStatus.PLANNED, SessionStatus.OPEN), SessionStatus.HELD)
CANCEL_SESSION = Step("cancel", (SessionStatus.PLANNED,), SessionStatus.CANCELLED)
SESSION_STEPS = (OPEN_SIGN_IN, HOLD_SESSION, CANCEL_SESSION)


class ReflectionStatus(models.TextChoices):
    """A reflection is handed in, and accepted or sent back by whoever reviews it."""

    SUBMITTED = "submitted", pgettext_lazy("reflection", "handed in")
    RETURNED = "returned", pgettext_lazy("reflection", "sent back")
    ACCEPTED = "accepted", pgettext_lazy("reflection", "accepted")


ACCEPT_REFLECTION = Step("accept", (ReflectionStatus.SUBMITTED,), ReflectionStatus.ACCEPTED)
RETURN_REFLECTION = Step("return", (ReflectionStatus.SUBMITTED,), ReflectionStatus.RETURNED)
SUBMIT_AGAIN = Step("submit again", (ReflectionStatus.RETURNED,), ReflectionStatus.SUBMITTED)
REFLECTION_STEPS = (ACCEPT_REFLECTION, RETURN_REFLECTION, SUBMIT_AGAIN)
