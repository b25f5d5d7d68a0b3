"""From a template to a campaign in typed rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.blueprint import Blueprint, load
from bihuan.campaigns.drafts import PhaseDraft
from bihuan.campaigns.events import CampaignCreated, CampaignStoodStill
from bihuan.campaigns.models import (
    CalendarDay,
    Campaign,
    Channel,
    ClosurePolicy,
    FocusProblem,
    LightRule,
    LookBackRule,
    ObjectKind,
    ObjectLayer,
    Phase,
    RequiredPaper,
    RequiredSignature,
    RequiredTalk,
    Term,
)
from bihuan.campaigns.policies import objections_to_creating
from bihuan.common.workflow import Refused, lock
from bihuan.people.models import Person, Unit


@act
def create_campaign(  # noqa: PLR0913 - what a campaign cannot be without; keyword-only
    template: str | Path,
    *,
    code: str,
    name: str,
    root: Unit,
    office: Unit | None,
    starts_on: date,
    year: int,
    by: Person | None,
) -> Campaign:
    """Set up a campaign over `root` and everything below it; `by` is None while the site itself is set up.

    Raises:
        Refused: the template has faults (each with its place), the code is taken, or `by` may not.
    """
    blueprint = load(template)
    days = [draft.days(starts_on) for draft in blueprint.phases]
    if reasons := [
        *objections_to_creating(code=code, root=root, office=office, by=by),
        *_too_early(blueprint.phases[0].name, days[0][0], starts_on=starts_on),
    ]:
        raise Refused(reasons)
    campaign = Campaign.objects.create(
        code=code,
        name=name,
        template=blueprint.code,
        root=root,
        office=office,
        year=year,
        starts_on=starts_on,
        ends_on=max(last for _first, last in days),
        immediate_days=blueprint.immediate_days,
        report_rhythm_days=blueprint.report_rhythm_days,
        sixth_clear=blueprint.sixth_clear,
        visit_window_days=blueprint.oversight.visit_window_days,
    )
    _fill(campaign, blueprint)
    record(CampaignCreated(campaign=campaign.pk, name=name, root=root.name, template=blueprint.code), by=by)
    return campaign


def _too_early(phase: str, first: date, *, starts_on: date) -> Iterator[str]:
    if first < starts_on:
        words = _("The phase “%(phase)s” begins on %(day)s, before the campaign itself (%(start)s).")
        yield words % {"phase": phase, "day": first, "start": starts_on}


@act
def stand_still(campaign: Campaign, *, on: date | None, by: Person | None) -> Campaign:
    """Let a demonstration live on one day for ever; None sets it going again."""
    campaign = lock(campaign)
    campaign.as_of = on
    campaign.save(update_fields=["as_of"])
    record(CampaignStoodStill(campaign=campaign.pk, day=on.isoformat() if on else ""), by=by)
    return campaign


def _fill(campaign: Campaign, blueprint: Blueprint) -> None:
    """Everything below the campaign, in the order of the template."""
    for position, draft in enumerate(blueprint.phases, start=1):
        _add_phase(campaign, position, draft)
    Term.objects.bulk_create(
        Term(campaign=campaign, taxonomy=draft.taxonomy, code=draft.code, name=draft.name, position=position)
        for position, draft in enumerate(blueprint.terms, start=1)
    )
    Channel.objects.bulk_create(
        Channel(
            campaign=campaign,
            way=draft.way,
            code=draft.code,
            name=draft.name,
            public=draft.public,
            position=position,
        )
        for position, draft in enumerate(blueprint.channels, start=1)
    )
    LightRule.objects.bulk_create(
        LightRule(
            campaign=campaign,
            position=position,
            colour=draft.colour,
            basis=draft.basis,
            at_least=draft.at_least,
            at_most=draft.at_most,
            action=draft.action,
        )
        for position, draft in enumerate(blueprint.lights, start=1)
    )
    # The calendar belongs to the whole site: a day that an administrator entered stays as he entered it.
    CalendarDay.objects.bulk_create(
        (CalendarDay(day=draft.day, working=draft.working, note=draft.note) for draft in blueprint.days),
        ignore_conflicts=True,
    )
    _write_policy(campaign, blueprint)
    _write_objects(campaign, blueprint)


def _write_objects(campaign: Campaign, blueprint: Blueprint) -> None:
    for position, draft in enumerate(blueprint.oversight.objects, start=1):
        kind = ObjectKind.objects.create(campaign=campaign, code=draft.code, name=draft.name, position=position)
        ObjectLayer.objects.bulk_create(ObjectLayer(object_kind=kind, unit_kind=unit_kind) for unit_kind in draft.units)
        FocusProblem.objects.bulk_create(
            FocusProblem(object_kind=kind, position=place, text=text) for place, text in enumerate(draft.focus, start=1)
        )


def _add_phase(campaign: Campaign, position: int, draft: PhaseDraft) -> None:
    """A phase with what it asks of each unit."""
    first, last = draft.days(campaign.starts_on)
    phase = Phase.objects.create(
        campaign=campaign,
        position=position,
        name=draft.name,
        starts_on=first,
        ends_on=last,
        look_back_on=draft.look_back(campaign.starts_on),
        waits_for_talks=draft.waits_for_talks,
    )
    RequiredPaper.objects.bulk_create(
        RequiredPaper(phase=phase, position=place, name=name) for place, name in enumerate(draft.papers, start=1)
    )
    RequiredTalk.objects.bulk_create(
        RequiredTalk(phase=phase, position=place, name=name) for place, name in enumerate(draft.talks, start=1)
    )


def _write_policy(campaign: Campaign, blueprint: Blueprint) -> None:
    draft = blueprint.policy
    policy = ClosurePolicy.objects.create(
        campaign=campaign,
        min_satisfied_percent=draft.min_satisfied_percent,
        min_answers=draft.min_answers,
        panel=draft.panel,
        min_panel=draft.min_panel,
        notice_required=draft.notice_required,
        notice_workdays=draft.notice_workdays,
        small_group=draft.small_group,
        watch_review_days=draft.watch_review_days,
        recurrence=draft.recurrence,
    )
    RequiredSignature.objects.bulk_create(RequiredSignature(policy=policy, role=role) for role in draft.signatures)
    LookBackRule.objects.bulk_create(LookBackRule(policy=policy, after_workdays=days) for days in draft.look_backs)
