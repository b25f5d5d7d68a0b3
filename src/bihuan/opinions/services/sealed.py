"""The sealed channel: taking in, opening, answering, passing on. Words are sealed before they reach a table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict, Unpack

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.sealing import Unreadable, seal, seal_bytes, unseal, unseal_bytes
from bihuan.common.workflow import Refused, Step, lock, move
from bihuan.opinions.events.sealed import (
    KeeperAppointed,
    KeeperRelieved,
    TipOffAnswered,
    TipOffMoved,
    TipOffOpened,
)
from bihuan.opinions.models import Keeper, TipOff, TipOffPart
from bihuan.opinions.policies import objections_to_words
from bihuan.opinions.policies.sealed import (
    objections_to_appointing,
    objections_to_keepers,
    objections_to_keeping,
    objections_to_tip_off,
)
from bihuan.opinions.receipts import code_for, sealed_digest_of
from bihuan.opinions.states import END_TIP, PASS_ON
from bihuan.people.models import Person, Unit

SEQUENCE = "tip-off"


class Tip(TypedDict, total=False):
    """What a tip-off says. Everything but the unit's key is sealed."""

    person: str
    place: str
    contact: str
    unit: Unit | None
    pictures: Sequence[bytes]


@dataclass(frozen=True)
class Opened:
    """A tip-off in plain words, for as long as a page needs them."""

    text: str
    person: str
    place: str
    contact: str


class Said(NamedTuple):
    """One word of the dialogue, opened."""

    from_speaker: bool
    on: str
    text: str


@act
def appoint_keeper(campaign: Campaign, *, person: Person, by: Person) -> Keeper:
    """Appoint somebody who alone, with other keepers, opens the sealed channel.

    Raises:
        Refused: not of the leading official, or a person whom the channel must be kept from.
    """
    if reasons := list(objections_to_appointing(campaign, person=person, by=by)):
        raise Refused(reasons)
    made = Keeper.objects.create(campaign=campaign, person=person, since=day_of(campaign), appointed_by=by)
    record(KeeperAppointed(campaign=campaign.pk, person=str(person)), by=by)
    return made


@act
def relieve_keeper(keeper: Keeper, *, by: Person) -> None:
    """End an appointment; the tip-offs stay for the others."""
    if reasons := list(objections_to_keepers(keeper.campaign, by=by)):
        raise Refused(reasons)
    Keeper.objects.filter(pk=keeper.pk, until__isnull=True).update(until=day_of(keeper.campaign))
    record(KeeperRelieved(campaign=keeper.campaign_id, person=str(keeper.person)), by=by)


@act
def receive_tip_off(campaign: Campaign, *, text: str, ticket: str, **tip: Unpack[Tip]) -> tuple[TipOff, str]:
    """Take in a tip-off and return it with its code, shown once. The same form sent twice is one. No fact is left.

    Raises:
        Refused: nobody keeps the channel, or nothing is said.
    """
    next_number(campaign, SEQUENCE, count=0)
    code = code_for(f"sealed {ticket}")
    known = TipOff.objects.filter(code_digest=sealed_digest_of(code)).first()
    if known:
        return known, code
    if reasons := [*objections_to_tip_off(campaign, text=text), *objections_to_words(text or " ")]:
        raise Refused(reasons)
    number = next_number(campaign, SEQUENCE)
    words = {"text": text.strip(), **{key: tip.get(key, "") for key in ("person", "place", "contact")}}
    made = TipOff.objects.create(
        campaign=campaign,
        number=number,
        about_unit=tip.get("unit"),
        sealed=seal(json.dumps(words, ensure_ascii=False), context=_context(campaign.pk, number)),
        code_digest=sealed_digest_of(code),
        received_on=day_of(campaign),
    )
    for picture in tip.get("pictures", ()):
        sealed = seal_bytes(picture, context=made.stream)
        TipOffPart.objects.create(tip_off=made, from_speaker=True, picture=True, sealed=sealed, on=made.received_on)
    return made, code


