"""Edited cells of an export → the ordinary verbs of the ledger, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bihuan.audit.services import act
from bihuan.campaigns.models import Campaign, Term
from bihuan.common.workflow import Refused
from bihuan.ledger.directory import Directory, directory_of
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.services.registering import PLAIN, IssueDetails, change_details, edit_wording
from bihuan.people.models import Person, Unit

TERMS = ("category", "problem_kind", "disposition")
UNITS = ("lead", "supporting")


@dataclass(frozen=True)
class Edited:
    """One issue and the words that the file has for some of its columns."""

    issue: Issue
    words: Mapping[str, str]
    place: str = ""


@act
def take_back(campaign: Campaign, edited: Sequence[Edited], *, by: Person) -> int:
    """Take edits over; returns for how many issues. One that is refused refuses them all, with its row.

    Raises:
        Refused: what stands against each row, in words.
    """
    directory, reasons = directory_of(campaign), []
    for one in edited:
        try:
            with transaction.atomic():
                _take(one, directory, by=by)
        except Refused as refused:
            reasons += [f"{one.place} {one.issue.label} {reason}" for reason in refused.reasons]
    if reasons:
        raise Refused(reasons)
    return len(edited)


def objections_to(campaign: Campaign, edited: Sequence[Edited], *, by: Person) -> dict[int, list[str]]:
    """What would stand against each issue: everything is tried and taken back again."""
    directory, found = directory_of(campaign), {}
    for one in edited:
        try:
            _try(one, directory, by=by)
        except Refused as refused:
            found[one.issue.pk] = list(refused.reasons)
    return found


def _try(one: Edited, directory: Directory, *, by: Person) -> None:
    @act
    def tried() -> None:
        _take(one, directory, by=by)
        raise _TakenBack

    try:
        tried()
    except _TakenBack:
        one.issue.refresh_from_db()


class _TakenBack(Exception):
    """Ends a trial; nothing of it remains."""


def _take(one: Edited, directory: Directory, *, by: Person) -> None:
    words = one.words
    if "title" in words:
        edit_wording(one.issue, title=words["title"], reason=_("edited in the exported workbook"), by=by)
    details = _details(one, directory)
    if details is not None:
        change_details(Issue.objects.get(pk=one.issue.pk), details, by=by)
    if any(column in words for column in UNITS):
        _assign(one, directory, by=by)


def _details(one: Edited, directory: Directory) -> IssueDetails | None:
    """The line of the ledger with the edited cells; None if none of them belongs to it."""
    changes: dict[str, Any] = {}
    for column in TERMS:
        if column in one.words:
            changes[column] = _term(one.words[column], column, directory)
    if "goal" in one.words:
        changes["goal"] = one.words["goal"]
    if "deadline" in one.words:
        changes["deadline_text"] = one.words["deadline"]
    if not changes:
        return None
    issue = Issue.objects.select_related(*TERMS, "focus", "horizon").get(pk=one.issue.pk)
    kept = {f.name: getattr(issue, f.name) for f in fields(IssueDetails) if f.name in (*PLAIN, "deadline_text")}
    return replace(IssueDetails(**kept), **changes)


def _term(words: str, column: str, directory: Directory) -> Term | None:
    if not words:
        return None
    pk = directory.term(column, words)
    if pk is None:
        raise Refused(
            _("“%(words)s” is no word of this campaign for this column; write one of its words.") % {"words": words}
        )
    return Term.objects.get(pk=pk)


def _unit(words: str, directory: Directory) -> Unit:
    unit = directory.unit(words)
    if unit is None:
        alike = "、".join(unit.name for unit in directory.alike(words)[:3])
        hint = _("Alike: %(names)s.") % {"names": alike} if alike else ""
        raise Refused(
            f"{_('There is no single unit called “%(words)s” in this campaign.') % {'words': words}} {hint}".strip()
        )
    return unit


def _assign(one: Edited, directory: Directory, *, by: Person) -> None:
    issue = Issue.objects.select_related("campaign__root", "lead_unit").get(pk=one.issue.pk)
    lead = _unit(one.words["lead"], directory) if "lead" in one.words else issue.lead_unit
    if lead is None:
        raise Refused(_("Supporting units need a lead unit; write it into its column."))
    if "supporting" in one.words:
        helpers = [_unit(name, directory) for name in one.words["supporting"].split("、") if name.strip()]
    else:
        helpers = [row.unit for row in issue.supporting.select_related("unit")]
    assign(issue, lead=lead, supporting=helpers, by=by)
