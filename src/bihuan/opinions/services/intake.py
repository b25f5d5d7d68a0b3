"""How a voice comes in. No address, no device and no hour is asked for, because none is kept."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.sealing import seal
from bihuan.common.text import new_receipt_code
from bihuan.common.workflow import Refused
from bihuan.files.traceless import store_traceless
from bihuan.opinions.events import IntakeSealed, OpinionPlaced, OpinionReceived, OpinionsImported
from bihuan.opinions.models import ANCESTORS, Attachment, Consultation, Contact, Opinion, Receipt
from bihuan.opinions.policies import (
    objections_to_intake,
    objections_to_office_work,
    objections_to_particulars,
    objections_to_words,
)
from bihuan.opinions.receipts import code_for, digest_of
from bihuan.opinions.selectors.intake import digest_of_opinions, last_sealed_number, opinions_between
from bihuan.opinions.services.answering import asked_first
from bihuan.people.models import Person, Unit

SEQUENCE = "opinion"


class _Words(TypedDict):
    channel: Channel
    text: str


class Said(_Words, total=False):
    """What is known about one voice; only the channel and the words must be.

    `contact` (name and number, sealed at once) makes an opinion a named one. `ticket` is the form of the
    public from which it comes: the same ticket is the same opinion. `files` are contents as `traceless` cleaned
    them, each with its media type.
    """

    received_on: date | None
    consultation: Consultation | None
    about_unit: Unit | None
    about_words: str
    group: Term | None
    heads: int
    anonymous: bool
    contact: str | None
    ticket: str
    files: Sequence[tuple[bytes, str]]


def receive(campaign: Campaign, *, by: Person | None, **said: Unpack[Said]) -> tuple[Opinion, str]:
    """Take in one opinion and return it with its receipt code, which is shown once and not kept.

    `by` is None for the public; whoever of the office writes it down was asked first and answers for it. A ticket
    that was used before returns the opinion it became; nothing is written. The public's own submission leaves no
    fact: see `docs/decisions/anonymity.md`.

    Raises:
        Refused: nothing is said, the channel is closed to the public, the person is not of the office.
    """
    code = code_for(said["ticket"]) if said.get("ticket") else new_receipt_code()
    try:
        return _take_in(campaign, said, code_digest=digest_of(code), by=by), code
    except (IntegrityError, Refused):
        # One receipt per code: whoever sends a form again, or twice at once, finds what stands already. Asking first
        # would cost every other speaker a question.
        known = Opinion.objects.filter(receipt__code_digest=digest_of(code)).first()
        if known is None:
            raise
        return known, code


@act
def _take_in(campaign: Campaign, said: Said, *, code_digest: str, by: Person | None) -> Opinion:
    _check(campaign, said, by=by)
    opinion = _write_down(campaign, said)
    Receipt(opinion=opinion, code_digest=code_digest).save(force_insert=True)
    if by is not None:
        record(OpinionReceived(opinion=opinion.pk, label=opinion.label, channel=str(opinion.channel)), by=by)
        asked_first(opinion, by=by)
    return opinion


@act
def receive_letter(campaign: Campaign, **said: Unpack[Said]) -> Opinion:
    """Take in what came by itself to a channel of the office (an e-mail): no receipt, for nobody is there to hold it.

    Raises:
        Refused: nothing is said.
    """
    if objections := list(_objections(campaign, said)):
        raise Refused(objections)
    return _write_down(campaign, said)


def _write_down(campaign: Campaign, said: Said) -> Opinion:
    opinion = opinion_row(campaign, next_number(campaign, SEQUENCE), said)
    opinion.save(force_insert=True)
    contact = said.get("contact")
    if contact:
        Contact.objects.create(opinion=opinion, sealed=seal(contact, context=opinion.stream))
    attach(opinion, said.get("files", ()))
    return opinion


@act
def receive_many(campaign: Campaign, rows: Iterable[Said], *, by: Person) -> list[Opinion]:
    """Take in many opinions from paper or a file, all or none, with one fact that covers every one of them.

    No receipts: there is nobody to hand them to. Contacts are kept.

    Raises:
        Refused: with a sentence for each row that cannot be taken, led by its place.
    """
    said = list(rows)
    objections = [f"{place}. {reason}" for place, one in enumerate(said, 1) for reason in _objections(campaign, one)]
    objections = [*objections_to_office_work(campaign, by), *objections]
    if objections:
        raise Refused(objections)
    first = next_number(campaign, SEQUENCE, count=len(said))
    opinions = Opinion.objects.bulk_create(
        [opinion_row(campaign, number, one) for number, one in enumerate(said, first)], batch_size=500
    )
    Contact.objects.bulk_create(
        Contact(opinion=opinion, sealed=seal(contact, context=opinion.stream))
        for opinion, one in zip(opinions, said, strict=True)
        if (contact := one.get("contact"))
    )
    if opinions:
        record(OpinionsImported(campaign=campaign.pk, **_range(opinions)), by=by)
    return opinions


def attach(opinion: Opinion, files: Sequence[tuple[bytes, str]]) -> None:
    """Keep what came with a voice, inside the caller's unit of work."""
    for position, (content, media_type) in enumerate(files, start=1):
        stored = store_traceless(content, media_type=media_type)
        Attachment.objects.create(opinion=opinion, file=stored, position=position)


