"""The issue's state machine, whole, on one screen. Each step names the one stage that takes it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bihuan.common.workflow import Step


class Status(models.TextChoices):
    """The eight states of the ring, then the three asides."""

    REGISTERED = "registered", pgettext_lazy("issue", "registered")
    ASSIGNED = "assigned", pgettext_lazy("issue", "assigned")
    PLANNED = "planned", pgettext_lazy("issue", "plan approved")
    RECTIFYING = "rectifying", pgettext_lazy("issue", "being rectified")
    CLAIMED = "claimed", pgettext_lazy("issue", "closing applied for")
    VERIFIED = "verified", pgettext_lazy("issue", "verified")
    IN_NOTICE = "in_notice", pgettext_lazy("issue", "in public notice")
    CLOSED = "closed", pgettext_lazy("issue", "closed")
    MERGED = "merged", pgettext_lazy("issue", "merged")
    TRANSFERRED = "transferred", pgettext_lazy("issue", "transferred")
    REFUSED = "refused", pgettext_lazy("issue", "not registered")


RING = (
    Status.REGISTERED,
    Status.ASSIGNED,
    Status.PLANNED,
    Status.RECTIFYING,
    Status.CLAIMED,
    Status.VERIFIED,
    Status.IN_NOTICE,
    Status.CLOSED,
)
ASIDE = (Status.MERGED, Status.TRANSFERRED, Status.REFUSED)
OPEN = RING[:-1]
UNDER_WAY = (Status.ASSIGNED, Status.PLANNED, Status.RECTIFYING, Status.CLAIMED, Status.VERIFIED, Status.IN_NOTICE)

# taken in ledger
ASSIGN = Step("ASSIGN", (Status.REGISTERED, Status.ASSIGNED), Status.ASSIGNED)
DECLINE = Step("DECLINE", (Status.ASSIGNED,), Status.REGISTERED)
START = Step("START", (Status.PLANNED,), Status.RECTIFYING)
CLAIM = Step("CLAIM", (Status.RECTIFYING,), Status.CLAIMED)
WITHDRAW_CLAIM = Step("WITHDRAW_CLAIM", (Status.CLAIMED,), Status.RECTIFYING)
MERGE = Step("MERGE", (Status.REGISTERED, Status.ASSIGNED), Status.MERGED)
UNMERGE = Step("UNMERGE", (Status.MERGED,), Status.REGISTERED)
TRANSFER = Step("TRANSFER", (Status.REGISTERED, Status.ASSIGNED), Status.TRANSFERRED)
REFUSE = Step("REFUSE", (Status.REGISTERED,), Status.REFUSED)
# taken in supervision, where the proof is
APPROVE_PLAN = Step("APPROVE_PLAN", (Status.ASSIGNED,), Status.PLANNED)
PASS = Step("PASS", (Status.CLAIMED,), Status.VERIFIED)
RETURN = Step("RETURN", (Status.CLAIMED, Status.VERIFIED, Status.IN_NOTICE), Status.RECTIFYING, new_cycle=True)
OPEN_NOTICE = Step("OPEN_NOTICE", (Status.VERIFIED,), Status.IN_NOTICE)
CLOSE = Step("CLOSE", (Status.VERIFIED, Status.IN_NOTICE), Status.CLOSED)
REOPEN = Step("REOPEN", (Status.CLOSED,), Status.RECTIFYING, new_cycle=True)

STEPS = (
    ASSIGN,
    DECLINE,
    START,
    CLAIM,
    WITHDRAW_CLAIM,
    MERGE,
    UNMERGE,
    TRANSFER,
    REFUSE,
    APPROVE_PLAN,
    PASS,
    RETURN,
    OPEN_NOTICE,
    CLOSE,
    REOPEN,
)


class PlanStatus(models.TextChoices):
    """A plan is written, submitted, then approved or returned by the supervising team."""

    DRAFT = "draft", pgettext_lazy("plan", "draft")
    SUBMITTED = "submitted", pgettext_lazy("plan", "submitted")
    APPROVED = "approved", pgettext_lazy("plan", "approved")
    RETURNED = "returned", pgettext_lazy("plan", "returned")
    REPLACED = "replaced", pgettext_lazy("plan", "replaced by a newer version")


SUBMIT_PLAN = Step("SUBMIT_PLAN", (PlanStatus.DRAFT,), PlanStatus.SUBMITTED)
ACCEPT_PLAN = Step("ACCEPT_PLAN", (PlanStatus.SUBMITTED,), PlanStatus.APPROVED)
SEND_PLAN_BACK = Step("SEND_PLAN_BACK", (PlanStatus.SUBMITTED,), PlanStatus.RETURNED)
REPLACE_PLAN = Step("REPLACE_PLAN", (PlanStatus.APPROVED, PlanStatus.RETURNED), PlanStatus.REPLACED)
PLAN_STEPS = (SUBMIT_PLAN, ACCEPT_PLAN, SEND_PLAN_BACK, REPLACE_PLAN)


class MeasureStatus(models.TextChoices):
    """基本完成 (mostly done) is a state of its own and never counts as done."""

    OPEN = "open", pgettext_lazy("measure", "under way")
    MOSTLY_DONE = "mostly_done", pgettext_lazy("measure", "mostly done")
    DONE = "done", pgettext_lazy("measure", "done")


MARK_MOSTLY_DONE = Step("MARK_MOSTLY_DONE", (MeasureStatus.OPEN,), MeasureStatus.MOSTLY_DONE)
MARK_DONE = Step("MARK_DONE", (MeasureStatus.OPEN, MeasureStatus.MOSTLY_DONE), MeasureStatus.DONE)
MARK_OPEN = Step("MARK_OPEN", (MeasureStatus.MOSTLY_DONE, MeasureStatus.DONE), MeasureStatus.OPEN)
MEASURE_STEPS = (MARK_MOSTLY_DONE, MARK_DONE, MARK_OPEN)


class ExtensionStatus(models.TextChoices):
    """An extension is asked for with a reason and decided by the supervising team."""

    REQUESTED = "requested", pgettext_lazy("extension", "requested")
    GRANTED = "granted", pgettext_lazy("extension", "granted")
    DENIED = "denied", pgettext_lazy("extension", "denied")


GRANT_EXTENSION = Step("GRANT_EXTENSION", (ExtensionStatus.REQUESTED,), ExtensionStatus.GRANTED)
DENY_EXTENSION = Step("DENY_EXTENSION", (ExtensionStatus.REQUESTED,), ExtensionStatus.DENIED)
EXTENSION_STEPS = (GRANT_EXTENSION, DENY_EXTENSION)
