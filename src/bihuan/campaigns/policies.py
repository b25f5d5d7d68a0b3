"""Who may set up and change a campaign: sentences against it; none means yes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role


def objections_to_creating(*, code: str, root: Unit, office: Unit | None, by: Person | None) -> Iterator[str]:
    """Only the campaign office over the whole scope, its own unit inside that scope, and a new code."""
    if by is not None:
        yield from objections_to_role(by, [Role.OFFICE], over=root)
    if office is not None and not office.is_within(root):
        words = _(
            "%(office)s runs the campaign but lies outside its scope, %(root)s. Choose a unit inside it."
        )
        yield words % {"office": office, "root": root}
    if Campaign.objects.filter(code=code).exists():
        yield _("There is a campaign with the code “%(code)s” already. Choose another code.") % {"code": code}
