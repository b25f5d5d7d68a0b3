"""What stands against writing down a talk, and against reading its notes."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person
from bihuan.supervision.models import Standing, UnitTalk
from bihuan.supervision.policies.phases import only_team
from bihuan.supervision.states import StandingStatus


def objections_to_talking(standing: Standing, *, talked_on: date | None, by: Person) -> Iterator[str]:
    """The team writes down what was held, in the phase."""
    yield from only_team(standing, by=by)
    if standing.status == StandingStatus.ADVANCED:
        yield _("The unit has gone on to the next phase; write the talk down there.")
    if talked_on is not None and talked_on > day_of(standing.phase.campaign):
        yield _("This day has not come yet; write the talk down when it was held.")


def objections_to_reading_notes(talk: UnitTalk, *, by: Person) -> Iterator[str]:
    """Nobody but the team, the office and the leading official included."""
    yield from only_team(talk.standing, by=by)
