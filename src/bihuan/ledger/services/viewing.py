"""A person's own views of the list. They change nothing on the ledger, hence leave no fact."""

from django.db import transaction
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.ledger.models import SavedView
from bihuan.ledger.policies import only_office
from bihuan.people.models import Person


@transaction.atomic
def save_view(campaign: Campaign, *, name: str, query: str, shared: bool, by: Person) -> SavedView:
    """Keep the conditions of a list under a name; the same name again replaces them. Sharing is for the office."""
    if shared and (reasons := list(only_office(campaign, by=by))):
        raise Refused(reasons)
    view, _made = SavedView.objects.update_or_create(
        campaign=campaign, owner=by, name=name, defaults={"query": query, "shared": shared}
    )
    return view


@transaction.atomic
def remove_view(view: SavedView, *, by: Person) -> None:
    """Forget a view of one's own."""
    if view.owner_id != by.pk:
        raise Refused(_("“%(name)s” belongs to %(owner)s.") % {"name": view.name, "owner": view.owner})
    view.delete()
