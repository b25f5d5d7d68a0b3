"""What stands against handing in a plan, remarking on it, and deciding on it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.people.models import Person
from bihuan.supervision.models import PaperVerdict, PaperVersion, Standing
from bihuan.supervision.policies.phases import only_team, only_unit
from bihuan.supervision.selectors.phases import GONE_ON


def objections_to_handing_in(standing: Standing, *, by: Person) -> Iterator[str]:
    """The unit hands in while it is in the phase and has not passed."""
    yield from only_unit(standing, by=by)
    if standing.status in GONE_ON:
        yield _("The unit has passed this phase; nothing more is handed in.")


def objections_to_commenting(version: PaperVersion, *, by: Person) -> Iterator[str]:
    """The team remarks until it has decided."""
    yield from only_team(version.standing, by=by)
    if verdict := PaperVerdict.objects.filter(version=version).first():
        yield _("This version is “%(verdict)s”; remarks belong to a version that waits.") % {"verdict": verdict}


def objections_to_verdict(version: PaperVersion, *, by: Person) -> Iterator[str]:
    """Once, on the newest version, by somebody who did not hand it in."""
    yield from objections_to_commenting(version, by=by)
    newest = version.standing.papers.filter(paper=version.paper_id).order_by("-number").first()
    if newest and newest.pk != version.pk:
        yield _("Version %(number)s has taken its place; decide on that one.") % {"number": newest.number}
    if version.by_id == by.pk:
        yield _("You handed this in; somebody else decides on it.")


def objections_to_revising(version: PaperVersion, *, words: str, by: Person) -> Iterator[str]:
    """Whoever asks for another version says what has to be different."""
    yield from objections_to_verdict(version, by=by)
    if not words.strip() and not version.comments.exists():
        yield _("Write what has to be different, here or at the places of the plan.")
