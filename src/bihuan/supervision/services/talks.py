"""Talks of a team in a unit, and their notes: encrypted at once, opened only by the team, each opening a fact."""

from datetime import date

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import RequiredTalk
from bihuan.common.sealing import Unreadable, seal, unseal
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.services.contacts import SealedColumn
from bihuan.people.models import Person
from bihuan.supervision.events.phases import TalkHeld, TalkNotesRead
from bihuan.supervision.models import Standing, TalkNotes, UnitTalk
from bihuan.supervision.policies.talks import objections_to_reading_notes, objections_to_talking

SEALED = (SealedColumn(TalkNotes, lambda row: f"unit-talk:{row.talk_id}"),)
"""What rotating keys must reach in this stage."""


@act
def hold_talk(
    standing: Standing, group: RequiredTalk, *, talked_on: date, heads: int, notes: str, by: Person
) -> UnitTalk:
    """Write down that the team talked with a group of the unit; the notes are encrypted at once.

    Raises:
        Refused: not of the team, the day has not come, or the unit has gone on.
    """
    standing = lock(standing)
    if reasons := list(objections_to_talking(standing, talked_on=talked_on, by=by)):
        raise Refused(reasons)
    talk = UnitTalk.objects.create(standing=standing, group=group, talked_on=talked_on, heads=heads, by=by)
    if notes.strip():
        TalkNotes.objects.create(talk=talk, sealed=seal(notes.strip(), context=talk.seal_context))
    fact = TalkHeld(standing=standing.pk, group=group.name, heads=heads, day=talked_on.isoformat())
    record(fact, by=by)
    return talk


@act
def read_notes(talk: UnitTalk, *, by: Person) -> str:
    """The notes of a talk.

    Raises:
        Refused: not of the team, nothing was noted, or no key opens it.
    """
    if reasons := list(objections_to_reading_notes(talk, by=by)):
        raise Refused(reasons)
    kept = TalkNotes.objects.filter(talk=talk).first()
    if kept is None:
        raise Refused(_("Nothing was noted of this talk."))
    try:
        text = unseal(bytes(kept.sealed), context=talk.seal_context)
    except Unreadable:
        raise Refused(_("No key at hand opens this talk. Ask the system administrator for the older key.")) from None
    record(TalkNotesRead(standing=talk.standing_id, group=talk.group.name, day=talk.talked_on.isoformat()), by=by)
    return text
