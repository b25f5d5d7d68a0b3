"""Other ways in: one submission becomes one voice, however often its file or its letter comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.text import digest
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.opinions.events.answering import HandOverTaken
from bihuan.opinions.models import HandOver, Opinion, Origin, Source
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.services.intake import SEQUENCE, Said, receive_letter, receive_many
from bihuan.people.models import Person


class Submission(NamedTuple):
    """A voice from elsewhere: what it says, its number there, and its place in the file."""

    said: Said
    outside_number: str = ""
    place: str = ""


@dataclass(frozen=True)
class Mail:
    """A message that was read: the identity by which it is known, what it says, and nothing of its headers."""

    identity: str
    said: Said


def identity_of(outside_number: str) -> str:
    """How a submission is known again: a digest, because outside numbers can be addresses of people."""
    return digest("submission", outside_number.strip()) if outside_number.strip() else ""


def likeness_of(text: str) -> str:
    """How the same words are known again, whatever the spaces and marks between them."""
    return digest("likeness", "".join(character for character in text.lower() if character.isalnum()))


@act
def take_hand_over(
    channel: Channel, submissions: Sequence[Submission], *, origin: str, file: StoredFile, rows: int, by: Person
) -> HandOver:
    """Take a file of voices in, all or none. The same file again takes in nothing.

    `submissions` are what a dry run called fresh; what came in meanwhile is left out once more, under the lock.

    Raises:
        Refused: not of the office, or a row that cannot be kept.
    """
    campaign = channel.campaign
    if reasons := list(objections_to_office_work(campaign, by)):
        raise Refused(reasons)
    next_number(campaign, SEQUENCE, count=0)  # queue up: two clerks with the same file must see each other
    known = HandOver.objects.filter(campaign=campaign, file=file).first()
    if known:
        return known
    fresh = list(_unknown(campaign, submissions, origin=origin))
    taken = receive_many(campaign, [one.said for one in fresh], by=by)
    made = HandOver.objects.create(
        campaign=campaign,
        channel=channel,
        origin=origin,
        file=file,
        rows=rows,
        taken=len(taken),
        by=by,
        on=day_of(campaign),
    )
    Source.objects.bulk_create(
        (_source(opinion, one, origin=origin, hand_over=made) for opinion, one in zip(taken, fresh, strict=True)),
        batch_size=500,
    )
    record(HandOverTaken(campaign=campaign.pk, name=file.name, rows=rows, taken=len(taken)), by=by)
    return made


@act
def take_letter(channel: Channel, letter: Mail) -> tuple[Opinion, bool]:
    """Take one e-mail in and return its voice, and whether it is new. The same message again is the same voice.

    Raises:
        Refused: it says nothing.
    """
    campaign = channel.campaign
    next_number(campaign, SEQUENCE, count=0)
    identity = identity_of(letter.identity) or likeness_of(letter.said["text"])
    known = Source.objects.filter(campaign=campaign, origin=Origin.MAIL, identity=identity).first()
    if known:
        return known.opinion, False
    opinion = receive_letter(campaign, **letter.said)
    Source.objects.create(
        opinion=opinion,
        campaign=campaign,
        origin=Origin.MAIL,
        identity=identity,
        likeness=likeness_of(opinion.text),
    )
    return opinion, True


@act
def note_phone_call(opinion: Opinion) -> Source:
    """Write down that a voice came by telephone."""
    return Source.objects.create(
        opinion=opinion, campaign=opinion.campaign, origin=Origin.PHONE, likeness=likeness_of(opinion.text)
    )


def _unknown(campaign: Campaign, submissions: Iterable[Submission], *, origin: str) -> Iterable[Submission]:
    numbers = Source.objects.filter(campaign=campaign, origin=origin).exclude(identity="")
    known = set(numbers.values_list("identity", flat=True))
    for one in submissions:
        identity = identity_of(one.outside_number)
        if not identity or identity not in known:
            known.add(identity)
            yield one


def _source(opinion: Opinion, one: Submission, *, origin: str, hand_over: HandOver) -> Source:
    return Source(
        opinion=opinion,
        campaign=hand_over.campaign,
        origin=origin,
        outside_number=one.outside_number,
        identity=identity_of(one.outside_number),
        likeness=likeness_of(one.said["text"]),
        hand_over=hand_over,
        place=one.place[:80],
    )
