"""Clocks, more time, who is in charge, and words for replies."""

from datetime import date

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events.answering import (
    AfterClosingSet,
    ChargeDecided,
    ChargeOffered,
    ChargeTaken,
    ClockSet,
    MoreTimeGiven,
    ReplyTemplateKept,
)
from bihuan.opinions.models import Charge, Clock, ListeningPolicy, MoreTime, Opinion, ReplyTemplate
from bihuan.opinions.policies.answering import (
    objections_to_deciding_charge,
    objections_to_handing_on,
    objections_to_more_time,
    objections_to_taking_charge,
)
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.answering import Limits
from bihuan.people.models import Person


@act
def set_clock(campaign: Campaign, *, channel: Channel | None, preset: str, limits: Limits, by: Person) -> Clock:
    """Set how long voices of a channel may wait; without a channel, of all that have no clock of their own.

    Raises:
        Refused: not of the supervising tier.
    """
    if reasons := list(objections_to_judging_rules(campaign, by=by)):
        raise Refused(reasons)
    clock, _made = Clock.objects.update_or_create(
        campaign=campaign,
        channel=channel,
        defaults={
            "preset": preset,
            "respond_days": limits.respond_days,
            "settle_days": max(limits.settle_days, limits.respond_days),
            "workdays": limits.workdays,
        },
    )
    name = str(channel or _("all other channels"))
    record(ClockSet(campaign=campaign.pk, channel=name, respond=clock.respond_days, settle=clock.settle_days), by=by)
    return clock


@act
def set_after_closing(campaign: Campaign, *, after_closing: str, decide_workdays: int, by: Person) -> ListeningPolicy:
    """Set what follows when somebody is not satisfied with a closed issue.

    Raises:
        Refused: not of the supervising tier.
    """
    if reasons := list(objections_to_judging_rules(campaign, by=by)):
        raise Refused(reasons)
    policy, _made = ListeningPolicy.objects.update_or_create(
        campaign=campaign, defaults={"after_closing": after_closing, "decide_workdays": decide_workdays}
    )
    record(AfterClosingSet(campaign=campaign.pk, what=str(policy.get_after_closing_display())), by=by)
    return policy


@act
def give_more_time(opinion: Opinion, *, until: date, reason: str, by: Person) -> MoreTime:
    """Give more time for one ending; the speaker reads the reason by receipt.

    Raises:
        Refused: not the leading official, no reason, or a day out of bounds.
    """
    held = lock(opinion)
    if reasons := list(objections_to_more_time(held, until=until, reason=reason, by=by)):
        raise Refused(reasons)
    given = MoreTime.objects.create(opinion=held, until=until, reason=reason.strip(), by=by, on=day_of(held.campaign))
    record(MoreTimeGiven(opinion=held.pk, until=until.isoformat(), reason=given.reason), by=by)
    return given


@act
def take_charge(opinion: Opinion, *, by: Person) -> Charge:
    """Answer for a voice from now on: whoever is asked first.

    Raises:
        Refused: somebody answers for it already, or not of the office.
    """
    held = lock(opinion)
    if reasons := list(objections_to_taking_charge(held, by=by)):
        raise Refused(reasons)
    return asked_first(held, by=by)


def asked_first(opinion: Opinion, *, by: Person) -> Charge:
    """Write the first charge of a voice, inside the caller's unit of work."""
    day = day_of(opinion.campaign)
    charge = Charge.objects.create(opinion=opinion, person=by, since=day, first=True, accepted_on=day)
    record(ChargeTaken(opinion=opinion.pk, person=str(by)), by=by)
    return charge


@act
def hand_on(opinion: Opinion, *, to: Person, reason: str, by: Person) -> Charge:
    """Offer a voice to somebody else. Until it is accepted, whoever was asked first stays in charge.

    Raises:
        Refused: not in charge, no reason, offered already, or to somebody who cannot take it.
    """
    held = lock(opinion)
    if reasons := list(objections_to_handing_on(held, to=to, reason=reason, by=by)):
        raise Refused(reasons)
    offer = Charge.objects.create(
        opinion=held, person=to, since=day_of(held.campaign), handed_by=by, reason=reason.strip()
    )
    record(ChargeOffered(opinion=held.pk, person=str(to), reason=offer.reason), by=by)
    return offer


@act
def decide_charge(charge: Charge, *, accept: bool, by: Person) -> None:
    """Accept a voice that was offered, or leave it where it is.

    Raises:
        Refused: it was offered to somebody else, or accepted already.
    """
    lock(charge.opinion)
    if reasons := list(objections_to_deciding_charge(charge, by=by)):
        raise Refused(reasons)
    if accept:
        Charge.objects.filter(pk=charge.pk).update(accepted_on=day_of(charge.opinion.campaign))
    else:
        charge.delete()
    decision = _("answers for it from now on") if accept else _("cannot take it over")
    record(ChargeDecided(opinion=charge.opinion_id, person=str(by), decision=decision), by=by)


@act
def keep_reply_template(
    campaign: Campaign, *, name: str, kind: str, text: str, active: bool = True, by: Person
) -> ReplyTemplate:
    """Write words for replies, or change or retire those of the same name.

    Raises:
        Refused: nothing is said, or not of the office.
    """
    reasons = list(objections_to_office_work(campaign, by))
    if not name.strip() or not text.strip():
        reasons.append(_("Words for replies need a name and a text."))
    if reasons:
        raise Refused(reasons)
    kept, _made = ReplyTemplate.objects.update_or_create(
        campaign=campaign, name=name.strip(), defaults={"kind": kind, "text": text.strip(), "active": active}
    )
    record(ReplyTemplateKept(campaign=campaign.pk, name=kept.name, text=kept.text if active else "—"), by=by)
    return kept
