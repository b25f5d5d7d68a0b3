"""What stands against saying that it came back, and against deciding on it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.ledger.models import Issue
from bihuan.opinions.models import Opinion
from bihuan.people.models import Person
from bihuan.supervision.models import CameBack
from bihuan.supervision.policies.verbs import only_supervising, own_cause
from bihuan.supervision.selectors.voices import issues_of_voice
from bihuan.supervision.states import CameBackStatus


def objections_to_coming_back(issue: Issue, *, opinion: Opinion, words: str) -> Iterator[str]:
    """Only about a closed issue that the words stand behind, and with words."""
    if not issue.is_closed:
        yield _("The issue is not closed; it is being worked on. Write into the dialogue what is missing.")
    if not issues_of_voice(opinion).filter(pk=issue.pk).exists():
        yield _("Your words do not stand behind this issue.")
    if not words.strip():
        yield _("Write what came back, or what was never right.")


def objections_to_deciding_came_back(came_back: CameBack, *, by: Person) -> Iterator[str]:
    """A supervisor of the area decides, not in his own unit's cause, once."""
    yield from only_supervising(came_back.issue, by=by)
    yield from own_cause(came_back.issue, by=by)
    if came_back.status != CameBackStatus.OPEN:
        yield _("This was already decided: %(status)s.") % {"status": came_back.get_status_display()}
