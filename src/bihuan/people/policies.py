"""Who may do what: sentences against it; none means yes."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from bihuan.people.models import Person, Unit
from bihuan.people.roles import Role
from bihuan.people.selectors import grants_of, holds


def objections_to_role(
    person: Person, roles: Iterable[Role], *, over: Unit | None, campaign_id: int | None = None
) -> Iterator[str]:
    """One sentence if the person holds none of the roles over the unit: who may, and what the person is."""
    roles = tuple(roles)
    if holds(person, roles, over=over, campaign_id=campaign_id):
        return
    wanted = " / ".join(str(role.label) for role in roles)
    mine = "、".join(dict.fromkeys(str(Role(grant.role).label) for grant in grants_of(person))) or _("without a role")
    if over is None:
        yield _("This is for: %(wanted)s. You are: %(mine)s.") % {"wanted": wanted, "mine": mine}
    else:
        yield _("This is for: %(wanted)s, responsible for %(unit)s. You are: %(mine)s.") % {
            "wanted": wanted,
            "unit": over,
            "mine": mine,
        }
