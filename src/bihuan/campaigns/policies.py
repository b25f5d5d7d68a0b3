"""Who may set up and change a campaign: sentences against it; none means yes."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.bounds import LOOK_BACK, POLICY
from bihuan.campaigns.drafts import LightDraft, PolicyDraft
from bihuan.campaigns.lights import faults_of_lights
from bihuan.campaigns.models import Campaign, Channel, Phase, Term
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import ADMINISTRATORS, JUDGED, Role
from bihuan.people.selectors import units_held

Word = Term | Channel


def objections_to_creating(*, code: str, root: Unit, office: Unit | None, by: Person | None) -> Iterator[str]:
    """Only the campaign office over the whole scope, its own unit inside that scope, and a new code."""
    if by is not None:
        yield from objections_to_role(by, [Role.OFFICE], over=root)
    if office is not None and not office.is_within(root):
        words = _("%(office)s runs the campaign but lies outside its scope, %(root)s. Choose a unit inside it.")
        yield words % {"office": office, "root": root}
    if Campaign.objects.filter(code=code).exists():
        yield _("There is a campaign with the code “%(code)s” already. Choose another code.") % {"code": code}


def objections_to_setting_up(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Phases, words and channels are the campaign office's, over the whole scope."""
    yield from objections_to_role(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk)


def objections_to_judging_rules(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """By what units are judged, the supervising tier says: over the whole scope, and speaking for no unit in it."""
    tier = [Role.TEAM_LEADER, Role.LEADER]
    yield from objections_to_role(by, tier, over=campaign.root, campaign_id=campaign.pk)
    judged = [unit for unit in units_held(by, sorted(JUDGED)) if unit.is_within(campaign.root)]
    if judged:
        words = _("You speak for %(units)s, which this campaign judges. Somebody without such a unit has to do this.")
        yield words % {"units": "、".join(str(unit) for unit in judged)}


def objections_to_phase(phase: Phase, *, name: str, starts_on: date, ends_on: date) -> Iterator[str]:
    """A phase has a name, ends after it begins, lies in its campaign's time and keeps the order of the phases."""
    if not name.strip():
        yield _("A phase needs a name.")
    if ends_on < starts_on:
        yield _("The phase would end before it begins.")
    if starts_on < phase.campaign.starts_on:
        yield _("The campaign begins on %(day)s; a phase cannot begin before.") % {"day": phase.campaign.starts_on}
    for other in Phase.objects.filter(campaign=phase.campaign).exclude(pk=phase.pk):
        if (other.position < phase.position) != (other.starts_on <= starts_on) and other.starts_on != starts_on:
            words = _("“%(other)s” begins on %(day)s: the phases would change places.")
            yield words % {"other": other.name, "day": other.starts_on}


def objections_to_look_back_day(*, starts_on: date, look_back_on: date | None) -> Iterator[str]:
    """What has not begun is not looked back at."""
    if look_back_on is not None and look_back_on < starts_on:
        yield _("The phase begins on %(day)s; it cannot be looked back at before.") % {"day": starts_on}


def objections_to_new_word(existing: Sequence[Word], *, code: str, name: str) -> Iterator[str]:
    """A code and a name stand once in a list, also among what is out of use."""
    if any(word.code == code for word in existing):
        yield _("The code “%(code)s” stands in this list already.") % {"code": code}
    yield from objections_to_name(existing, name=name)


def objections_to_name(existing: Sequence[Word], *, name: str) -> Iterator[str]:
    """A name stands once in a list."""
    if not name.strip():
        yield _("A name is needed.")
    for word in existing:
        if word.name == name:
            where = "" if word.active else _("It is out of use; put it to use again instead.")
            yield (_("“%(name)s” stands in this list already.") % {"name": name} + " " + where).strip()


def objections_to_retiring(existing: Sequence[Word]) -> Iterator[str]:
    """One word stays in use, or nothing could be sorted any more."""
    if sum(word.active for word in existing) <= 1:
        yield _("This is the last one in use. Add another one first.")


def objections_to_lights(drafts: Sequence[LightDraft]) -> Iterator[str]:
    """The list has an end, and every rule can be reached."""
    if not drafts:
        yield _("At least the rule “otherwise” is needed here.")
    for place, _field, sentence in faults_of_lights(drafts):
        yield _("Rule %(number)d: %(sentence)s") % {"number": place + 1, "sentence": sentence}


def objections_to_policy(draft: PolicyDraft) -> Iterator[str]:
    """Every number within its bounds; no administrator signs; no look-back twice."""
    for name, bound in POLICY.items():
        if not bound.least <= getattr(draft, name) <= bound.most:
            words = _("%(name)s: from %(least)d to %(most)d.")
            yield words % {"name": name, "least": bound.least, "most": bound.most}
    for days in draft.look_backs:
        if not LOOK_BACK.least <= days <= LOOK_BACK.most:
            words = _("A look-back is due %(least)d to %(most)d working days after closing.")
            yield words % {"least": LOOK_BACK.least, "most": LOOK_BACK.most}
    if len(set(draft.look_backs)) < len(draft.look_backs):
        yield _("Two look-backs would fall on the same day.")
    for role in draft.signatures:
        if role in ADMINISTRATORS:
            yield _("An administrator signs nothing: %(role)s.") % {"role": role.label}


def objections_to_calendar(*, by: Person) -> Iterator[str]:
    """Working days belong to the whole site, and so to its system administrator."""
    yield from objections_to_role(by, [Role.SYSTEM_ADMIN], over=None)


def objections_to_notice(year: int, *, off: Sequence[date], make_up: Sequence[date]) -> Iterator[str]:
    """A whole notice begins with New Year's Day, and no day is both off and worked."""
    if date(year, 1, 1) not in off:
        words = _(
            "New Year's Day %(year)d is not among the days off. Enter the whole notice, or single days one by one."
        )
        yield words % {"year": year}
    both = sorted(set(off) & set(make_up))
    if both:
        words = _("These days are off and worked at once: %(days)s.")
        yield words % {"days": "、".join(str(day) for day in both)}