@act
def open_tip_off(tip_off: TipOff, *, by: Person) -> Opened:
    """Read a tip-off. Every opening leaves a fact.

    Raises:
        Refused: not a keeper's, or about his own unit, or no key opens it any more.
    """
    if reasons := list(objections_to_keeping(tip_off, by=by)):
        raise Refused(reasons)
    words = json.loads(_unsealed(bytes(tip_off.sealed), _context(tip_off.campaign_id, tip_off.number)))
    record(TipOffOpened(tip_off=tip_off.pk, label=tip_off.label), by=by)
    return Opened(**words)


def dialogue_of_tip_off(tip_off: TipOff) -> list[Said]:
    """What was said after it, opened: for its sender, and for a keeper who has just opened it."""
    parts = tip_off.parts.filter(picture=False).order_by("pk")
    return [Said(one.from_speaker, one.on.isoformat(), _unsealed(bytes(one.sealed), tip_off.stream)) for one in parts]


def picture_of(part: TipOffPart) -> bytes:
    """The points of a sealed picture."""
    try:
        return unseal_bytes(bytes(part.sealed), context=part.tip_off.stream)
    except Unreadable:
        raise Refused(_no_key()) from None


@act
def say_sealed(tip_off: TipOff, *, text: str, by: Person | None) -> None:
    """Add to the dialogue: its sender (`by` None), or a keeper. The same words twice in a row are one.

    Raises:
        Refused: nothing is said, or not a keeper's.
    """
    reasons = list(objections_to_words(text))
    if by is not None:
        reasons += objections_to_keeping(tip_off, by=by)
    if reasons:
        raise Refused(reasons)
    said = dialogue_of_tip_off(tip_off)
    if said and (said[-1].from_speaker, said[-1].text) == (by is None, text.strip()):
        return
    _write(tip_off, text, by)
    if by is not None:
        record(TipOffAnswered(tip_off=tip_off.pk, label=tip_off.label), by=by)


@act
def pass_on(tip_off: TipOff, *, reply: str, by: Person) -> None:
    """Hand it over to those in charge of persons, with words for its sender.

    Raises:
        Refused: not a keeper's, passed on already, or nothing is said.
    """
    held = _held(tip_off, PASS_ON, reply=reply, by=by)
    move(held, PASS_ON)
    _moved(held, reply=reply, by=by)


@act
def end_tip_off(tip_off: TipOff, *, reply: str, by: Person) -> None:
    """End it with a reason that its sender reads.

    Raises:
        Refused: see `pass_on`.
    """
    held = _held(tip_off, END_TIP, reply=reply, by=by)
    move(held, END_TIP)
    _moved(held, reply=reply, by=by)


def _held(tip_off: TipOff, step: Step, *, reply: str, by: Person) -> TipOff:
    held = lock(tip_off)
    if reasons := [*objections_to_keeping(held, by=by, step=step), *objections_to_words(reply)]:
        raise Refused(reasons)
    return held


def _moved(held: TipOff, *, reply: str, by: Person) -> None:
    _write(held, reply, by)
    record(TipOffMoved(tip_off=held.pk, label=held.label, status=str(held.get_status_display())), by=by)


def _write(tip_off: TipOff, text: str, by: Person | None) -> None:
    TipOffPart.objects.create(
        tip_off=tip_off,
        from_speaker=by is None,
        sealed=seal(text.strip(), context=tip_off.stream),
        on=day_of(tip_off.campaign),
        by=by,
    )


def _context(campaign: int, number: int) -> str:
    # Known before the row is: its own key cannot be part of what is sealed into it.
    return f"tip-off {campaign}/{number}"


def _unsealed(sealed: bytes, context: str) -> str:
    try:
        return unseal(sealed, context=context)
    except Unreadable:
        raise Refused(_no_key()) from None


def _no_key() -> str:
    return _("No key at hand opens this. Ask the system administrator for the older key.")
