"""What stands against publishing and withdrawing, as whole sentences; none means it may be done."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.ledger.models import Issue
from bihuan.ledger.policies import only_office
from bihuan.ledger.states import Status
from bihuan.people.models import Person
from bihuan.publication.models import Publication
from bihuan.publication.selectors import last_version
from bihuan.publication.snapshot import Draft

Kind = Publication.Kind


def kind_for(issue: Issue) -> str:
    """What there is to publish now: the notice before closing, afterwards the result."""
    return Kind.RESULT if issue.is_closed else Kind.NOTICE


def objections_to_publishing(issue: Issue, *, kind: str, by: Person) -> Iterator[str]:
    """The office publishes: a notice of verified work, or the result of a closed issue."""
    yield from only_office(issue.campaign, by=by)
    if kind == Kind.NOTICE and issue.status not in (Status.VERIFIED, Status.IN_NOTICE):
        yield _("The issue is “%(now)s”; a notice is published after the verification passed.") % {
            "now": issue.get_status_display()
        }
    if kind == Kind.RESULT and not issue.is_closed:
        yield _("The issue is “%(now)s”; a result is published after closing.") % {"now": issue.get_status_display()}


def objections_to_draft(issue: Issue, draft: Draft, *, scope: str, seen: str) -> Iterator[str]:
    """What is published is what was looked at, and says something new."""
    if seen and seen != draft.sha256:
        yield _("What would be published has changed since you looked at it. Look at it again.")
    before = last_version(issue, scope=scope)
    if before is not None and before.sha256 == draft.sha256 and before.withdrawn_on is None:
        yield _("Version %(version)s says exactly the same; there is nothing to publish anew.") % {
            "version": before.version
        }


def objections_to_withdrawing(publication: Publication, *, by: Person) -> Iterator[str]:
    """A running notice stays up: people could not object to what they cannot read."""
    yield from only_office(publication.campaign, by=by)
    if publication.withdrawn_on is not None:
        yield _("This version was withdrawn on %(day)s already.") % {"day": publication.withdrawn_on}
    newest = last_version(publication.issue, scope=publication.scope)
    running = publication.issue.status == Status.IN_NOTICE and publication.cycle == publication.issue.cycle
    if running and newest is not None and newest.pk == publication.pk:
        yield _(
            "The notice is running. Publish a corrected version first, or let the team return the issue; "
            "then this one can be withdrawn."
        )


def objections_to_reason(reason: str) -> Iterator[str]:
    """Whoever takes something down says why."""
    if not reason.strip():
        yield _("Write why it is withdrawn; the reason stays in the record.")
