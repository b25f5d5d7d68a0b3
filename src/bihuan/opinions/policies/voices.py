"""What stands against a verb of this stage, as sentences; and what a speaker should know before sending."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Consultation, Contact, Opinion
from bihuan.opinions.selectors import DECIDING, standing_disposition
from bihuan.opinions.states import Status
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role

LONGEST = 5000
"""Characters of one opinion or message: ten pages, and an end to mischief."""

_PHONE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def objections_to_office_work(campaign: Campaign, by: Person) -> Iterator[str]:
    """Opinions are written down, disposed of and answered by the campaign office only."""
    yield from objections_to_role(by, DECIDING, over=campaign.root, campaign_id=campaign.pk)


def objections_to_intake(campaign: Campaign, *, channel: Channel, by: Person | None) -> Iterator[str]:
    """May an opinion come in by this channel at all? The public only by those that are open to it."""
    if channel.campaign_id != campaign.pk:
        yield _("The channel “%(channel)s” belongs to another campaign.") % {"channel": channel}
    if by is not None:
        yield from objections_to_office_work(campaign, by)
    elif not (channel.public and channel.active and campaign.active):
        yield _("“%(channel)s” does not take opinions at present. Please choose another way.") % {"channel": channel}


def objections_to_words(text: str) -> Iterator[str]:
    """Words that can be kept: some, and not too many."""
    if not text.strip():
        yield _("Nothing is written yet. Say in a sentence what happened and what you wish.")
    if len(text) > LONGEST:
        yield ngettext(
            "The text is %(over)s character too long; %(limit)s are the most.",
            "The text is %(over)s characters too long; %(limit)s are the most.",
            len(text) - LONGEST,
        ) % {"over": len(text) - LONGEST, "limit": LONGEST}


def objections_to_particulars(
    campaign: Campaign,
    *,
    heads: int,
    received_on: date,
    group: Term | None,
    consultation: Consultation | None,
) -> Iterator[str]:
    """Counted people, a day that has come, and words and occasions of this campaign."""
    if heads < 1:
        yield _("At least one person must have said it.")
    if received_on > day_of(campaign):
        yield _("%(day)s has not come yet; write the day on which the opinion arrived.") % {"day": received_on}
    if group and (group.campaign_id, group.taxonomy) != (campaign.pk, Term.Taxonomy.SPEAKER_GROUP):
        yield _("“%(word)s” is not a group of speakers in this campaign.") % {"word": group}
    if consultation and consultation.campaign_id != campaign.pk:
        yield _("The consultation “%(title)s” belongs to another campaign.") % {"title": consultation}


def objections_to_disposing(opinion: Opinion, *, reply: str, by: Person, reason: Term | None = None) -> Iterator[str]:
    """An opinion ends once, with words for the speaker, by the hand of the office."""
    yield from objections_to_office_work(opinion.campaign, by)
    standing = standing_disposition(opinion)
    if standing:
        yield _("%(label)s was already disposed of by %(who)s: %(how)s. Take that back first.") % {
            "label": opinion.label,
            "who": standing.by,
            "how": standing.get_kind_display(),
        }
    if not reply.strip():
        yield _("Write what the speaker will read: every voice gets an answer.")
    if reason and (reason.campaign_id, reason.taxonomy) != (opinion.campaign_id, Term.Taxonomy.REFUSAL):
        yield _("“%(word)s” is not a reason for refusing in this campaign.") % {"word": reason}


def objections_to_forwarding(*, to: str) -> Iterator[str]:
    """Forwarding names somebody."""
    if not to.strip():
        yield _("Write to whom it is forwarded, so that the speaker can ask there.")


def objections_to_reopening(opinion: Opinion, *, by: Person) -> Iterator[str]:
    """Only what has ended can be taken back."""
    yield from objections_to_office_work(opinion.campaign, by)
    if opinion.status == Status.OPEN:
        yield _("%(label)s is waiting already; there is nothing to take back.") % {"label": opinion.label}


def objections_to_taking_back(opinion: Opinion, *, by: Person) -> Iterator[str]:
    """An opinion that is part of an issue is taken out of the issue, not taken back here."""
    yield from objections_to_reopening(opinion, by=by)
    if opinion.status == Status.BECAME_ISSUE:
        yield _("%(label)s is part of an issue. Take it out of the issue in the ledger; then it waits again.") % {
            "label": opinion.label
        }


def objections_to_opening_contact(
    opinion: Opinion, *, contact: Contact | None, reason: str, by: Person
) -> Iterator[str]:
    """Only the office, only with a reason, and only when something was left."""
    yield from objections_to_office_work(opinion.campaign, by)
    if contact is None:
        yield _("The speaker of %(label)s left no contact details; answer by the receipt.") % {"label": opinion.label}
    if not reason.strip():
        yield _("Write why you open them; the reason stays in the record.")


def objections_to_having_been(consultation: Consultation) -> Iterator[str]:
    """Nobody has come and nothing was said before the day."""
    if consultation.held_on > day_of(consultation.campaign):
        words = _("“%(title)s” is planned for %(day)s. Enter what came of it from that day on.")
        yield words % {"title": consultation.title, "day": consultation.held_on}


def objections_to_counting(consultation: Consultation, *, group: Term, by: Person) -> Iterator[str]:
    """Participants are counted by the office, in the groups of the campaign, once they have come."""
    yield from objections_to_office_work(consultation.campaign, by)
    yield from objections_to_having_been(consultation)
    if (group.campaign_id, group.taxonomy) != (consultation.campaign_id, Term.Taxonomy.SPEAKER_GROUP):
        yield _("“%(word)s” is not a group of speakers in this campaign.") % {"word": group}


def objections_to_returning(consultation: Consultation, *, issued: int, returned: int, by: Person) -> Iterator[str]:
    """No more forms come back than were given out."""
    yield from objections_to_office_work(consultation.campaign, by)
    if returned > issued:
        yield _("%(returned)s forms came back, but only %(issued)s were given out. Correct one of the two.") % {
            "returned": returned,
            "issued": issued,
        }


def objections_to_holding(campaign: Campaign, *, channel: Channel, held_on: date, by: Person) -> Iterator[str]:
    """An occasion of this campaign, under one of its channels, on a day that has come."""
    yield from objections_to_office_work(campaign, by)
    if channel.campaign_id != campaign.pk:
        yield _("The channel “%(channel)s” belongs to another campaign.") % {"channel": channel}
    if held_on > day_of(campaign):
        yield _("%(day)s has not come yet; enter the occasion when it was held.") % {"day": held_on}


def signs_of_identity(text: str) -> Iterator[str]:
    """What in a text may tell who wrote it: a hint to whoever wants to stay anonymous, never a refusal."""
    for pattern, sentence in (
        (_IDENTITY, _("Your words contain what looks like an identity number (ending in %(end)s).")),
        (_PHONE, _("Your words contain what looks like a mobile number (ending in %(end)s).")),
        (_MAIL, _("Your words contain what looks like an e-mail address (ending in %(end)s).")),
    ):
        for found in pattern.findall(text):
            yield sentence % {"end": found[-4:]}
