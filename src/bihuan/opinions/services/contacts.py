"""Contact details: sealed on arrival, opened by the office with a reason, sealed anew when keys change."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.common.sealing import Unreadable, is_stale, seal_bytes, unseal, unseal_bytes
from bihuan.common.workflow import Refused
from bihuan.opinions.events import ContactOpened
from bihuan.opinions.models import Contact, Opinion, SealedTalk, TipOff, TipOffPart
from bihuan.opinions.policies import objections_to_opening_contact
from bihuan.people.models import Person


@act
def open_contact(opinion: Opinion, *, reason: str, by: Person) -> str:
    """Read the name and number that a speaker left. Every reading leaves a fact with its reason.

    Raises:
        Refused: no reason, nothing was left, not of the office, or no key opens it any more.
    """
    contact = Contact.objects.filter(opinion=opinion).first()
    objections = list(objections_to_opening_contact(opinion, contact=contact, reason=reason, by=by))
    if objections or contact is None:
        raise Refused(objections)
    try:
        text = unseal(bytes(contact.sealed), context=opinion.stream)
    except Unreadable:
        raise Refused(
            _("No key at hand opens these contact details. Ask the system administrator for the older key.")
        ) from None
    record(ContactOpened(opinion=opinion.pk, reason=reason.strip()), by=by)
    return text


@dataclass(frozen=True)
class SealedColumn:
    """Where sealed content lies, and to which context each row binds it."""

    model: type[Model]
    context: Callable[[Any], str]


SEALED = (
    SealedColumn(Contact, lambda row: f"opinion:{row.opinion_id}"),
    SealedColumn(SealedTalk, lambda row: f"talk:{row.talk_id}"),
    SealedColumn(TipOff, lambda row: f"tip-off {row.campaign_id}/{row.number}"),
    SealedColumn(TipOffPart, lambda row: f"tip-off:{row.tip_off_id}"),
)
"""Everything of this stage that rotating keys must reach; the column is called `sealed` in each."""


@act
def renew_seals(columns: Sequence[SealedColumn] = SEALED) -> int:
    """Seal anew whatever an older key sealed and return how many; what no key opens stays as it is."""
    return sum(_renew(one, row) for one in columns for row in list(one.model._default_manager.select_for_update()))


def sealed_by_old_keys(columns: Sequence[SealedColumn] = SEALED) -> int:
    """How many still need an older key: not renewed yet, or opened by no key at all."""
    rows = (bytes(sealed) for one in columns for sealed in one.model._default_manager.values_list("sealed", flat=True))
    return sum(map(is_stale, rows))


def _renew(one: SealedColumn, row: Any) -> int:  # noqa: ANN401 - a row of any of the tables above
    sealed, context = bytes(row.sealed), one.context(row)
    if is_stale(sealed):
        with suppress(Unreadable):
            fresh = seal_bytes(unseal_bytes(sealed, context=context), context=context)
            return one.model._default_manager.filter(pk=row.pk).update(sealed=fresh)
    return 0
