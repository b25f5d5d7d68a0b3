"""Regulations: drafted, put in force, revised, made known, abolished, linked to issues."""

from datetime import date
from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.text import digest
from bihuan.common.workflow import Refused, lock, move
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.outcomes import events
from bihuan.outcomes.models import Regulation, RegulationIssue, RegulationVersion
from bihuan.outcomes.policies import (
    objections_to_abolishing,
    objections_to_adopting,
    objections_to_announcing,
    objections_to_drafting,
    objections_to_linking,
    objections_to_review_day,
    objections_to_revising,
)
from bihuan.outcomes.states import ABOLISH, ADOPT, REVISE
from bihuan.people.models import Person, Unit


class Wording(TypedDict, total=False):
    """The words of a version."""

    text: str
    file: StoredFile | None


@act
def draft_regulation(
    campaign: Campaign, *, unit: Unit, title: str, number: str = "", by: Person, **wording: Unpack[Wording]
) -> Regulation:
    """Draft a regulation with its first words.

    Raises:
        Refused: not of the unit or the office, without words, or there is one of this name.
    """
    says = _says(wording)
    if reasons := list(objections_to_drafting(unit, campaign, title=title, says_something=says, by=by)):
        raise Refused(reasons)
    made = Regulation.objects.create(campaign=campaign, unit=unit, title=title.strip(), number=number)
    sha256 = _version(made, 1, note="", wording=wording, by=by)
    record(events.RegulationDrafted(regulation=made.pk, title=made.title, unit=unit.name, sha256=sha256), by=by)
    return made


def _says(wording: Wording) -> bool:
    return bool(wording.get("text", "").strip() or wording.get("file"))


def _version(regulation: Regulation, number: int, *, note: str, wording: Wording, by: Person) -> str:
    """Write a version and return the digest of its words."""
    day = day_of(regulation.campaign)
    RegulationVersion.objects.create(regulation=regulation, number=number, note=note, on=day, by=by, **wording)
    file = wording.get("file")
    return digest(wording.get("text", ""), file.sha256 if file else "")


@act
def adopt(
    regulation: Regulation,
    *,
    review_on: date | None,
    in_force_on: date | None = None,
    valid_until: date | None = None,
    by: Person,
) -> Regulation:
    """Put a regulation in force. A day before the campaign says: it was there already and is kept on record."""
    regulation = lock(regulation)
    if reasons := [*objections_to_adopting(regulation, by=by), *objections_to_review_day(regulation, review_on)]:
        raise Refused(reasons)
    day = in_force_on or day_of(regulation.campaign)
    move(regulation, ADOPT, in_force_on=day, valid_until=valid_until, review_on=review_on)
    fact = events.RegulationAdopted(regulation=regulation.pk, in_force_on=day.isoformat(), review_on=str(review_on))
    record(fact, by=by)
    return regulation


@act
def revise(
    regulation: Regulation, *, note: str, review_on: date | None = None, by: Person, **wording: Unpack[Wording]
) -> Regulation:
    """Give a regulation new words; the old ones stay as an earlier version. The review moves on if a day is given."""
    regulation = lock(regulation)
    if reasons := list(objections_to_revising(regulation, says_something=_says(wording), note=note, by=by)):
        raise Refused(reasons)
    move(regulation, REVISE, review_on=review_on or regulation.review_on)
    number = regulation.versions.count() + 1
    sha256 = _version(regulation, number, note=note.strip(), wording=wording, by=by)
    fact = events.RegulationRevised(regulation=regulation.pk, version=number, note=note.strip(), sha256=sha256)
    record(fact, by=by)
    return regulation


@act
def announce(regulation: Regulation, *, by: Person) -> Regulation:
    """Make a regulation known by name; everybody in the campaign can read it from now on."""
    regulation = lock(regulation)
    if reasons := list(objections_to_announcing(regulation, by=by)):
        raise Refused(reasons)
    day = day_of(regulation.campaign)
    Regulation.objects.filter(pk=regulation.pk).update(announced_on=day)
    regulation.announced_on = day
    record(events.RegulationAnnounced(regulation=regulation.pk), by=by)
    return regulation


@act
def abolish(regulation: Regulation, *, reason: str, by: Person) -> Regulation:
    """Abolish a regulation; its words stay on record."""
    regulation = lock(regulation)
    if reasons := list(objections_to_abolishing(regulation, reason=reason, by=by)):
        raise Refused(reasons)
    day, words = day_of(regulation.campaign), reason.strip()
    move(regulation, ABOLISH, abolished_on=day, abolished_because=words)
    record(events.RegulationAbolished(regulation=regulation.pk, reason=words), by=by)
    return regulation


@act
def link_issue(regulation: Regulation, issue: Issue, *, by: Person) -> RegulationIssue:
    """Say which issue the regulation keeps from coming back."""
    if reasons := list(objections_to_linking(regulation, issue, by=by)):
        raise Refused(reasons)
    link, new = RegulationIssue.objects.get_or_create(regulation=regulation, issue=issue)
    if new:
        record(events.RegulationLinked(regulation=regulation.pk, issue=issue.label), by=by)
    return link
