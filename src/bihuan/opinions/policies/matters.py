"""What stands against putting voices together, taking them apart, sorting them and learning from it."""

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.models import Campaign, Term
from bihuan.opinions.models import Lesson, Matter, MatterObjection, MatterVoice, Opinion, Regrouping
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.triage_matters import standing_ties
from bihuan.people.models import Person, Unit

MOST_AT_ONCE = 500
"""Voices in one act: more than any page shows, and a transaction that ends within seconds."""


def objections_to_bulk(campaign: Campaign, opinions: Collection[Opinion], *, by: Person) -> Iterator[str]:
    """What is done to many voices at once is office work, within one campaign and within reason."""
    yield from objections_to_office_work(campaign, by)
    if not opinions:
        yield _("No opinion is selected. Tick the opinions first.")
    if len(opinions) > MOST_AT_ONCE:
        yield _("%(count)s opinions are selected; %(most)s at once are the most. Select fewer.") % {
            "count": len(opinions),
            "most": MOST_AT_ONCE,
        }
    strangers = [one.label for one in opinions if one.campaign_id != campaign.pk]
    if strangers:
        yield _("%(labels)s belong to another campaign.") % {"labels": _(", ").join(strangers)}


def objections_to_merging(
    campaign: Campaign, opinions: Collection[Opinion], *, into: Matter | None, by: Person
) -> Iterator[str]:
    """There must be something to put together."""
    yield from objections_to_bulk(campaign, opinions, by=by)
    if into and into.campaign_id != campaign.pk:
        yield _("%(matter)s belongs to another campaign.") % {"matter": into}
    if len(opinions) == 1 and not into:
        yield _("One opinion alone cannot be put together. Select at least two.")
    keys = [one.pk for one in opinions]
    ties = list(standing_ties().filter(opinion__in=keys).values_list("matter", flat=True))
    together = len(ties) == len(keys) and len({*ties, *([into.pk] if into else [])}) == 1
    if keys and together:
        yield _("These opinions stand together already.")


def objections_to_splitting(ties: Sequence[MatterVoice], *, reason: str, by: Person) -> Iterator[str]:
    """Some voices of one matter leave it, and the others stay; the record keeps why."""
    if not ties:
        yield _("None of these opinions belongs to a matter; there is nothing to take apart.")
        return
    matter = ties[0].matter
    yield from objections_to_office_work(matter.campaign, by)
    if len({tie.matter_id for tie in ties}) > 1:
        yield _("These opinions belong to several matters. Take them out of one matter at a time.")
    elif not standing_ties().filter(matter=matter).exclude(pk__in=[tie.pk for tie in ties]).exists():
        yield _("All opinions of %(matter)s are selected. Leave at least one, or give the matter another name.") % {
            "matter": matter
        }
    if not reason.strip():
        yield _("Write why they are another matter; the record keeps it and the engine learns from it.")


def objections_to_undoing(act: Regrouping, *, by: Person) -> Iterator[str]:
    """A merge or a split is undone once."""
    yield from objections_to_office_work(act.campaign, by)
    if act.kind == Regrouping.Kind.UNDO:
        yield _("This already undid something. Put the opinions together again instead.")
    if Regrouping.objects.filter(undoes=act).exists():
        yield _("This was undone before; there is nothing left to undo.")
    elif not act.tied.filter(ended_by__isnull=True).exists():
        yield _("Every opinion was moved again since then. Undo the later step first.")


def objections_to_naming(name: str) -> Iterator[str]:
    """A matter has a name that fits on a line."""
    if not name.strip():
        yield _("Give the matter a name: in a few words, what it is about.")
    if len(name.strip()) > 120:
        yield _("The name is too long; 120 characters are the most.")


def objections_to_category(campaign: Campaign, category: Term) -> Iterator[str]:
    """A category of this campaign."""
    if (category.campaign_id, category.taxonomy) != (campaign.pk, Term.Taxonomy.CATEGORY):
        yield _("“%(word)s” is not a category of this campaign.") % {"word": category}


def objections_to_responsible(campaign: Campaign, unit: Unit) -> Iterator[str]:
    """A unit inside the campaign that still works."""
    if not unit.is_within(campaign.root):
        yield _("%(unit)s is outside this campaign; choose a unit below %(root)s.") % {
            "unit": unit,
            "root": campaign.root,
        }
    if not unit.active:
        yield _("%(unit)s is no longer active; choose its successor.") % {"unit": unit}


def objections_to_objecting(tie: MatterVoice | None, words: str) -> Iterator[str]:
    """A speaker objects once to each time of being put together, and says what is different."""
    if tie is None:
        yield _("Your words stand by themselves; they are not put together with others.")
    elif MatterObjection.objects.filter(tie=tie).exists():
        yield _("You have said so already; the answer will stand here.")
    if not words.strip():
        yield _("Write in a sentence what is different in your matter.")


def objections_to_ruling(objection: MatterObjection, *, ruling: str, by: Person) -> Iterator[str]:
    """Every objection is ruled on once, with words for its speaker."""
    yield from objections_to_office_work(objection.tie.matter.campaign, by)
    if objection.upheld is not None:
        yield _("%(who)s has ruled on this objection already.") % {"who": objection.ruled_by}
    if not ruling.strip():
        yield _("Write what the speaker will read.")


def objections_to_learning(campaign: Campaign, *, decisions: int, classes: int, by: Person) -> Iterator[str]:
    """There must be something to learn from, and only one lesson at a time."""
    yield from objections_to_office_work(campaign, by)
    if classes < 2:
        yield ngettext(
            "So far %(count)s opinion has a category. The engine needs decisions in at least two categories.",
            "So far %(count)s opinions have a category. The engine needs decisions in at least two categories.",
            decisions,
        ) % {"count": decisions}
    if Lesson.objects.filter(campaign=campaign, finished=False).exists():
        yield _("The engine is learning already. Wait for it, or stop it first.")
