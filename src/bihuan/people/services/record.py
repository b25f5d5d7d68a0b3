"""Checking the record."""

from bihuan.audit.services import act, record
from bihuan.common.workflow import Refused
from bihuan.jobs.models import Job
from bihuan.jobs.services import enqueue
from bihuan.people.events import RecordCheckAsked
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.people.work import RECORD_CHECK, RecordCheck


@act
def verify_record(*, by: Person) -> Job:
    """Enqueue a walk over all chains and seals; its closing sentence is the answer.

    Raises:
        Refused: `by` is not the audit administrator.
    """
    reasons = list(objections_to_role(by, [Role.AUDIT_ADMIN], over=None))
    if reasons:
        raise Refused(reasons)
    record(RecordCheckAsked(), by=by)
    return enqueue(RECORD_CHECK, args=RecordCheck(), by=by.pk)