@act
def place(opinion: Opinion, *, unit: Unit, by: Person) -> None:
    """Write down which unit an opinion is about; the speaker's own words for the place stay as they are.

    Raises:
        Refused: the person is not of the office.
    """
    objections = list(objections_to_office_work(opinion.campaign, by))
    if objections:
        raise Refused(objections)
    columns: dict[str, Any] = {"about_unit": unit, **_ancestors(unit)}
    Opinion.objects.filter(pk=opinion.pk).update(**columns)
    for name, value in columns.items():
        setattr(opinion, name, value)
    record(OpinionPlaced(opinion=opinion.pk, unit=str(unit)), by=by)


@act
def seal_intake(campaign: Campaign) -> int:
    """Cover every opinion since the last time with one digest; return how many. The clock does it daily."""
    fresh = opinions_between(campaign, last_sealed_number(campaign) + 1)
    if fresh:
        record(IntakeSealed(campaign=campaign.pk, **_range(fresh)), by=None)
    return len(fresh)


def _check(campaign: Campaign, said: Said, *, by: Person | None) -> None:
    objections = [
        *objections_to_intake(campaign, channel=said["channel"], by=by),
        *_objections(campaign, said),
    ]
    if objections:
        raise Refused(objections)


def _objections(campaign: Campaign, said: Said) -> Iterable[str]:
    yield from objections_to_words(said["text"])
    yield from objections_to_particulars(
        campaign,
        heads=said.get("heads", 1),
        received_on=said.get("received_on") or day_of(campaign),
        group=said.get("group"),
        consultation=said.get("consultation"),
    )


def opinion_row(campaign: Campaign, number: int, said: Said) -> Opinion:
    """The row of one voice, not saved yet."""
    unit = said.get("about_unit")
    return Opinion(
        campaign=campaign,
        number=number,
        channel=said["channel"],
        consultation=said.get("consultation"),
        text=said["text"].strip(),
        about_unit=unit,
        about_words=said.get("about_words", "").strip(),
        group=said.get("group"),
        heads=said.get("heads", 1),
        received_on=said.get("received_on") or day_of(campaign),
        anonymous=said.get("anonymous", True) and not said.get("contact"),
        **_ancestors(unit or campaign.root),
    )


def _ancestors(unit: Unit) -> dict[str, int | None]:
    return {column: getattr(unit, column) for column in ANCESTORS}


def _range(opinions: list[Opinion]) -> dict[str, Any]:
    return {
        "first": opinions[0].number,
        "last": opinions[-1].number,
        "count": len(opinions),
        "digest": digest_of_opinions(opinions),
    }
