"""By what units are judged: light rules and the closure policy. Only the supervising tier changes them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.audit.services import act, record
from bihuan.campaigns.drafts import LightDraft, PolicyDraft
from bihuan.campaigns.events import ClosurePolicyChanged, LightRulesChanged
from bihuan.campaigns.models import Campaign, ClosurePolicy, LightRule, LookBackRule, RequiredSignature
from bihuan.campaigns.policies import objections_to_judging_rules, objections_to_lights, objections_to_policy
from bihuan.common.workflow import Refused, lock
from bihuan.people.models import Person
from bihuan.people.roles import Role

WORDS = {
    "min_satisfied_percent": gettext_lazy("satisfied, in percent"),
    "min_answers": gettext_lazy("least answers"),
    "panel": gettext_lazy("panel for issues that nobody raised"),
    "min_panel": gettext_lazy("least answers of the panel"),
    "notice_required": gettext_lazy("public notice before closing"),
    "notice_workdays": gettext_lazy("working days of the notice"),
    "small_group": gettext_lazy("smallest group that is published"),
    "watch_review_days": gettext_lazy("days between reviews of long-term items"),
    "recurrence": gettext_lazy("when a closed issue comes back"),
}
"""What pages and the record call the columns of the policy."""


@act
def change_light_rules(campaign: Campaign, drafts: Sequence[LightDraft], *, by: Person) -> Campaign:
    """Replace the rules of the warning lights; issues follow with the next refresh of their lights.

    Raises:
        Refused: `by` may not, or the list has no end or a rule that is never reached.
    """
    campaign = lock(campaign)
    reasons = [*objections_to_judging_rules(campaign, by=by), *objections_to_lights(drafts)]
    if reasons:
        raise Refused(reasons)
    before = tuple(sentence_of_rule(rule) for rule in campaign.light_rules.order_by("position"))
    rules = [_rule(campaign, position, draft) for position, draft in enumerate(drafts, start=1)]
    after = tuple(sentence_of_rule(rule) for rule in rules)
    if after != before:
        campaign.light_rules.all().delete()
        LightRule.objects.bulk_create(rules)
        record(LightRulesChanged(campaign=campaign.pk, rules=after, before=before), by=by)
    return campaign


@act
def change_closure_policy(campaign: Campaign, draft: PolicyDraft, *, by: Person) -> ClosurePolicy:
    """Change what closing asks for. What has been closed stays closed; what is on its way meets the new bar.

    Raises:
        Refused: `by` may not, or a value is out of its bounds.
    """
    policy = ClosurePolicy.objects.select_for_update().get(campaign=campaign)
    reasons = [*objections_to_judging_rules(campaign, by=by), *objections_to_policy(draft)]
    if reasons:
        raise Refused(reasons)
    changes = tuple(_changes(policy, draft))
    if changes:
        for column in WORDS:
            setattr(policy, column, getattr(draft, column))
        policy.save(update_fields=list(WORDS))
        _replace_rows(policy, draft)
        record(ClosurePolicyChanged(campaign=campaign.pk, changes=changes), by=by)
    return policy


def sentence_of_rule(rule: LightRule) -> str:
    """A light rule in words: red: 1 or more days past the deadline."""
    words = {"colour": rule.get_colour_display(), "basis": rule.get_basis_display()}
    bounds = {"low": rule.at_least, "high": rule.at_most}
    if rule.at_least is not None and rule.at_most is not None:
        return _("%(colour)s: %(low)d to %(high)d %(basis)s") % (words | bounds)
    if rule.at_least is not None:
        return _("%(colour)s: %(low)d or more %(basis)s") % (words | bounds)
    if rule.at_most is not None:
        return _("%(colour)s: %(high)d or fewer %(basis)s") % (words | bounds)
    return _("%(colour)s: %(basis)s") % words


def _rule(campaign: Campaign, position: int, draft: LightDraft) -> LightRule:
    return LightRule(
        campaign=campaign,
        position=position,
        colour=draft.colour,
        basis=draft.basis,
        at_least=draft.at_least,
        at_most=draft.at_most,
        action=draft.action,
    )


def _changes(policy: ClosurePolicy, draft: PolicyDraft) -> Iterator[str]:
    """What differs, as "name: before → after"."""
    for column, words in WORDS.items():
        before, after = getattr(policy, column), getattr(draft, column)
        if before != after:
            yield f"{words}: {_shown(before)} → {_shown(after)}"
    signing = sorted(signature.role for signature in policy.signatures.all())
    if signing != sorted(draft.signatures):
        yield _("signatures: %(roles)s") % {
            "roles": "、".join(str(Role(role).label) for role in draft.signatures) or "—"
        }
    looking = sorted(rule.after_workdays for rule in policy.look_backs.all())
    if looking != sorted(draft.look_backs):
        days = "、".join(str(days) for days in sorted(draft.look_backs)) or "—"
        yield _("look-backs after working days: %(days)s") % {"days": days}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words = dict([*ClosurePolicy.Panel.choices, *ClosurePolicy.Recurrence.choices])
    return str(words.get(str(value), value))


def _replace_rows(policy: ClosurePolicy, draft: PolicyDraft) -> None:
    policy.signatures.all().delete()
    RequiredSignature.objects.bulk_create(RequiredSignature(policy=policy, role=role) for role in draft.signatures)
    policy.look_backs.all().delete()
    LookBackRule.objects.bulk_create(LookBackRule(policy=policy, after_workdays=days) for days in draft.look_backs)
