"""Talks face to face, at their level of confidence; a sealed one is opened by two and leaves a fact of each step."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Term
from bihuan.common.clock import now
from bihuan.common.sealing import Unreadable, seal, unseal
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events.asking import OpeningAgreed, OpeningAsked, TalkRead, TalkWritten
from bihuan.opinions.models import Consultation, SealedTalk, Talk, TalkOpening
from bihuan.opinions.policies.meetings import (
    objections_to_agreeing,
    objections_to_asking,
    objections_to_reading,
    objections_to_talk,
)
from bihuan.opinions.selectors.meetings import running_opening
from bihuan.people.models import Person, Unit


class Told(TypedDict, total=False):
    """What is known about one talk."""

    text: str
    level: str
    talked_on: date
    unit: Unit | None
    group: Term | None


@act
def write_talk(consultation: Consultation, *, by: Person, **told: Unpack[Told]) -> Talk:
    """Write a talk down. At the level `sealed` its words are encrypted at once and nobody reads them alone.

    Raises:
        Refused: nothing is written, the day has not come, or not of the office.
    """
    text = told.pop("text").strip()
    _refuse(objections_to_talk(consultation, text=text, talked_on=told["talked_on"], by=by))
    sealed = told["level"] == Talk.Level.SEALED
    talk = Talk.objects.create(consultation=consultation, written_by=by, text="" if sealed else text, **told)
    if sealed:
        SealedTalk.objects.create(talk=talk, sealed=seal(text, context=talk.stream))
    fact = TalkWritten(
        consultation=consultation.pk, talk=talk.pk, talked_on=talk.talked_on.isoformat(), level=talk.level
    )
    record(fact, by=by)
    return talk


@act
def ask_to_open(talk: Talk, *, reason: str, by: Person) -> TalkOpening:
    """Ask to read a sealed talk.

    Raises:
        Refused: no reason, somebody else is at it, or neither of the office nor a leading official.
    """
    held = lock(talk)
    _refuse(objections_to_asking(held, reason=reason, running=running_opening(held), by=by))
    opening = TalkOpening.objects.create(talk=held, asked_by=by, asked_at=now(), reason=reason.strip())
    record(OpeningAsked(talk=held.pk, reason=opening.reason), by=by)
    return opening


@act
def agree_to_open(opening: TalkOpening, *, by: Person) -> None:
    """Agree, as the second person.

    Raises:
        Refused: the same person, agreed already, or neither of the office nor a leading official.
    """
    held = lock(opening)
    _refuse(objections_to_agreeing(held, by=by))
    TalkOpening.objects.filter(pk=held.pk).update(agreed_by=by, agreed_at=now())
    record(OpeningAgreed(talk=held.talk_id, who=held.asked_by.label), by=by)


@act
def read_talk(opening: TalkOpening, *, by: Person) -> str:
    """The words of a sealed talk, once.

    Raises:
        Refused: nobody agreed, it was read already, somebody else asked, or no key opens it.
    """
    held = lock(opening)
    _refuse(objections_to_reading(held, by=by))
    try:
        text = unseal(bytes(held.talk.words.sealed), context=held.talk.stream)
    except Unreadable:
        raise Refused(_("No key at hand opens this talk. Ask the system administrator for the older key.")) from None
    TalkOpening.objects.filter(pk=held.pk).update(read_at=now())
    record(TalkRead(talk=held.talk_id), by=by)
    return text


def _refuse(reasons: Iterable[str]) -> None:
    found = list(reasons)
    if found:
        raise Refused(found)
