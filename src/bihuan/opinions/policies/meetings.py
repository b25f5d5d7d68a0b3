"""What stands against a step with an occasion of asking or with a talk, as sentences."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Consultation, Talk, TalkOpening
from bihuan.opinions.policies.voices import LONGEST, objections_to_having_been, objections_to_office_work
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role

OPENING = (Role.OFFICE, Role.LEADER)
"""Who may ask to read a sealed talk, and who may agree: two different persons of these."""
LONGEST_MINUTES = 4 * LONGEST
MOST_NAMES = 200
LONGEST_NAME = 60


def objections_to_planning(campaign: Campaign, *, channel: Channel, held_on: date, by: Person) -> Iterator[str]:
    """An occasion for a day to come, under a channel of this campaign, inside its time."""
    yield from objections_to_office_work(campaign, by)
    if channel.campaign_id != campaign.pk:
        yield _("The channel “%(channel)s” belongs to another campaign.") % {"channel": channel}
    if held_on > campaign.ends_on:
        words = _("The campaign ends on %(end)s; choose a day before that.")
        yield words % {"end": campaign.ends_on}


def objections_to_inviting(
    consultation: Consultation, *, group: Term, names: Sequence[str], by: Person
) -> Iterator[str]:
    """Names of one group, each once, not without end."""
    yield from objections_to_office_work(consultation.campaign, by)
    if (group.campaign_id, group.taxonomy) != (consultation.campaign_id, Term.Taxonomy.SPEAKER_GROUP):
        yield _("“%(word)s” is not a group of speakers in this campaign.") % {"word": group}
    if not names:
        yield _("Write at least one name.")
    there = consultation.invitees.filter(name__in=names).values_list("name", flat=True)
    for name in sorted({*there, *(name for name in names if names.count(name) > 1)}):
        yield _("“%(name)s” is invited already; add what tells the two apart.") % {"name": name}
    if len(names) + consultation.invitees.count() > MOST_NAMES:
        yield _("%(most)s names are the most for one occasion; count larger groups instead.") % {"most": MOST_NAMES}


def objections_to_minutes(consultation: Consultation, *, text: str, by: Person) -> Iterator[str]:
    """Minutes of something that was held, with words in them."""
    yield from objections_to_office_work(consultation.campaign, by)
    yield from objections_to_having_been(consultation)
    if not text.strip():
        yield _("Nothing is written yet.")


def objections_to_talk(consultation: Consultation, *, text: str, talked_on: date, by: Person) -> Iterator[str]:
    """A talk that was held, with words."""
    yield from objections_to_office_work(consultation.campaign, by)
    if not text.strip():
        yield _("Nothing is written yet.")
    if talked_on > day_of(consultation.campaign):
        yield _("%(day)s has not come yet; write the talk down when it was held.") % {"day": talked_on}


def objections_to_unsealing(talk: Talk, *, by: Person) -> Iterator[str]:
    """Sealed talks are opened by the office and the leading officials, two of them together."""
    campaign = talk.consultation.campaign
    yield from objections_to_role(by, OPENING, over=campaign.root, campaign_id=campaign.pk)
    if talk.level != Talk.Level.SEALED:
        yield _("This talk is not sealed; it can be read as it is.")


def objections_to_asking(talk: Talk, *, reason: str, running: TalkOpening | None, by: Person) -> Iterator[str]:
    """One opening at a time, with a reason."""
    yield from objections_to_unsealing(talk, by=by)
    if not reason.strip():
        yield _("Write why you open it; the reason stays in the record.")
    if running is not None:
        words = _("%(who)s has asked already to open this talk. Wait until that is done.")
        yield words % {"who": running.asked_by}


def objections_to_agreeing(opening: TalkOpening, *, by: Person) -> Iterator[str]:
    """A second person, once."""
    yield from objections_to_unsealing(opening.talk, by=by)
    if opening.asked_by_id == by.pk:
        yield _("You asked yourself. A second person has to agree: somebody else of the office, or a leading official.")
    if opening.agreed_by is not None:
        yield _("%(who)s has agreed already.") % {"who": opening.agreed_by}


def objections_to_reading(opening: TalkOpening, *, by: Person) -> Iterator[str]:
    """Whoever asked reads, after somebody agreed, once."""
    yield from objections_to_unsealing(opening.talk, by=by)
    if opening.asked_by_id != by.pk:
        yield _("%(who)s asked to open it and reads it. Ask yourself if you need to.") % {"who": opening.asked_by}
    if opening.agreed_by is None:
        yield _("Nobody has agreed yet. Ask a second person of the office, or a leading official.")
    if opening.read_at is not None:
        yield _("It was read already. To read it again, ask again.")
