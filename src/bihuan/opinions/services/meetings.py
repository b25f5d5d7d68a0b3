"""What happens around an occasion of asking: planning, inviting, minutes, files, and taking opinions down."""

from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import day_of
from bihuan.common.text import digest
from bihuan.common.workflow import Refused, lock
from bihuan.files.models import StoredFile
from bihuan.opinions.events.asking import (
    AttendanceTaken,
    ConsultationPlanned,
    EnclosureAdded,
    MinutesWritten,
    PeopleInvited,
)
from bihuan.opinions.models import Consultation, Enclosure, Invitee, Opinion, TakenDown
from bihuan.opinions.policies.meetings import (
    objections_to_inviting,
    objections_to_minutes,
    objections_to_planning,
)
from bihuan.opinions.policies.voices import objections_to_having_been, objections_to_office_work
from bihuan.opinions.services.consultations import Occasion, count_participants
from bihuan.opinions.services.intake import receive
from bihuan.people.models import Person


class Heard(TypedDict, total=False):
    """What a clerk takes down of one speaker. `speaker` is a number: the third who spoke, not who that was."""

    text: str
    group: Term | None
    speaker: int | None
    about_words: str


@act
def plan(campaign: Campaign, *, by: Person, **occasion: Unpack[Occasion]) -> Consultation:
    """Set an occasion for a day to come, so that people can be invited. It counts from that day on.

    Raises:
        Refused: a channel of another campaign, a day after its end, or not of the office.
    """
    _refuse(objections_to_planning(campaign, channel=occasion["channel"], held_on=occasion["held_on"], by=by))
    planned = Consultation.objects.create(campaign=campaign, **occasion)
    fact = ConsultationPlanned(consultation=planned.pk, title=planned.title, held_on=planned.held_on.isoformat())
    record(fact, by=by)
    return planned


@act
def invite(consultation: Consultation, *, group: Term, names: Sequence[str], by: Person) -> None:
    """Invite people by name or by post; the record keeps their number only.

    Raises:
        Refused: a name stands there already, not a group of the campaign, or not of the office.
    """
    _refuse(objections_to_inviting(consultation, group=group, names=names, by=by))
    Invitee.objects.bulk_create(Invitee(consultation=consultation, group=group, name=name) for name in names)
    record(PeopleInvited(consultation=consultation.pk, group=str(group), count=len(names)), by=by)


@act
def take_attendance(consultation: Consultation, *, came: Iterable[int], by: Person) -> None:
    """Tick who of those invited by name came; the counts of their groups follow from it.

    Raises:
        Refused: the day has not come, or not of the office.
    """
    _refuse([*objections_to_office_work(consultation.campaign, by), *objections_to_having_been(consultation)])
    held = lock(consultation)
    ticked = set(came)
    invitees = list(held.invitees.select_related("group"))
    for one in invitees:
        one.came = one.pk in ticked
    Invitee.objects.bulk_update(invitees, ["came"])
    for group in {one.group for one in invitees}:
        mine = [one for one in invitees if one.group == group]
        count_participants(held, group=group, invited=len(mine), attended=sum(one.came for one in mine), by=by)
    fact = AttendanceTaken(consultation=held.pk, invited=len(invitees), came=sum(one.came for one in invitees))
    record(fact, by=by)


@act
def write_minutes(consultation: Consultation, *, text: str, by: Person) -> None:
    """Write the minutes, or word them anew; the record keeps a digest of every wording.

    Raises:
        Refused: nothing is written, the day has not come, or not of the office.
    """
    _refuse(objections_to_minutes(consultation, text=text, by=by))
    Consultation.objects.filter(pk=consultation.pk).update(minutes=text)
    consultation.minutes = text
    record(MinutesWritten(consultation=consultation.pk, length=len(text), digest=digest(text)), by=by)


@act
def enclose(consultation: Consultation, *, file: StoredFile, title: str, by: Person) -> Enclosure:
    """Add a file: the list of signatures, the signed minutes, a photograph.

    Raises:
        Refused: not of the office.
    """
    _refuse(objections_to_office_work(consultation.campaign, by))
    added = Enclosure.objects.create(
        consultation=consultation, file=file, title=title, added_on=day_of(consultation.campaign)
    )
    record(EnclosureAdded(consultation=consultation.pk, title=title, sha256=file.sha256), by=by)
    return added


@act
def take_down(consultation: Consultation, *, mark: str, by: Person, **heard: Unpack[Heard]) -> tuple[Opinion, str]:
    """Take one opinion of a meeting down and return it with its receipt code.

    `mark` is a random word made on the clerk's own device. The same mark is the same opinion, however often a broken
    line makes the device send it, and whenever that is.

    Raises:
        Refused: nothing is said, the meeting has not been held, or not of the office.
    """
    _refuse(objections_to_having_been(consultation))
    opinion, code = receive(
        consultation.campaign,
        channel=consultation.channel,
        consultation=consultation,
        text=heard.get("text", ""),
        group=heard.get("group"),
        about_words=heard.get("about_words", ""),
        received_on=consultation.held_on,
        ticket=f"taken down {consultation.pk} {mark}",
        by=by,
    )
    TakenDown.objects.get_or_create(opinion=opinion, defaults={"speaker": heard.get("speaker")})
    return opinion, code


def _refuse(reasons: Iterable[str]) -> None:
    found = list(reasons)
    if found:
        raise Refused(found)
