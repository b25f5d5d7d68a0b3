"""Phases, words and channels of a campaign: changed within safe bounds, never removed once they may be in use."""

from datetime import date

from bihuan.audit.services import act, record
from bihuan.campaigns.events import PhaseChanged, WordAdded, WordRenamed, WordRestored, WordRetired
from bihuan.campaigns.models import Campaign, Channel, Phase, Term
from bihuan.campaigns.policies import (
    Word,
    objections_to_look_back_day,
    objections_to_name,
    objections_to_new_word,
    objections_to_phase,
    objections_to_retiring,
    objections_to_setting_up,
)
from bihuan.common.workflow import Refused, lock
from bihuan.people.models import Person


@act
def change_phase(
    phase: Phase, *, name: str, starts_on: date, ends_on: date, by: Person, look_back_on: date | None = None
) -> Phase:
    """Give a phase another name or other days; the campaign ends with its last phase.

    Without `look_back_on` nobody looks back at it until a day is named.

    Raises:
        Refused: `by` may not, or the phases would change places.
    """
    phase = lock(phase)
    reasons = [
        *objections_to_setting_up(phase.campaign, by=by),
        *objections_to_phase(phase, name=name, starts_on=starts_on, ends_on=ends_on),
        *objections_to_look_back_day(starts_on=starts_on, look_back_on=look_back_on),
    ]
    if reasons:
        raise Refused(reasons)
    before, days = phase.name, f"{phase.starts_on}–{phase.ends_on}"
    if (before, phase.starts_on, phase.ends_on, phase.look_back_on) == (name, starts_on, ends_on, look_back_on):
        return phase
    phase.name, phase.starts_on, phase.ends_on, phase.look_back_on = name, starts_on, ends_on, look_back_on
    phase.save(update_fields=["name", "starts_on", "ends_on", "look_back_on"])
    last = max(Phase.objects.filter(campaign=phase.campaign).values_list("ends_on", flat=True))
    Campaign.objects.filter(pk=phase.campaign_id).update(ends_on=last)
    record(
        PhaseChanged(
            campaign=phase.campaign_id,
            name=name,
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
            before=before,
            before_days=days,
            look_back_on=look_back_on.isoformat() if look_back_on else "—",
        ),
        by=by,
    )
    return phase


@act
def add_term(campaign: Campaign, taxonomy: Term.Taxonomy, *, code: str, name: str, by: Person) -> Term:
    """Add a word at the end of a taxonomy.

    Raises:
        Refused: `by` may not, or code or name stand there already.
    """
    existing = list(Term.objects.filter(campaign=campaign, taxonomy=taxonomy))
    _check_new(campaign, existing, code=code, name=name, by=by)
    term = Term.objects.create(campaign=campaign, taxonomy=taxonomy, code=code, name=name, position=_after(existing))
    record(WordAdded(campaign=campaign.pk, list=list_of(term), code=code, name=name), by=by)
    return term


@act
def add_channel(
    campaign: Campaign, way: Channel.Way, *, code: str, name: str, public: bool = False, by: Person
) -> Channel:
    """Add a channel under one of the four ways of asking.

    Raises:
        Refused: `by` may not, or code or name stand there already.
    """
    existing = list(campaign.channels.all())
    _check_new(campaign, existing, code=code, name=name, by=by)
    channel = Channel.objects.create(
        campaign=campaign, way=way, code=code, name=name, public=public, position=_after(existing)
    )
    record(WordAdded(campaign=campaign.pk, list=list_of(channel), code=code, name=name), by=by)
    return channel


@act
def rename(word: Word, *, name: str, by: Person) -> Word:
    """Call a word or a channel otherwise; everything that uses it shows the new name.

    Raises:
        Refused: `by` may not, or the name stands in the list already.
    """
    word = lock(word)
    others = [other for other in siblings(word) if other.pk != word.pk]
    reasons = [*objections_to_setting_up(word.campaign, by=by), *objections_to_name(others, name=name)]
    if reasons:
        raise Refused(reasons)
    before = word.name
    if before != name:
        word.name = name
        word.save(update_fields=["name"])
        record(
            WordRenamed(campaign=word.campaign_id, list=list_of(word), code=word.code, name=name, before=before),
            by=by,
        )
    return word


@act
def retire(word: Word, *, by: Person) -> Word:
    """Offer a word or a channel no longer; where it was used, it stays.

    Raises:
        Refused: `by` may not, or it is the last one in use.
    """
    word = lock(word)
    reasons = list(objections_to_setting_up(word.campaign, by=by))
    if word.active:
        reasons += objections_to_retiring(siblings(word))
    if reasons:
        raise Refused(reasons)
    if word.active:
        _set_active(word, active=False)
        record(WordRetired(campaign=word.campaign_id, list=list_of(word), code=word.code, name=word.name), by=by)
    return word


@act
def restore(word: Word, *, by: Person) -> Word:
    """Offer a word or a channel again.

    Raises:
        Refused: `by` may not.
    """
    word = lock(word)
    reasons = list(objections_to_setting_up(word.campaign, by=by))
    if reasons:
        raise Refused(reasons)
    if not word.active:
        _set_active(word, active=True)
        record(WordRestored(campaign=word.campaign_id, list=list_of(word), code=word.code, name=word.name), by=by)
    return word


def siblings(word: Word) -> list[Word]:
    """Everything in the list of a word, itself included."""
    if isinstance(word, Term):
        return list(Term.objects.filter(campaign=word.campaign_id, taxonomy=word.taxonomy))
    return list(Channel.objects.filter(campaign=word.campaign_id))


def list_of(word: Word) -> str:
    """Code of the list in which a word stands."""
    return word.taxonomy if isinstance(word, Term) else word.way


def _check_new(campaign: Campaign, existing: list[Term] | list[Channel], *, code: str, name: str, by: Person) -> None:
    reasons = [
        *objections_to_setting_up(campaign, by=by),
        *objections_to_new_word(existing, code=code, name=name),
    ]
    if reasons:
        raise Refused(reasons)


def _after(existing: list[Term] | list[Channel]) -> int:
    return max((word.position for word in existing), default=0) + 1


def _set_active(word: Word, *, active: bool) -> None:
    word.active = active
    word.save(update_fields=["active"])
